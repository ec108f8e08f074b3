"""Who goes before whom: one order of all candidates, from which every list is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from campaign.awards.merits import Merits
from campaign.judging.candidates import Candidates
from campaign.plan.definition import SubjectKind

_KINDS = {kind: number for number, kind in enumerate(SubjectKind)}

_COLLECTIVE = _KINDS[SubjectKind.COLLECTIVE]

Place = tuple[int | None, bool]
"""A rank, and whether others share it."""


class Order:
    """Candidates by kind, then merit; equals as they are printed.

    Attributes:
        candidates: Everybody.
        classes: The number of each candidate's class: who is of one class shares a rank.
        ordered: Candidates' numbers in order.
    """

    def __init__(self, candidates: Candidates, merits: Merits) -> None:
        self.candidates = candidates
        alike = [(_KINDS[like[1]], merits.alike(like)) for like in candidates.likenesses]
        self._kept = sorted(set(alike))
        numbers = {one: number for number, one in enumerate(self._kept)}
        of_likeness = [numbers[one] for one in alike]
        self.classes = [of_likeness[like] for like in candidates.likeness]
        self.ordered = self._ordered()

    def _ordered(self) -> list[int]:
        places: list[list[int]] = [[] for _ in self._kept]
        classes = self.classes
        for number in self.candidates.in_print:
            places[classes[number]].append(number)
        return list(chain.from_iterable(places))

    def ranks(self, numbers: Sequence[int]) -> Ranks:
        """Shared ranks 1-1-3 within each kind.

        Args:
            numbers: Candidates in order.
        """
        places: dict[int, Place] = {}
        before = kind = 0
        for number, count in Counter(map(self.classes.__getitem__, numbers)).items():
            own, (unscored, *_) = self._kept[number]
            before = before if own == kind else 0
            kind = own
            ranked = not (unscored and own == _COLLECTIVE)
            places[number] = (before + 1 if ranked else None), ranked and count > 1
            before += count
        return Ranks(self.classes, places)


class Ranks:
    """The ranks of those who can be on a list."""

    def __init__(self, classes: Sequence[int], places: Mapping[int, Place]) -> None:
        self._classes, self._places = classes, places

    def of(self, number: int) -> int | None:
        """A candidate's rank; ``None`` for a collective without points."""
        return self._places[self._classes[number]][0]

    def place(self, number: int) -> Place:
        """A candidate's rank, and whether others share it."""
        return self._places[self._classes[number]]
