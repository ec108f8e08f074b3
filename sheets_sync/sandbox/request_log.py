"""What was asked of the sandbox: enough to count requests, nothing of their content."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field

from sheets_sync.sandbox.json_types import Json

_KEPT = 100_000


@dataclass
class RequestLog:
    """The latest requests, and how many there were of each method."""

    number: int = 0
    entries: deque[Json] = field(default_factory=lambda: deque(maxlen=_KEPT))
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, name: str, path: str, account: str, status: int, now: float) -> None:
        """Keep one request; status 0 means that the connection was broken."""
        self.number += 1
        self.counts[name] += 1
        self.entries.append(
            {
                "number": self.number,
                "name": name,
                "path": path,
                "account": account,
                "status": status,
                "at": now,
            }
        )

    def clear(self) -> None:
        """Count from 0 again."""
        self.number = 0
        self.entries.clear()
        self.counts.clear()
