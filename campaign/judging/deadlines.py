"""Was each deliverable handed in, and in time? Every verdict shows its evidence and setting.

Source: plan 3. No law found defines "trước ngày X", so the reading is three explicit settings
of the deliverable, printed beside each verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from campaign.interval import Interval
from campaign.judging.arrivals import (
    Arrival,
    by_button,
    by_ledger,
    either_text,
    iso,
    shown,
    when_text,
)
from campaign.judging.facts import Facts, Handed
from campaign.office_time import end_of
from campaign.plan.definition import Campaign, CountedDate, Deliverable, WeekendRule
from campaign.result import (
    EXTENSION,
    RECEIPT,
    Doubt,
    Evidence,
    EvidenceKind,
    Extension,
    Receipt,
    Standing,
    Submission,
)
from campaign.roster.units import Unit

_COUNTED = {
    CountedDate.SIGNED: "ngày ký",
    CountedDate.SENT: "ngày gửi",
    CountedDate.RECEIVED: "ngày đến",
}


def last_day(deliverable: Deliverable) -> date:
    """The last day that is on time under the deliverable's settings (no extension)."""
    day = deliverable.due if deliverable.inclusive else deliverable.due - timedelta(days=1)
    if deliverable.weekend is WeekendRule.ROLL:
        day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
    return day


