"""Data validation rules of an exported sheet: equal neighbours become one range."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
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
_LAST_DAY = 2_958_465


def write_validations(book: Book, sheet: Sheet, page: Any) -> None:  # noqa: ANN401 - the library has no types
    """Write the rules that Excel has too; Google leaves out the others as well."""
    for box, rule in ruled_boxes(sheet):
        options = _options(book, rule)
        if options:
            page.data_validation(box.top, box.left, box.bottom - 1, box.right - 1, options)


def ruled_boxes(sheet: Sheet) -> Iterator[tuple[Box, Json]]:
    """Runs of cells down a column that share one rule."""
    columns: dict[int, list[tuple[int, Json]]] = {}
    for row, column, cell in sheet.grid.cells_in(sheet.grid.everything()):
        if cell.get("dataValidation"):
            columns.setdefault(column, []).append((row, cell["dataValidation"]))
    for column, cells in sorted(columns.items()):
        start, rule = cells[0]
        last, key = start, json.dumps(rule, sort_keys=True)
        for row, other in [*cells[1:], (-1, {})]:
            same = row == last + 1 and (other is rule or json.dumps(other, sort_keys=True) == key)
            if not same:
                yield Box(start, last + 1, column, column + 1), rule
                start, rule, key = row, other, json.dumps(other, sort_keys=True)
            last = row


def _options(book: Book, rule: Json) -> Json | None:
    condition = rule["condition"]
    kind = condition["type"]
    values = [str(one.get("userEnteredValue", "")) for one in condition.get("values") or []]
    found = _criterion(book, kind, values)
    if found is None:
        return None
    found |= {"error_type": "stop" if rule.get("strict") else "warning", "ignore_blank": True}
    if rule.get("inputMessage"):
        found["input_message"] = str(rule["inputMessage"])[:255]
    return found


def _criterion(book: Book, kind: str, values: list[str]) -> Json | None:
    if kind == "ONE_OF_LIST":
        short = len(",".join(values)) <= 255 and not any("," in value for value in values)
        return {"validate": "list", "source": values} if short else None
    if kind == "ONE_OF_RANGE":
        return {"validate": "list", "source": values[0]}
    if kind == "CUSTOM_FORMULA":
        return {"validate": "custom", "value": values[0]}
    if kind == "DATE_IS_VALID":
        return {"validate": "date", "criteria": "between", "minimum": 1, "maximum": _LAST_DAY}
    if kind not in _CRITERIA:
        return None
    validate, criteria = _CRITERIA[kind]
    numbers = [_number(book, value) for value in values]
    if any(number is None for number in numbers):
        return None
    if "between" in criteria:
        ends = {"minimum": numbers[0], "maximum": numbers[1]}
        return {"validate": validate, "criteria": criteria} | ends
    return {"validate": validate, "criteria": criteria, "value": numbers[0]}


def _number(book: Book, text: str) -> float | str | None:
    if text.startswith("="):
        return text
    value, _ = typed(text, locale_named(book.locale))
    return value.get("numberValue")
