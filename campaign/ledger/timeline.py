"""When was something first seen complete, and last seen without? Computed from looks in order.

The order of the chain decides, not the clocks: what was learned later never comes earlier. Only
looks at sources that held such rows at some time speak of them: another file proves no absence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from campaign.interval import Interval
from campaign.ledger.cover import Cover
from campaign.ledger.events import Door, Outcome
from campaign.ledger.times import moment

Group = tuple[str | None, str]
"""Unit and form of a row."""
Groups = Mapping[Group, frozenset[str]]
"""Ids of the complete rows, by unit and form; empty where all rows are incomplete."""


@dataclass(frozen=True, slots=True)
class Look:
    """One believed look at a source that found its content new."""

    seq: int
    at: datetime
    source: str
    groups: Groups
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sweep:
    """Many sources seen unchanged at once."""

    seq: int
    at: datetime
    cover: Cover


@dataclass(slots=True)
class _Source:
    """A source while its records are read in order."""

    units: set[str] = field(default_factory=set)
    rows: dict[str, tuple[Group, bool]] = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    def take(self, body: Mapping[str, Any]) -> None:
        """Bring rows and groups up to a record."""
        touched = set()
        for row in body.get("gone", ()):
            found = self.rows.pop(row, None)
            if found is not None:
                touched.add(found[0])
        for row, form, unit, complete, _digest in body.get("rows", ()):
            if row in self.rows:
                touched.add(self.rows[row][0])
            self.rows[row] = ((unit, form), bool(complete))
            touched.add((unit, form))
        if touched:
            self.groups = {**self.groups, **{group: self._complete(group) for group in touched}}

    def _complete(self, group: Group) -> frozenset[str]:
        return frozenset(row for row, (own, whole) in self.rows.items() if whole and own == group)


@dataclass(slots=True)
class Timeline:
    """All looks at some sources, in chain order, and the sweeps between them."""

    _sources: dict[str, _Source] = field(default_factory=lambda: defaultdict(_Source))
    _sweeps: list[Sweep] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _by_unit: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def look(
        self, seq: int, at: str, source: str, unit: str | None, body: Mapping[str, Any]
    ) -> None:
        """Take in an observation's record."""
        if body["outcome"] != Outcome.READ:
            return
        known = self._sources[source]
        known.take(body)
        if unit is not None:
            known.units.add(unit)
            self._by_unit[unit].add(source)
        for owner, _form in known.groups:
            if owner is not None:
                self._by_unit[owner].add(source)
        known.looks.append(Look(seq, moment(at), source, known.groups, body))

    def sweep(self, seq: int, at: str, cover: Cover) -> None:
        """Take in a record of sources seen unchanged."""
        self._sweeps.append(Sweep(seq, moment(at), cover))
        self._numbers.append(seq)

    def units(self) -> list[str]:
        """Every unit that something is known of."""
        return sorted(self._by_unit)

    def interval(self, unit: str, forms: Collection[str], minimum: int) -> Interval | None:
        """When ``minimum`` complete rows of the forms came to be there; ``None``: never looked."""
        groups = frozenset((unit, form) for form in forms)
        names = self._by_unit.get(unit, set())
        holding = [n for n in names if not groups.isdisjoint(self._sources[n].groups)]
        looks = self._looks(holding or names)
        return self._close(looks, groups, minimum) if looks else None

    def complete_in(
        self, sha256: str, unit: str, forms: Collection[str], minimum: int
    ) -> bool | None:
        """Whether a content, as it was read, was complete; ``None`` when it never was read."""
        if not sha256:
            return None
        groups = frozenset((unit, form) for form in forms)
        for look in self._looks(self._by_unit.get(unit, ())):
            if look.body["sha256"] == sha256:
                return len(_rows(look, groups)) >= minimum
        return None

    def row_interval(self, source: str, row: str) -> Interval | None:
        """When one row of a source came to be complete."""
        known = self._sources.get(source)
        if known is None or not known.looks:
            return None
        groups = frozenset(known.groups)
        return self._close(known.looks, groups, 1, frozenset({row}))

    def _looks(self, sources: Iterable[str]) -> list[Look]:
        gathered = [look for name in sources for look in self._sources[name].looks]
        return sorted(gathered, key=lambda look: look.seq)

    def _close(
        self,
        looks: Sequence[Look],
        groups: frozenset[Group],
        minimum: int,
        only: frozenset[str] | None = None,
    ) -> Interval:
        held: dict[str, frozenset[str]] = {}
        without: Look | None = None
        for look in looks:
            rows = _rows(look, groups)
            seen = held | {look.source: rows if only is None else rows & only}
            if len(frozenset().union(*seen.values())) >= minimum:
                return self._closed(look, self._last_without(without, held, look.seq))
            held, without = seen, look
        return Interval(self._last_without(without, held, _END), None)

    def _last_without(
        self, look: Look | None, held: Collection[str], before: int
    ) -> datetime | None:
        """When it was last seen absent before a record: by a look, or by a sweep after it."""
        if look is None:
            return None
        for index in range(bisect_left(self._numbers, before) - 1, -1, -1):
            sweep = self._sweeps[index]
            if sweep.seq < look.seq:
                break
            if any(source in sweep.cover for source in held):
                return sweep.at
        return look.at

    @staticmethod
    def _closed(look: Look, without: datetime | None) -> Interval:
        body = look.body
        changed = body.get("modified_at")
        return Interval(
            None if without is None else min(without, look.at),
            look.at,
            modified_at=moment(changed) if changed else None,
            modified_by=body.get("modified_by", ""),
            source=body["name"],
            said_by_service=body["door"] == Door.SHEETS,
        )


_END = 1 << 62


def _rows(look: Look, groups: frozenset[Group]) -> frozenset[str]:
    found = [rows for group, rows in look.groups.items() if group in groups]
    return found[0] if len(found) == 1 else frozenset().union(*found)
