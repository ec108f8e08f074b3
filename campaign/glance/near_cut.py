"""Who stands near each cut-off, and how often he or she stays in when the weights vary."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from campaign.firmness.contest import Candidate, Contest
from campaign.firmness.judge import Firmness
from campaign.plan.definition import Campaign
from campaign.result.whole import Result

_EACH_SIDE = 4
"""How many of each side are near."""


@dataclass(frozen=True, slots=True)
class NearLine:
    """One candidate: per cent of random weightings in which it is on the list."""

    name: str
    unit: str
    percent: Decimal
    inside: bool
    tied: bool


@dataclass(frozen=True, slots=True)
class NearCut:
    """One cut-off.

    Attributes:
        award: Award id.
        title: The list and the group, as shown.
        sentence: How firm it is.
        lines: The nearest of both sides, best first.
    """

    award: str
    title: str
    sentence: str
    lines: tuple[NearLine, ...]


def near_cuts(result: Result, campaign: Campaign) -> tuple[NearCut, ...]:
    """One item a cut-off, in plan order."""
    awards = {award.id: award.short_name for award in campaign.awards}
    groups = {group.id: group.name for group in campaign.groups}
    return tuple(
        NearCut(
            item.contest.award,
            ", ".join(filter(None, (awards[item.contest.award], groups.get(_group(item))))),
            item.sentence,
            tuple(_line(item, one) for one in _nearest(item.contest)),
        )
        for item in result.firmness
    )


def _group(item: Firmness) -> str:
    return item.contest.group or ""


def _nearest(contest: Contest) -> list[Candidate]:
    """The last of those inside, then the first of those outside."""

    def order(one: Candidate) -> tuple[Fraction, tuple[int, ...], str]:
        total = sum(
            (Fraction(points) * share for points, share in zip(one.points, shares, strict=True)),
            Fraction(0),
        )
        return -total, one.precedence, one.id

    shares = contest.shares
    inside = sorted(contest.side(inside=True), key=order)
    return inside[-_EACH_SIDE:] + sorted(contest.side(inside=False), key=order)[:_EACH_SIDE]


def _line(item: Firmness, one: Candidate) -> NearLine:
    return NearLine(one.name, one.unit, item.stays[one.id], one.inside, one.tied)
