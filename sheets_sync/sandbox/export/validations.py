"""Data validation rules of an exported sheet: equal neighbours become one range."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.export.criteria import comparison, excel_formula, values_of
from sheets_sync.sandbox.json_types import Json

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
    found = _criterion(book, kind, values_of(condition))
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
        return {"validate": "custom", "value": excel_formula(book, values[0])}
    if kind == "DATE_IS_VALID":
        return {"validate": "date", "criteria": "between", "minimum": 1, "maximum": _LAST_DAY}
    compared = comparison(book, kind, values)
    return {"validate": compared[0]} | compared[1] if compared else None
