"""Points on the campaign's fixed scales, exact: nobody's points depend on who else competes.

Source: the aims of the plan, each indicator with its clause (Quận 12: đoạn kết). That plan sets no
points: scale, decimals and weights are the campaign's ``[scoring]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from campaign.judging.facts import Answered, Facts
from campaign.plan.definition import Campaign, Indicator, Scoring
from campaign.result.evidence import Evidence
from campaign.result.lists import Score

_NOWHERE = Evidence("none")
_NOTHING = Decimal(0)
"""Added to a number it makes plain zero of minus zero."""
_ONE = Decimal(1)


def unit_scores(
    campaign: Campaign, facts: Facts, units: Iterable[str]
) -> dict[str, tuple[Score, ...]]:
    """One score an indicator for each unit; a missing or doubtful value has no points.

    Args:
        campaign: The plan.
        facts: Self-assessments by unit.
        units: Ids of the units, each once.

    Returns:
        By unit id, scores in the order of the plan's indicators.
    """
    scales = [_Scale(indicator, campaign.scoring) for indicator in campaign.indicators]
    nothing: Mapping[str, Sequence[Answered]] = {}
    found = {}
    for unit in units:
        given = facts.answers.get(unit, nothing)
        found[unit] = tuple([scale.score(given.get(scale.indicator.id, ())) for scale in scales])
    return found


class _Scale:
    """The scale of one indicator; the points of each value are counted once."""

    def __init__(self, indicator: Indicator, scoring: Scoring) -> None:
        self.indicator, self._scoring, self._id = indicator, scoring, indicator.id
        self._known: dict[Decimal, Decimal] = {}

    def score(self, answers: Sequence[Answered]) -> Score:
        """What a unit answered, however often, as one value with its points."""
        if not answers:
            return Score(self._id, None, None, _NOWHERE)
        value, evidence = answers[0].answer.number, answers[0].evidence
        if value is None:
            return Score(self._id, None, None, evidence)
        for one in answers:
            if one.answer.number != value or one.answer.held:
                return Score(self._id, None, None, evidence)
        points = self._known.get(value)
        if points is None:
            points = self._known[value] = indicator_points(self.indicator, self._scoring, value)
        return Score(self._id, value, points, evidence)


def indicator_points(indicator: Indicator, scoring: Scoring, value: Decimal) -> Decimal:
    """``(value - lowest) / (highest - lowest)`` of the scale, half up at ``scoring.decimals``.

    Args:
        indicator: Its scale.
        scoring: Points at the scale's highest value, and decimals.
        value: In the indicator's unit, on its scale: what lies outside was held when it was read.

    Returns:
        From 0 to ``scoring.points_scale``.
    """
    scaled = (value - indicator.lowest + _NOTHING) * scoring.points_scale
    return _rounded(scaled / (indicator.highest - indicator.lowest), scoring)


def total_points(campaign: Campaign, scores: Iterable[Score]) -> Decimal | None:
    """The sum (no weights) or the weighted mean; ``None`` when any counted value is missing.

    An indicator of weight 0 is not counted. The sum goes up to ``points_scale`` times the number of
    indicators, the mean up to ``points_scale``; both half up at ``scoring.decimals``.
    """
    weights = campaign.scoring.weights
    total = weight_sum = _NOTHING
    counted = 0
    for score in scores:
        weight = weights.get(score.indicator, _NOTHING) if weights else _ONE
        if not weight:
            continue
        if score.points is None:
            return None
        total += score.points * weight if weights else score.points
        weight_sum += weight
        counted += 1
    if not counted:
        return None
    return _rounded(total / weight_sum if weights else total, campaign.scoring)


def shared_ranks(totals: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Shared ranks 1-1-3 of those that have a total."""
    known = sorted((total for total in totals.values() if total is not None), reverse=True)
    first: dict[Decimal, int] = {}
    for rank, total in enumerate(known, 1):
        first.setdefault(total, rank)
    return {key: first[total] for key, total in totals.items() if total is not None}


def _rounded(number: Decimal, scoring: Scoring) -> Decimal:
    return number.quantize(_quantum(scoring.decimals), ROUND_HALF_UP)


@cache
def _quantum(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)
