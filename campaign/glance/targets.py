"""The campaign's measurable aims: what units report of each, and who reached the target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from campaign.plan.definition import Campaign, Indicator
from campaign.result.whole import Result
from campaign.roster.units import Unit


@dataclass(frozen=True, slots=True)
class TargetState:
    """One indicator across the units.

    Attributes:
        indicator: Its definition; ``indicator.target`` is ``None`` where the plan sets none.
        values: (unit id, value) of those with a usable value, in roster order.
        unknown: Units without one.
        lowest: Least value; ``None`` when nobody has one, as the next two.
        middle: Median of the units, half up at the indicator's decimals: units count alike, for
            the number of dossiers behind each value is not known.
        highest: Greatest value.
        reached: Units at or above the target; ``None`` without a target.
    """

    indicator: Indicator
    values: tuple[tuple[str, Decimal], ...]
    unknown: int
    lowest: Decimal | None
    middle: Decimal | None
    highest: Decimal | None
    reached: int | None


def target_states(
    result: Result, campaign: Campaign, units: Iterable[Unit]
) -> tuple[TargetState, ...]:
    """One state an indicator, over the units that take part."""
    asked = [unit.id for unit in units if campaign.group_of(unit.kind) is not None]
    return tuple(_state(result, indicator, asked) for indicator in campaign.indicators)


def _state(result: Result, indicator: Indicator, units: list[str]) -> TargetState:
    values = tuple(
        (unit, score.value)
        for unit in units
        for score in result.scores.get(unit, ())
        if score.indicator == indicator.id and score.value is not None
    )
    numbers = [value for _, value in values]
    middle = None
    if numbers:
        exact = Decimal(1).scaleb(-indicator.decimals)
        middle = Decimal(median(numbers)).quantize(exact, ROUND_HALF_UP)
    target = indicator.target
    return TargetState(
        indicator,
        values,
        len(units) - len(values),
        min(numbers, default=None),
        middle,
        max(numbers, default=None),
        None if target is None else sum(value >= target for value in numbers),
    )
