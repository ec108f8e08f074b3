"""Google's door: requests beside naive gspread, and time under the quotas."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.district import (
    CAMPAIGN,
    NOW,
    District,
    fetch_naively,
    google_at,
    multiply,
    prime,
    quiet,
    type_title,
    unit,
)
from bench.figure import Bench, Figure
from bench.simulated import Line, SimulatedClock, simulate
from campaign.ledger.book import Ledger
from campaign.plan.loading import load_campaign_roster
from campaign.records import SourceRecords
from campaign.roster.units import Roster, Unit
from campaign.usecases import MainJob
from sheets_sync.gsheets.calls import EXPORT_COST
from sheets_sync.gsheets.files import UNIT
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.meter import DRIVE, WRITES, Meter
from sheets_sync.provision.apply import Provision, provision
from sheets_sync.pushback.answers import Answer, UnitAnswer
from sheets_sync.pushback.push import push
from sheets_sync.sandbox.accounts import PROJECT
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import Settings
from sheets_sync.sync.job import WORKERS, SyncJob
from sheets_sync.sync.looking import Finding
from sheets_sync.sync.memory import Memory
from sheets_sync.sync.reading import read_kept
from sheets_sync.sync.run import Synced, sync

SMALL, LARGE = 141, 10_600
EXPORT_SECONDS, WRITE_SECONDS = 2.0, 0.5


def figures(bench: Bench) -> Iterator[Figure]:
    """Everything about Google's door."""
    yield from _requests(SMALL, allowed=5)
    if bench.all:
        yield from _requests(LARGE, allowed=225)
    yield from _quotas()


@contextmanager
def _district(count: int) -> Iterator[tuple[Sandbox, SyncJob]]:
    """A sandbox with one provisioned spreadsheet a unit; unchanged ones share their content."""
    units = [unit(number) for number in range(count)]
    settings = Settings(quotas=False)
    with tempfile.TemporaryDirectory() as folder, Sandbox(settings=settings, seed="b") as box:
        google = google_at(box.base, box.write_key(Path(folder) / "key.json"))
        list(provision(google, Provision(CAMPAIGN, units[:1], [OFFICE]), quiet))
        with box.lock:
            (first,) = (file for file in box.world.files.values() if file.book is not None)
            multiply(box, first, District(count))
        roster = Roster((*load_campaign_roster("q12-cchc-2020").parents, *units))
        job = MainJob(CAMPAIGN, roster, NOW)
        ledger = Ledger.open(Path(folder) / "ledger.sqlite")
        yield box, SyncJob([google], ledger, job, units, Memory(Path(folder) / "seen.json"))
        ledger.close()


def _requests(count: int, allowed: int) -> Iterator[Figure]:
    """Requests and cost of a sync in which one sheet in a hundred changed."""
    with _district(count) as (box, job):
        prime(job)
        changed = job.units[:: 100 if count > 200 else 75][: max(count // 100, 2)]
        for number, one in enumerate(changed):
            _change(box, job.google[0], one, number)
        box.log.clear()
        done = sync(job, quiet)
        push(job, done.looks, _told(job, done))
        ours = box.log.number - box.log.counts["token"]
        naive = _naive(box, job, min(count, 10)) * count // min(count, 10)
    yield Figure(
        f"requests, {count} sheets, {len(changed)} changed",
        str(ours),
        f"{naive} (naive gspread)",
        f"{naive / ours:.0f} times fewer",
        f"at most {allowed}",
    )


def _change(box: Sandbox, google: Google, one: Unit, number: int) -> None:
    """A unit types a title; its spreadsheet has content of its own from then on."""
    with box.lock:
        marked = {f.app_properties[PROJECT][UNIT]: f for f in box.world.files.values()}
        file = marked[one.id]
        file.book = copy.deepcopy(file.book)
    type_title(google, file.file_id, one.name, f"Mô hình {number}")


def _told(job: SyncJob, done: Synced) -> dict[str, UnitAnswer]:
    """An answer for every row that was read."""
    told = {}
    for look in done.looks:
        if look.finding is Finding.CHANGED and look.item.unit:
            (found,) = job.ledger.snapshot(look.item.source, job.moment)
            kept = read_kept(found.name, job.ledger.content(found.sha256))
            told[look.item.unit.id] = _answer(job.job.reader.read(kept.source))
    return told


def _answer(records: SourceRecords) -> UnitAnswer:
    made = UnitAnswer()
    for row in records.rows:
        sheet = records.tables[row.table].sheet
        made.rows.setdefault(sheet, {})[row.line] = Answer("Nhận", "")
    return made


def _naive(box: Sandbox, job: SyncJob, count: int) -> int:
    """What gspread's usual way asks for the first sheets."""
    files = [f.id for f in job.google[0].listing(CAMPAIGN.campaign.id)][:count]
    before = box.log.number
    fetch_naively(box.base, box.token(OFFICE), files)
    return box.log.number - before


def _quotas() -> Iterator[Figure]:
    """Minutes under the real quotas, in simulated time: an export takes two seconds."""
    changed, one = LARGE // 100, SimulatedClock()
    took = simulate(one, [Line(Meter(DRIVE, one), EXPORT_COST, EXPORT_SECONDS)], changed, WORKERS)
    clock = SimulatedClock()
    wrote = simulate(clock, [Line(Meter(WRITES, clock), 1, WRITE_SECONDS)], changed, 8)
    yield Figure(
        f"{LARGE} sheets, {changed} changed, one account, simulated",
        f"{(took + wrote) / 60:.1f} min",
        f"{LARGE * 9 / 60:.0f} min (naive, 60 reads a minute)",
        "",
        "under 2 min",
    )
    clock = SimulatedClock()
    drive = [Line(Meter(DRIVE, clock), EXPORT_COST, EXPORT_SECONDS)]
    swept = simulate(clock, drive, LARGE, WORKERS)
    yield Figure(
        f"full sweep of {LARGE}, one account, simulated",
        f"{swept / 60:.1f} min",
        f"{LARGE / 60:.0f} min (a batchGet each)",
        f"{LARGE / swept:.1f} times",
        "under 20 min",
    )
    times = []
    for accounts in (1, 2, 4):
        clock = SimulatedClock()
        lines = [Line(Meter(WRITES, clock), 1, WRITE_SECONDS) for _ in range(accounts)]
        times.append(simulate(clock, lines, 2400, 8 * accounts))
    used = 2400 / (times[0] / 60) / WRITES.limit
    yield Figure("writes, share of their quota used", f"{used:.0%}", "", "", "at least 90%")
    parts = ", ".join(f"{times[0] / took:.2f}" for took in times[1:])
    yield Figure("writes with 2 and 4 accounts", parts, "times as fast as one", "", "2, 4 (± 10%)")
