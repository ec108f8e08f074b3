"""Quotas by kind and group: who is cut, and where a cut would run through a tie."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from campaign.plan.definition import Award, Quota, SubjectKind
from campaign.result.verdicts import Subject


@dataclass(frozen=True, slots=True)
class Over:
    """What one quota takes away: those tied across its end, and those surely beyond it."""

    quota: Quota
    tied: Sequence[int]
    beyond: Sequence[int]


@dataclass(slots=True)
class Cut:
    """What quotas leave of an order, and what each takes away."""

    left: Sequence[int]
    over: list[Over] = field(default_factory=list)


def cut(
    award: Award,
    numbers: Sequence[int],
    rank: Callable[[int], int | None],
    counted: Callable[[Quota, Sequence[int]], Sequence[int]],
) -> Cut:
    """Apply the quotas of an award; where one ends inside a tie the council decides.

    Args:
        award: Its quotas.
        numbers: Candidates in order of rank within each kind.
        rank: The rank of one.
        counted: Those of some candidates whom a quota counts, in the same order.
    """
    made = Cut(numbers)
    for quota in award.quotas:
        members = counted(quota, made.left)
        if len(members) <= quota.places:
            continue
        over = _over(quota, members, rank)
        made.over.append(over)
        out: Collection[int] = {*over.tied, *over.beyond}
        made.left = [number for number in made.left if number not in out]
    return made


def in_quota(subject: Subject, quota: Quota, groups: Mapping[str, str]) -> bool:
    """Whether a quota counts a subject."""
    return counts(quota, subject.unit, subject.kind, groups)


def counts(quota: Quota, unit: str | None, kind: SubjectKind, groups: Mapping[str, str]) -> bool:
    """Whether a quota counts a unit's candidates of one kind."""
    if kind is not quota.kind:
        return False
    return quota.group is None or groups.get(unit or "") == quota.group


def _over(quota: Quota, members: Sequence[int], rank: Callable[[int], int | None]) -> Over:
    """Those tied across the cut, and those surely out; the others are in."""
    places = quota.places
    edge = rank(members[places])
    if not places or rank(members[places - 1]) != edge:
        return Over(quota, (), members[places:])
    tied = [number for number in members if rank(number) == edge]
    return Over(quota, tied, [number for number in members[places:] if rank(number) != edge])
