"""The sandbox's time as its clients are given it: nobody waits, the time moves on instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sheets_sync.sandbox.server import Sandbox


class PlayedClock:
    """A ``sheets_sync.gsheets.clock.Clock`` of a sandbox in this process.

    Args:
        box: The sandbox, running.
    """

    def __init__(self, box: Sandbox) -> None:
        self._box = box

    def now(self) -> float:
        """Seconds since 1970, as the sandbox sees them."""
        return self._box.world.clock.now()

    def sleep(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._box.advance(seconds)
