"""The sandbox's clock: real time, moved forward at will, so that a test can play weeks."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Time that runs with the machine's and can be set and advanced; never equal twice.

    ``now`` moves on by at least a millisecond a call of ``tick``, so that no two changes of a file
    share a time.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = 0.0 if start is None else start.timestamp() - time.time()
        self._last = 0.0

    def now(self) -> float:
        """Seconds since 1970, as the sandbox sees them."""
        return max(time.time() + self._offset, self._last)

    def tick(self) -> float:
        """A moment after every moment given before, in whole milliseconds."""
        moment = round(self.now() * 1000) / 1000
        self._last = moment if moment > self._last else round(self._last + 0.001, 3)
        return self._last

    def advance(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._offset += seconds

    def set_to(self, moment: datetime) -> None:
        """Jump to a moment (without a zone: UTC), also back, for a story that began earlier."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        self._offset = aware.timestamp() - time.time()
        self._last = 0.0

    @property
    def offset(self) -> float:
        """How many seconds the clock is ahead of the machine's."""
        return self._offset

    @offset.setter
    def offset(self, seconds: float) -> None:
        self._offset = seconds


def rfc3339(moment: float) -> str:
    """A moment as Drive writes it: UTC, milliseconds, Z."""
    text = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment)).isoformat(
        timespec="milliseconds"
    )
    return text.replace("+00:00", "Z")


def from_rfc3339(text: str) -> float:
    """The moment of a time as clients write it."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
