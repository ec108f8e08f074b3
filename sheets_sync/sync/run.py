"""One sync from beginning to end: list, plan, fetch, judge, record. The workbook comes after it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from campaign.ledger.found import Snapshot
from sheets_sync.sync.job import SWEEP_EVERY, SyncJob
from sheets_sync.sync.looking import GOOD, Finding, Look
from sheets_sync.sync.missing import beside_lost, hole, marked_elsewhere, told
from sheets_sync.sync.plan import Deed, Item, plan_sync
from sheets_sync.sync.reader import Arrived, Reader

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done, and of how much."""

_BATCH = 25
"""Looks in one transaction: what a crash can cost is read again."""


@dataclass(slots=True)
class Synced:
    """What one sync came to.

    Attributes:
        plan: What was to be done.
        looks: What came of each spreadsheet, in the plan's order.
        started: When the listing was asked for; aware.
    """

    plan: list[Item]
    started: datetime
    looks: list[Look] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every expected unit was read: the only green there is."""
        return all(look.finding in GOOD for look in self.looks)

    @property
    def holes(self) -> list[Look]:
        """What is missing, with its sentence."""
        return [look for look in self.looks if look.finding not in GOOD]


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done.

    Attributes:
        items: The plan.
        started: When the listing was asked for; aware.
        sweep: Whether everything is read.
        latest: The ledger's last look at each source.
    """

    items: list[Item]
    started: datetime
    sweep: bool
    latest: dict[str, Snapshot]


def plan_now(job: SyncJob) -> Planned:
    """List and plan; nothing is changed."""
    started = job.moment
    sweep = job.sweep or job.now - job.memory.swept >= SWEEP_EVERY
    files = job.google[0].listing(job.job.campaign.campaign.id)
    latest = job.ledger.latest()
    plan = plan_sync(job.units, files, latest, job.memory.seen, sweep=sweep)
    return Planned(plan, started, sweep, latest)


def sync(job: SyncJob, progress: Progress) -> Synced:
    """Carry out one sync.

    Raises:
        Stop: nothing will work until a person acts; what was read before is recorded.
    """
    plan = plan_now(job)
    done = Synced(plan.items, plan.started)
    reader = Reader(job, plan.latest)
    batch: list[Look] = []
    wanted = [item for item in plan.items if item.deed is Deed.READ]
    found: dict[str, Look] = {}
    try:
        for number, look in enumerate(_looks(reader, wanted), 1):
            batch.append(look)
            progress("Đọc bảng tính", number, len(wanted))
            if len(batch) == _BATCH:
                found |= _record(job, batch)
                batch = []
    finally:
        found |= _record(job, batch)
    elsewhere = marked_elsewhere(job.google[0], plan.items)
    of_plan = (_look_of(job, item, found, elsewhere) for item in plan.items)
    done.looks = [look for look in of_plan if look is not None]
    _finish(job, done, plan)
    return done


def _look_of(
    job: SyncJob, item: Item, found: dict[str, Look], elsewhere: Container[str]
) -> Look | None:
    """What came of a line of the plan; strangers count for nothing."""
    if item.deed is Deed.SAME:
        return Look(item, Finding.SAME)
    unit = item.unit.id if item.unit else ""
    look = hole(item, marked_elsewhere=unit in elsewhere) or found.get(item.source)
    if look is None:
        return None
    meant = unit in job.accept_empty
    return beside_lost(look, accept_empty=meant)


def _record(job: SyncJob, looks: Sequence[Look]) -> dict[str, Look]:
    """Content and observation in one transaction, then the memory; the looks without content."""
    with job.ledger.atomic() as entry:
        for look in looks:
            if look.observation is not None:
                entry.observe(look.observation)
    for look in looks:
        if look.seen is not None:
            job.memory.seen[look.item.source] = look.seen
    return {look.item.source: replace(look, observation=None) for look in looks}


def _finish(job: SyncJob, done: Synced, plan: Planned) -> None:
    """Say what was seen unchanged and what was not seen, and keep the memory."""
    same = [look.item.source for look in done.looks if look.finding is Finding.SAME]
    with job.ledger.atomic() as entry:
        for observation in told(done.looks, plan.latest, job.moment):
            entry.observe(observation)
        entry.unchanged(same, done.started)
    if plan.sweep:
        _swept(job, done)
    job.memory.save()


def _swept(job: SyncJob, done: Synced) -> None:
    """A sweep is over, whoever has no spreadsheet; one that did not come is read the next time."""
    for look in done.looks:
        known = job.memory.seen.get(look.item.source)
        if look.finding is Finding.LATER and known is not None:
            job.memory.seen[look.item.source] = replace(known, version="")
    job.memory.swept = done.started.timestamp()


def _looks(reader: Reader, items: Sequence[Item]) -> Iterator[Look]:
    """Looks in the plan's order, some fetches ahead of them; memory stays flat.

    Fetches are asked for in bursts: those that come in while a spreadsheet is looked at take the
    processor's cache from it.
    """
    burst = reader.job.workers
    with ThreadPoolExecutor(burst) as pool:
        waiting: deque[tuple[Item, Future[Arrived]]] = deque()
        left = enumerate(items)
        try:
            while True:
                if len(waiting) <= burst:
                    for number, item in islice(left, 2 * burst - len(waiting)):
                        waiting.append((item, pool.submit(reader.fetch, number, item)))
                if not waiting:
                    return
                yield reader.look(*waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
