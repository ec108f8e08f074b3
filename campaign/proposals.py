"""Several proposals for one person or collective are one subject: by kind, name and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from campaign.result import Proposal, Subject
from campaign.text import bare_key, key


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
    for subject in given:
        if subject.name and subject.awards:
            alike[subject.unit or "", subject.kind, key(subject.name)].append(subject)
    made: dict[str, Subject] = {}
    for group in alike.values():
        for joined in _joined(group):
            made |= {proposal.row: joined for proposal in joined.proposals}
    found = (made.get(subject.id, subject) for subject in given)
    return list({subject.id: subject for subject in found}.values())


def _joined(group: Sequence[Subject]) -> list[Subject]:
    """Subjects of one name, each put to the first that it can be part of, least id first."""
    if len(group) == 1:
        return [*group]
    kept: list[Subject] = []
    for subject in sorted(group, key=lambda one: one.id):
        fits = (n for n, known in enumerate(kept) if _one_subject(known, subject))
        place = next(fits, None)
        if place is None:
            kept.append(subject)
        else:
            kept[place] = _join(kept[place], subject)
    return kept


def _one_subject(known: Subject, other: Subject) -> bool:
    apart = set(known.awards) & set(other.awards)
    same_birth = not known.born or not other.born or known.born == other.born
    one, two = bare_key(known.gender), bare_key(other.gender)
    return not apart and same_birth and (not one or not two or one == two)


def _join(known: Subject, other: Subject) -> Subject:
    proposals: tuple[Proposal, ...] = (*known.proposals, *other.proposals)
    return replace(
        known,
        born=known.born or other.born,
        gender=known.gender or other.gender,
        women_share=known.women_share if known.women_share is not None else other.women_share,
        awards=(*known.awards, *other.awards),
        proposals=proposals,
    )
