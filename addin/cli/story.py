"""The story of a unit's hand-ins as a table on the terminal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from addin.cli.ledger_place import print_table, shown
from addin.cli.show import say
from campaign.errors import UsageError
from campaign.ledger.story import Story
from campaign.result.evidence import EvidenceKind

if TYPE_CHECKING:
    from campaign.interval import Interval
    from campaign.ledger.book import Ledger
    from campaign.plan.definition import Campaign
    from campaign.roster.units import Unit


def show_story(ledger: Ledger, campaign: Campaign, unit: Unit, now: datetime) -> None:
    """Print the records of a unit, then when each deliverable came in.

    Raises:
        UsageError: nothing is known of the unit.
    """
    told = list(Story(unit.id).tell(ledger.history(unit.id, now)))
    if not told:
        raise UsageError(f"Sổ theo dõi {ledger.place} chưa ghi gì về {unit.name}.")
    heads = ("Bản ghi", "Xem lúc", "Đường vào", "Nguồn", "Thấy gì", "Ai sửa, lúc nào")
    rows = [
        (str(one.seq), f"{one.at:%d/%m/%Y %H:%M:%S}", one.door, one.source, one.what, one.who)
        for one in told
    ]
    print_table(f"{unit.name}: lịch sử nộp", heads, rows)
    found = ledger.intervals(unit.id, campaign.deliverables, now)
    for item in campaign.deliverables:
        interval = found.get((unit.id, item.id))
        say(f"{item.short_name}: {_said(interval)}")


def _said(interval: Interval | None) -> str:
    if interval is None:
        return "chưa thấy gì."
    without, complete = shown(interval.last_without), shown(interval.first_complete)
    if interval.kind is EvidenceKind.RECEIPT:
        return f"nộp bằng nút lúc {complete}, biên nhận {interval.code}."
    if not complete:
        return f"đến {without} vẫn chưa đủ."
    return f"đủ từ {complete}" + (f" (lúc {without} còn thiếu)." if without else ".")
