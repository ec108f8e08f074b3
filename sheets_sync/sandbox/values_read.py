"""The values collection, reading: get, batchGet, batchGetByDataFilter."""

from __future__ import annotations

from sheets_sync.sandbox.a1 import find_range, range_text
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.cell_values import DATE_OPTIONS, RENDER_OPTIONS, Rendering, rendered
from sheets_sync.sandbox.data_filters import boxes_of_filters
from sheets_sync.sandbox.errors import bad_value
from sheets_sync.sandbox.json_types import Json, Scalar


def get_values(call: Call) -> Reply:
    """``spreadsheets.values.get``."""
    book = call.spreadsheet("reader").content
    sheet, box = find_range(book, call.names["range"])
    return Reply(value_range(book, sheet, box, rendering(call, _query_options(call))))


def batch_get(call: Call) -> Reply:
    """``spreadsheets.values.batchGet``."""
    book = call.spreadsheet("reader").content
    options = rendering(call, _query_options(call))
    found = [find_range(book, text) for text in call.query.get("ranges", [])]
    ranges = [value_range(book, sheet, box, options) for sheet, box in found]
    return Reply({"spreadsheetId": call.names["id"], "valueRanges": ranges})


def batch_get_by_filter(call: Call) -> Reply:
    """``spreadsheets.values.batchGetByDataFilter``."""
    book = call.spreadsheet("reader").content
    body = call.json()
    options = rendering(call, body)
    matched = [
        {"valueRange": value_range(book, sheet, box, options), "dataFilters": filters}
        for sheet, box, filters in boxes_of_filters(book, body.get("dataFilters") or [])
    ]
    answer: Json = {"spreadsheetId": call.names["id"]}
    return Reply(answer | ({"valueRanges": matched} if matched else {}))


def _query_options(call: Call) -> Json:
    return {name: values[-1] for name, values in call.query.items() if values[-1]}


def rendering(call: Call, given: Json) -> Rendering:
    """Major dimension, value render option and date render option, checked."""
    dimension = str(given.get("majorDimension") or "ROWS")
    render = str(given.get("valueRenderOption") or "FORMATTED_VALUE")
    dates = str(given.get("dateTimeRenderOption") or "SERIAL_NUMBER")
    checks = (
        ("major_dimension", dimension, {"ROWS", "COLUMNS"}, "Dimension"),
        ("value_render_option", render, RENDER_OPTIONS, "ValueRenderOption"),
        ("date_time_render_option", dates, DATE_OPTIONS, "DateTimeRenderOption"),
    )
    for name, value, known, kind in checks:
        if value not in known:
            full = f"type.googleapis.com/google.apps.sheets.v4.{kind}"
            raise bad_value(name, full, f'"{value}"')
    return Rendering(call.world.clock.now(), dimension, render, dates)


def value_range(book: Book, sheet: Sheet, box: Box, how: Rendering) -> Json:
    """A ValueRange; empty ends of rows and empty last rows are left out."""
    lines: dict[int, dict[int, Scalar]] = {}
    for row, column, cell in sheet.grid.cells_in(box):
        shown = rendered(book, sheet, cell, how)
        if shown == "":
            continue
        down, across = row - box.top, column - box.left
        if how.dimension == "ROWS":
            lines.setdefault(down, {})[across] = shown
        else:
            lines.setdefault(across, {})[down] = shown
    answer: Json = {"range": range_text(sheet, box), "majorDimension": how.dimension}
    if lines:
        answer["values"] = [_filled(lines.get(line)) for line in range(max(lines) + 1)]
    return answer


def _filled(line: dict[int, Scalar] | None) -> list[Scalar]:
    return [line.get(place, "") for place in range(max(line) + 1)] if line else []
