"""Several proposals for one person or collective are one subject: by kind, name and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from campaign.judging.candidates import name_of
from campaign.result.verdicts import Proposal, Subject
from campaign.vietnamese.text import bare_key, keys


def merged(proposed: Iterable[Subject]) -> list[Subject]:
    """Join proposals of one subject for different awards; the least row id names it.

    Two proposals for the same award stay apart: they may be of two people of one name, or one
    too many, and the list says so. So do proposals whose date of birth or gender differ, and
    those that name no award.

    Args:
        proposed: Subjects of one proposal each.

    Returns:
        Subjects in the order in which their first proposal stood.
    """
    given = list(proposed)
    alike: dict[tuple[str, str, str], list[Subject]] = defaultdict(list)
    names = keys(one.name for one in given)
    for subject in given:
        if subject.name and subject.awards:
            name = name_of(subject.kind, names[subject.name])
            alike[subject.unit or "", subject.kind, name].append(subject)
    made: dict[str, Subject] = {}
    for group in alike.values():
        for joined in _joined(group):
            made |= {proposal.row: joined for proposal in joined.proposals}
    found = (made.get(subject.id, subject) for subject in given)
    return list({subject.id: subject for subject in found}.values())


def _joined(group: Sequence[Subject]) -> Iterator[Subject]:
    """Subjects of one name: nothing here depends on which row stands first."""
    if len(group) == 1:
        yield group[0]
        return
    for pool in _pools(group):
        kept: list[Subject] = []
        for subject in sorted(pool, key=lambda one: one.id):
            place = next((n for n, one in enumerate(kept) if _differ(one, subject)), None)
            if place is None:
                kept.append(subject)
            else:
                kept[place] = _join(kept[place], subject)
        yield from (_with_common(one, pool) for one in kept)


def _pools(group: Sequence[Subject]) -> list[list[Subject]]:
    """Rows that may be of one person: all, unless their births or genders disagree."""
    births = {one.born for one in group if one.born}
    genders = {bare_key(one.gender) for one in group if one.gender}
    if len(births) < 2 and len(genders) < 2:
        return [[*group]]
    pools: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for one in group:
        pools[one.born, bare_key(one.gender)].append(one)
    return [*pools.values()]


def _differ(one: Subject, other: Subject) -> bool:
    """Whether two proposals ask for different awards, so that they can be one subject's."""
    return not set(one.awards) & set(other.awards)


def _join(known: Subject, other: Subject) -> Subject:
    proposals: tuple[Proposal, ...] = (*known.proposals, *other.proposals)
    awards, waiting = (*known.awards, *other.awards), known.waiting or other.waiting
    may_lead = known.may_lead or other.may_lead
    return replace(known, awards=awards, proposals=proposals, waiting=waiting, may_lead=may_lead)


def _with_common(subject: Subject, pool: Sequence[Subject]) -> Subject:
    """What any row of the pool says of the subject; a share they disagree on speaks for nobody."""
    shares = {one.women_share for one in pool if one.women_share is not None}
    return replace(
        subject,
        born=next((one.born for one in pool if one.born), ""),
        gender=next((one.gender for one in pool if one.gender), ""),
        women_share=shares.pop() if len(shares) == 1 else None,
    )
