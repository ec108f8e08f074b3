"""What the ledger knows of a periodic sync, in sentences for the workbook and the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.ledger.found import Event
from campaign.office_time import to_office

SYNC, COMPLETE = "sync", "complete"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_GRACE = timedelta(hours=1)
"""A run may take as long: the schedulers stop one that takes longer."""

_NAMED = 5
"""Units that the last run lacks, named one by one; the others are counted."""

_OUTCOMES = {"complete": "đầy đủ", "partial": "CHƯA ĐẦY ĐỦ", "failed": "HỎNG"}


@dataclass(frozen=True, slots=True)
class JobStory:
    """The last runs of the sync.

    Attributes:
        last: When the last run ended, aware; ``None`` when there was none.
        outcome: What it came to.
        success: When the last complete one ended.
        next: When the next is due, as far as the job says how often it runs.
        holes: Ids of units that the last run lacks.
        failures: Runs since the last complete one.
    """

    last: datetime | None = None
    outcome: str = ""
    success: datetime | None = None
    next: datetime | None = None
    holes: tuple[str, ...] = ()
    failures: int = 0

    @property
    def good(self) -> bool:
        """Whether the last run was complete."""
        return self.outcome == COMPLETE

    def facts(self, names: Mapping[str, str]) -> list[tuple[str, str]]:
        """Label and text of each thing known, for a page.

        Args:
            names: Names of units by id; one that is not among them is told by its id.
        """
        if self.last is None:
            return []
        facts = [("Đồng bộ gần nhất", f"{_shown(self.last)}: {self._said(names)}")]
        if not self.good:
            known = _shown(self.success) if self.success else "chưa lần nào"
            facts.append(("Đồng bộ đầy đủ gần nhất", known))
            facts.append(("Số lần chưa đầy đủ từ đó", str(self.failures)))
        if self.next is not None:
            facts.append(("Đồng bộ lần tới", _shown(self.next)))
        return facts

    def sentences(self) -> list[str]:
        """The same as lines, units by their ids: no campaign is known where they are printed."""
        if self.last is None:
            return ["Sổ theo dõi chưa ghi lần đồng bộ nào."]
        return [f"{label}: {text}." for label, text in self.facts({})]

    def overdue(self, now: datetime) -> str:
        """A sentence when a run is due for longer than one run may take; else empty."""
        if self.next is None or now < self.next + _GRACE:
            return ""
        return (
            f"QUÁ GIỜ: lần chạy lúc {_shown(self.next)} chưa thấy ghi vào sổ theo dõi. Có thể lịch "
            "đã dừng, máy đã tắt, hoặc chưa đăng nhập được Google."
        )

    def _said(self, names: Mapping[str, str]) -> str:
        word = _OUTCOMES.get(self.outcome, self.outcome)
        if not self.holes:
            return word
        more = "…" if len(self.holes) > _NAMED else ""
        named = ", ".join(names.get(unit, unit) for unit in self.holes[:_NAMED]) + more
        return f"{word} (thiếu {len(self.holes)} đơn vị: {named})"


def job_story(events: Sequence[Event]) -> JobStory:
    """The story of job records, newest first."""
    runs = [event for event in events if event.run == SYNC]
    if not runs:
        return JobStory()
    newest = runs[0]
    good = next((event for event in runs if event.body["outcome"] == COMPLETE), None)
    detail = newest.body["detail"]
    return JobStory(
        newest.at,
        newest.body["outcome"],
        good.at if good else None,
        _next(newest),
        tuple(detail.get("holes", ())),
        sum(1 for event in runs if good is None or event.seq > good.seq),
    )


def _next(event: Event) -> datetime | None:
    every = str(event.body["detail"].get("every", ""))
    if not every or every[-1] not in _SECONDS or not every[:-1].isdigit():
        return None
    started = datetime.fromisoformat(event.body["started"])
    return started + timedelta(seconds=int(every[:-1]) * _SECONDS[every[-1]])


def _shown(moment: datetime) -> str:
    return f"{to_office(moment):%d/%m/%Y %H:%M}"
