"""A cut-off as a contest: who stands on which side, with exact points and weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from campaign.awards import list_reasons
from campaign.awards.quotas import in_quota
from campaign.plan.definition import Award, Campaign, Quota, SubjectKind
from campaign.result.lists import Absent, Placed, Score, Shortlist
from campaign.result.verdicts import Subject


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
        places: Places that points decide on: those of the quota but for what people decided.
        indicators: Ids of the counted indicators.
        weights: Their weights, of any sum; equal without a decision.
        candidates: Both sides, by id: no order of rows decides anything.
        decided: How many of the quota's candidates a person took in or left out: no contestants.
    """

    award: str
    group: str | None
    places: int
    indicators: tuple[str, ...]
    weights: tuple[Fraction, ...]
    candidates: tuple[Candidate, ...]
    decided: int = 0

    @property
    def filled(self) -> int:
        """Places that other weights would fill: as many as now, and those that a tie leaves open.

        Another quota may have cut the same list shorter than this one's places.
        """
        inside = len(self.side(inside=True))
        if not any(one.tied for one in self.candidates):
            return inside
        return min(max(inside, self.places), len(self.candidates))

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
        weights = tuple(Fraction(weight) for weight in counted.values())
        for quota in award.quotas:
            found = self._candidates(award, made, quota, tuple(counted))
            inside = sum(one.inside for one in found)
            if 0 < inside < len(found):
                decided = self._decided(made, quota)
                # Each decision disposes of one place; who is taken in above the quota takes none.
                places = max(inside, quota.places - decided)
                names, both = tuple(counted), tuple(found)
                yield Contest(award.id, quota.group, places, names, weights, both, decided)

    def _decided(self, made: Shortlist, quota: Quota) -> int:
        """How many of a quota's candidates a person took in or left out."""
        lines: list[Placed | Absent] = [*made.placed, *made.absent]
        return sum(
            line.override is not None and in_quota(line.subject, quota, self.groups)
            for line in lines
        )

    def _counted(self) -> dict[str, Decimal]:
        """Indicators that weigh something; without weights, all of them the same."""
        weights = self.campaign.scoring.weights
        indicators = [item.id for item in self.campaign.indicators]
        if not weights:
            return dict.fromkeys(indicators, Decimal(1))
        return {item: weights[item] for item in indicators if weights.get(item)}

    def _candidates(
        self, award: Award, made: Shortlist, quota: Quota, counted: tuple[str, ...]
    ) -> list[Candidate]:
        """Everybody the quota ranked; whom a person took or left out is no question of points."""
        if quota.kind is not SubjectKind.COLLECTIVE or not counted:
            return []
        lines: list[Placed | Absent] = [*made.placed]
        lines += [line for line in made.absent if list_reasons.is_cut_by(award, quota, line)]
        found = []
        for line in lines:
            subject, unit = line.subject, line.subject.unit or ""
            points = self._points(unit, counted)
            if points and line.override is None and in_quota(subject, quota, self.groups):
                inside = isinstance(line, Placed)
                tied = isinstance(line, Absent) and list_reasons.waits_at_cut(award, quota, line)
                before = self.precedence(subject)
                name = subject.name
                found.append(Candidate(subject.id, name, unit, points, inside, tied, before))
        return sorted(found, key=lambda one: one.id)

    def _points(self, unit: str, counted: tuple[str, ...]) -> tuple[Decimal, ...]:
        """Points of the counted indicators; empty where one is missing."""
        points = {score.indicator: score.points for score in self.scores.get(unit, ())}
        given = [points.get(item) for item in counted]
        return tuple(one for one in given if one is not None) if None not in given else ()