def setting_text(deliverable: Deliverable) -> str:
    """The three settings of a deadline as one Vietnamese phrase."""
    edge = "tính cả ngày hạn" if deliverable.inclusive else "không tính ngày hạn"
    roll = deliverable.weekend is WeekendRule.ROLL
    weekend = (
        "trùng cuối tuần thì lùi sang ngày làm việc kế tiếp" if roll else "giữ nguyên cuối tuần"
    )
    return f"{edge}; {weekend}; xét theo {_COUNTED[deliverable.counts]}"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Judges deliverables of one campaign at one moment.

    Attributes:
        campaign: The plan.
        as_of: The moment of judging, office time; nothing later counts.
        facts: What was handed in.
        receipts: The office's register of receipts and extensions.
        intervals: What the ledger saw, by (unit, deliverable); nothing later than ``as_of``.
    """

    campaign: Campaign
    as_of: datetime
    facts: Facts
    receipts: Sequence[Receipt] = ()
    intervals: Mapping[tuple[str, str], Interval] = field(default_factory=dict)

    def judge(self, units: Iterable[Unit]) -> list[Submission]:
        """One verdict a unit and deliverable it owes, in roster and plan order."""
        return [
            self._judge(unit.id, deliverable)
            for unit in units
            for deliverable in self.campaign.deliverables
            if (group := self.campaign.group_of(unit.kind)) and group.id in deliverable.owed_by
        ]

    def _judge(self, unit: str, deliverable: Deliverable) -> Submission:
        rows = [
            row for form in deliverable.forms for row in self.facts.handed.get((unit, form), ())
        ]
        complete = [
            row
            for form in deliverable.main_forms
            for row in self.facts.handed.get((unit, form), ())
            if row.complete
        ]
        extension, not_applied = self._extension(unit, deliverable.id)
        last = last_day(deliverable)
        if extension is not None:
            last = max(last, extension.until)
        arrival = self._arrival(unit, deliverable, complete, last)
        earliest = arrival.last_without or arrival.day
        after = "" if self._before_cutoff(earliest) else arrival.day
        if after:
            rows, complete, arrival = [], [], Arrival(evidence=arrival.evidence)
        standing = self._standing(deliverable, rows, complete, arrival, last)
        possible = [] if after else self._possible(unit, deliverable)
        unseen = "" if after else self._unseen(unit, deliverable, last)
        doubt = _doubt(standing, possible, unseen)
        if doubt is Doubt.UNIT:
            standing, arrival = Standing.UNCERTAIN, Arrival(evidence=possible[0])
        elif doubt is Doubt.UNSEEN:
            standing = Standing.UNCERTAIN
            arrival = Arrival(evidence=arrival.evidence, last_without=unseen)
        late = standing is Standing.LATE
        days = arrival.days_late(last) if late else 0
        return Submission(
            unit,
            deliverable.id,
            standing,
            deliverable.due,
            last,
            arrival.day,
            replace(arrival.evidence, kind=arrival.kind.value),
            days,
            setting_text(deliverable),
            _sentence(standing, deliverable, last, arrival, days, extension, doubt)
            + (self._not_counted(after) if after else "")
            + (_could_be(possible) if doubt is Doubt.UNIT else "")
            + not_applied,
            len(rows),
            arrival.readings,
            extension,
            doubt,
            arrival.last_without,
            arrival.first_complete,
        )

    def _before_cutoff(self, day: str) -> bool:
        """Whether an ISO day or moment is not later than the data cut-off (chốt số liệu)."""
        return day[:10] <= self.campaign.campaign.data_cutoff.isoformat()

    def _possible(self, unit: str, deliverable: Deliverable) -> list[Evidence]:
        """Rows of the deliverable whose unit is held and could be this one."""
        return [
            place
            for form in deliverable.main_forms
            for place in self.facts.possible.get((unit, form), ())
        ]

    def _unseen(self, unit: str, deliverable: Deliverable, last: date) -> str:
        """The last look at a spreadsheet, in ISO, when the deadline passed since; else empty."""
        interval = self.intervals.get((unit, deliverable.id))
        if interval is None or not interval.watched or interval.last_without is None:
            return ""
        return iso(interval.last_without) if interval.last_without < end_of(last) else ""

    def _not_counted(self, after: str) -> str:
        cutoff = self.campaign.campaign.data_cutoff
        return (
            f" Có nộp {shown(after)} nhưng sau ngày chốt số liệu {cutoff:%d/%m/%Y} nên không được "
            "tính."
        )

    def _standing(
        self,
        deliverable: Deliverable,
        rows: Sequence[Handed],
        complete: Sequence[Handed],
        arrival: Arrival,
        last: date,
    ) -> Standing:
        received = arrival.kind is EvidenceKind.RECEIPT
        if not received and len(complete) < deliverable.minimum_rows:
            if self.as_of.date() <= last:
                return Standing.NOT_DUE
            return Standing.INCOMPLETE if rows else Standing.MISSING
        if not arrival.day:
            return Standing.UNCERTAIN
        day = date.fromisoformat(arrival.day[:10])
        return Standing.LATE if day > last else Standing.ON_TIME

    def _arrival(
        self, unit: str, deliverable: Deliverable, rows: Sequence[Handed], last: date
    ) -> Arrival:
        """The strongest evidence of when it came in."""
        interval = self.intervals.get((unit, deliverable.id))
        receipt = self._receipt(unit, deliverable)
        pressed = by_button(interval)
        if receipt is not None:
            return min(receipt, pressed or receipt, key=lambda arrival: arrival.day)
        if len(rows) < deliverable.minimum_rows:
            return Arrival()
        looked = pressed or by_ledger(interval, last, rows[0].evidence)
        if looked is not None:
            return looked
        if self.as_of.date() <= last:
            seen = self.as_of.date().isoformat()
            return Arrival(seen, EvidenceKind.SEEN, rows[0].evidence)
        return self._typed(rows, last)

    def _typed(self, rows: Sequence[Handed], last: date) -> Arrival:
        """The earliest day the unit typed; a doubt that could change the verdict stays one."""
        counted = {day for day in {row.day for row in rows} if day and self._counts(day)}
        doubtful = [r for r in rows if r.held or (r.day and r.day not in counted)]
        readings = tuple(sorted({day for r in doubtful for day in (*r.readings, r.day) if day}))
        if counted:
            day = min(counted)
            could_save = any(_could_save(row, last) for row in doubtful)
            if day[:10] <= last.isoformat() or not could_save:
                first = next(row for row in rows if row.day == day)
                return Arrival(day, EvidenceKind.TYPED, first.evidence)
        evidence = (doubtful or list(rows))[0].evidence
        return Arrival("", EvidenceKind.NONE, evidence, readings)

    def _counts(self, day: str) -> bool:
        """Whether an ISO day or moment is not later than the moment of judging."""
        if "T" in day:
            return datetime.fromisoformat(day) <= self.as_of
        return day <= self.as_of.date().isoformat()

    def _receipt(self, unit: str, deliverable: Deliverable) -> Arrival | None:
        found = []
        for receipt in self._lines(unit, deliverable.id, RECEIPT):
            day = getattr(receipt, deliverable.counts.value)
            if day and self._counts(day):
                found.append((day, receipt.evidence))
        if not found:
            return None
        day, evidence = min(found, key=lambda item: (item[0], item[1].cell))
        return Arrival(day, EvidenceKind.RECEIPT, evidence)

    def _extension(self, unit: str, deliverable: str) -> tuple[Extension | None, str]:
        """The longest extension granted with name, date and document; and what others lack."""
        granted = []
        not_applied = ""
        for line in self._lines(unit, deliverable, EXTENSION):
            day = line.signed or line.sent or line.received
            if line.until is None or not (day and line.person and line.document):
                not_applied += _not_applied(line, day)
            elif self._counts(day):
                granted.append(
                    Extension(line.until, line.person, day, line.document, line.evidence)
                )
        return max(granted, key=lambda item: item.until, default=None), not_applied

    def _lines(self, unit: str, deliverable: str, action: str) -> list[Receipt]:
        return [
            line
            for line in self.receipts
            if line.unit == unit and line.deliverable == deliverable and line.action == action
        ]


def _could_save(row: Handed, last: date) -> bool:
    """Whether a doubtful day could be one on time."""
    days = [day for day in (*row.readings, row.day) if day]
    return not days or any(day[:10] <= last.isoformat() for day in days)


def _not_applied(line: Receipt, day: str) -> str:
    """Why a line of the register grants no time, as a sentence after the verdict's own."""
    needed = {
        "hạn mới": line.until,
        "người cho gia hạn": line.person,
        "ngày": day,
        "số văn bản": line.document,
    }
    missing = ", ".join(name for name, value in needed.items() if not value)
    where = f" (trang {line.evidence.sheet}, ô {line.evidence.cell})" if line.evidence.cell else ""
    return f" Có dòng gia hạn chưa áp dụng vì thiếu {missing}{where}."


