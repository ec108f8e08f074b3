"""Quotas by kind and group: who is cut, and where a cut would run through a tie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.awards import list_reasons
from campaign.plan.definition import Award, Quota
from campaign.result import Absent, Placed, Reason, Subject


@dataclass(slots=True)
class Cut:
    """What quotas leave of an order, and what they take away."""

    placed: list[Placed]
    absent: list[Absent] = field(default_factory=list)
    council: list[str] = field(default_factory=list)


def cut(award: Award, placed: Sequence[Placed], groups: Mapping[str, str]) -> Cut:
    """Apply the quotas of an award; where one ends inside a tie the council decides.

    Args:
        award: Its quotas.
        award: Its quotas.
        placed: In order of rank within each kind.
        groups: Group id of each unit.
    """
    made = Cut([*placed])
    for quota in award.quotas:
        members = [p for p in made.placed if in_quota(p.subject, quota, groups)]
        if len(members) <= quota.places:
            continue
        tied, beyond = _split(members, quota.places)
        if tied:
            made.council.append(list_reasons.tie_sentence(award, quota, tied))
        made.absent += [_out(p, list_reasons.tie_at_cut(award, p, quota)) for p in tied]
        made.absent += [_out(p, list_reasons.over_quota(award, p, quota)) for p in beyond]
        out = {p.subject.id for p in (*tied, *beyond)}
        made.placed = [p for p in made.placed if p.subject.id not in out]
    return made


def in_quota(subject: Subject, quota: Quota, groups: Mapping[str, str]) -> bool:
    """Whether a quota counts a subject."""
    if subject.kind is not quota.kind:
        return False
    return quota.group is None or groups.get(subject.unit or "") == quota.group


def _out(placed: Placed, reason: Reason) -> Absent:
    return Absent(placed.subject, (reason,), placed.rank, placed.points)


def _split(members: Sequence[Placed], places: int) -> tuple[list[Placed], list[Placed]]:
    """Those tied across the cut, and those surely out; the others are in."""
    edge = members[places].rank
    if not places or members[places - 1].rank != edge:
        return [], list(members[places:])
    tied = [p for p in members if p.rank == edge]
    return tied, [p for p in members[places:] if p.rank != edge]
