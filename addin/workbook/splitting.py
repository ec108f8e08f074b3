"""Tables longer than a sheet: further sheets, whole groups of units kept together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from addin.workbook.fields import MAX_ROWS, Sheet
from addin.workbook.form_rows import Line
from addin.workbook.layout import Layout
from addin.workbook.shown import Names
from campaign.result import Result
from campaign.unit_tabs.titles import sheet_title

__all__ = ["MAX_ROWS", "Split", "split_layout"]

_SPARE = 64
"""Rows of a sheet left free for headings and the block of orphans."""


@dataclass(frozen=True, slots=True)
class Split:
    """Which rows of a form a part of its sheet shows.

    Attributes:
        groups: Groups of units.
        start: Rows of those groups that earlier parts show.
        rows: How many rows it takes.
    """

    groups: frozenset[str]
    start: int
    rows: int

    def of(self, lines: Iterator[Line]) -> Iterator[Line]:
        """Its lines, out of all lines of its groups."""
        return islice(lines, self.start, self.start + self.rows)


Splits = dict[str, Split]
"""By sheet title; a sheet that is not split has none."""


def split_layout(
    layout: Layout, result: Result, names: Names, max_rows: int
) -> tuple[Layout, Splits]:
    """The layout with further sheets where one cannot hold all rows of a form."""
    counts = Counter(row.form for source in result.sources for row in source.rows)
    sheets: list[Sheet] = []
    splits: Splits = {}
    for sheet in layout.sheets:
        room = max_rows - sheet.first - _SPARE
        if sheet.form is None or counts[sheet.form] <= room:
            sheets.append(sheet)
            continue
        for part, split in enumerate(_parts(sheet, result, names, room), 1):
            taken = [*layout.titles, *splits]
            title = sheet.title if part == 1 else sheet_title(f"{sheet.title} ({part})", taken)
            splits[title] = split
            sheets.append(replace(sheet, title=title, part=part))
    return Layout(tuple(sheets)), splits


def _parts(sheet: Sheet, result: Result, names: Names, room: int) -> Iterator[Split]:
    """Groups packed in their order; a group larger than a sheet is cut."""
    counts: Counter[str] = Counter()
    for source in result.sources:
        for row in source.rows:
            if row.form is sheet.form:
                counts[names.group(row.unit) if row.unit else ""] += 1
    pending: list[str] = []
    used = 0
    for group, number in sorted(counts.items()):
        if used and used + number > room:
            yield Split(frozenset(pending), 0, used)
            pending, used = [], 0
        if number > room:
            for start in range(0, number, room):
                yield Split(frozenset([group]), start, min(room, number - start))
            continue
        pending.append(group)
        used += number
    if used:
        yield Split(frozenset(pending), 0, used)
