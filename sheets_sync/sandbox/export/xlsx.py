"""Exports as .xlsx: values, types, formats, merges, hidden lines, notes, checks, conditional looks.

The same content gives the same bytes; of the clock nothing goes in but what TODAY and NOW show.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from sheets_sync.sandbox.a1 import quoted
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box, box_of
from sheets_sync.sandbox.cell_values import effective_value, entered_value
from sheets_sync.sandbox.export.conditional import write_conditional
from sheets_sync.sandbox.export.criteria import excel_formula
from sheets_sync.sandbox.export.looks import Looks
from sheets_sync.sandbox.export.validations import write_validations
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.grid_data import COLUMN_PIXELS, ROW_PIXELS
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sheet_names import sheet_names

_EXCEL_TEXT = 32_767
"""Characters that Excel keeps in a cell; Google keeps more."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def exported_xlsx(book: Book, now: float) -> bytes:
    """The spreadsheet as an Excel workbook, its formulas computed as of a moment."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(out, options)
    workbook.set_properties({"created": _MADE})
    looks = Looks(workbook, book)
    names = {}
    for sheet, name in zip(book.sheets, sheet_names(s.title for s in book.sheets), strict=True):
        names[sheet.sheet_id] = name
        _write_sheet(looks, book, sheet, workbook.add_worksheet(name), now)
    for named in book.named_ranges:
        sheet, box = book.place(named["range"])
        place = f"{quoted(names[sheet.sheet_id])}!{_absolute(box)}"
        workbook.define_name(named["name"], f"={place}")
    workbook.close()
    return out.getvalue()


def _absolute(box: Box) -> str:
    from xlsxwriter.utility import xl_range_abs

    return str(xl_range_abs(box.top, box.left, box.bottom - 1, box.right - 1))


def _write_sheet(
    looks: Looks,
    book: Book,
    sheet: Sheet,
    page: Any,  # noqa: ANN401 - the library has no types
    now: float,
) -> None:
    _lines(sheet, page)
    _merges(looks, sheet, page)
    for row, column, cell in sheet.grid.cells_in(sheet.grid.everything()):
        value = effective_value(book, sheet, cell, now)
        _write_cell(looks, page, (row, column), cell, value)
    write_validations(book, sheet, page)
    write_conditional(looks, book, sheet, page)
    rows = int(sheet.grid_properties.get("frozenRowCount") or 0)
    columns = int(sheet.grid_properties.get("frozenColumnCount") or 0)
    if rows or columns:
        page.freeze_panes(rows, columns)
    if sheet.hidden:
        page.hide()
    if sheet.grid_properties.get("hideGridlines"):
        page.hide_gridlines(2)
    color = looks.color(sheet.properties.get("tabColor"))
    if color:
        page.set_tab_color(color)
    if sheet.parts.get("basicFilter"):
        box = box_of(sheet.parts["basicFilter"]["range"], sheet.grid)
        page.autofilter(box.top, box.left, box.bottom - 1, box.right - 1)


def _lines(sheet: Sheet, page: Any) -> None:  # noqa: ANN401
    for index, row in enumerate(sheet.grid.rows):
        hidden = {"hidden": True} if row.properties.get("hiddenByUser") else {}
        if hidden or row.properties.get("pixelSize"):
            page.set_row_pixels(index, row.properties.get("pixelSize") or ROW_PIXELS, None, hidden)
    for index, column in enumerate(sheet.grid.columns):
        hidden = {"hidden": True} if column.get("hiddenByUser") else {}
        width = column.get("pixelSize") or COLUMN_PIXELS
        page.set_column_pixels(index, index, width, None, hidden)
    page.set_default_row(ROW_PIXELS * 0.75)


def _merges(looks: Looks, sheet: Sheet, page: Any) -> None:  # noqa: ANN401
    for merge in sheet.parts.get("merges", []):
        box = box_of(merge, sheet.grid)
        corner = sheet.grid.cell(box.top, box.left)
        form = looks.of(corner)
        page.merge_range(box.top, box.left, box.bottom - 1, box.right - 1, "", form)


def _write_cell(
    looks: Looks,
    page: Any,  # noqa: ANN401
    place: tuple[int, int],
    cell: Cell,
    value: Json,
) -> None:
    form = looks.of(cell)
    entered = entered_value(cell)
    if "formulaValue" in entered:
        result = value.get("errorValue", {}).get("message") or next(iter(value.values()), "")
        formula = excel_formula(looks.book, entered["formulaValue"])
        page.write_formula(*place, formula, form, result)
    elif "numberValue" in value:
        page.write_number(*place, value["numberValue"], form)
    elif "boolValue" in value:
        page.write_boolean(*place, value["boolValue"], form)
    elif "stringValue" in value:
        page.write_string(*place, value["stringValue"][:_EXCEL_TEXT], form)
    elif form is not None:
        page.write_blank(*place, None, form)
    if cell.get("note"):
        page.write_comment(*place, cell["note"])
