"""A cut-off as a contest: who stands on which side, with exact points and weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from campaign.awards.cutoffs import CUT_CODES
from campaign.awards.quotas import in_quota
from campaign.plan.definition import Award, Campaign, Quota, SubjectKind
from campaign.result import Absent, Placed, Score, Shortlist, Subject


@dataclass(frozen=True, slots=True)
class Candidate:
    """A collective at a cut-off.

    Attributes:
        id: The subject's id.
        points: Points of each counted indicator, on the campaign's scale.
        inside: Whether it is on the list.
        tied: Whether the cut runs through its tie.
        precedence: Of equals the least goes first: the declared steps of the tie chain.
    """

    id: str
    name: str
    unit: str
    points: tuple[Decimal, ...]
    inside: bool
    tied: bool = False
    precedence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """One quota that left somebody out.

    Attributes:
        award: Award id.
        group: Group id of the quota; ``None`` for all.
        places: Places of the quota.
        indicators: Ids of the counted indicators.
        weights: Their weights, of any sum; equal without a decision.
        candidates: Both sides, by id: no order of rows decides anything.
    """

    award: str
    group: str | None
    places: int
    indicators: tuple[str, ...]
    weights: tuple[Fraction, ...]
    candidates: tuple[Candidate, ...]

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """The weights with a sum of 1."""
        whole = sum(self.weights)
        return tuple(weight / whole for weight in self.weights)

    def side(self, *, inside: bool) -> list[Candidate]:
        """Those on the list, or those beyond the cut and tied across it."""
        return [one for one in self.candidates if one.inside is inside]


@dataclass(frozen=True, slots=True)
class Contests:
    """Finds the cut-offs of a campaign's lists.

    Attributes:
        campaign: The plan.
        scores: Points of each unit's indicators.
        groups: Group id of each unit.
        precedence: The tie chain's answer for a subject.
    """

    campaign: Campaign
    scores: Mapping[str, tuple[Score, ...]]
    groups: Mapping[str, str]
    precedence: Callable[[Subject], tuple[int, ...]]

    def of(self, shortlists: Sequence[Shortlist]) -> list[Contest]:
        """Every quota for collectives that left somebody with points out, in plan order."""
        lists = {made.award: made for made in shortlists}
        awards = [award for award in self.campaign.awards if award.id in lists]
        return [one for award in awards for one in self._of_award(award, lists[award.id])]

    def _of_award(self, award: Award, made: Shortlist) -> Iterator[Contest]:
        counted = self._counted()
        for quota in award.quotas:
            found = self._candidates(made, quota, tuple(counted))
            if any(one.inside for one in found) and not all(one.inside for one in found):
                weights = tuple(Fraction(weight) for weight in counted.values())
                names = tuple(counted)
                yield Contest(award.id, quota.group, quota.places, names, weights, tuple(found))

    def _counted(self) -> dict[str, Decimal]:
        """Indicators that weigh something; without weights, all of them the same."""
        weights = self.campaign.scoring.weights
        indicators = [item.id for item in self.campaign.indicators]
        if not weights:
            return dict.fromkeys(indicators, Decimal(1))
        return {item: weights[item] for item in indicators if weights.get(item)}

    def _candidates(
        self, made: Shortlist, quota: Quota, counted: tuple[str, ...]
    ) -> list[Candidate]:
        """Everybody the quota ranked; whom a person took or left out is no question of points."""
        if quota.kind is not SubjectKind.COLLECTIVE or not counted:
            return []
        lines: list[Placed | Absent] = [*made.placed]
        lines += [line for line in made.absent if line.reasons[0].code in CUT_CODES]
        found = []
        for line in lines:
            subject, unit = line.subject, line.subject.unit or ""
            points = self._points(unit, counted)
            if points and line.override is None and in_quota(subject, quota, self.groups):
                inside = isinstance(line, Placed)
                tied = isinstance(line, Absent) and line.reasons[0].code == "tie_at_cut"
                before = self.precedence(subject)
                name = subject.name
                found.append(Candidate(subject.id, name, unit, points, inside, tied, before))
        return sorted(found, key=lambda one: one.id)

    def _points(self, unit: str, counted: tuple[str, ...]) -> tuple[Decimal, ...]:
        """Points of the counted indicators; empty where one is missing."""
        points = {score.indicator: score.points for score in self.scores.get(unit, ())}
        given = [points.get(item) for item in counted]
        return tuple(one for one in given if one is not None) if None not in given else ()
