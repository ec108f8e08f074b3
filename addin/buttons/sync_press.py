"""*Đồng bộ*: brings the ledger in step with the units' spreadsheets, and answers the units."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from addin.buttons.door import Door
from addin.buttons.google_news import fetched, told
from addin.buttons.open_book import OpenBook
from addin.buttons.press_journal import write_line
from addin.buttons.setup import campaign_name, office_ledger
from addin.workbook.layout import layout_of
from addin.workbook.office import read_paint
from addin.workbook.settings import Setting
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign

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
    name = campaign_name(book, door)
    layout, paint = layout_of(load_campaign(name)), read_paint(book)
    place = office_ledger(book, door)
    if not place:
        raise _no_ledger(door)
    outcome = fetched(name, place, progress)
    facts: dict[str, CellOut] = {
        "who": "Nút Đồng bộ",
        "pressed": door.clock(),
        "person": door.who(),
        "sources": len(outcome.synced.looks) - len(outcome.synced.holes),
        "unread": len(outcome.synced.holes),
        "inputs": _inputs(outcome),
        "outputs": _outputs(place),
    }
    write_line(facts, layout, book, paint)
    return f"{told(outcome)} Bấm Tổng hợp để đưa vào sổ."


def _no_ledger(door: Door) -> UsageError:
    """What to do where no ledger is known: what a sheet of Google's names is not looked at."""
    if not door.named:
        return UsageError(
            "Máy chủ chưa biết sổ theo dõi nên chưa đồng bộ. Hãy nhờ người quản trị ghi mục "
            "“ledger” vào tệp cài đặt của máy chủ rồi chạy lại máy chủ."
        )
    return UsageError(
        f"Chưa biết sổ theo dõi ở đâu nên chưa đồng bộ. Hãy ghi tệp vào trang Điều khiển, mục "
        f"“{Setting.LEDGER}”, hoặc đặt biến môi trường THIDUA_LEDGER (tệp .sqlite hoặc "
        "postgresql://…), rồi bấm lại."
    )


def _inputs(outcome: SyncOutcome) -> str:
    """One hash over what was new in the units' spreadsheets."""
    from sheets_sync.sync.looking import Finding

    told = [
        (look.item.who, look.finding.value, look.seen.sha256 if look.seen else "")
        for look in outcome.synced.looks
        if look.finding is not Finding.SAME
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _outputs(place: str) -> str:
    """Hash of the ledger's last record."""
    from campaign.ledger.book import Ledger
    from campaign.ledger.preparing import Purpose

    ledger = Ledger.open(place, purpose=Purpose.READING)
    try:
        return ledger.anchor().hash
    finally:
        ledger.close()
