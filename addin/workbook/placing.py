"""Where columns go in the file that is written, and the cells above the table."""

from __future__ import annotations

from collections.abc import Mapping

from addin.package import CellOut, Styled
from addin.workbook.fields import Sheet
from addin.workbook.kept import SheetState
from addin.workbook.merging import Placement
from addin.workbook.pages import Paint
from addin.workbook.ports import WritesSheets

Texts = Mapping[tuple[int, int], tuple[str, str]]
"""Text and look by row (from 0) and position of the column, as in a new workbook."""

SINCE = " – tính đến "
"""What stands in the subtitle of every table before the moment it was made for."""

_HEADINGS = ("title", "subtitle", "note")
"""Looks of the lines above a table, from the first row on."""


def placement_of(sheet: Sheet, state: SheetState | None) -> Placement:
    """The columns where they were found; one whose header is gone goes to the right end."""
    if state is None:
        places = {item.key: column for column, item in enumerate(sheet.fields)}
        return Placement(sheet, places, len(places), sheet.first)
    places = dict(state.places)
    width = state.width
    for item in sheet.fields:
        if item.key not in places:
            places[item.key] = width
            width += 1
    return Placement(sheet, places, width, state.header + 1)


def put_headers(
    writer: WritesSheets,
    placement: Placement,
    state: SheetState | None,
    paint: Paint,
    texts: Texts,
) -> None:
    """Write what changes above a table: headers that are new, and lines under the heading."""
    sheet = placement.sheet
    shift = placement.first - sheet.first
    cells: dict[tuple[int, int], CellOut | Styled] = {}
    for item in sheet.fields:
        if state is not None and item.key not in state.places:
            head = Styled(item.label, paint[f"head_{item.owner}"])
            cells[placement.first - 1, placement.places[item.key]] = head
    headings = _Headings(placement, state)
    for (row, position), (text, look) in texts.items():
        column = headings.column(row, position, text)
        if row + shift >= 0 and column is not None:
            cells[row + shift, column] = Styled(text, paint[look])
    for place, (words, look) in headings.moved().items():
        cells.setdefault(place, Styled(words, paint[look]))
    writer.set_cells(sheet.title, cells)


class _Headings:
    """Where the lines above a table go: what staff wrote there keeps its place."""

    def __init__(self, placement: Placement, state: SheetState | None) -> None:
        self.sheet, self.places = placement.sheet, placement.places
        self.shift = placement.first - self.sheet.first
        self.above = state.above if state is not None else {}
        self.first, self.beside = self._at(0), self._at(self.sheet.heading_column)
        free = all(self._ours(row, self.beside) for row in range(len(_HEADINGS)))
        self.now = self.beside if free else self.first

    def column(self, row: int, position: int, text: str) -> int | None:
        """Column of a line; ``None`` where something else of the office's stands."""
        if position == self.sheet.heading_column:
            return self.now
        column = self._at(position)
        standing = self._text(row, column)
        own = position == 0 or not standing or standing == text
        return column if own else None

    def moved(self) -> dict[tuple[int, int], tuple[str | None, str]]:
        """Lines of an older workbook, taken from the first column to where they are not cut."""
        found: dict[tuple[int, int], tuple[str | None, str]] = {}
        for row, look in enumerate(_HEADINGS):
            text = self._text(row, self.first)
            if self.now != self.first and text and self._ours(row, self.first):
                found[row + self.shift, self.first] = None, "plain"
                found[row + self.shift, self.now] = text, look
        return found

    def _at(self, position: int) -> int:
        return self.places[self.sheet.fields[position].key]

    def _text(self, row: int, column: int) -> str:
        return self.above.get((row + self.shift, column), "")

    def _ours(self, row: int, column: int) -> bool:
        """Whether nothing but our own line stands there."""
        text = self._text(row, column)
        known = (self.sheet.heading, SINCE, self.sheet.note)[row]
        return not text or text == known or (known == SINCE and SINCE in text)


def put_foreign_headers(
    writer: WritesSheets, placement: Placement, state: SheetState, paint: Paint
) -> None:
    """Write the headers of columns that staff had added, in a workbook that was made anew."""
    head = paint["head_office"]
    cells = {
        (placement.first - 1, column): Styled(text, head) for column, text in state.foreign.items()
    }
    writer.set_cells(placement.sheet.title, cells)
