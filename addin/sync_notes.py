"""What a sync tells the ledger and the log of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from addin.sync_ready import Ready, SyncRequest
    from sheets_sync.pushback.push import Pushed
    from sheets_sync.sync.run import Synced

JOB = "sync"
"""What the ledger calls this job."""


def note_synced(request: SyncRequest, made: Ready, synced: Synced) -> None:
    """What was found, and whom the run lacks."""
    detail = {
        "found": dict(Counter(look.finding.value for look in synced.looks)),
        "holes": sorted({look.item.unit.id for look in synced.holes if look.item.unit}),
    }
    outcome = "complete" if synced.complete else "partial"
    note(request, made, synced.started, outcome, detail)


def note_pushed(request: SyncRequest, made: Ready, pushed: Sequence[Pushed]) -> None:
    """Only what was written or failed is worth a record."""
    failed = [one for one in pushed if one.error is not None]
    written = sum(one.cells > 0 for one in pushed)
    if not failed and not written:
        return
    detail = {
        "written": written,
        "failed": sorted(one.look.item.unit.id for one in failed if one.look.item.unit),
    }
    note(request, made, made.job.moment, "partial" if failed else "complete", detail, "answer")


def note(
    request: SyncRequest,
    made: Ready,
    started: datetime,
    outcome: str,
    detail: Mapping[str, object],
    job: str = JOB,
) -> None:
    """Tell the ledger and the log; neither learns names, addresses or cells."""
    from campaign.ledger.events import JobRun
    from sheets_sync.jobs.logs import note as log

    said = {**detail, **({"every": request.every} if request.every else {})}
    ended = made.job.moment
    with made.ledger.atomic() as entry:
        entry.note_job(JobRun(job, started, ended, outcome, said))
    seconds = round((ended - started).total_seconds(), 3)
    log(request.state, job, ended, outcome, said | {"seconds": seconds})
