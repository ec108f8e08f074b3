"""Who is judged, and the verdict with every reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from campaign.plan.words import Ground, SubjectKind
from campaign.result.evidence import Evidence


class Verdict(StrEnum):
    """đủ / chưa xét / không đủ."""

    ELIGIBLE = "eligible"
    HELD = "held"
    INELIGIBLE = "ineligible"


class Reason(NamedTuple):
    """Why a subject is held or ineligible, or what was noted in passing.

    ``weight`` is the verdict this reason alone leads to (ELIGIBLE for a remark); ``rule`` is the
    rule it comes from (``deliverable.results``, ``criterion.4.1.a``, ``violations`` …), or empty.
    """

    code: str
    weight: Verdict
    ground: Ground | None
    clause: str
    evidence: Evidence
    message: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row that proposes a subject."""

    row: str
    awards: tuple[str, ...]
    votes: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or some unit that is judged.

    ``id`` is the least row id of the subject's proposals, or ``unit:<unit id>`` for a unit that
    nobody proposed. ``awards`` are ids of the awards asked for, in any of the ``proposals``.
    ``waiting`` says what in a proposal's row waits for a person; empty when nothing does.
    ``may_lead`` tells that a post beside a mere person may be that of the unit's head.
    """

    id: str
    name: str
    kind: SubjectKind
    unit: str | None
    gender: str = ""
    women_share: Decimal | None = None
    votes: str = ""
    awards: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=lambda: Evidence("none"))
    born: str = ""
    proposals: tuple[Proposal, ...] = ()
    waiting: str = ""
    may_lead: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids under which the subject is known: its own and its proposals'."""
        return tuple(dict.fromkeys((self.id, *(one.row for one in self.proposals))))

    def votes_for(self, award: str) -> str:
        """The votes typed in the proposal for an award."""
        typed = (one.votes for one in self.proposals if award in one.awards)
        return next(typed, self.votes)

    def place_of(self, award: str) -> Evidence:
        """Where the subject is proposed for an award."""
        places = (one.evidence for one in self.proposals if award in one.awards)
        return next(places, self.evidence)


class Judgement(NamedTuple):
    """A subject with its verdict and every reason."""

    subject: Subject
    verdict: Verdict
    reasons: tuple[Reason, ...]
