"""A workbook open in a program, read table by table: one read of values, one of formulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from addin.buttons.cell_values import FORMULA, Plain, plain
from addin.buttons.patience import Patience
from addin.package import CellIn
from addin.workbook.layout import MACHINE, PROTOTYPE_ROW

if TYPE_CHECKING:
    import xlwings as xw

UNSTYLED = -1
"""Style of a cell in a program that does not show its styles: the cell keeps the one it has."""

Place = tuple[int, int]


@dataclass(slots=True)
class SheetCells:
    """One sheet as it was read, from A1 on.

    Attributes:
        rows: Values, row by row; rows are of one length.
        formulas: Formulas by place (from 0), without the ``=``.
        styles: Style ids by row and column; None where the program does not show them.
    """

    rows: list[list[Any]] = field(default_factory=list)
    formulas: dict[Place, str] = field(default_factory=dict)
    styles: dict[int, dict[int, int]] | None = None

    @property
    def height(self) -> int:
        """Rows up to the last one that holds anything, a style included where styles are shown."""
        count = len(self.rows)
        lowest = max((row for row, _ in self.formulas), default=-1) + 1
        while count > lowest and not self._holds(count - 1):
            count -= 1
        return count

    def formulas_by_row(self) -> dict[int, dict[int, str]]:
        """Formulas by row, then column."""
        found: dict[int, dict[int, str]] = {}
        for (row, column), formula in self.formulas.items():
            found.setdefault(row, {})[column] = formula
        return found

    def _holds(self, row: int) -> bool:
        styled = self.styles is not None and bool(self.styles.get(row))
        return styled or any(value is not None for value in self.rows[row])

    def plain_row(self, row: int, width: int) -> list[Plain]:
        """The first ``width`` cells of a row as they are compared."""
        line = self.rows[row] if row < len(self.rows) else []
        found = [plain(value) for value in line[:width]]
        found += [None] * (width - len(found))
        if self.formulas:
            for column in range(width):
                formula = self.formulas.get((row, column))
                if formula is not None:
                    found[column] = FORMULA + formula
        return found

    def cell(self, row: int, column: int) -> CellIn:
        """The cell at a place, empty outside what was read."""
        line = self.rows[row] if row < len(self.rows) else []
        value = line[column] if column < len(line) else None
        style = UNSTYLED if self.styles is None else self.styles.get(row, {}).get(column, 0)
        return CellIn(value, style, self.formulas.get((row, column)))


class OpenBook:
    """Reads a workbook through xlwings, each sheet once.

    Attributes:
        book: The workbook.
        patience: Makes the calls, and counts them.
    """

    def __init__(self, book: xw.Book, patience: Patience | None = None) -> None:
        self.book = book
        self.patience = patience or Patience()
        self._read: dict[str, SheetCells] = {}

    @cached_property
    def remote(self) -> bool:
        """Whether the program gets all changes at once, after the press."""
        return bool(self.book.app.engine.type == "remote")

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """Titles of the sheets in tab order."""
        return tuple(self.patience(lambda: [sheet.name for sheet in self.book.sheets]))

    @property
    def dressed(self) -> bool:
        """Whether the host is ours: it shows styles and takes them with the rows."""
        return self.remote and bool(self.book.api.get("thidua"))

    @cached_property
    def knows_formulas(self) -> bool:
        """Whether formulas can be read, and so be put back where they stood."""
        return not self.remote or self.dressed or any("formulas" in s.api for s in self.book.sheets)

    def cells(self, title: str) -> SheetCells:
        """A sheet's cells; read on first use."""
        if title not in self._read:
            self._read[title] = self._read_sheet(title)
        return self._read[title]

    def _read_sheet(self, title: str) -> SheetCells:
        sheet = self.book.sheets[title]
        used = self.patience(lambda: sheet.used_range)
        options = used.options(ndim=2, err_to_str=True, chunksize=None)
        top, left = used.row - 1, used.column - 1
        values = self.patience(lambda: options.value)
        rows: list[list[Any]] = [[] for _ in range(top)]
        rows += [[None] * left + [_read_value(value) for value in line] for line in values]
        cells = SheetCells(rows)
        self._add_what_is_told(title, cells)
        if not self.remote:
            shown = self.patience(lambda: used.formula)
            cells.formulas = _formulas(shown, rows, top, left)
        return cells

    def _add_what_is_told(self, title: str, cells: SheetCells) -> None:
        """Take what a host of ours shows, or what a Google Sheet's own script tells."""
        if self.remote:
            told = self.book.sheets[title].api
            cells.formulas = told.get("formulas", {})
            cells.styles = told["styles"] if self.dressed else None

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """Rows from the top: row number from 0, cells by column from 0.

        A formula counts as content also where it shows nothing.
        """
        cells = self.cells(sheet)
        formulas = cells.formulas_by_row()
        for number, line in enumerate(cells.rows):
            styles = cells.styles.get(number, {}) if cells.styles is not None else {}
            here = formulas.get(number, {})
            found = {
                column: CellIn(value, styles.get(column, UNSTYLED), here.get(column))
                for column, value in enumerate(line)
                if value is not None or column in styles or column in here
            }
            if found:
                yield number, found

    def style_row(self, sheet: str, row: int) -> dict[int, int]:
        """Style ids of a row; where the program shows none, a look's id is its column."""
        styles = self.cells(sheet).styles
        if styles is not None:
            return styles.get(row, {})
        width = len(self.cells(sheet).rows[row - 1]) if sheet == MACHINE else 0
        return {column: column for column in range(width)} if row == PROTOTYPE_ROW else {}


def _read_value(value: Any) -> Any:  # noqa: ANN401 - whatever a program holds
    if value.__class__ is str:
        return value or None
    if value.__class__ is float and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        return value.date() if value.time() == time() else value
    return value


def _formulas(shown: Any, rows: list[list[Any]], top: int, left: int) -> dict[Place, str]:  # noqa: ANN401
    """Formulas among what a program shows in its formula bar, where texts look like themselves."""
    if not isinstance(shown, (list, tuple)):
        shown = ((shown,),)
    found: dict[Place, str] = {}
    if shown and not isinstance(shown[0], (list, tuple)):
        shown = [shown]
    for row, line in enumerate(shown, top):
        for column, text in enumerate(line, left):
            if text.__class__ is str and text[:1] == "=" and text != rows[row][column]:
                found[row, column] = text[1:]
    return found
