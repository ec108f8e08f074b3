"""Who stands on a list that another award is chosen from, and who may still come on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaign.judging.candidates import Candidates
from campaign.result.lists import Absent, Shortlist
from campaign.result.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list by names: a name that is on it may be chosen, whichever proposal brought it there.

    Attributes:
        listed: 1 at the number of every name on the list (``Candidates.name``).
        waiting: Numbers of the names that the list may still take.
    """

    listed: bytearray
    waiting: frozenset[int]

    @classmethod
    def of(
        cls, candidates: Candidates, numbers: Iterable[int], absent: Mapping[int, Absent]
    ) -> Chosen:
        """The names of a list.

        Args:
            candidates: Everybody.
            numbers: The numbers of those on the list.
            absent: Those who asked to be, by number.
        """
        waiting = (
            number
            for number, item in absent.items()
            if all(reason.weight is Verdict.HELD for reason in item.reasons)
        )
        name, listed = candidates.name, bytearray(len(candidates))
        for number in numbers:
            listed[name[number]] = 1
        return cls(listed, frozenset(name[number] for number in waiting))

    @classmethod
    def after(cls, candidates: Candidates, made: Shortlist) -> Chosen:
        """The names of a list as people left it."""
        number = candidates.numbers
        numbers = [number[item.subject.id] for item in made.placed]
        return cls.of(candidates, numbers, {number[item.subject.id]: item for item in made.absent})
