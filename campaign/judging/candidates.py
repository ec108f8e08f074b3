"""Everybody who is judged, with what the rules group, rank and look up by, drawn once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain, count
from typing import TypeVar, overload

from campaign.plan.definition import SubjectKind
from campaign.result.verdicts import Subject
from campaign.vietnamese.names import plain_key
from campaign.vietnamese.text import key, keys

Name = tuple[str, SubjectKind, str]
"""Unit, kind and name: who a proposal is for."""

Side = tuple[str | None, SubjectKind]
"""A unit and a kind: for whom its facts say the same."""

Likeness = tuple[str | None, SubjectKind, str, Decimal | None]
"""All that can rank a subject: the unit of a collective, kind, gender, share of women."""

_KINDS: dict[str, SubjectKind] = {kind.value: kind for kind in SubjectKind}
_Value = TypeVar("_Value", bound=Hashable)


class Candidates(Sequence[Subject]):
    """Subjects in the order given, each known by its number in it.

    Attributes:
        sides: Each unit and kind there is, by number.
        side: The number of each subject's unit and kind.
        likenesses: What can rank somebody, by number: who is alike can only rank alike.
        likeness: The number of each subject's likeness.
        names: Each subject's name, as ``name_of`` has it.
        name: A number for each subject's unit, kind and name: whose proposal it is.
    """

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._subjects = everybody = [*subjects]
        # The plain text of a kind: hashing members of an enumeration costs as much as all the rest.
        kinds = [one.kind._value_ for one in everybody]
        sides, self.side = _numbered(zip([one.unit for one in everybody], kinds, strict=True))
        self.sides: list[Side] = [(unit, _KINDS[kind]) for unit, kind in sides]
        alike, self.likeness = _numbered(_likenesses(everybody, kinds))
        self.likenesses: list[Likeness] = [
            (unit, _KINDS[kind], gender, share) for unit, kind, gender, share in alike
        ]
        names = [one.name for one in everybody]
        words = map(keys(names).__getitem__, names)
        self.names = [*map(name_of, kinds, words)]
        self._known, self.name = _numbered(zip(self.side, self.names, strict=True))
        self._awards, self._asked = _numbered(one.awards for one in everybody)

    @classmethod
    def of(cls, subjects: Iterable[Subject]) -> Candidates:
        """The same candidates where they are known as such already."""
        return subjects if isinstance(subjects, cls) else cls(subjects)

    def __len__(self) -> int:
        return len(self._subjects)

    def __iter__(self) -> Iterator[Subject]:
        return iter(self._subjects)

    @overload
    def __getitem__(self, place: int) -> Subject: ...
    @overload
    def __getitem__(self, place: slice) -> list[Subject]: ...
    def __getitem__(self, place: int | slice) -> Subject | list[Subject]:
        return self._subjects[place]

    @cached_property
    def members(self) -> list[list[int]]:
        """The numbers of the subjects of each side."""
        found: list[list[int]] = [[] for _ in self.sides]
        for number, side in enumerate(self.side):
            found[side].append(number)
        return found

    @cached_property
    def shared_names(self) -> frozenset[int]:
        """Names that more than one subject bears."""
        if len(self._known) == len(self._subjects):
            return frozenset()
        return frozenset(name for name, often in Counter(self.name).items() if often > 1)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each subject, by its id."""
        return {one.id: number for number, one in enumerate(self._subjects)}

    def asking(self, award: str) -> list[int]:
        """Numbers of those proposed for an award."""
        asked = [award in awards for awards in self._awards]
        return [number for number, awards in enumerate(self._asked) if asked[awards]]

    @cached_property
    def in_print(self) -> list[int]:
        """Numbers by unit, name and id: how equals are printed; it decides nothing."""
        units: dict[str, list[list[int]]] = {}
        for (unit, _), numbers in zip(self.sides, self.members, strict=True):
            units.setdefault(unit or "", []).append(numbers)
        return list(chain.from_iterable(self._by_name(units[unit]) for unit in sorted(units)))

    def _by_name(self, members: Iterable[Sequence[int]]) -> Iterator[int]:
        names, subjects = self.names, self._subjects
        found = [(names[n], subjects[n].id, n) for numbers in members for n in numbers]
        found.sort()
        return (number for _, _, number in found)


def name_of(kind: str, words: str) -> str:
    """Who is meant by a name: ``Bà`` or a degree before a person's makes nobody else of her.

    Args:
        kind: The kind of the subject.
        words: The key of the name.
    """
    return words if kind == SubjectKind.COLLECTIVE.value else plain_key(words)


def identity(subject: Subject) -> Name:
    """Who a proposal is for: the same person or collective has the same."""
    return _identity(subject.unit or "", subject.kind, subject.name)


@lru_cache(maxsize=65536)
def _identity(unit: str, kind: SubjectKind, name: str) -> Name:
    """Remembered: cards ask for it again and again, and a key is costly to make."""
    return unit, kind, name_of(kind, key(name))


def likeness(subject: Subject) -> Likeness:
    """All that can rank a subject."""
    own = subject.kind is SubjectKind.COLLECTIVE
    return subject.unit if own else None, subject.kind, subject.gender, subject.women_share


def _likenesses(
    everybody: Sequence[Subject], kinds: Sequence[str]
) -> Iterator[tuple[str | None, str, str, Decimal | None]]:
    """The likeness of each, with its kind as plain text."""
    own = SubjectKind.COLLECTIVE.value
    return zip(
        [one.unit if kind == own else None for one, kind in zip(everybody, kinds, strict=True)],
        kinds,
        [one.gender for one in everybody],
        [one.women_share for one in everybody],
        strict=True,
    )


def _numbered(values: Iterable[_Value]) -> tuple[list[_Value], list[int]]:
    """Each different value once, and the number of every value among them."""
    numbers: dict[_Value, int] = defaultdict(count().__next__)
    found = [numbers[value] for value in values]
    return [*numbers], found
