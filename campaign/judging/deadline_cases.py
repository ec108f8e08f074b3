"""What speaks for one unit and deliverable: rows, receipts, extensions, and when they came in.

The strongest evidence of the day counts: the office's receipt or a hand-in by a button, whichever
is earlier, then what the ledger saw, then, before the deadline, that it is here at all, then the
day the unit typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from campaign.interval import Interval
from campaign.judging.arrivals import Arrival, by_button, by_ledger, iso
from campaign.judging.deadline_words import not_applied_text
from campaign.judging.due_days import last_day
from campaign.judging.facts import Facts, Handed
from campaign.office_time import end_of
from campaign.plan.definition import Campaign, Deliverable, Form
from campaign.result.evidence import Evidence, EvidenceKind
from campaign.result.office_facts import Receipt
from campaign.result.submissions import EXTENSION, RECEIPT, Extension
from campaign.result.unread import Unread


@dataclass(frozen=True, slots=True)
class Case:
    """What speaks for one unit and deliverable.

    Attributes:
        rows: Rows that were handed in.
        complete: Those of the main forms in which nothing required is missing.
        arrival: When they came in.
        last: The last day on time, any extension counted in.
        extension: The one that counts.
        not_applied: Why other extensions do not, as sentences.
        possible: Rows of the main forms whose unit is held and could be this one.
        unseen: The last look at a spreadsheet, in ISO, when the deadline passed since; else empty.
        unread: Sources of the unit that could not be read, in which it may stand.
        after: The day of a hand-in after the cut-off, which does not count, no more than what else
            there may be; else empty.
    """

    rows: Sequence[Handed]
    complete: Sequence[Handed]
    arrival: Arrival
    last: date
    extension: Extension | None
    not_applied: str
    possible: Sequence[Evidence] = ()
    unseen: str = ""
    unread: Sequence[Unread] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Cases:
    """Gathers what speaks for a deliverable; nothing later than ``as_of`` does.

    Attributes:
        campaign: The plan.
        as_of: The moment of judging, office time.
        facts: What was handed in.
        receipts: The office's register of receipts and extensions.
        intervals: What the ledger saw, by (unit, deliverable); nothing later than ``as_of``.
    """

    campaign: Campaign
    as_of: datetime
    facts: Facts
    receipts: Sequence[Receipt] = ()
    intervals: Mapping[tuple[str, str], Interval] = field(default_factory=dict)

    def of(self, unit: str, deliverable: Deliverable) -> Case:
        """What speaks for one unit and deliverable; nothing does that came after the cut-off."""
        main = self._handed(unit, deliverable.main_forms)
        rows = [*main, *self._beside(unit, deliverable)]
        complete = [row for row in main if row.complete]
        extension, not_applied = self._extension(unit, deliverable.id)
        last = last_day(deliverable)
        if extension is not None:
            last = max(last, extension.until)
        arrival = self._arrival(unit, deliverable, complete, last)
        if not self._before_cutoff(arrival.last_without or arrival.day):
            nothing = Arrival(evidence=arrival.evidence)
            return Case([], [], nothing, last, extension, not_applied, after=arrival.day)
        possible, unseen = self._possible(unit, deliverable), self._unseen(unit, deliverable, last)
        unread = self.facts.unread.get((unit, deliverable.id), ())
        return Case(rows, complete, arrival, last, extension, not_applied, possible, unseen, unread)

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
        """The earliest receipt by the date the plan counts; ``None`` for a line without it."""
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
