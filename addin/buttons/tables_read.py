"""A table of an open workbook by its row ids and column keys, wherever staff moved its columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from addin.buttons.cell_values import Plain
from addin.buttons.open_book import OpenBook
from addin.buttons.sheet_cells import SheetCells
from addin.workbook.fields import APART, Sheet
from addin.workbook.pages import Paint
from addin.workbook.sheet_reading import SheetReader
from addin.workbook.shown import day_text


@dataclass(slots=True)
class ReadTable:
    """One table.

    Attributes:
        sheet: What it was made as.
        title: Title of the sheet it was read from.
        cells: Its cells.
        header: Row (from 0) of its header.
        places: Column of each field, by key.
    """

    sheet: Sheet
    title: str
    cells: SheetCells
    header: int
    places: dict[str, int]

    def text(self, row: int, key: str) -> str:
        """A cell as it is shown; empty when the table has no such column."""
        column = self.places.get(key)
        if column is None:
            return ""
        value = self.cells.cell(row, column).value
        if isinstance(value, date):
            return day_text(value)
        return "" if value is None else str(value)

    def shown(self, row: int, key: str) -> str:
        """A computed cell as a clerk reads it: with a comma before decimals."""
        column = self.places.get(key, -1)
        value = self.cells.cell(row, column).value if column >= 0 else None
        text = self.text(row, key)
        return text.replace(".", ",") if isinstance(value, float) else text

    def line(self, row: int) -> list[Plain]:
        """A line as it is compared."""
        return self.cells.plain_row(row, max(self.places.values()) + 1)

    def ids(self) -> Iterator[tuple[int, str]]:
        """Row (from 0) and id of each data line."""
        for row in range(self.header + 1, self.cells.height):
            row_id = self.text(row, "row_id")
            if row_id and not row_id.startswith(APART):
                yield row, row_id


def read_table(book: OpenBook, sheet: Sheet, title: str, paint: Paint) -> ReadTable:
    """Read a table.

    Raises:
        UsageError: it has lost its header or its row ids.
    """
    state = SheetReader(sheet, str(book.book.name), paint).read(book.rows(title))
    return ReadTable(sheet, title, book.cells(title), state.header, state.places)
