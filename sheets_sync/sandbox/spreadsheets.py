"""The spreadsheets collection: create, get, getByDataFilter, batchUpdate, copyTo, metadata."""

from __future__ import annotations

from sheets_sync.sandbox import masks
from sheets_sync.sandbox.a1 import find_range
from sheets_sync.sandbox.batch_updates import apply_requests
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.data_filters import boxes_of_filters
from sheets_sync.sandbox.errors import GoogleRefusal, bad_argument
from sheets_sync.sandbox.files import SPREADSHEET, DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.making import add_file
from sheets_sync.sandbox.metadata import matching, with_id
from sheets_sync.sandbox.new_books import new_book, new_sheet
from sheets_sync.sandbox.spreadsheet_json import spreadsheet_json


def create(call: Call) -> Reply:
    """``spreadsheets.create``."""
    body = call.json()
    properties = body.get("properties") or {}
    book = new_book(properties)
    for wanted in body.get("sheets") or [{}]:
        _sheet_from_body(call, book, wanted)
    title = str(properties.get("title") or "Untitled spreadsheet")
    file = add_file(call, title, SPREADSHEET, [], book)
    return Reply(_answer(call, file, None, with_cells=False))


def _sheet_from_body(call: Call, book: Book, wanted: Json) -> None:
    from sheets_sync.sandbox.batch_updates.cells import write_rows

    sheet = new_sheet(book, wanted.get("properties") or {}, call.world.ids)
    for data in wanted.get("data") or []:
        start = (int(data.get("startRow") or 0), int(data.get("startColumn") or 0))
        write_rows(sheet, start, data.get("rowData") or [], masks.parse_mask("*"))
    for name in ("merges", "conditionalFormats"):
        if wanted.get(name):
            sheet.part(name).extend(wanted[name])


def get(call: Call) -> Reply:
    """``spreadsheets.get``."""
    file = call.spreadsheet("reader")
    ranges = call.query.get("ranges")
    places = [find_range(file.content, text) for text in ranges] if ranges else None
    return Reply(_answer(call, file, places, with_cells=call.flag("includeGridData")))


def get_by_filter(call: Call) -> Reply:
    """``spreadsheets.getByDataFilter``."""
    file, body = call.spreadsheet("reader"), call.json()
    filters = body.get("dataFilters") or []
    places = [(sheet, box) for sheet, box, _ in boxes_of_filters(file.content, filters)]
    with_cells = bool(body.get("includeGridData"))
    return Reply(_answer(call, file, places or None, with_cells=with_cells))


def _answer(
    call: Call, file: DriveFile, places: list[tuple[Sheet, Box]] | None, *, with_cells: bool
) -> Json:
    fields, now = call.one("fields"), call.world.clock.now()
    if not fields:
        return spreadsheet_json(file, call.email, now, places, with_cells=with_cells)
    mask = masks.parse_mask(fields)
    with_cells = masks.covers(mask, "sheets", "data") and (with_cells or _names_data(mask))
    return spreadsheet_json(file, call.email, now, places, with_cells=with_cells, wanted=mask)


def _names_data(mask: masks.Mask) -> bool:
    """Whether a mask asks for cells by name; then they come without includeGridData."""
    return "data" in mask.get("sheets", {})


def batch_update(call: Call) -> Reply:
    """``spreadsheets.batchUpdate``."""
    file, body = call.spreadsheet("writer"), call.json()
    requests = body.get("requests") or []
    if not requests:
        raise bad_argument("Must specify at least one request.")
    with call.world.edit(file, call.email):
        replies = apply_requests(call.world, file, call.email, requests)
    answer: Json = {"spreadsheetId": file.file_id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        ranges = body.get("responseRanges")
        places = [find_range(file.content, text) for text in ranges] if ranges else None
        with_cells = bool(body.get("responseIncludeGridData"))
        answer["updatedSpreadsheet"] = spreadsheet_json(
            file, call.email, call.world.clock.now(), places, with_cells=with_cells
        )
    return Reply(answer)


def copy_sheet(call: Call) -> Reply:
    """``spreadsheets.sheets.copyTo``."""
    from sheets_sync.sandbox.access import sheets_file
    from sheets_sync.sandbox.batch_updates.sheets import copy_of
    from sheets_sync.sandbox.spreadsheet_json import sheet_properties

    source = call.spreadsheet("reader")
    sheet = source.content.sheet(call.names["sheet"])
    wanted = str(call.json().get("destinationSpreadsheetId") or "")
    target = sheets_file(call.world, wanted, call.email, call.scopes, "writer")
    with call.world.edit(target, call.email) as book:
        title = f"Copy of {sheet.title}"
        number = 2
        while book.sheet_titled(title):
            title, number = f"Copy of {sheet.title} {number}", number + 1
        copied = copy_of(sheet, call.world.ids, call.world.ids.small(), title)
        book.sheets.append(copied)
        return Reply(sheet_properties(book, copied))


def get_metadata(call: Call) -> Reply:
    """``spreadsheets.developerMetadata.get``."""
    book = call.spreadsheet("reader").content
    if not call.names["metadata"].isdigit():
        raise GoogleRefusal(400, "Invalid metadata id.", reason="badRequest")
    return Reply(with_id(book, int(call.names["metadata"])).to_json())


def search_metadata(call: Call) -> Reply:
    """``spreadsheets.developerMetadata.search``."""
    book = call.spreadsheet("reader").content
    filters = call.json().get("dataFilters") or []
    matched: list[Json] = []
    for one in filters:
        lookup = one.get("developerMetadataLookup") or {}
        matched += [
            {"developerMetadata": found.to_json(), "dataFilters": [one]}
            for found in matching(book, lookup)
        ]
    return Reply({"matchedDeveloperMetadata": matched} if matched else {})
