"""What somebody who opens a cell finds in it, where that is not what the cell shows."""

from __future__ import annotations

from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.cell_values import entered_value, number_format
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.locales import Locale, locale_named
from sheets_sync.sandbox.showing import general, is_date
from sheets_sync.sandbox.typing_in import type_into


def as_typed(book: Book, cell: Cell, text: str, now: float) -> str | None:
    """The text that gives the cell's value when it is typed; nothing where the shown one does.

    A text that would become a number or a date has an apostrophe before it, a rounded number all
    its digits.

    Args:
        book: The spreadsheet, whose locale counts.
        cell: The cell.
        text: What it shows.
        now: Seconds since 1970; a day without a year is one of the year then.
    """
    value, form = entered_value(cell), number_format(cell)
    if not value.keys() & {"stringValue", "numberValue"}:
        return None
    again: Json = {"userEnteredFormat": {"numberFormat": form}} if form else {}
    type_into(book, again, text, now)
    if again["userEnteredValue"] == value:
        return None
    if "stringValue" in value:
        return f"'{text}"
    return None if is_date(form) else _digits(value["numberValue"], form, locale_named(book.locale))


def _digits(value: float, form: Json | None, locale: Locale) -> str:
    percent = "%" in str((form or {}).get("pattern"))
    return f"{general(value * 100, locale)}%" if percent else general(value, locale)
