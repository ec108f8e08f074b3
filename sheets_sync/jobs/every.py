"""How often something runs, as people write it, and doing it in the foreground."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaign.errors import UsageError
from sheets_sync.gsheets.clock import Clock

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WRITTEN = re.compile(r"(\d+)\s*([smhd])")
SHORTEST, LONGEST = 60, 7 * 86400


@dataclass(frozen=True, slots=True)
class Interval:
    """A length of time between the beginnings of two runs."""

    seconds: int

    def __str__(self) -> str:
        for unit in ("d", "h", "m"):
            if self.seconds % _SECONDS[unit] == 0:
                return f"{self.seconds // _SECONDS[unit]}{unit}"
        return f"{self.seconds}s"


def read_interval(text: str) -> Interval:
    """``15m``, ``1h``, ``1d``.

    Raises:
        UsageError: it is none, or shorter than a minute or longer than a week.
    """
    found = _WRITTEN.fullmatch(text.strip().lower())
    seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
    if not SHORTEST <= seconds <= LONGEST:
        raise UsageError(f"--every “{text}” chưa đúng. Ghi như 15m, 1h hoặc 1d (từ 1m đến 7d).")
    return Interval(seconds)


def turns(interval: Interval, clock: Clock, go_on: Callable[[], bool]) -> Iterator[int]:
    """Yield a number each time a run is due; a run that took too long skips what it missed."""
    due, number = clock.now(), 0
    while go_on():
        number += 1
        yield number
        due += interval.seconds * max(1, -(-(clock.now() - due) // interval.seconds))
        clock.sleep(max(due - clock.now(), 0.0))
