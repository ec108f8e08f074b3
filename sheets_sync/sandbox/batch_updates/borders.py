"""updateBorders."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.formats import normal_format
from sheets_sync.sandbox.json_types import Json


def _update(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("range") or {})
    given = normal_format({"borders": {k: v for k, v in request.items() if k != "range"}})[
        "borders"
    ]
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            for side, name in _sides(box, row, column).items():
                if name in given:
                    _draw(sheet.grid.edit(row, column), side, given[name])
            sheet.grid.drop_if_empty(row, column)
    return {}


def _sides(box: Box, row: int, column: int) -> dict[str, str]:
    """The request's border that lies on each side of a cell."""
    return {
        "top": "top" if row == box.top else "innerHorizontal",
        "bottom": "bottom" if row == box.bottom - 1 else "innerHorizontal",
        "left": "left" if column == box.left else "innerVertical",
        "right": "right" if column == box.right - 1 else "innerVertical",
    }


def _draw(cell: Json, side: str, border: Json) -> None:
    form = dict(cell.get("userEnteredFormat") or {})
    own = {name: line for name, line in (form.pop("borders", None) or {}).items() if name != side}
    if border.get("style") not in {None, "NONE"}:
        own[side] = border
    if own:
        form["borders"] = own
    if form:
        cell["userEnteredFormat"] = form
    else:
        cell.pop("userEnteredFormat", None)


HANDLERS: dict[str, Handler] = {"updateBorders": _update}
