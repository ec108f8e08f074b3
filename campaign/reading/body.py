"""The lines under a table's header, by line and by column, and what merged cells do to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from campaign.columns import FORMS, MAIN, Column
from campaign.grid import CellValue, Grid, address
from campaign.problems import Issue, Problem
from campaign.reading.cell_text import shown, text_of
from campaign.reading.dittos import DITTOS, repeated, understood
from campaign.reading.tables import Found
from campaign.reading.values import Read, Reader

APART = frozenset({"order", "unit", "row_id", "criterion"})
"""Columns that say which row it is, and nothing about it."""

ONE_EACH = frozenset({"order", "row_id"})
"""Columns in which each row has a value of its own."""

_PROSE = 30


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the form that the table has.

    Attributes:
        column: The column.
        position: Its place among the form's columns.
        index: Its place in the sheet.
        read: Reads its cells; ``None`` for text.
    """

    column: Column
    position: int
    index: int
    read: Callable[[CellValue, str], Read] | None


class Body:
    """The lines under the header of a table.

    Args:
        grid: The sheet.
        found: The table found in it.
        reader: Readers of typed cells.

    Attributes:
        places: The form's columns that the table has.
        lost: Cells of the table, by line, that show nothing but hold an error or a formula.
        copied: Cells that were filled down from a merge.
        dittos: What was understood of ditto marks, with what was typed, by line.
    """

    def __init__(self, grid: Grid, found: Found, reader: Reader) -> None:
        self.grid, self.found = grid, found
        self.columns = FORMS[found.form]
        self.places = [
            Place(column, position, found.places[column.key], reader.of(column))
            for position, column in enumerate(self.columns)
            if column.key in found.places
        ]
        self.first = found.header + 1
        self.lost = self._lost_cells() if grid.errors or grid.formulas else {}
        self.copied: set[tuple[int, int]] = set()
        self.dittos: dict[int, list[tuple[Place, Problem, str]]] = {}

    def _lost_cells(self) -> dict[int, list[Place]]:
        lost: dict[int, list[Place]] = {}
        at = {place.index: place for place in self.places}
        for line, index in (*self.grid.errors, *self.grid.formulas):
            if index in at and self.text(line, index) == "":
                lost.setdefault(line, []).append(at[index])
        return lost

    def by_column(self) -> list[tuple[CellValue, ...]]:
        """The cells of each column of the sheet, from the first line to the last."""
        return list(zip_longest(*self.grid.rows[self.first : self.found.end]))

    def text(self, line: int, index: int) -> str:
        """What a cell says; empty outside the sheet."""
        cells = self.grid.rows[line] if line < len(self.grid.rows) else []
        return text_of(cells[index]) if 0 <= index < len(cells) else ""

    def typed(self, line: int, key: str) -> str:
        """What stands in a column of a line; a cell filled down from a merge says nothing."""
        index = self.found.places.get(key, -1)
        return "" if (line, index) in self.copied else self.text(line, index)

    def own(self, line: int) -> list[int]:
        """Columns in which a line says something itself, not through a merge from above."""
        own = [index for index, value in enumerate(self.grid.rows[line]) if text_of(value)]
        return [i for i in own if (line, i) not in self.copied] if self.copied else own

    def fill_down(self) -> None:
        """Copy a cell merged over several rows to each of them."""
        mine = {place.index for place in self.places}
        for top, left, bottom, right in self.grid.merges:
            if top < self.first or top >= self.found.end or bottom == top:
                continue
            if left in mine and right >= left and left < len(self.grid.rows[top]):
                self._copy_down(top, left, bottom)

    def _copy_down(self, top: int, left: int, bottom: int) -> None:
        rows = self.grid.rows
        value = rows[top][left]
        if value in (None, ""):
            return
        for line in range(top + 1, min(bottom + 1, self.found.end, len(rows))):
            cells = rows[line]
            cells.extend([None] * (left + 1 - len(cells)))
            if cells[left] in (None, ""):
                cells[left] = value
                self.copied.add((line, left))

    def repeat_down(self, columns: Sequence[Sequence[CellValue]]) -> bool:
        """Put the value above in place of each ditto mark; whether there was one.

        Args:
            columns: ``by_column``; to be taken again where this changed a cell.
        """
        main = self.found.places.get(MAIN[self.found.form], -1)
        before = len(self.dittos)
        for place in self.places:
            at, column = place.index, place.column
            own = at == main or column.key in ONE_EACH or column.width >= _PROSE
            if not own and at < len(columns) and not DITTOS.isdisjoint(columns[at]):
                self._repeat(place, main)
        return len(self.dittos) > before

    def _repeat(self, place: Place, main: int) -> None:
        """Resolve the marks of one column, each by the row of data above it."""
        above, where = None, ""
        for line in range(self.first, self.found.end):
            cells = self.grid.rows[line]
            value = cells[place.index] if place.index < len(cells) else None
            meant = repeated(above) if value in DITTOS else None
            if meant is not None:
                cells[place.index] = meant
                found = understood(str(value), shown(meant), where)
                self.dittos.setdefault(line, []).append((place, found, str(value)))
            elif self.text(line, main):
                above, where = value, address(line, place.index)

    def issue(self, problem: Problem, line: int, index: int, key: str, typed: str) -> Issue:
        """A problem at its cell."""
        where = address(line, index)
        return problem.at(self.grid.file, self.grid.sheet, where, key, typed)
