"""Rows and columns: insert, delete, append, move, size, hide."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import write_masked
from sheets_sync.sandbox.shifting import shift_for_delete, shift_for_insert, shift_for_move

_INHERITED = ("userEnteredFormat", "dataValidation")

Line = tuple[Sheet, str, int, int]
"""A sheet, a dimension, and where a span of it starts and ends."""


def span_of(edit: Edit, given: Json) -> Line:
    """The span of a DimensionRange; absent ends reach to the sheet's.

    Raises:
        GoogleRefusal: It lies outside the sheet or is empty.
    """
    sheet = edit.book.sheet(given.get("sheetId"))
    dimension = str(given.get("dimension") or "")
    if dimension not in {"ROWS", "COLUMNS"}:
        raise bad_argument("Invalid range.dimension: must be ROWS or COLUMNS.")
    count = sheet.grid.count(dimension)
    start = int(given.get("startIndex") or 0)
    end = count if given.get("endIndex") is None else int(given["endIndex"])
    if start < 0 or end <= start:
        raise bad_argument("Invalid range: endIndex must be greater than startIndex.")
    return sheet, dimension, start, end


def _box(line: Line) -> Box:
    sheet, dimension, start, end = line
    if dimension == "ROWS":
        return Box(start, end, 0, sheet.grid.column_count)
    return Box(0, sheet.grid.row_count, start, end)


def _insert(edit: Edit, request: Json) -> Json:
    line = sheet, dimension, start, end = span_of(edit, request.get("range") or {})
    inherit = bool(request.get("inheritFromBefore"))
    if start > sheet.grid.count(dimension):
        raise bad_argument("Invalid range: cannot insert beyond the end of the sheet.")
    if inherit and start == 0:
        raise bad_argument("inheritFromBefore cannot be true if inserting at the start.")
    _check_inside(edit, line)
    count = end - start
    sheet.grid.insert(dimension, start, count)
    shift_for_insert(edit.book, sheet, dimension, start, count)
    _inherit(sheet, dimension, start, count, before=inherit)
    return {}


def _check_inside(edit: Edit, line: Line) -> None:
    """Inserting between protected cells changes them; before or behind them does not."""
    sheet, dimension, start, _ = line
    if dimension == "ROWS":
        around = Box(start - 1, start + 1, 0, sheet.grid.column_count)
    else:
        around = Box(0, sheet.grid.row_count, start - 1, start + 1)
    from sheets_sync.sandbox.protection import locked_boxes

    for locked in locked_boxes(edit.file, sheet, edit.email):
        first, last = (
            (locked.top, locked.bottom) if dimension == "ROWS" else (locked.left, locked.right)
        )
        if first < start < last and locked.meets(around):
            edit.check(sheet, around)


def _inherit(sheet: Sheet, dimension: str, start: int, count: int, *, before: bool) -> None:
    """New lines take the formats of the line before or behind them."""
    source = start - 1 if before else start + count
    if source >= sheet.grid.count(dimension):
        return
    grid = sheet.grid
    for place in range(start, start + count):
        if dimension == "ROWS":
            cells = grid.rows[source].cells if source < len(grid.rows) else {}
            pairs = [((place, column), cell) for column, cell in cells.items()]
        else:
            pairs = [
                ((number, place), row.cells[source])
                for number, row in enumerate(grid.rows)
                if source in row.cells
            ]
        for at, cell in pairs:
            kept: Json = {k: cell[k] for k in _INHERITED if k in cell}
            if kept:
                grid.edit(*at).update(copy.deepcopy(kept))


def _delete(edit: Edit, request: Json) -> Json:
    line = sheet, dimension, start, end = span_of(edit, request.get("range") or {})
    if end > sheet.grid.count(dimension):
        raise bad_argument("Cannot delete a range that is outside the sheet.")
    if end - start >= sheet.grid.count(dimension):
        raise bad_argument(f"You can't delete all the {dimension.lower()} on the sheet.")
    edit.check(sheet, _box(line))
    sheet.grid.delete(dimension, start, end)
    shift_for_delete(edit.book, sheet, dimension, start, end)
    return {}


def _append(edit: Edit, request: Json) -> Json:
    sheet = edit.book.sheet(request.get("sheetId"))
    length = int(request.get("length") or 0)
    if length < 1:
        raise bad_argument("length must be greater than 0.")
    if request.get("dimension") == "COLUMNS":
        sheet.grid.column_count += length
    else:
        sheet.grid.row_count += length
    return {}


def _move(edit: Edit, request: Json) -> Json:
    line = sheet, dimension, start, end = span_of(edit, request.get("source") or {})
    to = int(request.get("destinationIndex") or 0)
    count = sheet.grid.count(dimension)
    if end > count or not 0 <= to <= count:
        raise bad_argument("Cannot move beyond the end of the sheet.")
    if start <= to <= end:
        return {}
    edit.check(sheet, _box(line))
    sheet.grid.move(dimension, start, end, to)
    shift_for_move(edit.book, sheet, dimension, (start, end), to)
    return {}


def _update(edit: Edit, request: Json) -> Json:
    line = sheet, dimension, start, end = span_of(edit, request.get("range") or {})
    mask, given = mask_of(request), request.get("properties") or {}
    if end > sheet.grid.count(dimension):
        raise bad_argument("Cannot update a range that is outside the sheet.")
    edit.check(sheet, _box(line))
    mask = {name: {} for name in ("hiddenByUser", "pixelSize") if name in mask or "*" in mask}
    for index in range(start, end):
        write_masked(sheet.grid.editable_properties(dimension, index), given, mask)
    return {}


def _auto_resize(edit: Edit, request: Json) -> Json:
    sheet, dimension, start, end = span_of(edit, request.get("dimensions") or {})
    for index in range(start, min(end, sheet.grid.count(dimension))):
        properties = sheet.grid.editable_properties(dimension, index)
        if dimension == "ROWS":
            properties.pop("pixelSize", None)
        else:
            properties["pixelSize"] = _text_pixels(edit, sheet, index)
    return {}


def _text_pixels(edit: Edit, sheet: Sheet, column: int) -> int:
    """About the width of a column's longest line of text, 7 pixels a letter."""
    longest = 0
    for _, _, cell in sheet.grid.cells_in(Box(0, sheet.grid.row_count, column, column + 1)):
        text = edit.text(sheet, cell)
        longest = max(longest, *map(len, text.split("\n")))
    return max(21, longest * 7 + 6)


HANDLERS: dict[str, Handler] = {
    "insertDimension": _insert,
    "deleteDimension": _delete,
    "appendDimension": _append,
    "moveDimension": _move,
    "updateDimensionProperties": _update,
    "autoResizeDimensions": _auto_resize,
}