def _sentence(
    standing: Standing,
    deliverable: Deliverable,
    last: date,
    arrival: Arrival,
    days: int,
    extension: Extension | None,
    doubt: Doubt | None,
) -> str:
    name = deliverable.short_name
    until = f"hạn {deliverable.wording}, ngày cuối {last:%d/%m/%Y}"
    if extension is not None:
        until += f" (gia hạn theo {extension.document}, {extension.granted_by})"
    least = "ít nhất " if arrival.kind is EvidenceKind.LEDGER else ""
    return {
        Standing.ON_TIME: f"{name}: nộp {when_text(arrival)}, đúng hạn ({until}).",
        Standing.LATE: f"{name}: nộp {when_text(arrival)}, trễ {least}{days} ngày ({until}).",
        Standing.MISSING: f"{name}: chưa nộp ({until}).",
        Standing.INCOMPLETE: f"{name}: có nộp nhưng chưa đủ nội dung bắt buộc ({until}).",
        Standing.UNCERTAIN: f"{name}: {_open(doubt, arrival)} ({until}).",
        Standing.NOT_DUE: f"{name}: chưa đến hạn ({until}).",
    }[standing]


def _doubt(standing: Standing, possible: Sequence[Evidence], unseen: str) -> Doubt | None:
    """What is open: nothing is missing while a held row may be it, or while nobody could look."""
    if standing is Standing.UNCERTAIN:
        return Doubt.DAY
    if standing not in (Standing.MISSING, Standing.INCOMPLETE):
        return None
    if possible:
        return Doubt.UNIT
    return Doubt.UNSEEN if unseen else None


def _could_be(possible: Sequence[Evidence]) -> str:
    first, others = possible[0], len(possible) - 1
    more = f" và {others} dòng khác" if others else ""
    return (
        f" Có thể đã nộp: dòng ở tệp {first.file}, trang {first.sheet}, ô {first.cell}{more} "
        "đang chờ làm rõ là của đơn vị nào."
    )


def _open(doubt: Doubt | None, arrival: Arrival) -> str:
    if doubt is Doubt.UNIT:
        return "chưa rõ đã nộp hay chưa"
    if doubt is Doubt.UNSEEN:
        seen = shown(arrival.last_without)
        return (
            f"chưa rõ đã nộp hay chưa: lần cuối xem được bảng tính là {seen}, lúc đó còn thiếu; từ "
            "đó đến hết hạn chưa xem được"
        )
    return f"đã nộp nhưng chưa rõ ngày{either_text(arrival)}"
