"""*Hoàn tác*: puts back what the last press changed, but for what somebody changed since."""

from __future__ import annotations

import hashlib
from datetime import datetime

from addin.buttons.catalog import button_of
from addin.buttons.changes import Change, change_of, outputs_of
from addin.buttons.committing import Committer
from addin.buttons.door import Door
from addin.buttons.office_press import number
from addin.buttons.open_book import OpenBook
from addin.buttons.page_rows import follow_rows
from addin.buttons.press_journal import journal_draft
from addin.buttons.setup import campaign_name
from addin.buttons.undo_log import Entry, UndoSheet, unpacked
from addin.buttons.undoing import Back, draft_back
from addin.package import CellOut
from addin.workbook.layout import layout_of
from addin.workbook.machine import MACHINE
from addin.workbook.office import read_paint
from addin.workbook.shown import day_text
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign

_NAMED = 10
"""Cells that the sentence names one by one."""


def press_undo(book: OpenBook, door: Door) -> str:
    """Press *Hoàn tác*; the sentence that closes the press.

    Raises:
        UsageError: there is nothing to undo, or the log was damaged.
    """
    campaign = load_campaign(campaign_name(book, door))
    layout, paint = layout_of(campaign), read_paint(book)
    committer = Committer(book, layout, paint)
    texts = committer.undo_texts
    entry = _newest(texts)
    backs = [draft_back(sheet, book) for sheet in entry.sheets if sheet.title in book.sheets]
    for back in backs:
        follow_rows(back.draft, layout, campaign)
    changes = [change_of(book, back.draft) for back in backs]
    facts: dict[str, CellOut] = {
        "who": f"Nút Hoàn tác ({button_of(entry.button).label})",
        "pressed": door.clock(),
        "person": door.who(),
        "changed": sum(len(change.cells) for change in changes),
        "inputs": hashlib.sha256(texts[0].encode()).hexdigest(),
        "outputs": outputs_of(changes),
    }
    journal = change_of(book, journal_draft(facts, layout["journal"], book, paint))
    committer.write([*changes, journal])
    committer.write_log(texts[1:])
    return _sentence(entry, backs, changes, _gone(entry.sheets, book))


def _newest(texts: list[str]) -> Entry:
    if not texts:
        raise UsageError("Không còn lần bấm nút nào để hoàn tác.")
    try:
        return unpacked(texts[0])
    except ValueError as error:
        raise UsageError(
            f"Phần ghi nhớ để hoàn tác trên trang máy “{MACHINE}” đã bị sửa nên không dùng được; "
            "hãy dùng bản sao lưu của sổ."
        ) from error


def _gone(sheets: list[UndoSheet], book: OpenBook) -> list[str]:
    return [sheet.title for sheet in sheets if sheet.title not in book.sheets]


def _sentence(entry: Entry, backs: list[Back], changes: list[Change], gone: list[str]) -> str:
    label = button_of(entry.button).label
    when = day_text(datetime.fromisoformat(entry.when))
    cells = sum(len(change.cells) for change in changes)
    said = [f"Đã hoàn tác nút {label} bấm lúc {when}: trả lại {number(cells)} ô"]
    kept = [f"{back.draft.title}!{cell}" for back in backs if not back.moved for cell in back.kept]
    moved = [back.draft.title for back in backs if back.moved]
    if kept:
        named = ", ".join(kept[:_NAMED]) + (" …" if len(kept) > _NAMED else "")
        said.append(f"; giữ nguyên {number(len(kept))} ô đã có người sửa sau đó: {named}")
    if moved:
        said.append(f"; không trả lại trang {', '.join(moved)} vì dòng đã bị sắp xếp hoặc chèn")
    if gone:
        said.append(f"; trang {', '.join(gone)} không còn")
    return "".join(said) + "."
