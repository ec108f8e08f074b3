"""Where a printed page of *Tổng quan* begins: a heading goes with its table, a chart stays whole.

Rows are hidden and as tall as their texts, so that this follows what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from addin.workbook.overview_places import FIRST_CHARTS, SECOND_CHARTS, THIRD_CHARTS, places_of
from addin.workbook.state_line import PAGE_ROW
from campaign.plan.definition import Campaign

_ABOVE = 2
"""Rows above a table's first: its heading and its heads."""

_BEGUN = 5
"""Rows of a parted table that its first page shows at least, with those above."""

_STILL_EMPTY = 2 / 3
"""How much of a page is not left empty for the sake of a table that does not fit in it."""


def block_starts(campaign: Campaign) -> list[int]:
    """Rows (from 0) with which a chart or a table begins, from the top."""
    places = places_of(campaign)
    tables = [places.standings, places.points, places.near, places.targets, places.waiting]
    tables += [places.longest, places.days, places.matrix]
    headings = sorted({row - _ABOVE for row in tables})
    return [FIRST_CHARTS, SECOND_CHARTS, THIRD_CHARTS, *headings]


def page_turns(
    heights: Sequence[float], starts: Sequence[int], rooms: Sequence[float]
) -> list[int]:
    """Rows (from 0) above which a page ends: no program parts a heading from its table then.

    Args:
        heights: Points of each row, 0 for a hidden one.
        starts: Rows with which a block begins.
        rooms: Points of rows that a page holds, by program. Pages after the first repeat the line
            of approval.
    """
    if len(heights) <= PAGE_ROW:
        return []
    pages = [_Pages(room, heights[PAGE_ROW]) for room in rooms]
    for page in pages:
        page.fill(heights[: starts[0]])
    turns = []
    for first, end in pairwise([*starts, len(heights)]):
        if not all(page.takes(heights[first:end]) for page in pages):
            turns.append(first)
            for page in pages:
                page.turn()
        for page in pages:
            page.fill(heights[first:end])
    return turns


class _Pages:
    """The pages of one program, filled from the top."""

    def __init__(self, room: float, repeated: float) -> None:
        self._later, self._left = room - repeated, room

    def takes(self, block: Sequence[float]) -> bool:
        """Whether a block may begin here: whole, or in part where the page would stay empty."""
        whole = sum(block)
        if whole <= self._left:
            return True
        parted = whole > self._later or self._left >= self._later * _STILL_EMPTY
        return parted and sum(block[:_BEGUN]) <= self._left

    def turn(self) -> None:
        """Begin a page."""
        self._left = self._later

    def fill(self, block: Sequence[float]) -> None:
        """Put rows; the program itself turns a page that is full."""
        for height in block:
            if height > self._left:
                self.turn()
            self._left -= height
