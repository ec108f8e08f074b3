"""What stands in a sheet where a draft will be written, line by line, and what it is held against.

A host of ours tells by a row's bytes that exactly that row stands there already; such a row is
never read. Any other program gave its whole sheet in one call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from addin.buttons.cell_values import Plain, plain_cell, plain_line
from addin.buttons.drafts import Draft
from addin.buttons.open_book import OpenBook, Told
from addin.buttons.sheet_cells import SheetCells
from addin.package import CellIn
from addin.package.standing import Standing

_NOTHING = CellIn(None, 0, None)


@dataclass(slots=True)
class OldLine:
    """A line as it stands.

    Attributes:
        values: Its cells as they are compared.
        styles: Their style ids; None where the program shows none.
        cell: Gives the cell of a column.
        formulas: Columns of its formulas, where a host of ours tells their results.
        height: Points; None where nobody says.
        same: Whether it is exactly the draft's; the rest is not told then.
    """

    values: list[Plain]
    styles: Sequence[int] | None
    cell: Callable[[int], CellIn]
    height: float | None = None
    same: bool = False
    formulas: Sequence[int] = ()

    def holds(self) -> bool:
        """Whether anything stands there, a style included where styles are shown."""
        filled = any(value is not None for value in self.values)
        return self.same or filled or any(self.styles or ())


class Beside(Protocol):
    """A sheet that a draft is held against."""

    def cell(self, row: int, column: int) -> CellIn:
        """The cell at a place."""

    def lines(self) -> Iterator[OldLine]:
        """What stands in the place of each row of the draft, then each row below."""


def beside(book: OpenBook, draft: Draft) -> Beside:
    """The sheet of a draft as it stands."""
    told = book.told(draft.title)
    return ReadBeside(book.cells(draft.title), draft) if told is None else ToldBeside(told, draft)


class ReadBeside:
    """A sheet that was read whole."""

    def __init__(self, sheet: SheetCells, draft: Draft) -> None:
        self.sheet, self.draft = sheet, draft

    def cell(self, row: int, column: int) -> CellIn:
        """The cell at a place."""
        return self.sheet.cell(row, column)

    def lines(self) -> Iterator[OldLine]:
        """Every line as it was read; a program of somebody else's has heights of its own."""
        sheet, draft = self.sheet, self.draft
        width = max([len(draft.styles), *map(len, sheet.rows[draft.first :])])
        for row in range(draft.first, max(sheet.height, draft.first + len(draft.rows))):
            yield OldLine(sheet.plain_row(row, width), None, partial(sheet.cell, row))


class ToldBeside:
    """A sheet of a host of ours."""

    def __init__(self, told: Told, draft: Draft) -> None:
        self.told, self.draft = told, draft
        wanted = {row for row, _ in draft.cells}
        self._above = _rows(told, wanted) if wanted else {}

    def cell(self, row: int, column: int) -> CellIn:
        """The cell at a place."""
        return self._above.get(row, {}).get(column, _NOTHING)

    def lines(self) -> Iterator[OldLine]:
        """All lines; those that stay as they are were not read."""
        draft = self.draft
        for found in self.told.standing(draft.first, draft.rows, draft.styles):
            yield _line(found, len(draft.styles))


def _rows(told: Told, wanted: set[int]) -> dict[int, Mapping[int, CellIn]]:
    found: dict[int, Mapping[int, CellIn]] = {}
    last = max(wanted)
    for row, cells in told.rows_but(lambda: None):
        if row in wanted:
            found[row] = cells
        if row >= last:
            break
    return found


def _nothing(column: int) -> CellIn:
    del column
    return _NOTHING


def _line(found: Standing, width: int) -> OldLine:
    cells = found.cells
    if cells is None:
        return OldLine([], None, _nothing, found.height, same=True)
    count = max(width, max(cells, default=-1) + 1)
    row = [cells.get(column, _NOTHING) for column in range(count)]
    formulas = [column for column, cell in enumerate(row) if cell.formula is not None]
    values = [*map(plain_cell, row)] if formulas else plain_line([cell.value for cell in row])
    styles = [cell.style for cell in row]
    return OldLine(
        values,
        styles,
        lambda column: cells.get(column, _NOTHING),
        found.height,
        formulas=formulas,
    )
