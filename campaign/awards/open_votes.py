"""On whom a vote decides that is not finished: until it is, no list is final."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.council.tally import Tally
from campaign.plan.definition import Award
from campaign.result.lists import Absent, Shortlist
from campaign.result.verdicts import Verdict


def unfinished(award: Award, made: Shortlist, tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Names, in order of the tallies and then of the list.

    Where a share of votes is asked for, the vote decides on everybody; else it decides on those
    whom the council must part at the cut.
    """
    tied = {absent.subject.id for absent in made.absent if _has(absent, "tie_at_cut")}
    asked = award.vote_threshold is not None
    names = [
        one.name
        for one in tallies
        if one.award == award.id and one.open and (asked or one.subject in tied)
    ]
    names += [absent.subject.name for absent in made.absent if _has(absent, "votes")]
    return tuple(dict.fromkeys(names))


def _has(absent: Absent, code: str) -> bool:
    """Whether a reason of this code holds somebody, rather than refuses."""
    return any(one.code == code and one.weight is Verdict.HELD for one in absent.reasons)
