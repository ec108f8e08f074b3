"""Conditions of Google's, as Excel says them: for validations and for conditional formats."""

from __future__ import annotations

import re

from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.locales import locale_named
from sheets_sync.sandbox.typing_in import typed

_CRITERIA = {
    "NUMBER_BETWEEN": ("decimal", "between"),
    "NUMBER_NOT_BETWEEN": ("decimal", "not between"),
    "NUMBER_GREATER": ("decimal", ">"),
    "NUMBER_GREATER_THAN_EQ": ("decimal", ">="),
    "NUMBER_LESS": ("decimal", "<"),
    "NUMBER_LESS_THAN_EQ": ("decimal", "<="),
    "NUMBER_EQ": ("decimal", "=="),
    "NUMBER_NOT_EQ": ("decimal", "!="),
    "DATE_EQ": ("date", "=="),
    "DATE_BEFORE": ("date", "<"),
    "DATE_AFTER": ("date", ">"),
    "DATE_ON_OR_BEFORE": ("date", "<="),
    "DATE_ON_OR_AFTER": ("date", ">="),
    "DATE_BETWEEN": ("date", "between"),
    "DATE_NOT_BETWEEN": ("date", "not between"),
}
_RELATIVE = {"TODAY": "=TODAY()", "TOMORROW": "=TODAY()+1", "YESTERDAY": "=TODAY()-1"}


def values_of(condition: Json) -> list[str]:
    """The values of a condition as they were entered; days relative to today as formulas."""
    return [
        _RELATIVE.get(str(one.get("relativeDate")), str(one.get("userEnteredValue", "")))
        for one in condition.get("values") or []
    ]


def comparison(book: Book, kind: str, values: list[str]) -> tuple[str, Json] | None:
    """What is compared (``decimal`` or ``date``), and how; nothing where Excel has no such."""
    if kind not in _CRITERIA:
        return None
    compared, criteria = _CRITERIA[kind]
    numbers = [_number(book, value) for value in values]
    if not numbers or any(number is None for number in numbers):
        return None
    if "between" in criteria:
        if len(numbers) != 2:
            return None
        return compared, {"criteria": criteria, "minimum": numbers[0], "maximum": numbers[1]}
    return compared, {"criteria": criteria, "value": numbers[0]}


def _number(book: Book, text: str) -> float | str | None:
    if text.startswith("="):
        return excel_formula(book, text)
    value, _ = typed(text, locale_named(book.locale))
    return value.get("numberValue")


def excel_formula(book: Book, formula: str) -> str:
    """A formula in the US spelling that files have: commas between arguments, decimal points."""
    if locale_named(book.locale).decimal != ",":
        return formula
    parts = formula.split('"')
    parts[::2] = [re.sub(r"(?<=\d),(?=\d)", ".", part).replace(";", ",") for part in parts[::2]]
    return '"'.join(parts)
