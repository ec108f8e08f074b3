"""The second road: cells read by value, put into a workbook, so that the same intake reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from types import MappingProxyType

from sheets_sync.sheet_names import sheet_names
from sheets_sync.sync.months_shown import Spot

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767
_NO_FORMATS: Mapping[Spot, str] = MappingProxyType({})
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - only so that equal cells give equal bytes


def book_of(
    sheets: Mapping[str, Sequence[Sequence[object]]], formats: Mapping[Spot, str] = _NO_FORMATS
) -> bytes:
    """A workbook with these sheets, by title; text stays text, numbers stay numbers.

    Args:
        sheets: Their cells.
        formats: Number formats of the cells that have one.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"created": _NO_TIME})
        looks = {said: book.add_format({"num_format": said}) for said in {*formats.values()}}
        for at, (name, rows) in enumerate(zip(sheet_names(sheets), sheets.values(), strict=True)):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, bool):
                        sheet.write_boolean(row, column, value)
                    elif isinstance(value, (int, float)):
                        look = looks.get(formats.get((at, row, column), ""))
                        sheet.write_number(row, column, value, look)
                    elif value not in (None, ""):
                        sheet.write_string(row, column, str(value)[:_LONGEST])
    return buffer.getvalue()
