"""A workbook of a unit's own making: free layout, none of our marks, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Look = Mapping[str, Any]

PLAIN: Look = {"font_name": "Times New Roman", "font_size": 12}
CELL: Look = {**PLAIN, "border": 1, "text_wrap": True, "valign": "top"}
HEAD: Look = {**CELL, "bold": True, "align": "center", "valign": "vcenter"}
TITLE: Look = {**PLAIN, "bold": True, "font_size": 14, "align": "center"}
BOLD: Look = {**PLAIN, "bold": True}
DAY: Look = {**CELL, "num_format": "dd/mm/yyyy"}

_MADE = datetime(2020, 5, 18)  # noqa: DTZ001 - document properties know no time zone


@contextmanager
def new_book(path: Path) -> Iterator[Paper]:
    """A workbook to fill; it is written when the block ends."""
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as workbook:
        workbook.set_properties({"created": _MADE})
        yield Paper(workbook)


class Paper:
    """Sheets written cell by cell; equal looks share one format."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Format] = {}

    def sheet(self, title: str, widths: Sequence[float] = ()) -> Worksheet:
        """A new sheet with column widths, landscape."""
        made = self._workbook.add_worksheet(title)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        return made

    def look(self, look: Look) -> Format:
        """The format of a look."""
        name = repr(sorted(look.items()))
        if name not in self._made:
            self._made[name] = self._workbook.add_format(dict(look))
        return self._made[name]

    def row(
        self,
        sheet: Worksheet,
        row: int,
        values: Sequence[object],
        look: Look = CELL,
        first: int = 0,
    ) -> None:
        """Values side by side from column ``first`` on."""
        for column, value in enumerate(values, first):
            self.put(sheet, row, column, value, look)

    def put(
        self, sheet: Worksheet, row: int, column: int, value: object, look: Look = CELL
    ) -> None:
        """One value: text stays text; a day gets a date format."""
        if isinstance(value, date):
            dated = look if "num_format" in look else {**look, "num_format": "dd/mm/yyyy"}
            sheet.write_datetime(row, column, value, self.look(dated))
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, self.look(look))
        elif value:
            sheet.write_string(row, column, str(value), self.look(look))
        else:
            sheet.write_blank(row, column, None, self.look(look))

    def merge(
        self, sheet: Worksheet, area: tuple[int, int, int, int], text: str, look: Look = HEAD
    ) -> None:
        """A merged area (first row, first column, last row, last column) with a text."""
        sheet.merge_range(*area, text, self.look(look))
