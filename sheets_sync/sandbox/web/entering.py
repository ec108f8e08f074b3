"""What the page types into cells, and takes back: all of an entry or nothing."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.a1 import column_letters
from sheets_sync.sandbox.access import RANKS, rank
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.calls import Call
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.grid import TEXT_LIMIT
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.protection import locked_boxes
from sheets_sync.sandbox.service import Service
from sheets_sync.sandbox.typing_in import type_into
from sheets_sync.sandbox.web.desk import Refused, file_of, locked_sentence
from sheets_sync.sandbox.web.rules import complaint
from sheets_sync.sandbox.web.undo_log import Change, Typed


def enter(service: Service, call: Call, body: Json) -> Json:
    """Type texts into cells from one on, to the right and down: all of them or none.

    Raises:
        Refused: A cell is protected, the account only reads, or a strict rule forbids the value.
    """
    del call
    email, file = _writer(service, body)
    texts = [[str(text) for text in line] for line in body["texts"]]
    top, left = int(body["row"]), int(body["column"])
    moment, warnings, changes = service.world.clock.now(), [], []
    with service.world.edit(file, email) as content:
        sheet = _sheet(content, body["sheet"])
        if sheet is None:
            raise Refused("Chưa ghi được: trang vừa gõ không còn nữa, có người đã xóa nó.")
        box = Box(top, top + len(texts), left, left + max(map(len, texts)))
        _check_place(service, file, sheet, box, email)
        for row, line in enumerate(texts, top):
            for column, text in enumerate(line, left):
                before = copy.deepcopy(sheet.grid.cell(row, column) or {})
                warnings.append(_enter_one(content, sheet, (row, column), text, moment))
                after = copy.deepcopy(sheet.grid.cell(row, column) or {})
                changes.append(Change(row, column, before, after))
    if any(change.before != change.after for change in changes):
        service.undo.note(file.file_id, email, Typed(sheet.sheet_id, tuple(changes)))
    return {"warnings": [warning for warning in warnings if warning]}


def undo(service: Service, call: Call, body: Json) -> Json:
    """Take back what an account typed last; a cell that somebody changed since is left and named.

    Raises:
        Refused: There is nothing to take back, or a cell is protected now.
    """
    del call
    email, file = _writer(service, body)
    typed = service.undo.last(file.file_id, email)
    if typed is None:
        raise Refused("Không còn gì để hoàn tác trong bảng tính này.")
    left = []
    with service.world.edit(file, email) as content:
        sheet = _sheet(content, typed.sheet_id)
        if sheet is None:
            raise Refused("Không hoàn tác được: trang vừa gõ không còn nữa.")
        for change in typed.changes:
            row, column = change.row, change.column
            if (sheet.grid.cell(row, column) or {}) != change.after:
                left.append(f"{column_letters(column)}{row + 1}")
                continue
            _check_place(service, file, sheet, Box(row, row + 1, column, column + 1), email)
            sheet.grid.row(row).cells[column] = copy.deepcopy(change.before)
            sheet.grid.drop_if_empty(row, column)
    first = typed.changes[0]
    said = f"Ô {', '.join(left)} đã được sửa sau đó nên giữ nguyên." if left else ""
    place = {"sheet": typed.sheet_id, "row": first.row, "column": first.column}
    return {"warnings": [said] if said else [], "place": place}


def _writer(service: Service, body: Json) -> tuple[str, DriveFile]:
    """Who asks, and the spreadsheet, which they may write to."""
    email = str(body["account"]).lower()
    file = file_of(service, str(body["id"]), email)
    if rank(service.world, file, email) < RANKS["writer"]:
        raise Refused(locked_sentence(service, file, email, "", ""))
    return email, file


def _sheet(content: Book, sheet_id: int) -> Sheet | None:
    """The sheet with an id, which somebody may have deleted since it was shown."""
    return next((one for one in content.sheets if one.sheet_id == sheet_id), None)


def _check_place(service: Service, file: DriveFile, sheet: Sheet, box: Box, email: str) -> None:
    if box.bottom > sheet.grid.row_count or box.right > sheet.grid.column_count:
        height, width = box.bottom - box.top, box.right - box.left
        raise Refused(f"Trang “{sheet.title}” không đủ chỗ cho {height} dòng, {width} cột đã dán.")
    for locked in locked_boxes(file, sheet, email):
        if locked.meets(box):
            row, column = max(locked.top, box.top), max(locked.left, box.left)
            cell = f"{column_letters(column)}{row + 1}"
            raise Refused(locked_sentence(service, file, email, cell, sheet.title))


def _enter_one(
    content: Book, sheet: Sheet, place: tuple[int, int], text: str, now: float
) -> str | None:
    if len(text) > TEXT_LIMIT:
        raise Refused(f"Một ô chứa được nhiều nhất {TEXT_LIMIT} chữ; đã gõ {len(text)} chữ.")
    cell = sheet.grid.edit(*place)
    rule = copy.deepcopy(cell.get("dataValidation"))
    if text.strip():
        type_into(content, cell, text, now)
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
