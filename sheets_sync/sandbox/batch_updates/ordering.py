"""sortRange."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json

Line = dict[int, Cell]
Key = tuple[int, float, str]


def _sort(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("range") or {})
    lines = [sheet.grid.take(row, box) for row in range(box.top, box.bottom)]
    for spec in reversed(request.get("sortSpecs") or []):
        column = int(spec.get("dimensionIndex") or 0)
        if not box.left <= column < box.right:
            raise bad_argument("A sort column lies outside the sort range.")
        lines = _sorted(edit, sheet, lines, column, falling=spec.get("sortOrder") == "DESCENDING")
    for row, line in enumerate(lines, box.top):
        for column, cell in line.items():
            sheet.grid.row(row).cells[column] = cell
    return {}


def _sorted(
    edit: Edit, sheet: Sheet, lines: list[Line], column: int, *, falling: bool
) -> list[Line]:
    """Numbers before texts before booleans; empty cells last, in either order."""
    keyed = [(_key(edit, sheet, line.get(column)), line) for line in lines]
    filled = [(key, line) for key, line in keyed if key is not None]
    empty = [line for key, line in keyed if key is None]
    filled.sort(key=lambda pair: pair[0], reverse=falling)
    return [line for _, line in filled] + empty


def _key(edit: Edit, sheet: Sheet, cell: Cell | None) -> Key | None:
    value = edit.value(sheet, cell)
    if "numberValue" in value:
        return 0, float(value["numberValue"]), ""
    if "stringValue" in value:
        return 1, 0.0, str(value["stringValue"]).casefold()
    if "boolValue" in value:
        return 2, float(value["boolValue"]), ""
    return (3, 0.0, "") if value else None


HANDLERS: dict[str, Handler] = {"sortRange": _sort}
