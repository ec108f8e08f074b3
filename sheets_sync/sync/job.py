"""What a sync works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from campaign.ledger.book import Ledger
from campaign.roster.units import Unit
from campaign.usecases import MainJob
from sheets_sync.gsheets.google import Google
from sheets_sync.sync.memory import Memory

WORKERS = 32
"""Exports at a time: each takes seconds of waiting and next to nothing of our own."""

SWEEP_EVERY = 24 * 3600.0
"""Seconds after which everything is read again, whatever the listing says."""


@dataclass(frozen=True, slots=True)
class SyncJob:
    """What a sync works with.

    Attributes:
        google: One way to Google an account; several share the work.
        ledger: Where looks are recorded.
        job: Plan, roster and moment; reads sources.
        units: Who is expected to have a spreadsheet.
        memory: What the last sync saw.
        sweep: Read everything, whatever the listing says.
        accept_empty: Units whose empty sheets the office means.
        workers: Fetches at a time.
    """

    google: Sequence[Google]
    ledger: Ledger
    job: MainJob
    units: Sequence[Unit]
    memory: Memory
    sweep: bool = False
    accept_empty: frozenset[str] = frozenset()
    workers: int = WORKERS

    @property
    def now(self) -> float:
        """Seconds since 1970, by the clock of the way to Google."""
        return self.google[0].wire.clock.now()

    @property
    def moment(self) -> datetime:
        """The same as an aware moment."""
        return datetime.fromtimestamp(self.now, UTC)
