"""What the page asks the sandbox: the spreadsheets, one as a grid, and what was typed.

These calls are not Google's: they cost no quota and stand in no log.
"""

from __future__ import annotations

import copy

from sheets_sync.sandbox.a1 import column_letters
from sheets_sync.sandbox.access import RANKS, all_permissions, rank
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box, box_of
from sheets_sync.sandbox.calls import Call
from sheets_sync.sandbox.cell_values import effective_value, formatted
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.formats import hex_color
from sheets_sync.sandbox.grid import TEXT_LIMIT, Cell
from sheets_sync.sandbox.grid_data import COLUMN_PIXELS
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.protection import locked_boxes
from sheets_sync.sandbox.service import Service
from sheets_sync.sandbox.values_write import type_into
from sheets_sync.sandbox.web.rules import complaint

SPARE_ROWS, MOST_ROWS = 20, 500


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
    file = _file(service, call.one("id"), email)
    sheets = [one for one in file.content.sheets if not one.hidden]
    return {
        "name": file.name,
        "writes": rank(service.world, file, email) >= RANKS["writer"],
        "sheets": [_sheet(file, sheet, email, now) for sheet in sheets],
    }


def _file(service: Service, file_id: str, email: str) -> DriveFile:
    file = service.world.files.get(file_id)
    if file is None or file.book is None:
        raise Refused("Không còn bảng tính này; có thể nó vừa bị xóa.")
    if not rank(service.world, file, email):
        raise Refused(f"Tài khoản {email} không mở được “{file.name}”. Hãy xin chủ bảng chia sẻ.")
    return file


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
    found: Json = {
        "text": formatted(content, cell, value),
        "formula": (cell.get("userEnteredValue") or {}).get("formulaValue"),
        "bold": (form.get("textFormat") or {}).get("bold"),
        "fill": hex_color(form.get("backgroundColor")),
        "right": "numberValue" in value,
        "note": cell.get("note"),
    }
    if rule.get("type") == "ONE_OF_LIST":
        found["choices"] = [one.get("userEnteredValue") for one in rule.get("values") or []]
    return {name: value for name, value in found.items() if value}


def enter(service: Service, call: Call, body: Json) -> Json:
    """Type texts into cells from one on, to the right and down: all of them or none.

    Raises:
        Refused: A cell is protected, the account only reads, or a strict rule forbids the value.
    """
    del call
    email = str(body["account"]).lower()
    file = _file(service, str(body["id"]), email)
    if rank(service.world, file, email) < RANKS["writer"]:
        raise Refused(f"Tài khoản {email} chỉ được xem “{file.name}”, không được sửa.")
    texts = [[str(text) for text in line] for line in body["texts"]]
    start = int(body["row"]), int(body["column"])
    moment = service.world.clock.now()
    with service.world.edit(file, email) as content:
        sheet = content.sheet(body["sheet"])
        _check_place(file, sheet, start, texts, email)
        warnings = [
            warning
            for down, line in enumerate(texts)
            for across, text in enumerate(line)
            if (
                warning := _enter_one(
                    content, sheet, (start[0] + down, start[1] + across), text, moment
                )
            )
        ]
    return {"warnings": warnings}


def _check_place(
    file: DriveFile, sheet: Sheet, start: tuple[int, int], texts: list[list[str]], email: str
) -> None:
    height, width = len(texts), max(map(len, texts))
    box = Box(start[0], start[0] + height, start[1], start[1] + width)
    if box.bottom > sheet.grid.row_count or box.right > sheet.grid.column_count:
        raise Refused(f"Trang “{sheet.title}” không đủ chỗ cho {height} dòng, {width} cột đã dán.")
    for locked in locked_boxes(file, sheet, email):
        if locked.meets(box):
            row, column = max(locked.top, box.top), max(locked.left, box.left)
            raise Refused(
                f"Ô {column_letters(column)}{row + 1} của trang “{sheet.title}” được bảo vệ, tài "
                f"khoản {email} không sửa được. Nếu cần sửa, hãy liên hệ chủ bảng tính."
            )


def _enter_one(
    content: Book, sheet: Sheet, place: tuple[int, int], text: str, now: float
) -> str | None:
    if len(text) > TEXT_LIMIT:
        raise Refused(f"Một ô chứa được nhiều nhất {TEXT_LIMIT} chữ; đã gõ {len(text)} chữ.")
    cell = sheet.grid.edit(*place)
    rule = copy.deepcopy(cell.get("dataValidation"))
    if text.strip():
        type_into(content, cell, text)
    else:
        cell.pop("userEnteredValue", None)
    problem = complaint(content, rule, cell, now) if rule else None
    sheet.grid.drop_if_empty(*place)
    if problem is None:
        return None
    sentence = f"Ô {column_letters(place[1])}{place[0] + 1} {problem}; đã gõ “{text}”."
    if rule and rule.get("strict"):
        raise Refused(sentence)
    return sentence
