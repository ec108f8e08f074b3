"""What the page asks the sandbox: the spreadsheets, and one as a grid.

These calls are not Google's: they cost no quota and stand in no log.
"""

from __future__ import annotations

from sheets_sync.sandbox.a1 import column_letters
from sheets_sync.sandbox.access import RANKS, all_permissions, rank
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box, box_of
from sheets_sync.sandbox.calls import Call
from sheets_sync.sandbox.cell_values import effective_value, formatted
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.formats import hex_color
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.grid_data import COLUMN_PIXELS
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.protection import locked_boxes
from sheets_sync.sandbox.service import Service
from sheets_sync.sandbox.web.as_typed import as_typed

SPARE_ROWS, MOST_ROWS = 20, 2000


class Refused(Exception):  # noqa: N818 - a sentence for the page, not an error of ours
    """What was typed is not taken; the message is for the one who typed it."""


def files(service: Service, call: Call, body: Json) -> Json:
    """All spreadsheets, the latest first, each with the people who can open it."""
    del call, body
    world = service.world
    books = [file for file in world.files.values() if file.book is not None and not file.trashed]
    books.sort(key=lambda file: -file.modified)
    return {
        "files": [
            {
                "id": file.file_id,
                "name": file.name,
                "modified": rfc3339(file.modified),
                "by": file.last_user,
                "people": _people(service, file),
            }
            for file in books
        ]
    }


def _people(service: Service, file: DriveFile) -> list[Json]:
    """Who can open a file, people who may write before services and readers."""
    found = {
        str(one["emailAddress"]): rank(service.world, file, str(one["emailAddress"]).lower())
        for one in all_permissions(service.world, file)
        if one["type"] == "user"
    }
    order = sorted(found, key=lambda email: (email.endswith("gserviceaccount.com"), -found[email]))
    return [{"email": email, "writes": found[email] >= RANKS["writer"]} for email in order]


def book(service: Service, call: Call, body: Json) -> Json:
    """One spreadsheet as an account sees it: per sheet its cells, merges and locked cells."""
    del body
    email, now = call.one("account").lower(), service.world.clock.now()
    file = file_of(service, call.one("id"), email)
    sheets = [one for one in file.content.sheets if not one.hidden]
    return {
        "name": file.name,
        "version": file.version,
        "people": _people(service, file),
        "writes": rank(service.world, file, email) >= RANKS["writer"],
        "locked": locked_sentence(service, file, email, "{ô}", "{trang}"),
        "sheets": [_sheet(file, sheet, email, now) for sheet in sheets],
    }


def version(service: Service, call: Call, body: Json) -> Json:
    """The number of a spreadsheet's latest change: by it the page knows what others write."""
    del body
    file = file_of(service, call.one("id"), call.one("account").lower())
    return {"version": file.version}


def file_of(service: Service, file_id: str, email: str) -> DriveFile:
    """A spreadsheet that an account may open.

    Raises:
        Refused: There is none, or it may not.
    """
    file = service.world.files.get(file_id)
    if file is None or file.book is None:
        raise Refused("Không còn bảng tính này; có thể nó vừa bị xóa.")
    if not rank(service.world, file, email):
        raise Refused(f"Tài khoản {email} không mở được “{file.name}”. Hãy xin chủ bảng chia sẻ.")
    return file


def locked_sentence(service: Service, file: DriveFile, email: str, cell: str, title: str) -> str:
    """Why an account cannot type into a cell of a sheet."""
    if rank(service.world, file, email) < RANKS["writer"]:
        return f"Tài khoản {email} chỉ được xem “{file.name}”, không được sửa."
    return (
        f"Ô {cell} của trang “{title}” được bảo vệ, tài khoản {email} không sửa được. Nếu cần sửa, "
        "hãy liên hệ chủ bảng tính."
    )


def _sheet(file: DriveFile, sheet: Sheet, email: str, now: float) -> Json:
    grid = sheet.grid
    filled = [
        row for row, _, cell in grid.cells_in(grid.everything()) if "userEnteredValue" in cell
    ]
    rows = min(grid.row_count, max(filled, default=0) + SPARE_ROWS, MOST_ROWS)
    shown = Box(0, rows, 0, grid.column_count)
    return {
        "id": sheet.sheet_id,
        "title": sheet.title,
        "rows": rows,
        "filled": max(filled, default=-1) + 1,
        "columns": [column_letters(index) for index in range(grid.column_count)],
        "width": COLUMN_PIXELS,
        "widths": {
            at: one["pixelSize"] for at, one in enumerate(grid.columns) if one.get("pixelSize")
        },
        "hiddenRows": _hidden(sheet, "ROWS", rows),
        "hiddenColumns": _hidden(sheet, "COLUMNS", grid.column_count),
        "cells": [
            [row, column, _cell(file.content, sheet, cell, now)]
            for row, column, cell in grid.cells_in(shown)
        ],
        "merges": [_ends(box_of(one, grid)) for one in sheet.parts.get("merges", [])],
        "locked": [_ends(box) for box in locked_boxes(file, sheet, email)],
    }


def _hidden(sheet: Sheet, dimension: str, count: int) -> list[int]:
    properties = sheet.grid.properties
    return [at for at in range(count) if properties(dimension, at).get("hiddenByUser")]


def _ends(box: Box) -> list[int]:
    return [box.top, box.bottom, box.left, box.right]


def _cell(content: Book, sheet: Sheet, cell: Cell, now: float) -> Json:
    value = effective_value(content, sheet, cell, now)
    form = cell.get("userEnteredFormat") or {}
    rule = (cell.get("dataValidation") or {}).get("condition") or {}
    text = formatted(content, cell, value)
    found: Json = {
        "text": text,
        "typed": as_typed(content, cell, text, now),
        "formula": (cell.get("userEnteredValue") or {}).get("formulaValue"),
        "wrap": form.get("wrapStrategy") == "WRAP",
        "bold": (form.get("textFormat") or {}).get("bold"),
        "fill": hex_color(form.get("backgroundColor")),
        "right": "numberValue" in value,
        "note": cell.get("note"),
    }
    if rule.get("type") == "ONE_OF_LIST":
        found["choices"] = [one.get("userEnteredValue") for one in rule.get("values") or []]
    return {name: value for name, value in found.items() if value}
