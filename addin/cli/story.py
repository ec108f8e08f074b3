"""The story of a unit's hand-ins as a table on the terminal."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from campaign.errors import UsageError
from campaign.ledger.story import Story
from campaign.office_time import to_office
from campaign.result import EvidenceKind

if TYPE_CHECKING:
    from campaign.interval import Interval
    from campaign.ledger.book import Ledger
    from campaign.plan.definition import Campaign
    from campaign.roster.units import Unit

_PIPED_WIDTH = 200
"""Columns of the table where no terminal says how wide it is."""


def show_story(ledger: Ledger, campaign: Campaign, unit: Unit, now: datetime) -> None:
    """Print the records of a unit, then when each deliverable came in.

    Raises:
        UsageError: nothing is known of the unit.
    """
    told = list(Story(unit.id).tell(ledger.history(unit.id, now)))
    if not told:
        raise UsageError(f"Sổ theo dõi {ledger.place} chưa ghi gì về {unit.name}.")
    table = Table(title=f"{unit.name}: lịch sử nộp")
    for head in ("Bản ghi", "Xem lúc", "Đường vào", "Nguồn", "Thấy gì", "Ai sửa, lúc nào"):
        table.add_column(head, overflow="fold")
    for line in told:
        when = f"{line.at:%d/%m/%Y %H:%M:%S}"
        table.add_row(str(line.seq), when, line.door, line.source, line.what, line.who)
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    console.print(table, markup=False)
    found = ledger.intervals(unit.id, campaign.deliverables, now)
    for item in campaign.deliverables:
        interval = found.get((unit.id, item.id))
        console.print(f"{item.short_name}: {_said(interval)}", markup=False, highlight=False)


def _said(interval: Interval | None) -> str:
    if interval is None:
        return "chưa thấy gì."
    without, complete = _moment(interval.last_without), _moment(interval.first_complete)
    if interval.kind is EvidenceKind.RECEIPT:
        return f"nộp bằng nút lúc {complete}, biên nhận {interval.code}."
    if not complete:
        return f"đến {without} vẫn chưa đủ."
    return f"đủ từ {complete}" + (f" (lúc {without} còn thiếu)." if without else ".")


def _moment(moment: datetime | None) -> str:
    return f"{to_office(moment):%d/%m/%Y %H:%M:%S}" if moment else ""
