"""One sheet of an open workbook as it was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from addin.buttons.cell_values import FORMULA, Plain, plain
from addin.package import CellIn

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
        empty: Places of formulas that are stored with an empty text as their result.
    """

    rows: list[list[Any]] = field(default_factory=list)
    formulas: dict[Place, str] = field(default_factory=dict)
    styles: dict[int, dict[int, int]] | None = None
    empty: Collection[Place] = ()

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
        if value is None and (row, column) in self.empty:
            value = ""
        style = UNSTYLED if self.styles is None else self.styles.get(row, {}).get(column, 0)
        return CellIn(value, style, self.formulas.get((row, column)))


def read_value(value: Any) -> Any:  # noqa: ANN401 - whatever a program holds
    """A value as rows hold it: whole numbers and days as such, nothing for empty text."""
    if value.__class__ is str:
        return value or None
    if value.__class__ is float and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        return value.date() if value.time() == time() else value
    return value


def formulas_among(shown: Any, rows: list[list[Any]], top: int, left: int) -> dict[Place, str]:  # noqa: ANN401
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
