"""What a cell holds, computes to and shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.sandbox.formulas import computed
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json, Scalar
from sheets_sync.sandbox.locales import locale_named
from sheets_sync.sandbox.showing import is_date, shown_number

if TYPE_CHECKING:
    from sheets_sync.sandbox.book import Book, Sheet

RENDER_OPTIONS = {"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}
_MOMENT = re.compile(r"=\s*(?P<name>TODAY|NOW)\(\s*\)\s*(?:[-+]\s*\d+)?\s*", re.IGNORECASE)
DATE_OPTIONS = {"SERIAL_NUMBER", "FORMATTED_STRING"}


def entered_value(cell: Cell | None) -> Json:
    """The ExtendedValue that was entered; empty where nothing was."""
    found: Json = (cell or {}).get("userEnteredValue") or {}
    return found


def number_format(cell: Cell | None) -> Json | None:
    """The cell's number format, where it has one; today and now are dates without one."""
    found: Json | None = ((cell or {}).get("userEnteredFormat") or {}).get("numberFormat")
    if found:
        return found
    moment = _MOMENT.fullmatch(str(entered_value(cell).get("formulaValue", "")))
    return (
        {"type": "DATE" if moment["name"].upper() == "TODAY" else "DATE_TIME"} if moment else None
    )


def effective_value(book: Book, sheet: Sheet, cell: Cell | None, now: float) -> Json:
    """The ExtendedValue after computing, as of a moment (seconds since 1970)."""
    entered = entered_value(cell)
    formula = entered.get("formulaValue")
    return computed(book, sheet, str(formula), now) if formula else entered


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


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a values answer shows cells.

    Attributes:
        now: What TODAY and NOW go by, in seconds since 1970.
    """

    now: float
    dimension: str = "ROWS"
    values: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"


def rendered(book: Book, sheet: Sheet, cell: Cell, how: Rendering) -> Scalar:
    """A cell in an answer of the values collection; the empty text for an empty cell."""
    render, dates = how.values, how.dates
    if render == "FORMULA" and "formulaValue" in entered_value(cell):
        return str(entered_value(cell)["formulaValue"])
    value = effective_value(book, sheet, cell, how.now)
    if render == "FORMATTED_VALUE" or "errorValue" in value:
        return formatted(book, cell, value)
    if "numberValue" in value and dates == "FORMATTED_STRING" and is_date(number_format(cell)):
        return formatted(book, cell, value)
    plain: Scalar = next(iter(value.values()), "")
    return plain
