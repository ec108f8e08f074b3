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
    iso,
)
from campaign.judging.deadline_words import (
    could_be_text,
    lacking_text,
    not_applied_text,
    not_counted_text,
    to_do_text,
    verdict_text,
)
from campaign.judging.facts import Facts, Handed
from campaign.office_time import end_of
from campaign.plan.definition import Campaign, CountedDate, Deliverable, Form, WeekendRule
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
class _Case:
    """What speaks for one unit and deliverable.

    Attributes:
        rows: Rows that were handed in.
        complete: Those of the main forms in which nothing required is missing.
        arrival: When they came in.
        last: The last day on time, any extension counted in.
        extension: The one that counts.
        not_applied: Why other extensions do not, as sentences.
        after: The day of a hand-in after the cut-off, which does not count; else empty.
    """

    rows: Sequence[Handed]
    complete: Sequence[Handed]
    arrival: Arrival
    last: date
    extension: Extension | None
    not_applied: str
    after: str = ""


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
        case = self._case(unit, deliverable)
        standing, arrival, last = self._standing(deliverable, case), case.arrival, case.last
        possible = [] if case.after else self._possible(unit, deliverable)
        unseen = "" if case.after else self._unseen(unit, deliverable, last)
        doubt = _doubt(standing, possible, unseen)
        if doubt is Doubt.UNIT:
            standing, arrival = Standing.UNCERTAIN, Arrival(evidence=possible[0])
        elif doubt is Doubt.UNSEEN:
            standing = Standing.UNCERTAIN
            arrival = Arrival(evidence=arrival.evidence, last_without=unseen)
        days = arrival.days_late(last) if standing is Standing.LATE else 0
        cutoff = self.campaign.campaign.data_cutoff
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
            verdict_text(standing, deliverable, last, arrival, days, case.extension, doubt)
            + lacking_text(standing, deliverable, len(case.complete))
            + (not_counted_text(case.after, cutoff) if case.after else "")
            + (could_be_text(possible) if doubt is Doubt.UNIT else to_do_text(doubt, arrival))
            + case.not_applied,
            len(case.rows),
            arrival.readings,
            case.extension,
            doubt,
            arrival.last_without,
            arrival.first_complete,
        )

    def _case(self, unit: str, deliverable: Deliverable) -> _Case:
        """What speaks for one unit and deliverable; nothing does that came after the cut-off."""
        main = self._handed(unit, deliverable.main_forms)
        rows = [*main, *self._beside(unit, deliverable)]
        complete = [row for row in main if row.complete]
        extension, not_applied = self._extension(unit, deliverable.id)
        last = last_day(deliverable)
        if extension is not None:
            last = max(last, extension.until)
        arrival = self._arrival(unit, deliverable, complete, last)
        if self._before_cutoff(arrival.last_without or arrival.day):
            return _Case(rows, complete, arrival, last, extension, not_applied)
        nothing = Arrival(evidence=arrival.evidence)
        return _Case([], [], nothing, last, extension, not_applied, after=arrival.day)

    def _handed(self, unit: str, forms: Iterable[Form]) -> list[Handed]:
        return [row for form in forms for row in self.facts.handed.get((unit, form), ())]

    def _beside(self, unit: str, deliverable: Deliverable) -> list[Handed]:
        """Rows of its other forms that a unit sent: another one may propose one of its people."""
        others = [form for form in deliverable.forms if form not in deliverable.main_forms]
        return [row for row in self._handed(unit, others) if row.sender in (None, unit)]

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

    def _standing(self, deliverable: Deliverable, case: _Case) -> Standing:
        received = case.arrival.kind is EvidenceKind.RECEIPT
        if not received and len(case.complete) < deliverable.minimum_rows:
            if self.as_of.date() <= case.last:
                return Standing.NOT_DUE
            return Standing.INCOMPLETE if case.rows else Standing.MISSING
        if not case.arrival.day:
            return Standing.UNCERTAIN
        day = date.fromisoformat(case.arrival.day[:10])
        return Standing.LATE if day > case.last else Standing.ON_TIME

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
                not_applied += not_applied_text(line, day)
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


def _doubt(standing: Standing, possible: Sequence[Evidence], unseen: str) -> Doubt | None:
    """What is open: nothing is missing while a held row may be it, or while nobody could look."""
    if standing is Standing.UNCERTAIN:
        return Doubt.DAY
    if standing not in (Standing.MISSING, Standing.INCOMPLETE):
        return None
    if possible:
        return Doubt.UNIT
    return Doubt.UNSEEN if unseen else None
