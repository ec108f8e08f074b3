"""insertRange and deleteRange: cells are pushed aside, or close the gap."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json


def _tail(sheet: Sheet, box: Box, dimension: str) -> Box:
    """The cells from a box to the sheet's end, in the direction that they move."""
    if dimension == "ROWS":
        return Box(box.top, sheet.grid.row_count, box.left, box.right)
    if dimension == "COLUMNS":
        return Box(box.top, box.bottom, box.left, sheet.grid.column_count)
    raise bad_argument("shiftDimension must be ROWS or COLUMNS.")


def _lift(sheet: Sheet, box: Box) -> dict[tuple[int, int], Json]:
    found = {(row, column): cell for row, column, cell in sheet.grid.cells_in(box)}
    for row, column in found:
        del sheet.grid.rows[row].cells[column]
    return found


def _insert(edit: Edit, request: Json) -> Json:
    sheet, box = edit.place(request.get("range") or {})
    dimension = str(request.get("shiftDimension") or "")
    tail = _tail(sheet, box, dimension)
    edit.check(sheet, tail)
    down, across = (box.height, 0) if dimension == "ROWS" else (0, box.width)
    moved = {
        (row + down, column + across): cell for (row, column), cell in _lift(sheet, tail).items()
    }
    for (row, column), cell in moved.items():
        sheet.grid.row_count = max(sheet.grid.row_count, row + 1)
        sheet.grid.column_count = max(sheet.grid.column_count, column + 1)
        sheet.grid.row(row).cells[column] = cell
    return {}


def _delete(edit: Edit, request: Json) -> Json:
    sheet, box = edit.place(request.get("range") or {})
    dimension = str(request.get("shiftDimension") or "")
    tail = _tail(sheet, box, dimension)
    edit.check(sheet, tail)
    down, across = (box.height, 0) if dimension == "ROWS" else (0, box.width)
    for (row, column), cell in _lift(sheet, tail).items():
        if row >= box.top + down and column >= box.left + across:
            sheet.grid.row(row - down).cells[column - across] = cell
    return {}


HANDLERS: dict[str, Handler] = {"insertRange": _insert, "deleteRange": _delete}
