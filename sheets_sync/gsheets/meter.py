"""Keeps to a quota a minute, together with the other processes of the machine.

What was spent stands in a small file under a lock, by whole seconds. A second counts until a full
window after its end, so that a little jitter on the way to Google breaks no limit.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.gsheets.clock import Clock


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be spent: ``limit`` units in any ``window`` seconds."""

    name: str
    limit: int
    window: int = 60


READS = Budget("reads", 60)
WRITES = Budget("writes", 60)
"""Google Sheets: a minute a user (https://developers.google.com/workspace/sheets/api/limits)."""
DRIVE = Budget("drive", 325_000)
"""Google Drive: units a minute a user, in projects made since May 2026."""

Spent = dict[int, int]
"""Units spent, by whole second."""


class Meter:
    """One budget of one account.

    Args:
        budget: What may be spent.
        clock: Tells the time and waits.
        file: Where processes share what was spent; ``None`` keeps it in memory.
    """

    def __init__(self, budget: Budget, clock: Clock, file: Path | None = None) -> None:
        self.budget, self._clock, self._file = budget, clock, file
        self._lock = threading.Lock()
        self._memory: Spent = {}

    def take(self, cost: int = 1) -> None:
        """Spend ``cost`` units, after waiting until they are free."""
        while wait := self._try(cost):
            self._clock.sleep(wait)

    def free_in(self, cost: int = 1) -> float:
        """Seconds until ``cost`` units are free; nothing is spent."""
        with self._shared() as spent:
            return self._wait(spent, cost)

    def _try(self, cost: int) -> float:
        """Spend and return 0, or say how long to wait."""
        with self._shared() as spent:
            wait = self._wait(spent, cost)
            if not wait:
                second = int(self._clock.now())
                spent[second] = spent.get(second, 0) + cost
            return wait

    def _wait(self, spent: Spent, cost: int) -> float:
        now, over = self._clock.now(), sum(spent.values()) + cost - self.budget.limit
        for second in sorted(spent):
            if over <= 0:
                break
            over -= spent[second]
            if over <= 0:
                return max(second + 1 + self.budget.window - now, 0.001)
        return 0.0

    @contextmanager
    def _shared(self) -> Iterator[Spent]:
        with self._lock:
            if self._file is None:
                self._forget(self._memory)
                yield self._memory
                return
            from filelock import FileLock

            self._file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._file}.lock"):
                spent = _read(self._file)
                self._forget(spent)
                before = dict(spent)
                yield spent
                if spent != before:
                    self._file.write_text(json.dumps(spent), "utf-8")

    def _forget(self, spent: Spent) -> None:
        """Drop what is free again; what a clock that was wrong put in the future counts as now."""
        now = self._clock.now()
        for second in [second for second in spent if second + 1 <= now - self.budget.window]:
            del spent[second]
        for second in [second for second in spent if second > now]:
            spent[int(now)] = spent.get(int(now), 0) + spent.pop(second)


def _read(file: Path) -> Spent:
    """What was spent; a file cut short by a crash counts as nothing spent."""
    try:
        return {int(second): int(cost) for second, cost in json.loads(file.read_text()).items()}
    except (OSError, ValueError, AttributeError):
        return {}
