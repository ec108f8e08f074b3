"""A sync made ready: its turn is taken, its ledger open, and who is expected is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from addin.office_job import expected, main_job
from campaign.errors import UsageError
from campaign.office_time import to_office

if TYPE_CHECKING:
    from campaign.ledger.book import Ledger
    from campaign.usecases import MainJob
    from sheets_sync.gsheets.google import Google
    from sheets_sync.sync.job import SyncJob


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """What the user asked for.

    Attributes:
        workbook: District workbook to write or update; ``None`` keeps ledger and answers in
            step alone.
        campaign: Shipped name or definition file.
        ledger: Path or URL of the ledger.
        state: Folder in which runs and quotas are remembered.
        sweep: Read everything, whatever the listing says.
        accept_empty: Ids of units whose empty sheets the office means.
        push: Whether units are answered in their own spreadsheets.
        every: How often the job runs, as written; empty when it runs once.
    """

    workbook: Path | None
    campaign: str
    ledger: str
    state: Path
    sweep: bool = False
    accept_empty: frozenset[str] = frozenset()
    push: bool = True
    every: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A sync made ready, holding its turn."""

    job: SyncJob
    ledger: Ledger


@contextmanager
def ready(request: SyncRequest, google: Sequence[Google]) -> Iterator[Ready]:
    """Take the turn, open the ledger, find out who is expected.

    Raises:
        BusyError: another sync of the ledger is running.
        UsageError: the ledger or the workbook can't be used.
    """
    from campaign.ledger.book import Ledger
    from sheets_sync.jobs.turn import turn

    clock, main = google[0].wire.clock, main_of(request, google)
    ledger = Ledger.open(request.ledger, clock=lambda: _moment(clock.now()))
    try:
        with turn(ledger, request.state):
            yield Ready(job_of(request, google, main, ledger), ledger)
    finally:
        ledger.close()


def main_of(request: SyncRequest, google: Sequence[Google]) -> MainJob:
    """Plan and roster of today.

    Raises:
        UsageError: the workbook can't be read, or an empty sheet is meant of nobody we expect.
    """
    now = to_office(_moment(google[0].wire.clock.now()))
    main = main_job(request.campaign, request.workbook, now)
    unknown = request.accept_empty - {unit.id for unit in expected(main)}
    if unknown:
        names = ", ".join(sorted(unknown))
        raise UsageError(
            f"--accept-empty: không có đơn vị nào mã “{names}” trong số đơn vị phải có bảng tính."
        )
    return main


def job_of(
    request: SyncRequest, google: Sequence[Google], main: MainJob, ledger: Ledger
) -> SyncJob:
    """What a sync works with."""
    from sheets_sync.sync.job import SyncJob
    from sheets_sync.sync.memory import Memory

    memory = Memory.load(_memory_file(request.state, str(ledger.file or ledger.place)))
    units = expected(main)
    return SyncJob(google, ledger, main, units, memory, request.sweep, request.accept_empty)


def _memory_file(state: Path, place: str) -> Path:
    return state / f"seen-{hashlib.sha256(place.encode()).hexdigest()[:16]}.json"


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
