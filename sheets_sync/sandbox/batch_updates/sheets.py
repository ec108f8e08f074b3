"""Sheets as a whole: add, delete, duplicate, rename, hide, move, resize; the spreadsheet's own."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.formats import normal_format
from sheets_sync.sandbox.ids import Ids
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import Mask, write_masked
from sheets_sync.sandbox.new_books import check_properties, check_title, new_sheet
from sheets_sync.sandbox.spreadsheet_json import sheet_properties


def _add_sheet(edit: Edit, request: Json) -> Json:
    properties = request.get("properties") or {}
    sheet = new_sheet(edit.book, properties, edit.world.ids)
    if properties.get("index") is not None:
        _move(edit.book, sheet, int(properties["index"]))
    return {"addSheet": {"properties": sheet_properties(edit.book, sheet)}}


def _delete_sheet(edit: Edit, request: Json) -> Json:
    book, sheet = edit.book, edit.book.sheet(request.get("sheetId"))
    edit.check_whole(sheet)
    if len([one for one in book.sheets if not one.hidden and one is not sheet]) == 0:
        raise bad_argument("You can't remove all the visible sheets in a document.")
    book.sheets.remove(sheet)
    book.named_ranges = [
        named
        for named in book.named_ranges
        if int(named["range"].get("sheetId") or 0) != sheet.sheet_id
    ]
    return {}


def _duplicate_sheet(edit: Edit, request: Json) -> Json:
    book, source = edit.book, edit.book.sheet(request.get("sourceSheetId"))
    title = str(request.get("newSheetName") or _copy_title(book, source))
    check_title(book, title)
    sheet_id = request.get("newSheetId")
    if sheet_id is not None and any(one.sheet_id == sheet_id for one in book.sheets):
        raise bad_argument(f"Sheet with id {sheet_id} already exists. Please enter another id.")
    ids = edit.world.ids
    sheet = copy_of(source, ids, ids.small() if sheet_id is None else int(sheet_id), title)
    index = request.get("insertSheetIndex")
    book.sheets.insert(0 if index is None else int(index), sheet)
    return {"duplicateSheet": {"properties": sheet_properties(book, sheet)}}


def _copy_title(book: Book, source: Sheet) -> str:
    title, number = f"Copy of {source.title}", 2
    while book.sheet_titled(title):
        title, number = f"Copy of {source.title} {number}", number + 1
    return title


def copy_of(source: Sheet, ids: Ids, sheet_id: int, title: str) -> Sheet:
    """A sheet like another, with ids of its own for itself and for what lies on it."""
    sheet = copy.deepcopy(source)
    old, sheet.sheet_id, sheet.title = sheet.sheet_id, sheet_id, title
    for name in ("protectedRanges", "bandedRanges", "filterViews"):
        key = {"protectedRanges": "protectedRangeId", "bandedRanges": "bandedRangeId"}
        for entry in sheet.parts.get(name, []):
            entry[key.get(name, "filterViewId")] = ids.small()
    for line in [row.properties for row in sheet.grid.rows] + sheet.grid.columns:
        for entry in line.get("developerMetadata", []):
            entry["metadataId"] = ids.small()
    for entry in sheet.parts.get("developerMetadata", []):
        entry["metadataId"] = ids.small()
    sheet.parts = _renamed(sheet.parts, old, sheet_id)
    return sheet


def _renamed(value: Json, old: int, new: int) -> Json:
    """The same, with every range on the old sheet lying on the new one."""

    def walk(inner: object) -> object:
        if isinstance(inner, list):
            return [walk(item) for item in inner]
        if not isinstance(inner, dict):
            return inner
        out = {name: walk(item) for name, item in inner.items()}
        ranged = "startRowIndex" in out or "endRowIndex" in out or "dimension" in out
        if ranged and int(str(out.get("sheetId") or 0)) == old:
            out["sheetId"] = new
        return out

    return {name: walk(item) for name, item in value.items()}


def _update_sheet(edit: Edit, request: Json) -> Json:
    properties, mask = request.get("properties") or {}, mask_of(request)
    book, sheet = edit.book, edit.book.sheet(properties.get("sheetId"))
    if "*" in mask:
        mask = {name: {} for name in properties if name not in {"sheetId", "sheetType"}}
    mask = dict(mask)
    if "title" in mask:
        mask.pop("title")
        title = str(properties.get("title") or "")
        check_title(book, title, sheet)
        sheet.title = title
    if "index" in mask:
        mask.pop("index")
        _move(book, sheet, int(properties.get("index") or 0))
    if "gridProperties" in mask:
        _update_grid(
            edit, sheet, properties.get("gridProperties") or {}, mask.pop("gridProperties")
        )
    if "hidden" in mask and properties.get("hidden"):
        _check_can_hide(book, sheet)
    write_masked(sheet.properties, normal_format(properties), _with_colors(mask))
    return {}


def _with_colors(mask: Mask) -> Mask:
    """A tab's colour and its style are written together, whichever is named."""
    if "tabColor" in mask or "tabColorStyle" in mask:
        return mask | {"tabColor": {}, "tabColorStyle": {}}
    return mask


