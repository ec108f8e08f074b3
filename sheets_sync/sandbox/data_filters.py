"""Data filters: cells named by A1, by grid range or by developer metadata."""

from __future__ import annotations

from sheets_sync.sandbox.a1 import find_range
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.metadata import Found, matching


def boxes_of_filters(book: Book, filters: list[Json]) -> list[tuple[Sheet, Box, list[Json]]]:
    """The cells that filters name, each with the filters that named it."""
    found: list[tuple[Sheet, Box, list[Json]]] = []
    for one in filters:
        for sheet, box in _boxes(book, one):
            for known, same, named_by in found:
                if known is sheet and same == box:
                    named_by.append(one)
                    break
            else:
                found.append((sheet, box, [one]))
    return found


def _boxes(book: Book, one: Json) -> list[tuple[Sheet, Box]]:
    if "a1Range" in one:
        return [find_range(book, str(one["a1Range"]))]
    if "gridRange" in one:
        return [book.place(one["gridRange"])]
    if "developerMetadataLookup" in one:
        return [
            place
            for found in matching(book, one["developerMetadataLookup"])
            for place in _metadata_boxes(book, found)
        ]
    raise bad_argument("Invalid data_filters: exactly one filter must be set.")


def _metadata_boxes(book: Book, found: Found) -> list[tuple[Sheet, Box]]:
    location = found.location
    if location["locationType"] == "SPREADSHEET":
        return [(sheet, sheet.grid.everything()) for sheet in book.sheets]
    if location["locationType"] == "SHEET":
        sheet = book.sheet(location["sheetId"])
        return [(sheet, sheet.grid.everything())]
    line = location["dimensionRange"]
    sheet = book.sheet(line["sheetId"])
    start, end = line["startIndex"], line["endIndex"]
    grid = sheet.grid
    if line["dimension"] == "ROWS":
        return [(sheet, Box(start, end, 0, grid.column_count))]
    return [(sheet, Box(0, grid.row_count, start, end))]
