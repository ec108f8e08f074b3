"""A row of things whose number is known at once, and which are made when somebody looks at one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

Item_co = TypeVar("Item_co", covariant=True)


class Later(Sequence[Item_co], Generic[Item_co]):
    """A tuple that is made at the first look and then kept; equal to a tuple of the same."""

    def __init__(self, count: int, make: Callable[[], Iterable[Item_co]]) -> None:
        self._count, self._make = count, make

    @cached_property
    def _items(self) -> tuple[Item_co, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item_co]:
        return iter(self._items)

    @overload
    def __getitem__(self, place: int) -> Item_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item_co, ...]: ...
    def __getitem__(self, place: int | slice) -> Item_co | tuple[Item_co, ...]:
        return self._items[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Later):
            return self._items == other._items
        return self._items == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)
