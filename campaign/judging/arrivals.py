"""When something came in, as far as it is known: what a ledger's interval says of a deadline.

The submission time lies between the last look without and the first look with. It ends before the
deadline does: on time. It begins after: late. It straddles: the time of the last change settles it
where that lies before the deadline, else a receipt or a person must.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from campaign.interval import Interval
from campaign.office_time import end_of, to_office
from campaign.result.evidence import Evidence, EvidenceKind

_NOWHERE = Evidence(EvidenceKind.NONE.value)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When something came in, as far as it is known; days and moments are office time in ISO.

    Attributes:
        day: What is held against the deadline; empty when nothing certain is known.
        readings: Days it could be.
        last_without: Last seen absent or incomplete, where a ledger says so.
        first_complete: First seen complete, where a ledger says so.
    """

    day: str = ""
    kind: EvidenceKind = EvidenceKind.NONE
    evidence: Evidence = _NOWHERE
    readings: tuple[str, ...] = ()
    last_without: str = ""
    first_complete: str = ""

    def days_late(self, last: date) -> int:
        """Whole days after the last day, at least: from the earliest moment it can have been."""
        earliest = self.last_without or self.day
        return (date.fromisoformat(earliest[:10]) - last).days


def by_button(interval: Interval | None) -> Arrival | None:
    """A hand-in by a button; ``None`` when there was none."""
    if interval is None or interval.kind is not EvidenceKind.RECEIPT:
        return None
    evidence = Evidence("receipt", interval.source, text=f"biên nhận {interval.code}")
    return Arrival(iso(interval.first_complete), EvidenceKind.RECEIPT, evidence)


def by_ledger(interval: Interval | None, last: date, evidence: Evidence) -> Arrival | None:
    """What looks say; ``None`` when they say nothing that could settle or contradict a date.

    Args:
        interval: The ledger's answer.
        last: The last day on time.
        evidence: Where the rows stand.
    """
    if interval is None or interval.first_complete is None:
        return None
    arrival = Arrival(
        iso(interval.first_complete),
        EvidenceKind.LEDGER,
        evidence,
        (),
        iso(interval.last_without),
        iso(interval.first_complete),
    )
    end = end_of(last)
    late = interval.last_without is not None and interval.last_without >= end
    if interval.first_complete < end or late:
        return arrival
    if _changed_in_time(interval, end):
        day = iso(interval.modified_at)
        return replace(arrival, day=day, kind=EvidenceKind.REVISION)
    if interval.last_without is None:
        return None
    readings = (arrival.last_without, arrival.first_complete)
    return replace(arrival, day="", readings=readings)


def _changed_in_time(interval: Interval, end: datetime) -> bool:
    """Whether the content first seen complete was last changed before the deadline's end."""
    changed, without = interval.modified_at, interval.last_without
    return changed is not None and changed < end and (without is None or without < changed)


def iso(moment: datetime | None) -> str:
    """A moment as office time, to the second; empty for none."""
    return "" if moment is None else to_office(moment).isoformat(timespec="seconds")


def when_text(arrival: Arrival) -> str:
    """The moment that counted; a ledger's as the looks between which it lies."""
    if not arrival.first_complete:
        return shown(arrival.day)
    if arrival.kind is EvidenceKind.REVISION:
        return f"{shown(arrival.day)} (giờ sửa tệp lần cuối; {_between(arrival)})"
    return _between(arrival)


def either_text(arrival: Arrival) -> str:
    """The days it could be, after "chưa rõ ngày"."""
    if arrival.first_complete:
        return f": {_between(arrival)}"
    if not arrival.readings:
        return ""
    return f", có thể là {' hoặc '.join(map(shown, arrival.readings))}"


def _between(arrival: Arrival) -> str:
    seen = f"lúc {shown(arrival.first_complete)} thấy đủ"
    if not arrival.last_without:
        return f"chậm nhất {shown(arrival.first_complete)} (sổ theo dõi: {seen})"
    without = f"lúc {shown(arrival.last_without)} còn thiếu"
    return f"trong khoảng giữa hai lần xem (sổ theo dõi: {without}, {seen})"


def shown(day: str) -> str:
    """ISO text as dd/mm/yyyy, with the time when there is one."""
    if not day:
        return ""
    moment = datetime.fromisoformat(day)
    return f"{moment:%d/%m/%Y %H:%M}" if "T" in day else f"{moment:%d/%m/%Y}"
