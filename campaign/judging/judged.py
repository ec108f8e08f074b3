"""Verdicts with their reasons, held once for all of whom a unit's facts say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from campaign.judging.candidates import Candidates
from campaign.result.verdicts import Judgement, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say of somebody: the gravest of the reasons decides."""

    verdict: Verdict
    reasons: tuple[Reason, ...]

    @classmethod
    def of(cls, reasons: Sequence[Reason]) -> Ruling:
        """The ruling that some reasons make."""
        return cls(gravest(reasons), tuple(reasons)) if reasons else NOTHING

    @property
    def against(self) -> tuple[Reason, ...]:
        """The reasons that keep somebody off every list."""
        return tuple([one for one in self.reasons if one.weight is not Verdict.ELIGIBLE])

    @property
    def remarks(self) -> tuple[Reason, ...]:
        """The reasons that keep nobody off a list."""
        if not self.reasons:
            return ()
        return tuple([one for one in self.reasons if one.weight is Verdict.ELIGIBLE])


NOTHING = Ruling(Verdict.ELIGIBLE, ())
"""Nothing to say: most candidates of most units."""


def gravest(reasons: Iterable[Reason]) -> Verdict:
    """The verdict that reasons lead to together."""
    weights = [reason.weight for reason in reasons]
    if Verdict.INELIGIBLE in weights:
        return Verdict.INELIGIBLE
    return Verdict.HELD if Verdict.HELD in weights else Verdict.ELIGIBLE


class Judged(Sequence[Judgement]):
    """Judgements in the order of the candidates, each made when somebody looks.

    Attributes:
        candidates: Who was judged.
        sides: What a unit's facts say of all its candidates of one kind, by number of the side.
        own: The rulings on those of whom more is to be said, by the candidate's number.
    """

    def __init__(
        self, candidates: Candidates, sides: Sequence[Ruling], own: Mapping[int, Ruling]
    ) -> None:
        self.candidates, self.sides, self.own = candidates, sides, own

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Judged:
        """The same judgements where each has been made already."""
        if isinstance(judgements, cls):
            return judgements
        candidates = Candidates(one.subject for one in judgements)
        own = {number: Ruling.of(one.reasons) for number, one in enumerate(judgements)}
        made = cls(candidates, [NOTHING] * len(candidates.sides), own)
        made._made = [*judgements]
        return made

    def ruling(self, number: int) -> Ruling:
        """What the rules say of a candidate."""
        found = self.own.get(number)
        return self.sides[self.candidates.side[number]] if found is None else found

    def clear(self) -> bytearray:
        """1 at the number of every candidate against whom nothing speaks."""
        good = [one.verdict is Verdict.ELIGIBLE for one in self.sides]
        found = bytearray([good[side] for side in self.candidates.side])
        for number, one in self.own.items():
            found[number] = one.verdict is Verdict.ELIGIBLE
        return found

    @cached_property
    def _made(self) -> list[Judgement]:
        rulings = map(self.ruling, range(len(self.candidates)))
        return [
            Judgement(subject, ruling.verdict, ruling.reasons)
            for subject, ruling in zip(self.candidates, rulings, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.candidates)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._made)

    @overload
    def __getitem__(self, place: int) -> Judgement: ...
    @overload
    def __getitem__(self, place: slice) -> list[Judgement]: ...
    def __getitem__(self, place: int | slice) -> Judgement | list[Judgement]:
        return self._made[place]
