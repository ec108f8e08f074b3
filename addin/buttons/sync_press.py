"""*Đồng bộ*: brings the ledger in step with the units' spreadsheets, and answers the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.buttons.changes import change_of
from addin.buttons.committing import Committer
from addin.buttons.door import Door
from addin.buttons.office_press import clean_rows
from addin.buttons.open_book import OpenBook
from addin.buttons.press_journal import journal_draft
from addin.buttons.setup import campaign_name, ledger_of
from addin.workbook.layout import layout_of
from addin.workbook.office import read_paint
from campaign.errors import UsageError
from campaign.loading import load_campaign

if TYPE_CHECKING:
    from addin.package import CellOut
    from addin.syncing import SyncOutcome
    from campaign.usecases import Progress


def press_sync(book: OpenBook, door: Door, progress: Progress) -> str:
    """Press *Đồng bộ*; the sentence that closes the press.

    The tables are not touched: *Tổng hợp* shows what came in.

    Raises:
        UsageError: there is no ledger to sync with.
        ThiduaError: Google cannot be reached, or lets nobody in.
    """
    from addin.google import ways_to_google
    from addin.syncing import SyncRequest, run_sync
    from sheets_sync.gsheets.accounts import SYNC_SCOPES
    from sheets_sync.gsheets.connect import state_folder

    name = campaign_name(book, door)
    layout, paint = layout_of(load_campaign(name)), read_paint(book)
    place = ledger_of(door)
    if not place:
        raise UsageError(
            "Chưa biết sổ theo dõi ở đâu nên chưa đồng bộ. Hãy đặt biến môi trường THIDUA_LEDGER "
            "(tệp .sqlite hoặc postgresql://…) rồi bấm lại."
        )
    state = state_folder()
    google = ways_to_google("", SYNC_SCOPES, state)
    outcome = run_sync(SyncRequest(None, name, place, state), google, progress)
    facts: dict[str, CellOut] = {
        "who": "Nút Đồng bộ",
        "pressed": door.clock(),
        "person": door.who(),
        "sources": len(outcome.synced.looks) - len(outcome.synced.holes),
        "unread": len(outcome.synced.holes),
    }
    journal = change_of(book, journal_draft(facts, layout["journal"], book, paint))
    Committer(book, clean_rows(layout, paint)).write([journal])
    return _sentence(outcome)


def _sentence(outcome: SyncOutcome) -> str:
    looks, holes = outcome.synced.looks, outcome.synced.holes
    fresh = sum(look.finding.value in {"new", "changed"} for look in looks)
    said = (
        f"Đồng bộ xong: xem {len(looks)} bảng tính Google, {fresh} bảng có nội dung mới, "
        f"trả lời {sum(bool(one.cells) for one in outcome.pushed)} đơn vị"
    )
    if holes:
        said += f"; CHƯA ĐẦY ĐỦ, {len(holes)} chỗ thiếu: {holes[0].sentence.rstrip('.')}"
    return f"{said}. Bấm Tổng hợp để đưa vào sổ."
