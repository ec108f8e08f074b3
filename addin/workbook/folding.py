"""Which rows of *Tổng quan* are hidden: its tables have fixed places and are seldom full.

A chart draws all rows that its table may have and leaves out hidden ones, in Excel, LibreOffice
and Google Sheets alike; so does a printed page. What fills a row shows it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from addin.package import CellOut, Styled
from addin.workbook.overview_places import LOW_ROWS, SECOND_CHARTS, WAITING_ROWS, places_of
from campaign.plan.definition import Campaign

FOLDED = 0.0
"""Height of a hidden row in points."""


def is_blank(row: Iterable[CellOut | Styled]) -> bool:
    """Whether a row holds nothing."""
    return all((cell.value if isinstance(cell, Styled) else cell) in (None, "") for cell in row)


def folded(blank: Sequence[bool], campaign: Campaign) -> list[bool]:
    """Tell of each row whether it is hidden: of empty rows under each other all but the last.

    Args:
        blank: Whether each row of the page holds nothing, from its first row on.
        campaign: Says where charts stand, which cover empty rows.
    """
    places = places_of(campaign)
    charts = {*range(places.waiting - 2, places.waiting + WAITING_ROWS)}
    # A chart none of whose rows is shown loses the names of its series as well.
    charts |= {places.points, places.near}
    # Without indicators the second row of charts is the last above the tables, and a low one.
    last = places.standings - 2 if campaign.indicators else SECOND_CHARTS + LOW_ROWS
    return [
        [*blank[row : row + 2]] == [True, True] and row >= last and row not in charts
        for row in range(len(blank))
    ]


def stretches(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First row and count of each run of neighbouring rows, from rising numbers."""
    first, count = -1, 0
    for row in rows:
        if row == first + count and count:
            count += 1
            continue
        if count:
            yield first, count
        first, count = row, 1
    if count:
        yield first, count
