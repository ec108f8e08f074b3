"""Looks at sources, each with what it changed: the rows that came to be complete, or went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Group = tuple[str | None, str]
"""Unit and form of a row."""
Rows = Mapping[Group, Sequence[str]]
"""Ids of rows by unit and form."""


@dataclass(frozen=True, slots=True)
class Look:
    """One believed look at a source that found its content new.

    Only what changed is kept: ten thousand sources have as many rows as change, and no more.

    Attributes:
        came: Rows that are complete since this look.
        went: Rows that were complete before it, and are not any more.
        name, sha256, by_service, modified_at, modified_by: As the record's body says.
    """

    seq: int
    at: datetime
    source: str
    came: Rows
    went: Rows
    name: str
    sha256: str
    by_service: bool
    modified_at: str
    modified_by: str


@dataclass(slots=True)
class LookedAt:
    """A source while its records are read in order.

    Attributes:
        groups: Units and forms of which it ever held a row.
        complete: Its complete rows as last read.
    """

    groups: set[Group] = field(default_factory=set)
    complete: dict[str, Group] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    def take(self, body: Mapping[str, Any]) -> tuple[Rows, Rows]:
        """Bring the rows up to a record: those that came to be complete, those that went."""
        came: dict[Group, list[str]] = {}
        went: dict[Group, list[str]] = {}
        for row in body.get("gone", ()):
            self._leave(row, went)
        for row, form, unit, complete, _digest in body.get("rows", ()):
            group = (unit, form)
            if complete and self.complete.get(row) == group:
                continue
            self.groups.add(group)
            self._leave(row, went)
            if complete:
                self.complete[row] = group
                came.setdefault(group, []).append(row)
        return came, went

    def _leave(self, row: str, went: dict[Group, list[str]]) -> None:
        group = self.complete.pop(row, None)
        if group is not None:
            went.setdefault(group, []).append(row)


@dataclass(slots=True)
class Held:
    """Which rows are complete after some looks, in however many sources each stands."""

    groups: frozenset[Group]
    only: str | None = None
    sources: set[str] = field(default_factory=set)
    _in: dict[str, int] = field(default_factory=dict)

    def take(self, look: Look) -> int:
        """Bring it up to a look, and count the rows."""
        for row in self._of(look.went):
            self._in[row] -= 1
            if not self._in[row]:
                del self._in[row]
        for row in self._of(look.came):
            self._in[row] = self._in.get(row, 0) + 1
        return len(self._in)

    def _of(self, rows: Rows) -> Iterator[str]:
        for group, ids in rows.items():
            if group in self.groups:
                yield from (row for row in ids if self.only in (None, row))
