"""A workbook open in a program, read table by table: one read of values, one of formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from addin.buttons.patience import Patience
from addin.buttons.sheet_cells import UNSTYLED, SheetCells, formulas_among, read_value
from addin.package import CellIn, PassesRows
from addin.package.row_xml import Row
from addin.package.standing import Standing
from addin.workbook.machine import MACHINE, PROTOTYPE_ROW
from campaign.errors import UsageError

if TYPE_CHECKING:
    import xlwings as xw


class Told(Protocol):
    """One sheet in a host of ours: it tells more than a program does, and only what is asked."""

    def rows_but(
        self, glance: Callable[[], PassesRows | None]
    ) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """Rows from the top without those that the glance passes over."""

    def style_row(self, row: int) -> dict[int, int]:
        """Style ids of a row's cells by column."""

    def standing(
        self, first_row: int, rows: Iterable[Row], styles: Sequence[int]
    ) -> Iterator[Standing]:
        """What stands where these rows would be put, then each row below them."""


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

    @property
    def fits_rows(self) -> bool:
        """Whether a Google Sheet's script can hide and show rows: one of an older version can't."""
        return self.remote and bool(self.book.api.get("rows"))

    @cached_property
    def knows_formulas(self) -> bool:
        """Whether formulas can be read, and so be put back where they stood."""
        return not self.remote or self.dressed or any("formulas" in s.api for s in self.book.sheets)

    def told(self, title: str) -> Told | None:
        """A sheet of a host of ours; ``None`` in a program.

        Raises:
            UsageError: the workbook has no such sheet any more.
        """
        self._see_that_there_is(title)
        return self.book.sheets[title].api if self.dressed else None

    def cells(self, title: str) -> SheetCells:
        """A sheet's cells; read on first use.

        Raises:
            UsageError: the workbook has no such sheet any more.
        """
        if title not in self._read:
            self._see_that_there_is(title)
            self._read[title] = self._read_sheet(title)
        return self._read[title]

    def _see_that_there_is(self, title: str) -> None:
        if title not in self.sheets:
            raise UsageError(
                f"Sổ thiếu trang “{title}” nên chưa ghi gì. Hãy hoàn tác việc xóa hoặc đổi tên "
                "trang, rồi bấm lại."
            )

    def _read_sheet(self, title: str) -> SheetCells:
        sheet = self.book.sheets[title]
        used = self.patience(lambda: sheet.used_range)
        options = used.options(ndim=2, err_to_str=True, chunksize=None)
        top, left = used.row - 1, used.column - 1
        values = self.patience(lambda: options.value)
        rows: list[list[Any]] = [[] for _ in range(top)]
        rows += [[None] * left + [read_value(value) for value in line] for line in values]
        cells = SheetCells(rows)
        self._add_what_is_told(title, cells)
        if not self.remote:
            shown = self.patience(lambda: used.formula)
            cells.formulas = formulas_among(shown, rows, top, left)
        return cells

    def _add_what_is_told(self, title: str, cells: SheetCells) -> None:
        """Take what a host of ours shows, or what a Google Sheet's own script tells."""
        if self.remote:
            told = self.book.sheets[title].api
            cells.formulas = told.get("formulas", {})
            cells.styles = told["styles"] if self.dressed else None
            cells.empty = told.get("empty", ())

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """Rows from the top: row number from 0, cells by column from 0.

        A formula counts as content also where it shows nothing.
        """
        return self.rows_but(sheet, lambda: None)

    def rows_but(
        self, sheet: str, glance: Callable[[], PassesRows | None]
    ) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """The same; a host of ours leaves out the rows that the glance passes over."""
        told = self.told(sheet)
        return self._rows_read(sheet) if told is None else told.rows_but(glance)

    def _rows_read(self, sheet: str) -> Iterator[tuple[int, dict[int, CellIn]]]:
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
        told = self.told(sheet)
        if told is not None:
            return told.style_row(row)
        width = len(self.cells(sheet).rows[row - 1]) if sheet == MACHINE else 0
        return {column: column for column in range(width)} if row == PROTOTYPE_ROW else {}
