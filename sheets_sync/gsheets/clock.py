"""Time as an argument, so that waiting for a quota can be simulated."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Tells seconds since 1970, and waits."""

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    def sleep(self, seconds: float) -> None:
        """Return after ``seconds``."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Return after ``seconds``."""
        time.sleep(seconds)
