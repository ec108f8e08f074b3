"""The values collection: append."""

from __future__ import annotations

from sheets_sync.sandbox.a1 import find_range, range_text
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.table_finding import table_in
from sheets_sync.sandbox.values_write import (
    checked_lines,
    extent,
    input_option,
    response_values,
    write,
)


def append(call: Call) -> Reply:
    """``spreadsheets.values.append``."""
    file, body = call.spreadsheet("writer"), call.json()
    how = input_option(call.one("valueInputOption"))
    with call.world.edit(file, call.email) as book:
        sheet, box = find_range(book, call.names["range"])
        table = table_in(sheet, box)
        start = (table.bottom, table.left) if table else (box.top, box.left)
        lines = checked_lines(body)
        height, width = extent(lines, str(body.get("majorDimension") or "ROWS"))
        if call.one("insertDataOption") == "INSERT_ROWS" and table and height:
            sheet.grid.insert("ROWS", start[0], height)
        sheet.grid.row_count = max(sheet.grid.row_count, start[0] + height)
        sheet.grid.column_count = max(sheet.grid.column_count, start[1] + width)
        bottom, right = start[0] + max(height, 1), start[1] + max(width, 1)
        target = Box(start[0], bottom, start[1], right)
        done = write(call, file, (sheet, target), body, how)
        if call.flag("includeValuesInResponse") and height:
            done["updatedData"] = response_values(call, book, sheet, target)
    answer: Json = {"spreadsheetId": call.names["id"]}
    if table:
        answer["tableRange"] = range_text(sheet, table)
    return Reply(answer | {"updates": done})
