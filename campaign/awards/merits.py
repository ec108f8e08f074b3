"""What orders candidates of one kind: points, then the declared tie chain; never a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from campaign.awards.points import total_points
from campaign.judging.candidates import Likeness, likeness
from campaign.plan.definition import Campaign, SubjectKind, TieBreak
from campaign.result import Score, Subject
from campaign.vietnamese.text import bare_key

Merit = tuple[int, Decimal, tuple[int, ...]]
"""Sorting key without any name in it: unscored last, fewer points last, then the tie chain."""

_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Merits:
    """The merits of one campaign.

    Attributes:
        campaign: Its weights and its tie chain.
        scores: Points of each unit's indicators.
    """

    campaign: Campaign
    scores: Mapping[str, tuple[Score, ...]]

    def of(self, subject: Subject) -> Merit:
        """What orders a subject among its kind; equal merits share a rank."""
        return self.alike(likeness(subject))

    def alike(self, like: Likeness) -> Merit:
        """The merit of everybody who is alike."""
        unit, kind, gender, share = like
        points = self.totals.get(unit) if unit is not None else None
        return int(points is None), -(points or _NOTHING), self._precedence(kind, gender, share)

    def points(self, subject: Subject) -> Decimal | None:
        """The total of a collective's unit; ``None`` for people and where a value is missing."""
        if subject.kind is not SubjectKind.COLLECTIVE or subject.unit is None:
            return None
        return self.totals.get(subject.unit)

    def breakdown(self, subject: Subject) -> tuple[Score, ...]:
        """Points belong to collectives: the plan's aims measure units, not people."""
        if subject.kind is not SubjectKind.COLLECTIVE or subject.unit is None:
            return ()
        return self.scores.get(subject.unit, ())

    @cached_property
    def totals(self) -> dict[str, Decimal | None]:
        """The total of each unit."""
        return {unit: total_points(self.campaign, given) for unit, given in self.scores.items()}

    def precedence(self, subject: Subject) -> tuple[int, ...]:
        """The tie chain's answer: of equals the least goes first."""
        return self._precedence(subject.kind, subject.gender, subject.women_share)

    def _precedence(self, kind: SubjectKind, gender: str, share: Decimal | None) -> tuple[int, ...]:
        own = kind is SubjectKind.COLLECTIVE
        return tuple(self._steps(gender, share, collective=own))

    def _steps(self, gender: str, share: Decimal | None, *, collective: bool) -> Iterable[int]:
        """0 where a declared step of the tie chain speaks for somebody, else 1."""
        for step in self.campaign.ties:
            if step.rule is TieBreak.FEMALE_FIRST:
                yield int(collective or bare_key(gender) != "nu")
            else:
                enough = share is not None and share >= (step.minimum_share or _NOTHING)
                yield int(not (collective and enough))
