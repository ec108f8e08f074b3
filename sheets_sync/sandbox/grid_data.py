"""Grid data: cells with values, formats and notes, and the sizes of rows and columns."""

from __future__ import annotations

from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.cell_values import effective_value, formatted, number_format
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json, copied

ROW_PIXELS, COLUMN_PIXELS = 21, 100


def grid_data(book: Book, sheet: Sheet, box: Box, now: float | None) -> Json:
    """The GridData of a box; empty cells at the end of rows and empty last rows are left out.

    Args:
        book: The spreadsheet.
        sheet: One of its sheets.
        box: Which cells.
        now: As of when what follows from a cell is answered; ``None``: only what was entered.
    """
    rows: dict[int, dict[int, Json]] = {}
    for row, column, cell in sheet.grid.cells_in(box):
        rows.setdefault(row - box.top, {})[column - box.left] = (
            cell if now is None else cell_data(book, sheet, cell, now)
        )
    answer: Json = {}
    if box.top:
        answer["startRow"] = box.top
    if box.left:
        answer["startColumn"] = box.left
    if rows:
        answer["rowData"] = [_row_data(rows.get(row)) for row in range(max(rows) + 1)]
    answer["rowMetadata"] = _lines(sheet, "ROWS", box.top, box.bottom)
    answer["columnMetadata"] = _lines(sheet, "COLUMNS", box.left, box.right)
    return answer


def _row_data(cells: dict[int, Json] | None) -> Json:
    if not cells:
        return {}
    return {"values": [cells.get(column, {}) for column in range(max(cells) + 1)]}


def cell_data(book: Book, sheet: Sheet, cell: Cell, now: float) -> Json:
    """The CellData of a cell: what was entered, and what follows from it."""
    data: Json = dict(cell)
    value = effective_value(book, sheet, cell, now)
    if value:
        data["effectiveValue"] = value
        data["formattedValue"] = formatted(book, cell, value)
    if value or cell.get("userEnteredFormat"):
        data["effectiveFormat"] = effective_format(book, cell, value)
    return data


def effective_format(book: Book, cell: Cell, value: Json) -> Json:
    """The format with the spreadsheet's defaults under it."""
    base: Json = copied(book.properties["defaultFormat"])
    base["textFormat"]["fontFamily"] = "Arial"
    base["horizontalAlignment"] = "RIGHT" if "numberValue" in value else "LEFT"
    base["hyperlinkDisplayType"] = "PLAIN_TEXT"
    own = cell.get("userEnteredFormat") or {}
    text = base["textFormat"] | (own.get("textFormat") or {})
    merged = base | own | {"textFormat": text}
    form = number_format(cell)
    if form and not form.get("pattern"):
        merged["numberFormat"] = form
    return merged


def _lines(sheet: Sheet, dimension: str, start: int, end: int) -> list[Json]:
    from sheets_sync.sandbox.metadata import Found

    pixels = ROW_PIXELS if dimension == "ROWS" else COLUMN_PIXELS
    lines: list[Json] = []
    for index in range(start, end):
        kept = sheet.grid.properties(dimension, index)
        line: Json = {"pixelSize": pixels}
        line |= {name: value for name, value in kept.items() if value}
        if kept.get("developerMetadata"):
            place = {"dimension": dimension, "startIndex": index, "endIndex": index + 1}
            location = {
                "locationType": dimension[:-1],
                "dimensionRange": {"sheetId": sheet.sheet_id} | place,
            }
            holder = kept["developerMetadata"]
            line["developerMetadata"] = [Found(one, holder, location).to_json() for one in holder]
        lines.append(line)
    return lines
