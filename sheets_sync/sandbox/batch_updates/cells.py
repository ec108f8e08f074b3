"""Cells by the cell: updateCells, repeatCell, appendCells."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import bad_argument, too_long
from sheets_sync.sandbox.formats import normal_format
from sheets_sync.sandbox.grid import TEXT_LIMIT, Cell
from sheets_sync.sandbox.json_types import Json, number
from sheets_sync.sandbox.masks import Mask, write_masked

WRITABLE = ("userEnteredValue", "userEnteredFormat", "note", "textFormatRuns", "dataValidation")


def writable(mask: Mask) -> Mask:
    """The part of a CellData mask that can be written; what the service derives is not."""
    if "*" in mask:
        return {name: {} for name in WRITABLE}
    return _both_spellings({name: below for name, below in mask.items() if name in WRITABLE})


def write_cell(cell: Cell, data: Json, mask: Mask) -> None:
    """Write the masked part of a normal CellData; the mask is a writable one."""
    write_masked(cell, data, mask)
    for name in list(cell):
        if cell[name] in ({}, "", None, []):
            del cell[name]


def _both_spellings(mask: Mask) -> Mask:
    """A colour named in a mask takes its style along, and the other way round."""
    from sheets_sync.sandbox.formats import COLOR_FIELDS

    out: Mask = {name: _both_spellings(below) for name, below in mask.items()}
    for plain, style in COLOR_FIELDS.items():
        if plain in mask or style in mask:
            out |= {plain: {}, style: {}}
    return out


def normal_cell(data: Json) -> Json:
    """A CellData with colours and numbers as Google keeps them."""
    kept = normal_format(data)
    value = kept.get("userEnteredValue") or {}
    if "numberValue" in value:
        kept["userEnteredValue"] = {"numberValue": number(float(value["numberValue"]))}
    if any(len(str(text)) > TEXT_LIMIT for text in value.values()):
        raise too_long(TEXT_LIMIT)
    formula = value.get("formulaValue")
    if formula is not None and not str(formula).startswith("="):
        raise bad_argument(f"Invalid formulaValue: {formula}")
    if value.get("stringValue") == "":
        kept["userEnteredValue"] = {}
    return kept


def write_rows(sheet: Sheet, start: tuple[int, int], rows: list[Json], mask: Mask) -> None:
    """Write RowData from a cell on, to the right and down."""
    mask = writable(mask)
    for down, row in enumerate(rows):
        for across, data in enumerate(row.get("values") or []):
            place = (start[0] + down, start[1] + across)
            write_cell(sheet.grid.edit(*place), normal_cell(data), mask)
            sheet.grid.drop_if_empty(*place)


def _size(rows: list[Json]) -> tuple[int, int]:
    return len(rows), max((len(row.get("values") or []) for row in rows), default=0)


def _update_cells(edit: Edit, request: Json) -> Json:
    rows, mask = request.get("rows") or [], mask_of(request)
    if "range" in request:
        sheet, box = edit.editable(request["range"])
        height, width = _size(rows)
        if height > box.height or width > box.width:
            raise bad_argument("Attempting to write more data than the range holds.")
        _clear(sheet, box, mask)
        write_rows(sheet, (box.top, box.left), rows, mask)
        return {}
    start = request.get("start") or {}
    sheet = edit.book.sheet(start.get("sheetId"))
    top, left = int(start.get("rowIndex") or 0), int(start.get("columnIndex") or 0)
    height, width = _size(rows)
    _check_inside(sheet, top + height, left + width)
    edit.check(sheet, Box(top, top + height, left, left + width))
    write_rows(sheet, (top, left), rows, mask)
    return {}


def _check_inside(sheet: Sheet, bottom: int, right: int) -> None:
    for word, index, count in (
        ("row", bottom, sheet.grid.row_count),
        ("column", right, sheet.grid.column_count),
    ):
        if index > count:
            raise bad_argument(
                f"Attempting to write {word}: {count}, beyond the last requested {word} of: "
                f"{count - 1}"
            )


def _clear(sheet: Sheet, box: Box, mask: Mask) -> None:
    mask = writable(mask)
    for row, column, cell in list(sheet.grid.cells_in(box)):
        write_cell(cell, {}, mask)
        sheet.grid.drop_if_empty(row, column)


def _repeat_cell(edit: Edit, request: Json) -> Json:
    mask, data = writable(mask_of(request)), normal_cell(request.get("cell") or {})
    sheet, box = edit.editable(request.get("range") or {})
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            write_cell(sheet.grid.edit(row, column), data, mask)
            sheet.grid.drop_if_empty(row, column)
    return {}


def _append_cells(edit: Edit, request: Json) -> Json:
    rows, mask = request.get("rows") or [], mask_of(request)
    sheet = edit.book.sheet(request.get("sheetId"))
    filled = [row for row, _, _ in sheet.grid.cells_in(sheet.grid.everything())]
    top = max(filled, default=-1) + 1
    height, width = _size(rows)
    sheet.grid.row_count = max(sheet.grid.row_count, top + height)
    sheet.grid.column_count = max(sheet.grid.column_count, width)
    edit.check(sheet, Box(top, top + height, 0, width))
    write_rows(sheet, (top, 0), rows, mask)
    return {}


HANDLERS: dict[str, Handler] = {
    "updateCells": _update_cells,
    "repeatCell": _repeat_cell,
    "appendCells": _append_cells,
}
