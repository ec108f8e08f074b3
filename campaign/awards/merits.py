"""What orders candidates of one kind: points, then the declared tie chain; never a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from campaign.awards.points import total_points
from campaign.judging.candidates import Likeness, likeness
from campaign.plan.definition import Campaign, SubjectKind, TieBreak
from campaign.result.lists import Score
from campaign.result.verdicts import Subject
from campaign.vietnamese.text import bare_key

Merit = tuple[int, Decimal, tuple[int, ...]]
"""Sorting key without any name in it: unscored last, fewer points last, then the tie chain."""

_NOTHING = Decimal(0)
_NO_POINTS: tuple[None, tuple[Score, ...]] = (None, ())


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
        who = kind is SubjectKind.COLLECTIVE, gender, share
        steps = self._known.get(who)
        if steps is None:
            steps = self._known[who] = self._precedence(*who)
        return int(points is None), -(points or _NOTHING), steps

    def points(self, subject: Subject) -> Decimal | None:
        """The total of a collective's unit; ``None`` for people and where a value is missing."""
        if subject.kind is not SubjectKind.COLLECTIVE or subject.unit is None:
            return None
        return self.totals.get(subject.unit)

    def shown(self, subject: Subject) -> tuple[Decimal | None, tuple[Score, ...]]:
        """The total and its parts. Points belong to collectives: the plan's aims measure units."""
        if subject.kind is not SubjectKind.COLLECTIVE or subject.unit is None:
            return _NO_POINTS
        return self.totals.get(subject.unit), self.scores.get(subject.unit, ())

    @cached_property
    def totals(self) -> dict[str, Decimal | None]:
        """The total of each unit."""
        return {unit: total_points(self.campaign, given) for unit, given in self.scores.items()}

    def precedence(self, subject: Subject) -> tuple[int, ...]:
        """The tie chain's answer: of equals the least goes first."""
        return self.of(subject)[2]

    @cached_property
    def _known(self) -> dict[tuple[bool, str, Decimal | None], tuple[int, ...]]:
        """What the tie chain says, asked once of all who are alike."""
        return {}

    def _precedence(
        self,
        collective: bool,  # noqa: FBT001
        gender: str,
        share: Decimal | None,
    ) -> tuple[int, ...]:
        """0 where a declared step of the tie chain speaks for somebody, else 1."""
        steps = []
        for step in self.campaign.ties:
            if step.rule is TieBreak.FEMALE_FIRST:
                speaks = not collective and bare_key(gender) == "nu"
            else:
                least = step.minimum_share or _NOTHING
                speaks = collective and share is not None and share >= least
            steps.append(int(not speaks))
        return tuple(steps)
