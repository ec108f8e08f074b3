"""A spreadsheet as ``spreadsheets.get`` answers it."""

from __future__ import annotations

from typing import cast

from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.grid_data import grid_data
from sheets_sync.sandbox.json_types import Json, copied
from sheets_sync.sandbox.masks import Mask, chosen, covers
from sheets_sync.sandbox.protection import may_edit_protected

_THEME_COLORS = {
    "TEXT": {},
    "BACKGROUND": {"red": 1, "green": 1, "blue": 1},
    "ACCENT1": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275},
    "ACCENT2": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314},
    "ACCENT3": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275},
    "ACCENT4": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902},
    "ACCENT5": {"red": 1, "green": 0.42745098, "blue": 0.003921569},
    "ACCENT6": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706},
    "LINK": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
}
THEME: Json = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": kind, "color": {"rgbColor": color}} for kind, color in _THEME_COLORS.items()
    ],
}
_LISTS = (
    "merges",
    "conditionalFormats",
    "filterViews",
    "bandedRanges",
    "rowGroups",
    "columnGroups",
)


def spreadsheet_json(
    file: DriveFile,
    email: str,
    now: float,
    places: list[tuple[Sheet, Box]] | None = None,
    *,
    with_cells: bool = False,
    wanted: Mask | None = None,
) -> Json:
    """The Spreadsheet object as an account sees it.

    Args:
        file: The spreadsheet's file.
        email: The account that asks.
        now: As of when formulas are computed, in seconds since 1970.
        places: The cells asked for; only their sheets are answered. None: all sheets.
        with_cells: Whether grid data is wanted.
        wanted: The fields asked for; ``None``: all.
    """
    book, as_of = file.content, now if _derives(wanted) else None
    shown = [
        sheet for sheet in book.sheets if places is None or any(sheet is one for one, _ in places)
    ]
    answer: Json = {
        "spreadsheetId": file.file_id,
        "properties": {"title": file.name} | book.properties | {"spreadsheetTheme": THEME},
        "sheets": [
            _sheet_json(file, sheet, email, _boxes(sheet, places) if with_cells else [], as_of)
            for sheet in shown
        ],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{file.file_id}/edit",
    }
    if book.named_ranges:
        answer["namedRanges"] = [shown_range(named) for named in book.named_ranges]
    if book.metadata:
        here = {"locationType": "SPREADSHEET", "spreadsheet": True}
        answer["developerMetadata"] = _metadata(book.metadata, here)
    return cast("Json", copied(chosen(answer, wanted) if wanted else answer))


def _boxes(sheet: Sheet, places: list[tuple[Sheet, Box]] | None) -> list[Box]:
    if places is None:
        return [sheet.grid.everything()]
    return [box for wanted, box in places if wanted is sheet]


def sheet_properties(book: Book, sheet: Sheet) -> Json:
    """The SheetProperties object; what is off or zero is left out, as Google does."""
    grid = {"rowCount": sheet.grid.row_count, "columnCount": sheet.grid.column_count}
    grid |= {name: value for name, value in sheet.grid_properties.items() if value}
    return {
        "sheetId": sheet.sheet_id,
        "title": sheet.title,
        "index": book.sheets.index(sheet),
        "sheetType": "GRID",
        "gridProperties": grid,
    } | {name: value for name, value in sheet.properties.items() if value}


_CELLS = ("sheets", "data", "rowData", "values")
_DERIVED = ("effectiveFormat", "effectiveValue", "formattedValue")


def _derives(wanted: Mask | None) -> bool:
    """Whether what follows from a cell is asked for: it costs more than what was entered."""
    return wanted is None or any(covers(wanted, *_CELLS, name) for name in _DERIVED)


def _sheet_json(
    file: DriveFile, sheet: Sheet, email: str, boxes: list[Box], now: float | None
) -> Json:
    book = file.content
    answer: Json = {"properties": sheet_properties(book, sheet)}
    if boxes:
        answer["data"] = [grid_data(book, sheet, box, now) for box in boxes]
    for name in _LISTS:
        if sheet.parts.get(name):
            answer[name] = [shown_range(one) for one in sheet.parts[name]]
    if sheet.parts.get("protectedRanges"):
        answer["protectedRanges"] = [
            shown_protection(one, file, email) for one in sheet.parts["protectedRanges"]
        ]
    if sheet.parts.get("basicFilter"):
        answer["basicFilter"] = shown_range(sheet.parts["basicFilter"])
    if sheet.parts.get("developerMetadata"):
        here = {"locationType": "SHEET", "sheetId": sheet.sheet_id}
        answer["developerMetadata"] = _metadata(sheet.parts["developerMetadata"], here)
    return answer


def _metadata(entries: list[Json], here: Json) -> list[Json]:
    from sheets_sync.sandbox.metadata import Found

    return [Found(entry, entries, here).to_json() for entry in entries]


def shown_protection(protection: Json, file: DriveFile, email: str) -> Json:
    """A protected range as an account sees it: whether it may edit, and who else may."""
    shown = {name: value for name, value in shown_range(protection).items() if value}
    if may_edit_protected(protection, file, email):
        shown["requestingUserCanEdit"] = True
    else:
        shown.pop("requestingUserCanEdit", None)
        shown.pop("editors", None)
    return shown


def shown_range(entry: Json) -> Json:
    """An entry with the id of sheet 0 left out of its ranges, as Google does."""
    if "startRowIndex" in entry or "dimension" in entry or set(entry) == {"sheetId"}:
        return {name: value for name, value in entry.items() if name != "sheetId" or value}
    out: Json = {}
    for name, value in entry.items():
        if name in {"range", "source"}:
            out[name] = shown_range(value) if isinstance(value, dict) else value
        elif name in {"ranges", "unprotectedRanges"}:
            out[name] = [shown_range(one) for one in value]
        else:
            out[name] = value
    return out
