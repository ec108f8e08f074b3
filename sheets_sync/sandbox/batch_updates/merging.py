"""mergeCells and unmergeCells."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box, box_of
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json


def _merge(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("range") or {})
    kind = str(request.get("mergeType") or "MERGE_ALL")
    pieces = {
        "MERGE_ALL": [box],
        "MERGE_ROWS": [
            Box(row, row + 1, box.left, box.right) for row in range(box.top, box.bottom)
        ],
        "MERGE_COLUMNS": [
            Box(box.top, box.bottom, column, column + 1) for column in range(box.left, box.right)
        ],
    }.get(kind)
    if pieces is None:
        raise bad_argument(f"Unknown merge type: {kind}")
    _unmerge_inside(sheet, box)
    for piece in pieces:
        if piece.height * piece.width > 1:
            sheet.part("merges").append(piece.to_json(sheet.sheet_id))
            _keep_first(sheet, piece)
    return {}


def _keep_first(sheet: Sheet, piece: Box) -> None:
    """Only the first filled cell of a merge keeps its value, in the corner."""
    values = []
    for row, column, cell in list(sheet.grid.cells_in(piece)):
        if "userEnteredValue" in cell:
            values.append(cell.pop("userEnteredValue"))
            sheet.grid.drop_if_empty(row, column)
    if values:
        sheet.grid.edit(piece.top, piece.left)["userEnteredValue"] = values[0]


def _unmerge_inside(sheet: Sheet, box: Box) -> None:
    kept = []
    for merge in sheet.parts.get("merges", []):
        merged = box_of(merge, sheet.grid)
        if not merged.meets(box):
            kept.append(merge)
        elif not box.holds(merged):
            raise bad_argument(
                "You must select all cells in a merged range to merge or unmerge them."
            )
    sheet.parts["merges"] = kept


def _unmerge(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("range") or {})
    _unmerge_inside(sheet, box)
    return {}


HANDLERS: dict[str, Handler] = {"mergeCells": _merge, "unmergeCells": _unmerge}
