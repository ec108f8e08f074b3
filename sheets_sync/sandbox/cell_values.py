"""What a cell holds, computes to and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.sandbox.formulas import computed
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json, Scalar
from sheets_sync.sandbox.locales import locale_named
from sheets_sync.sandbox.showing import is_date, shown_number

if TYPE_CHECKING:
    from sheets_sync.sandbox.book import Book, Sheet

RENDER_OPTIONS = {"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}
DATE_OPTIONS = {"SERIAL_NUMBER", "FORMATTED_STRING"}


def entered_value(cell: Cell | None) -> Json:
    """The ExtendedValue that was entered; empty where nothing was."""
    found: Json = (cell or {}).get("userEnteredValue") or {}
    return found


def number_format(cell: Cell | None) -> Json | None:
    """The cell's number format, where it has one."""
    found: Json | None = ((cell or {}).get("userEnteredFormat") or {}).get("numberFormat")
    return found


def effective_value(book: Book, sheet: Sheet, cell: Cell | None) -> Json:
    """The ExtendedValue after computing."""
    entered = entered_value(cell)
    formula = entered.get("formulaValue")
    return computed(book, sheet, str(formula)) if formula else entered


def formatted(book: Book, cell: Cell | None, value: Json) -> str:
    """What the cell shows for its effective value."""
    if "numberValue" in value:
        form = number_format(cell)
        return shown_number(value["numberValue"], form, locale_named(book.locale))
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return str(value["errorValue"]["message"])
    return str(value.get("stringValue", ""))


def rendered(book: Book, sheet: Sheet, cell: Cell, render: str, dates: str) -> Scalar:
    """A cell in an answer of the values collection; the empty text for an empty cell."""
    if render == "FORMULA" and "formulaValue" in entered_value(cell):
        return str(entered_value(cell)["formulaValue"])
    value = effective_value(book, sheet, cell)
    if render == "FORMATTED_VALUE" or "errorValue" in value:
        return formatted(book, cell, value)
    if "numberValue" in value and dates == "FORMATTED_STRING" and is_date(number_format(cell)):
        return formatted(book, cell, value)
    plain: Scalar = next(iter(value.values()), "")
    return plain
