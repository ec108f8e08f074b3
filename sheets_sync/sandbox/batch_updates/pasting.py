"""copyPaste, cutPaste, pasteData."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json

_TAKEN = {
    "PASTE_NORMAL": (
        "userEnteredValue",
        "userEnteredFormat",
        "note",
        "textFormatRuns",
        "dataValidation",
    ),
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat", "dataValidation"),
    "PASTE_NO_BORDERS": ("userEnteredValue", "userEnteredFormat", "note", "dataValidation"),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_CONDITIONAL_FORMATTING": (),
}


def _taken(request: Json) -> tuple[str, ...]:
    kind = str(request.get("pasteType") or "PASTE_NORMAL")
    if kind not in _TAKEN:
        raise bad_argument(f"Unknown paste type: {kind}")
    return _TAKEN[kind]


def _copy_paste(edit: Edit, request: Json) -> Json:
    source, box = edit.place(request.get("source") or {})
    target_sheet, asked = edit.place(request.get("destination") or {})
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    height, width = (box.width, box.height) if turned else (box.height, box.width)
    target = _tiled(asked, height, width)
    edit.check(target_sheet, target)
    taken = _taken(request)
    cells = _picked(edit, source, box, values_only=request.get("pasteType") == "PASTE_VALUES")
    _room(target_sheet, target)
    for row in range(target.height):
        for column in range(target.width):
            down, across = row % height, column % width
            cell = cells.get((across, down) if turned else (down, across), {})
            _put(target_sheet, (target.top + row, target.left + column), cell, taken)
    return {}


def _tiled(asked: Box, height: int, width: int) -> Box:
    """The destination grows to whole copies of the source."""
    rows = max(1, asked.height // height) * height
    columns = max(1, asked.width // width) * width
    return Box(asked.top, asked.top + rows, asked.left, asked.left + columns)


def _picked(
    edit: Edit, sheet: Sheet, box: Box, *, values_only: bool
) -> dict[tuple[int, int], Cell]:
    found = {}
    for row, column, cell in sheet.grid.cells_in(box):
        copied = copy.deepcopy(cell)
        if values_only:
            copied["userEnteredValue"] = edit.value(sheet, cell)
        found[row - box.top, column - box.left] = copied
    return found


def _put(sheet: Sheet, place: tuple[int, int], source: Cell, taken: tuple[str, ...]) -> None:
    cell = sheet.grid.edit(*place)
    for name in taken:
        cell.pop(name, None)
        if source.get(name):
            cell[name] = copy.deepcopy(source[name])
    sheet.grid.drop_if_empty(*place)


def _room(sheet: Sheet, box: Box) -> None:
    sheet.grid.row_count = max(sheet.grid.row_count, box.bottom)
    sheet.grid.column_count = max(sheet.grid.column_count, box.right)


def _cut_paste(edit: Edit, request: Json) -> Json:
    source, box = edit.editable(request.get("source") or {})
    to = request.get("destination") or {}
    target_sheet = edit.book.sheet(to.get("sheetId"))
    top, left = int(to.get("rowIndex") or 0), int(to.get("columnIndex") or 0)
    target = Box(top, top + box.height, left, left + box.width)
    edit.check(target_sheet, target)
    taken = _taken(request)
    cells = _picked(edit, source, box, values_only=False)
    for down, across in cells:
        _put(source, (box.top + down, box.left + across), {}, taken)
    _room(target_sheet, target)
    for row in range(target.height):
        for column in range(target.width):
            _put(target_sheet, (top + row, left + column), cells.get((row, column), {}), taken)
    return {}


def _paste_data(edit: Edit, request: Json) -> Json:
    start = request.get("coordinate") or {}
    sheet = edit.book.sheet(start.get("sheetId"))
    if request.get("html"):
        raise bad_argument("The sandbox pastes delimited text only.")
    delimiter = str(request.get("delimiter") or "\t")
    lines = [line.split(delimiter) for line in str(request.get("data") or "").split("\n")]
    top, left = int(start.get("rowIndex") or 0), int(start.get("columnIndex") or 0)
    target = Box(top, top + len(lines), left, left + max(map(len, lines)))
    edit.check(sheet, target)
    _room(sheet, target)
    for row, line in enumerate(lines, top):
        for column, text in enumerate(line, left):
            if text:
                edit.type_into(sheet.grid.edit(row, column), text)
    return {}


HANDLERS: dict[str, Handler] = {
    "copyPaste": _copy_paste,
    "cutPaste": _cut_paste,
    "pasteData": _paste_data,
}
