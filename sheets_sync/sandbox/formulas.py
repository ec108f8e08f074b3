"""What formulas compute to, as far as a stand-in needs them.

A function that it does not know is ``#NAME?``, as an unknown one is at Google's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.sandbox.a1 import find_range, quoted
from sheets_sync.sandbox.errors import GoogleRefusal
from sheets_sync.sandbox.formula_functions import FormulaError
from sheets_sync.sandbox.formula_reader import Reader
from sheets_sync.sandbox.json_types import Json, Scalar, number
from sheets_sync.sandbox.locales import locale_named
from sheets_sync.sandbox.serials import local_moment

if TYPE_CHECKING:
    from datetime import datetime

    from sheets_sync.sandbox.book import Book, Sheet

Place = tuple[int, int, int]
"""A sheet's id, a row and a column."""

_ERROR_TYPES = {
    "#NAME?": "NAME",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#ERROR!": "ERROR",
    "#NUM!": "NUM",
    "#N/A": "N_A",
}


class _Wanted(Exception):  # noqa: N818 - no error: another formula must be computed first
    """A formula refers to one that is not computed yet."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


def computed(book: Book, sheet: Sheet, formula: str, now: float) -> Json:
    """The effective value of a formula: an ExtendedValue, an error where it has none.

    Formulas that it refers to are computed first, each once and however long the chain is; one
    that refers to itself is ``#REF!``.

    Args:
        book: The spreadsheet, whose locale and time zone count.
        sheet: Where the formula stands.
        formula: With its ``=``.
        now: What TODAY and NOW go by, in seconds since 1970.
    """
    moment = local_moment(now, book.time_zone)
    known: dict[Place, Json] = {}
    waiting: list[tuple[Place | None, Sheet, str]] = [(None, sheet, formula)]
    while True:
        place, where, text = waiting[-1]
        try:
            value = _value(book, where, text, known, moment)
        except _Wanted as wanted:
            if any(wanted.place == other for other, _, _ in waiting):
                known[wanted.place] = _error("#REF!")
            else:
                waiting.append((wanted.place, *_formula_at(book, wanted.place)))
            continue
        waiting.pop()
        if place is None:
            return value
        known.setdefault(place, value)


def _formula_at(book: Book, place: Place) -> tuple[Sheet, str]:
    sheet = book.sheet(place[0])
    cell = sheet.grid.cell(place[1], place[2]) or {}
    return sheet, str(cell["userEnteredValue"]["formulaValue"])


def _value(book: Book, sheet: Sheet, formula: str, known: dict[Place, Json], now: datetime) -> Json:
    def cells(mark: str) -> list[Scalar]:
        return _cells(book, sheet, mark, known)

    commas = locale_named(book.locale).decimal == ","
    try:
        return _extended(Reader(formula[1:], cells, now, commas=commas).whole())
    except FormulaError as error:
        return _error(str(error))
    except ZeroDivisionError:
        return _error("#DIV/0!")
    except IndexError:
        return _error("#N/A")
    except (OverflowError, TypeError, ValueError):
        return _error("#NUM!")
    except RecursionError:
        return _error("#ERROR!")


def _error(shown: str) -> Json:
    return {"errorValue": {"type": _ERROR_TYPES.get(shown, "ERROR"), "message": shown}}


def _extended(value: Scalar) -> Json:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": number(value)}
    return {} if value is None else {"stringValue": value}


def _cells(book: Book, sheet: Sheet, mark: str, known: dict[Place, Json]) -> list[Scalar]:
    here = mark if "!" in mark else f"{quoted(sheet.title)}!{mark}"
    try:
        where, box = find_range(book, here)
    except GoogleRefusal as refusal:
        raise FormulaError("#NAME?") from refusal
    return [
        _plain(where, (where.sheet_id, row, column), known)
        for row in range(box.top, box.bottom)
        for column in range(box.left, box.right)
    ]


def _plain(sheet: Sheet, place: Place, known: dict[Place, Json]) -> Scalar:
    value: Json = (sheet.grid.cell(place[1], place[2]) or {}).get("userEnteredValue") or {}
    if "formulaValue" in value:
        if place not in known:
            raise _Wanted(place)
        value = known[place]
    if "errorValue" in value:
        raise FormulaError(value["errorValue"]["message"])
    found: Scalar = next(iter(value.values()), None)
    return found
