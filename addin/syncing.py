"""``thidua sync`` as a use case: spreadsheets, ledger, workbook, and the answer to the units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from addin.sync_notes import note, note_pushed, note_synced
from addin.sync_ready import Ready, SyncRequest, job_of, main_of, ready
from campaign.errors import ThiduaError
from campaign.office_time import to_office

if TYPE_CHECKING:
    from addin.run_request import RunOutcome
    from campaign.ledger.book import Ledger
    from campaign.ledger.found import Snapshot
    from campaign.usecases import Progress
    from sheets_sync.gsheets.errors import GoogleError
    from sheets_sync.gsheets.google import Google
    from sheets_sync.pushback.push import Pushed
    from sheets_sync.sync.plan import Item
    from sheets_sync.sync.run import Synced


@dataclass(slots=True)
class SyncOutcome:
    """What came of it.

    Attributes:
        synced: What each spreadsheet was found to be.
        run: The run on the ledger's content; ``None`` when there was nothing yet to run on.
        pushed: What was written back.
        said: What the ledger told when it was opened.
    """

    synced: Synced
    run: RunOutcome | None = None
    pushed: list[Pushed] = field(default_factory=list)
    said: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every expected unit was read, and every answer reached its unit."""
        failed = any(one.error is not None for one in self.pushed)
        return self.synced.complete and not failed and self.run is not None


def preview(request: SyncRequest, google: Sequence[Google]) -> list[Item]:
    """What a sync would do; one listing is asked for, and nothing is changed or made.

    Raises:
        UsageError: the ledger or the workbook can't be used, or no ledger is at the place named.
    """
    from sheets_sync.sync.run import plan_now

    main, ledger = main_of(request, google), _ledger_now(request.ledger)
    try:
        return plan_now(job_of(request, google, main, ledger)).items
    finally:
        ledger.close()


def _ledger_now(place: str) -> Ledger:
    """The ledger as it is; one that knows nothing only where the user's own was not begun yet.

    A plan on an empty ledger would hide that another place was mistyped.

    Raises:
        LedgerError: it can't be opened, or is not there.
    """
    from campaign.ledger.book import Ledger
    from campaign.ledger.places import default_place
    from campaign.ledger.preparing import Purpose

    own = default_place()
    if place == str(own) and not own.exists():
        return Ledger.open("sqlite://")
    return Ledger.open(place, purpose=Purpose.READING)


def run_sync(request: SyncRequest, google: Sequence[Google], progress: Progress) -> SyncOutcome:
    """Do one whole sync.

    Raises:
        Stop: nothing will work until a person acts; it is recorded as a failed run.
        BusyError: another sync of the ledger is running.
        UsageError: the workbook or the ledger can't be used.
    """
    from sheets_sync.gsheets.errors import GoogleError
    from sheets_sync.sync.run import sync

    with ready(request, google) as made:
        started = made.job.moment
        try:
            synced = sync(made.job, progress)
        except GoogleError as error:
            note(request, made, started, "failed", {"code": error.code})
            if request.workbook is not None and request.workbook.exists():
                _show_failure(request, made, progress, error)
            raise
        note_synced(request, made, synced)
        outcome = SyncOutcome(synced, said=made.ledger.said)
        latest = made.ledger.latest()
        if latest:
            outcome.run = _judged(request, made, progress, started)
            if request.push:
                outcome.pushed = _answer(made, synced, latest, outcome.run)
                note_pushed(request, made, outcome.pushed)
    return outcome


def _show_failure(
    request: SyncRequest, made: Ready, progress: Progress, failed: GoogleError
) -> None:
    """Let the workbook say that the sync failed: whoever opens it shall not take it for today's."""
    if not made.ledger.latest():
        return
    try:
        _judged(request, made, progress, made.job.moment)
    except (ThiduaError, OSError) as error:
        # Recorded as a failure of its own; what the user must mend first is Google's.
        raise failed from error


def _judged(request: SyncRequest, made: Ready, progress: Progress, started: datetime) -> RunOutcome:
    """The main job; one that fails is recorded too: reading alone is no success."""
    try:
        return _judge(request, made, progress)
    except (ThiduaError, OSError):
        note(request, made, started, "failed", {"code": "workbook"})
        raise


def _judge(request: SyncRequest, made: Ready, progress: Progress) -> RunOutcome:
    """The main job on what the ledger holds, the very one that ``thidua run`` does."""
    from addin.run import judge, run
    from addin.run_request import RunRequest

    now = made.job.moment
    wanted = RunRequest(
        [],
        request.workbook,
        request.campaign,
        to_office(now).replace(second=0, microsecond=0),
        ledger=request.ledger,
        from_ledger=True,
        now=now,
    )
    return run(wanted, progress) if request.workbook else judge(wanted, progress)


def _answer(
    made: Ready, synced: Synced, latest: Mapping[str, Snapshot], run: RunOutcome
) -> list[Pushed]:
    """Answer each unit in the spreadsheet that was read; lines of a lost one are not its lines."""
    from sheets_sync.pushback.answers import answers
    from sheets_sync.pushback.push import push

    units = {
        latest[look.item.source].sha256: look.item.unit.id
        for look in synced.looks
        if look.item.unit is not None and look.item.source in latest
    }
    return push(made.job, synced.looks, answers(run.result, units))
