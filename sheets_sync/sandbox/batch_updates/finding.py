"""findReplace."""

from __future__ import annotations

import re

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json


def _places(edit: Edit, request: Json) -> list[tuple[Sheet, Box]]:
    if request.get("range") is not None:
        return [edit.place(request["range"])]
    if request.get("sheetId") is not None:
        sheet = edit.book.sheet(request["sheetId"])
        return [(sheet, sheet.grid.everything())]
    if request.get("allSheets"):
        return [(sheet, sheet.grid.everything()) for sheet in edit.book.sheets]
    raise bad_argument("One of range, sheetId and allSheets must be set.")


def _pattern(request: Json) -> re.Pattern[str]:
    find = str(request.get("find") or "")
    if not find:
        raise bad_argument("find must be set.")
    text = find if request.get("searchByRegex") else re.escape(find)
    if request.get("matchEntireCell"):
        text = rf"\A(?:{text})\Z"
    try:
        return re.compile(text, 0 if request.get("matchCase") else re.IGNORECASE)
    except re.error as error:
        raise bad_argument(f"Invalid regular expression: {find}") from error


def _replacement(request: Json) -> str:
    text = str(request.get("replacement") or "")
    if request.get("searchByRegex"):
        return re.sub(r"\$(\d+)", r"\\\1", text)
    return text.replace("\\", r"\\")


def _find_replace(edit: Edit, request: Json) -> Json:
    pattern, replacement = _pattern(request), _replacement(request)
    places = _places(edit, request)
    counts = {"valuesChanged": 0, "formulasChanged": 0, "occurrencesChanged": 0}
    rows: set[tuple[int, int]] = set()
    sheets: set[int] = set()
    for sheet, box in places:
        for row, column, cell in list(sheet.grid.cells_in(box)):
            is_formula = "formulaValue" in (cell.get("userEnteredValue") or {})
            if is_formula and not request.get("includeFormulas"):
                continue
            new, times = pattern.subn(replacement, _text(edit, sheet, cell))
            if not times:
                continue
            edit.check(sheet, Box(row, row + 1, column, column + 1))
            edit.type_into(cell, new)
            counts["formulasChanged" if is_formula else "valuesChanged"] += 1
            counts["occurrencesChanged"] += times
            rows.add((sheet.sheet_id, row))
            sheets.add(sheet.sheet_id)
    counts |= {"rowsChanged": len(rows), "sheetsChanged": len(sheets)}
    return {"findReplace": {name: count for name, count in counts.items() if count}}


def _text(edit: Edit, sheet: Sheet, cell: Cell) -> str:
    value = cell.get("userEnteredValue") or {}
    if "formulaValue" in value:
        return str(value["formulaValue"])
    return edit.text(sheet, cell)


HANDLERS: dict[str, Handler] = {"findReplace": _find_replace}
