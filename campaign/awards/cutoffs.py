"""Where a quota ends a list: the points of the last collective on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaign.plan.definition import Award, Campaign, Quota, SubjectKind
from campaign.result.lists import Shortlist
from campaign.result.whole import Result
from campaign.roster.units import Unit

CUT_CODES = frozenset({"over_quota", "tie_at_cut"})
"""Codes of the reasons that a quota gives to those it leaves out."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A quota for collectives that left somebody out.

    Attributes:
        award: Id of the award.
        group: Id of the group that the quota is for; ``None`` for all.
        places: Places of the quota.
        points: Points of the last on the list; ``None`` when nobody with points is on it.
        tied: Whether the council must settle a tie at this cut.
        units: Ids of the units that the quota is for.
    """

    award: str
    group: str | None
    places: int
    points: Decimal | None
    tied: bool
    units: frozenset[str]


def cuts_of(result: Result, campaign: Campaign, units: Sequence[Unit]) -> tuple[Cut, ...]:
    """Every quota for collectives that left somebody out, in plan order."""
    lists = {shortlist.award: shortlist for shortlist in result.shortlists}
    return tuple(
        cut
        for award in campaign.awards
        if award.id in lists
        for cut in _cuts(award, lists[award.id], campaign, units)
    )


def _cuts(
    award: Award, shortlist: Shortlist, campaign: Campaign, units: Sequence[Unit]
) -> Iterator[Cut]:
    for quota in award.quotas:
        if quota.kind is not SubjectKind.COLLECTIVE:
            continue
        mine = frozenset(unit.id for unit in units if _within(quota, unit, campaign))
        codes = {
            reason.code
            for absent in shortlist.absent
            if absent.subject.kind is quota.kind and absent.subject.unit in mine
            for reason in absent.reasons
        }
        if codes & CUT_CODES:
            points = _last(shortlist, quota, mine)
            yield Cut(award.id, quota.group, quota.places, points, "tie_at_cut" in codes, mine)


def _within(quota: Quota, unit: Unit, campaign: Campaign) -> bool:
    group = campaign.group_of(unit.kind)
    return quota.group is None or (group is not None and group.id == quota.group)


def _last(shortlist: Shortlist, quota: Quota, units: frozenset[str]) -> Decimal | None:
    points = [
        placed.points
        for placed in shortlist.placed
        if placed.subject.kind is quota.kind and placed.subject.unit in units
    ]
    return min((item for item in points if item is not None), default=None)