def _check_can_hide(book: Book, sheet: Sheet) -> None:
    if not any(not one.hidden for one in book.sheets if one is not sheet):
        raise bad_argument("You can't hide all the sheets in a document.")


def _move(book: Book, sheet: Sheet, index: int) -> None:
    if not 0 <= index <= len(book.sheets):
        raise bad_argument(f"Invalid index: {index}.")
    old = book.sheets.index(sheet)
    book.sheets.remove(sheet)
    # Google counts places as they are before the sheet is taken out.
    book.sheets.insert(index - 1 if index > old else index, sheet)


def _update_grid(edit: Edit, sheet: Sheet, given: Json, mask: Mask) -> None:
    if not mask or "*" in mask:
        mask = {name: {} for name in given}
    rows, columns = sheet.grid.row_count, sheet.grid.column_count
    new_rows = int(given.get("rowCount") or rows) if "rowCount" in mask else rows
    new_columns = int(given.get("columnCount") or columns) if "columnCount" in mask else columns
    rest: Mask = {name: {} for name in mask if name not in {"rowCount", "columnCount"}}
    frozen = dict(sheet.grid_properties)
    write_masked(frozen, given, rest)
    if int(frozen.get("frozenRowCount") or 0) >= new_rows > 0 and "frozenRowCount" in frozen:
        raise bad_argument("You can't freeze all visible rows on the sheet.")
    if int(frozen.get("frozenColumnCount") or 0) >= new_columns:
        raise bad_argument("You can't freeze all visible columns on the sheet.")
    if (new_rows, new_columns) != (rows, columns):
        _resize(edit, sheet, new_rows, new_columns)
    sheet.grid_properties = frozen


def _resize(edit: Edit, sheet: Sheet, rows: int, columns: int) -> None:
    from sheets_sync.sandbox.shifting import shift_for_delete

    if rows < 1 or columns < 1:
        raise bad_argument("A sheet must have at least one row and one column.")
    grid = sheet.grid
    for dimension, old, new in (
        ("ROWS", grid.row_count, rows),
        ("COLUMNS", grid.column_count, columns),
    ):
        if new < old:
            edit.check_whole(sheet)
            shift_for_delete(edit.book, sheet, dimension, new, old)
    grid.resize(rows, columns)


def _update_spreadsheet(edit: Edit, request: Json) -> Json:
    properties, mask = request.get("properties") or {}, dict(mask_of(request))
    if "*" in mask:
        mask = {name: {} for name in properties}
    check_properties({name: properties.get(name) for name in mask})
    if "title" in mask:
        mask.pop("title")
        edit.file.name = str(properties.get("title") or "")
    mask.pop("spreadsheetTheme", None)
    write_masked(edit.book.properties, normal_format(properties), mask)
    return {}


HANDLERS: dict[str, Handler] = {
    "addSheet": _add_sheet,
    "deleteSheet": _delete_sheet,
    "duplicateSheet": _duplicate_sheet,
    "updateSheetProperties": _update_sheet,
    "updateSpreadsheetProperties": _update_spreadsheet,
}
