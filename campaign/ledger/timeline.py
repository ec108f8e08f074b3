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
from campaign.ledger.looks import Group, Held, Look, LookedAt
from campaign.ledger.times import moment


@dataclass(frozen=True, slots=True)
class Sweep:
    """Many sources seen unchanged at once."""

    seq: int
    at: datetime
    cover: Cover


@dataclass(slots=True)
class Timeline:
    """All looks at some sources, in chain order, and the sweeps between them."""

    _sources: dict[str, LookedAt] = field(default_factory=lambda: defaultdict(LookedAt))
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
        came, went = known.take(body)
        for owner in {unit, *(owner for owner, _form in known.groups)}:
            if owner is not None:
                self._by_unit[owner].add(source)
        said = body.get("modified_at", ""), body.get("modified_by", "")
        by_service = body["door"] == Door.SHEETS
        about = body["name"], body["sha256"], by_service, *said
        known.looks.append(Look(seq, moment(at), source, came, went, *about))

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
        for look in self._looks(self._by_unit.get(unit, ())):
            if look.sha256 == sha256:
                held = Held(frozenset((unit, form) for form in forms))
                own = self._sources[look.source].looks
                counts = [held.take(each) for each in own if each.seq <= look.seq]
                return counts[-1] >= minimum
        return None

    def row_interval(self, source: str, row: str) -> Interval | None:
        """When one row of a source came to be complete."""
        known = self._sources.get(source)
        if known is None or not known.looks:
            return None
        return self._close(known.looks, frozenset(known.groups), 1, row)

    def _looks(self, sources: Iterable[str]) -> list[Look]:
        gathered = [look for name in sources for look in self._sources[name].looks]
        return sorted(gathered, key=lambda look: look.seq)

    def _close(
        self,
        looks: Sequence[Look],
        groups: frozenset[Group],
        minimum: int,
        only: str | None = None,
    ) -> Interval:
        held = Held(groups, only)
        without: Look | None = None
        for look in looks:
            if held.take(look) >= minimum:
                return self._closed(look, self._last_without(without, held.sources, look.seq))
            held.sources.add(look.source)
            without = look
        watched = all(look.by_service for look in looks)
        return Interval(self._last_without(without, held.sources, _END), None, watched=watched)

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
        return Interval(
            None if without is None else min(without, look.at),
            look.at,
            modified_at=moment(look.modified_at) if look.modified_at else None,
            modified_by=look.modified_by,
            source=look.name,
            said_by_service=look.by_service,
        )


_END = 1 << 62
