"""The values collection: clear, batchClear, batchClearByDataFilter."""

from __future__ import annotations

from sheets_sync.sandbox.a1 import find_range, range_text
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.data_filters import boxes_of_filters
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.protection import check_editable


def clear(call: Call) -> Reply:
    """``spreadsheets.values.clear``."""
    cleared = _clear(call, [call.names["range"]])
    return Reply({"spreadsheetId": call.names["id"], "clearedRange": cleared[0]})


def batch_clear(call: Call) -> Reply:
    """``spreadsheets.values.batchClear``."""
    ranges = [str(text) for text in call.json().get("ranges") or []]
    return Reply({"spreadsheetId": call.names["id"], "clearedRanges": _clear(call, ranges)})


def batch_clear_by_filter(call: Call) -> Reply:
    """``spreadsheets.values.batchClearByDataFilter``."""
    file, body = call.spreadsheet("writer"), call.json()
    with call.world.edit(file, call.email) as book:
        places = [(one, box) for one, box, _ in boxes_of_filters(book, body["dataFilters"])]
        cleared = [_clear_box(call, file, sheet, box) for sheet, box in places]
    return Reply({"spreadsheetId": call.names["id"], "clearedRanges": cleared})


def _clear(call: Call, ranges: list[str]) -> list[str]:
    file = call.spreadsheet("writer")
    with call.world.edit(file, call.email) as book:
        places = [find_range(book, text) for text in ranges]
        return [_clear_box(call, file, sheet, box) for sheet, box in places]


def _clear_box(call: Call, file: DriveFile, sheet: Sheet, box: Box) -> str:
    check_editable(file, sheet, box, call.email)
    for row, column, cell in list(sheet.grid.cells_in(box)):
        cell.pop("userEnteredValue", None)
        sheet.grid.drop_if_empty(row, column)
    return range_text(sheet, box)
