"""*Đồng bộ*: brings the ledger in step with the units' spreadsheets, and answers the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.buttons.changes import change_of
from addin.buttons.committing import Committer
from addin.buttons.door import Door
from addin.buttons.google_news import fetched, told
from addin.buttons.office_press import clean_rows
from addin.buttons.open_book import OpenBook
from addin.buttons.press_journal import journal_draft
from addin.buttons.setup import campaign_name, ledger_of
from addin.workbook.layout import layout_of
from addin.workbook.office import read_paint
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign

if TYPE_CHECKING:
    from addin.package import CellOut
    from campaign.usecases import Progress


def press_sync(book: OpenBook, door: Door, progress: Progress) -> str:
    """Press *Đồng bộ*; the sentence that closes the press.

    The tables are not touched: *Tổng hợp* shows what came in.

    Raises:
        UsageError: there is no ledger to sync with.
        ThiduaError: Google cannot be reached, or lets nobody in.
    """
    name = campaign_name(book, door)
    layout, paint = layout_of(load_campaign(name)), read_paint(book)
    place = ledger_of(door)
    if not place:
        raise UsageError(
            "Chưa biết sổ theo dõi ở đâu nên chưa đồng bộ. Hãy đặt biến môi trường THIDUA_LEDGER "
            "(tệp .sqlite hoặc postgresql://…) rồi bấm lại."
        )
    outcome = fetched(name, place, progress)
    facts: dict[str, CellOut] = {
        "who": "Nút Đồng bộ",
        "pressed": door.clock(),
        "person": door.who(),
        "sources": len(outcome.synced.looks) - len(outcome.synced.holes),
        "unread": len(outcome.synced.holes),
    }
    journal = change_of(book, journal_draft(facts, layout["journal"], book, paint))
    Committer(book, clean_rows(layout, paint)).write([journal])
    return f"{told(outcome)} Bấm Tổng hợp để đưa vào sổ."
