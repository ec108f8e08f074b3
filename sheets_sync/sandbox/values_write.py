"""The values collection, writing: update, batchUpdate, and what writing has in common."""

from __future__ import annotations

from sheets_sync.sandbox.a1 import beyond_grid, find_range, range_text
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.data_filters import boxes_of_filters
from sheets_sync.sandbox.errors import bad_argument, bad_value, too_long
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.grid import TEXT_LIMIT
from sheets_sync.sandbox.json_types import Json, Scalar, number
from sheets_sync.sandbox.protection import check_editable
from sheets_sync.sandbox.typing_in import type_into
from sheets_sync.sandbox.values_read import rendering, value_range

INPUT_OPTIONS = {"RAW", "USER_ENTERED"}


def update(call: Call) -> Reply:
    """``spreadsheets.values.update``."""
    file, body = call.spreadsheet("writer"), call.json()
    how = input_option(call.one("valueInputOption"))
    checked_lines(body)
    with call.world.edit(file, call.email) as book:
        sheet, box = find_range(book, call.names["range"])
        done = write(call, file, (sheet, box), body, how)
        if call.flag("includeValuesInResponse"):
            done["updatedData"] = response_values(call, book, sheet, box)
    return Reply(done)


def batch_update(call: Call) -> Reply:
    """``spreadsheets.values.batchUpdate``."""
    file, body = call.spreadsheet("writer"), call.json()
    how = input_option(str(body.get("valueInputOption") or ""))
    with call.world.edit(file, call.email) as book:
        places = [
            (find_range(book, str(one.get("range") or "")), one) for one in body.get("data") or []
        ]
        replies = [write(call, file, place, one, how) for place, one in places]
    return Reply(_totals(call, file.content, replies))


def batch_update_by_filter(call: Call) -> Reply:
    """``spreadsheets.values.batchUpdateByDataFilter``."""
    file, body = call.spreadsheet("writer"), call.json()
    how = input_option(str(body.get("valueInputOption") or ""))
    replies: list[Json] = []
    with call.world.edit(file, call.email) as book:
        for one in body.get("data") or []:
            wanted = one.get("dataFilter") or {}
            for sheet, box, _ in boxes_of_filters(book, [wanted]):
                done = write(call, file, (sheet, box), one, how)
                replies.append(done | {"dataFilter": wanted})
    for reply in replies:
        reply.pop("spreadsheetId")
    return Reply(_totals(call, file.content, replies))


def input_option(option: str) -> str:
    """A value input option, refused when there is none such."""
    if option not in INPUT_OPTIONS:
        if option in {"", "INPUT_VALUE_OPTION_UNSPECIFIED"}:
            raise bad_argument("'valueInputOption' is required but not specified")
        kind = "type.googleapis.com/google.apps.sheets.v4.ValueInputOption"
        raise bad_value("value_input_option", kind, f'"{option}"')
    return option


def checked_lines(body: Json) -> list[list[Scalar]]:
    """The rows or columns of a ValueRange, refused when they are none."""
    values = body.get("values")
    if values is None:
        return []
    kind = "type.googleapis.com/google.protobuf.ListValue"
    if not isinstance(values, list):
        raise bad_value("data.values", kind, f'"{values}"')
    for place, line in enumerate(values):
        if not isinstance(line, list):
            raise bad_value(f"data.values[{place}]", kind, f'"{line}"')
        for at, value in enumerate(line):
            if isinstance(value, dict | list):
                raise bad_argument(
                    f"Invalid values[{place}][{at}]: struct_value or list_value is not a cell."
                )
    return values


def extent(lines: list[list[Scalar]], dimension: str) -> tuple[int, int]:
    """How many rows and columns the values take."""
    long = max(map(len, lines), default=0)
    return (len(lines), long) if dimension == "ROWS" else (long, len(lines))


