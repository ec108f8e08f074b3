"""How often and how long to wait before a request is sent again: capped and jittered."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import SystemRandom
from typing import Protocol


class Chance(Protocol):
    """Where jitter comes from."""

    def uniform(self, a: float, b: float) -> float:
        """A number between ``a`` and ``b``."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Rules of repeating one request.

    Attributes:
        attempts: Sends in all.
        base: Seconds before the second send; doubled each time.
        cap: Longest wait in seconds, also when the service asks for more.
        chance: Spreads clients that were refused together.
    """

    attempts: int = 6
    base: float = 1.0
    cap: float = 32.0
    chance: Chance = field(default_factory=SystemRandom)

    def wait(self, failed: int, asked: float = 0.0) -> float:
        """Seconds to wait after ``failed`` failed sends."""
        longest = min(self.base * 2 ** (failed - 1), self.cap)
        return max(self.chance.uniform(longest / 2, longest), min(asked, self.cap))
