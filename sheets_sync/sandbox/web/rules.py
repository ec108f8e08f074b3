"""Data validation as Google's page enforces it while one types; its API does not."""

from __future__ import annotations

import re

from sheets_sync.sandbox.a1 import find_range
from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.cell_values import effective_value, entered_value, formatted, number_format
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.locales import locale_named
from sheets_sync.sandbox.showing import is_date
from sheets_sync.sandbox.typing_in import typed


def complaint(book: Book, rule: Json, cell: Cell, now: float) -> str | None:
    """What a rule has against a cell's value, in Vietnamese; nothing if it fits or is empty.

    A list may stand in cells with formulas, which are computed as of ``now``.
    """
    value = entered_value(cell)
    if not value or "formulaValue" in value:
        return None
    condition = rule["condition"]
    kind = str(condition["type"])
    wanted = [str(one.get("userEnteredValue", "")) for one in condition.get("values") or []]
    if kind == "ONE_OF_LIST":
        return _one_of(wanted, formatted(book, cell, value))
    if kind == "ONE_OF_RANGE":
        return _one_of(_texts(book, wanted[0], now), formatted(book, cell, value))
    if kind.startswith("DATE_"):
        return _date(book, kind, wanted, cell)
    if kind.startswith("NUMBER_"):
        return _number(book, kind, wanted, value)
    if kind.startswith("TEXT_"):
        return _text(kind, wanted, formatted(book, cell, value))
    return None


def _one_of(choices: list[str], text: str) -> str | None:
    if text in choices:
        return None
    return f"phải là một trong: {', '.join(choices)}"


def _texts(book: Book, reference: str, now: float) -> list[str]:
    sheet, box = find_range(book, reference.removeprefix("="))
    return [
        formatted(book, cell, effective_value(book, sheet, cell, now))
        for _, _, cell in sheet.grid.cells_in(box)
    ]


def _date(book: Book, kind: str, wanted: list[str], cell: Cell) -> str | None:
    value = entered_value(cell)
    if "numberValue" not in value or not is_date(number_format(cell)):
        example = "31/12/2026" if locale_named(book.locale).order == "DMY" else "12/31/2026"
        return f"phải là một ngày có thật, ví dụ {example}"
    return _compared(book, kind.removeprefix("DATE_"), wanted, float(value["numberValue"]))


def _number(book: Book, kind: str, wanted: list[str], value: Json) -> str | None:
    if "numberValue" not in value:
        return "phải là một số"
    return _compared(book, kind.removeprefix("NUMBER_"), wanted, float(value["numberValue"]))


def _compared(book: Book, kind: str, wanted: list[str], value: float) -> str | None:
    ends = [typed(text, locale_named(book.locale))[0].get("numberValue") for text in wanted]
    if any(end is None for end in ends) or kind == "IS_VALID":
        return None
    low, high = float(ends[0] or 0), float(ends[-1] or 0)
    good, words = {
        "BETWEEN": (low <= value <= high, "nằm trong khoảng {} đến {}"),
        "NOT_BETWEEN": (not low <= value <= high, "nằm ngoài khoảng {} đến {}"),
        "GREATER": (value > low, "lớn hơn {}"),
        "AFTER": (value > low, "sau {}"),
        "GREATER_THAN_EQ": (value >= low, "từ {} trở lên"),
        "ON_OR_AFTER": (value >= low, "từ {} trở đi"),
        "LESS": (value < low, "nhỏ hơn {}"),
        "BEFORE": (value < low, "trước {}"),
        "LESS_THAN_EQ": (value <= low, "không quá {}"),
        "ON_OR_BEFORE": (value <= low, "không sau {}"),
        "EQ": (value == low, "bằng {}"),
        "NOT_EQ": (value != low, "khác {}"),
    }.get(kind, (True, ""))
    return None if good else "phải " + words.format(*wanted)


def _text(kind: str, wanted: list[str], text: str) -> str | None:
    first = wanted[0] if wanted else ""
    good, words = {
        "TEXT_CONTAINS": (first in text, "phải có “{}”"),
        "TEXT_NOT_CONTAINS": (first not in text, "không được có “{}”"),
        "TEXT_EQ": (text == first, "phải là “{}”"),
        "TEXT_IS_EMAIL": (bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", text)), "phải là thư điện tử"),
        "TEXT_IS_URL": (bool(re.match(r"https?://\S+$", text)), "phải là một địa chỉ web"),
    }.get(kind, (True, ""))
    return None if good else words.format(first)