def write(call: Call, file: DriveFile, target: tuple[Sheet, Box], body: Json, how: str) -> Json:
    """Write values from the box's corner on; what was done, as an UpdateValuesResponse."""
    sheet, box = target
    lines = checked_lines(body)
    by_rows = str(body.get("majorDimension") or "ROWS") == "ROWS"
    height, width = extent(lines, "ROWS" if by_rows else "COLUMNS")
    if height > box.height or width > box.width:
        single = box.height == box.width == 1
        if not single:
            raise _too_much(sheet, box, height > box.height)
    written = Box(box.top, box.top + height, box.left, box.left + width)
    _check_room(sheet, written)
    check_editable(file, sheet, written if height and width else box, call.email)
    places: set[tuple[int, int]] = set()
    typed_at = None if how == "RAW" else call.world.clock.now()
    for at, line in enumerate(lines):
        for on, value in enumerate(line):
            row, column = (at, on) if by_rows else (on, at)
            if value is not None:
                place = (box.top + row, box.left + column)
                places.add(place)
                _enter(file.content, sheet, place, value, typed_at)
    done: Json = {
        "spreadsheetId": call.names["id"],
        "updatedRange": range_text(sheet, written if places else box),
    }
    if places:
        done |= {
            "updatedRows": len({row for row, _ in places}),
            "updatedColumns": len({column for _, column in places}),
            "updatedCells": len(places),
        }
    return done


def _check_room(sheet: Sheet, written: Box) -> None:
    if written.bottom > sheet.grid.row_count or written.right > sheet.grid.column_count:
        raise beyond_grid(sheet, written)


def _too_much(sheet: Sheet, box: Box, rows: bool) -> Exception:  # noqa: FBT001
    what, last = ("row", box.bottom) if rows else ("column", box.right)
    return bad_argument(
        f"Requested writing within range [{range_text(sheet, box)}], but tried writing to {what} "
        f"[{last + 1}]"
    )


def _enter(
    book: Book, sheet: Sheet, place: tuple[int, int], value: Scalar, typed_at: float | None
) -> None:
    """Put a value into a cell; without a moment at which it is typed it is taken as it is."""
    cell = sheet.grid.edit(*place)
    cell.pop("textFormatRuns", None)
    if isinstance(value, bool):
        cell["userEnteredValue"] = {"boolValue": value}
    elif isinstance(value, int | float):
        cell["userEnteredValue"] = {"numberValue": number(value)}
    elif not value:
        cell.pop("userEnteredValue", None)
    elif len(value) > TEXT_LIMIT:
        raise too_long(TEXT_LIMIT)
    elif typed_at is None:
        cell["userEnteredValue"] = {"stringValue": value}
    else:
        type_into(book, cell, value, typed_at)
    sheet.grid.drop_if_empty(*place)


def response_values(call: Call, book: Book, sheet: Sheet, box: Box) -> Json:
    """What was written, as the answer shows it."""
    how = rendering(
        call,
        {
            "valueRenderOption": call.one("responseValueRenderOption"),
            "dateTimeRenderOption": call.one("responseDateTimeRenderOption"),
        },
    )
    return value_range(book, sheet, box, how)


def _totals(call: Call, book: Book, replies: list[Json]) -> Json:
    """The sums over all ranges; a row or column that two ranges share counts once."""
    rows: set[tuple[int, int]] = set()
    columns: set[tuple[int, int]] = set()
    for one in replies:
        if one.get("updatedCells"):
            sheet, box = find_range(book, str(one["updatedRange"]))
            rows |= {(sheet.sheet_id, row) for row in range(box.top, box.bottom)}
            columns |= {(sheet.sheet_id, column) for column in range(box.left, box.right)}
    sums = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(one.get("updatedCells", 0) for one in replies),
        "totalUpdatedSheets": len({sheet_id for sheet_id, _ in rows}),
    }
    return {"spreadsheetId": call.names["id"]} | sums | {"responses": replies}
