"""Was each deliverable handed in, and in time? Every verdict shows its evidence and setting.

Source: plan 3, as ``due_days`` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from campaign.judging.arrivals import Arrival
from campaign.judging.deadline_cases import Case, Cases
from campaign.judging.deadline_words import (
    could_be_text,
    lacking_text,
    not_counted_text,
    to_do_text,
    unread_text,
    verdict_text,
)
from campaign.judging.due_days import setting_text
from campaign.plan.definition import Deliverable
from campaign.result.evidence import Evidence, EvidenceKind
from campaign.result.submissions import Doubt, Standing, Submission
from campaign.roster.units import Unit


@dataclass(frozen=True, slots=True)
class Deadlines(Cases):
    """Judges deliverables of one campaign at one moment, each by what speaks for it."""

    def judge(self, units: Iterable[Unit]) -> list[Submission]:
        """One verdict a unit and deliverable it owes, in roster and plan order."""
        return [
            self._judge(unit.id, deliverable, self.of(unit.id, deliverable))
            for unit in units
            for deliverable in self.campaign.deliverables
            if (group := self.campaign.group_of(unit.kind)) and group.id in deliverable.owed_by
        ]

    def _judge(self, unit: str, deliverable: Deliverable, case: Case) -> Submission:
        standing, arrival, last = self._standing(deliverable, case), case.arrival, case.last
        doubt = _doubt(standing, case)
        if doubt is Doubt.UNIT:
            standing, arrival = Standing.UNCERTAIN, Arrival(evidence=case.possible[0])
        elif doubt is Doubt.UNREAD:
            source = Evidence(EvidenceKind.NONE.value, case.unread[0].source)
            standing, arrival = Standing.UNCERTAIN, Arrival(evidence=source)
        elif doubt is Doubt.UNSEEN:
            standing = Standing.UNCERTAIN
            arrival = Arrival(evidence=arrival.evidence, last_without=case.unseen)
        days = arrival.days_late(last) if standing is Standing.LATE else 0
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
            + self._remarks(standing, deliverable, case, arrival, doubt),
            len(case.rows),
            arrival.readings,
            case.extension,
            doubt,
            arrival.last_without,
            arrival.first_complete,
        )

    def _remarks(
        self,
        standing: Standing,
        deliverable: Deliverable,
        case: Case,
        arrival: Arrival,
        doubt: Doubt | None,
    ) -> str:
        """What is said after the verdict: what it lacks, does not count, or asks of a person."""
        cutoff = self.campaign.campaign.data_cutoff
        return (
            lacking_text(standing, deliverable, len(case.complete))
            + (not_counted_text(case.after, cutoff) if case.after else "")
            + _asked(doubt, case, arrival)
            + case.not_applied
        )

    def _standing(self, deliverable: Deliverable, case: Case) -> Standing:
        received = case.arrival.kind is EvidenceKind.RECEIPT
        if not received and len(case.complete) < deliverable.minimum_rows:
            if self.as_of.date() <= case.last:
                return Standing.NOT_DUE
            return Standing.INCOMPLETE if case.rows else Standing.MISSING
        if not case.arrival.day:
            return Standing.UNCERTAIN
        day = date.fromisoformat(case.arrival.day[:10])
        return Standing.LATE if day > case.last else Standing.ON_TIME


def _asked(doubt: Doubt | None, case: Case, arrival: Arrival) -> str:
    """What is asked of a person, as sentences after the verdict's own."""
    if doubt is Doubt.UNIT:
        return could_be_text(case.possible)
    if doubt is Doubt.UNREAD:
        return unread_text(case.unread)
    return to_do_text(doubt, arrival)


def _doubt(standing: Standing, case: Case) -> Doubt | None:
    """What is open: nothing is missing that may be a held row, or where nobody could look."""
    if standing is Standing.UNCERTAIN:
        return Doubt.DAY
    if standing not in (Standing.MISSING, Standing.INCOMPLETE):
        return None
    if case.possible:
        return Doubt.UNIT
    if case.unread:
        return Doubt.UNREAD
    return Doubt.UNSEEN if case.unseen else None
