"""Points on the campaign's fixed scales, exact: nobody's points depend on who else competes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from campaign.judging.facts import Answered, Facts
from campaign.plan.definition import Campaign, Indicator, Scoring
from campaign.result import Evidence, Score

_NOWHERE = Evidence("none")


def unit_scores(
    campaign: Campaign, facts: Facts, units: Iterable[str]
) -> dict[str, tuple[Score, ...]]:
    """One score an indicator for each unit; a missing or doubtful value has no points."""
    return {
        unit: tuple(
            _score(indicator, campaign.scoring, facts.answers.get(unit, {}).get(indicator.id, []))
            for indicator in campaign.indicators
        )
        for unit in units
    }


def _score(indicator: Indicator, scoring: Scoring, answers: Sequence[Answered]) -> Score:
    usable = [a for a in answers if a.answer.number is not None and not a.answer.held]
    values = {a.answer.number for a in usable}
    if len(values) != 1 or len(usable) != len(answers):
        evidence = answers[0].evidence if answers else _NOWHERE
        return Score(indicator.id, None, None, evidence)
    value = usable[0].answer.number
    points = None if value is None else indicator_points(indicator, scoring, value)
    return Score(indicator.id, value, points, usable[0].evidence)


def indicator_points(indicator: Indicator, scoring: Scoring, value: Decimal) -> Decimal:
    """``(value - lowest) / (highest - lowest)`` of the scale, half up at ``scoring.decimals``."""
    scaled = (value - indicator.lowest) * scoring.points_scale
    return _rounded(scaled / (indicator.highest - indicator.lowest), scoring)


def total_points(campaign: Campaign, scores: Iterable[Score]) -> Decimal | None:
    """The sum (no weights) or the weighted mean; ``None`` when any counted value is missing."""
    weights = campaign.scoring.weights
    total = Decimal(0)
    weight_sum = Decimal(0)
    counted = 0
    for score in scores:
        weight = weights.get(score.indicator, Decimal(0)) if weights else Decimal(1)
        if not weight:
            continue
        if score.points is None:
            return None
        total += score.points * weight
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
    return number.quantize(Decimal(1).scaleb(-scoring.decimals), ROUND_HALF_UP)
