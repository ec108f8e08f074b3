"""The second road: cells read by value, put into a workbook, so that the same intake reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from sheets_sync.sheet_names import sheet_names

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - only so that equal cells give equal bytes


def book_of(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with these sheets, by title; text stays text, numbers stay numbers."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"created": _NO_TIME})
        for name, rows in zip(sheet_names(sheets), sheets.values(), strict=True):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, bool):
                        sheet.write_boolean(row, column, value)
                    elif isinstance(value, (int, float)):
                        sheet.write_number(row, column, value)
                    elif value not in (None, ""):
                        sheet.write_string(row, column, str(value)[:_LONGEST])
    return buffer.getvalue()
