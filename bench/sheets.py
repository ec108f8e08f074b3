"""Google's door: requests beside naive gspread, time under the quotas, and our own cost."""

from __future__ import annotations

import copy
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import gspread
from requests import Session

from bench.figure import Bench, Figure
from bench.simulated import Line, SimulatedClock, simulate
from campaign.ledger.book import Ledger
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.records import SourceRecords
from campaign.roster.units import Roster, Unit
from campaign.usecases import MainJob
from sheets_sync.gsheets.accounts import PROVISION_SCOPES, read_account
from sheets_sync.gsheets.calls import EXPORT_COST
from sheets_sync.gsheets.connect import connect
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.meter import DRIVE, WRITES, Meter
from sheets_sync.provision.apply import Provision, provision
from sheets_sync.provision.desired import FIRST_SHEET
from sheets_sync.provision.drawing import write_cells
from sheets_sync.pushback.answers import Answer, UnitAnswer
from sheets_sync.pushback.push import push
from sheets_sync.redirect import redirect
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import Settings
from sheets_sync.sync.job import WORKERS, SyncJob
from sheets_sync.sync.memory import Memory
from sheets_sync.sync.run import sync

SMALL, LARGE = 141, 10_600
TABS = ("Đăng ký", "Sơ kết", "Kết quả")
"""The tabs that the naive way reads."""
CAMPAIGN = load_campaign("q12-cchc-2020")
NOW = datetime(2020, 5, 18, 8)  # noqa: DTZ001 - office time
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
    units = [_unit(number) for number in range(count)]
    settings = Settings(quotas=False)
    with tempfile.TemporaryDirectory() as folder, Sandbox(settings=settings, seed="b") as box:
        google = _google(box, Path(folder))
        list(provision(google, Provision(CAMPAIGN, units[:1], [OFFICE]), _quiet))
        with box.lock:
            (first,) = (file for file in box.world.files.values() if file.book is not None)
            _multiply(box, first, units)
        roster = Roster((*load_campaign_roster("q12-cchc-2020").parents, *units))
        job = MainJob(CAMPAIGN, roster, NOW)
        ledger = Ledger.open(Path(folder) / "ledger.sqlite")
        yield box, SyncJob([google], ledger, job, units, Memory(Path(folder) / "seen.json"))
        ledger.close()


def _unit(number: int) -> Unit:
    return Unit(f"phuong-{number}", "ward", f"UBND phường Số {number}", f"Phường Số {number}")


def _google(box: Sandbox, folder: Path) -> Google:
    account = read_account(box.write_key(folder / "key.json"))

    def mount(session: Session) -> None:
        redirect(session, box.base)

    return connect(account, PROVISION_SCOPES, mount=mount)


def _multiply(box: Sandbox, first: DriveFile, units: list[Unit]) -> None:
    for unit in units[1:]:
        made = copy.copy(first)
        made.file_id = f"{first.file_id}-{unit.id}"
        made.app_properties = first.app_properties | {"thidua_unit": unit.id}
        box.world.files[made.file_id] = made


def _requests(count: int, allowed: int) -> Iterator[Figure]:
    """Requests and cost of a sync in which one sheet in a hundred changed."""
    with _district(count) as (box, job):
        _prime(job)
        changed = job.units[:: 100 if count > 200 else 75][: max(count // 100, 2)]
        for number, unit in enumerate(changed):
            _change(box, job.google[0], unit, number)
        box.log.clear()
        begun = time.process_time()
        done = sync(job, _quiet)
        told = {
            look.item.unit.id: _answer(look.records)
            for look in done.looks
            if look.records and look.item.unit
        }
        push(job, done.looks, told)
        spent = time.process_time() - begun
        ours = box.log.number - box.log.counts["token"]
        naive = _naive(box, job, min(count, 10)) * count // min(count, 10)
    yield Figure(
        f"requests, {count} sheets, {len(changed)} changed",
        str(ours),
        f"{naive} (naive gspread)",
        f"{naive / ours:.0f} times fewer",
        f"at most {allowed}",
    )
    yield Figure(
        f"CPU of that sync, {count} sheets (the sandbox in the same process included)",
        f"{spent:.2f} s",
        f"{spent / count * 1e6:.0f} µs a sheet",
        "",
        "",
    )


def _prime(job: SyncJob) -> None:
    """One look at every sheet, told to ledger and memory, as an earlier sync left it."""
    from campaign.ledger.events import Door, Observation
    from sheets_sync.sync.memory import Seen
    from sheets_sync.sync.plan import source_of

    at = datetime.now(UTC)
    with job.ledger.atomic() as entry:
        for file in job.google[0].listing(CAMPAIGN.campaign.id):
            source = source_of(file.id)
            job.memory.seen[source] = Seen(file.version, "0" * 64, "", 0)
            entry.observe(
                Observation(
                    source, file.unit, file.name, at, "0" * 64, Door.SHEETS, version=file.version
                )
            )
    job.memory.swept = job.now


def _change(box: Sandbox, google: Google, unit: Unit, number: int) -> None:
    """A unit types a title; its spreadsheet has content of its own from then on."""
    with box.lock:
        marked = {f.app_properties.get("thidua_unit"): f for f in box.world.files.values()}
        file = marked[unit.id]
        file.book = copy.deepcopy(file.book)
    cell = {"userEnteredValue": {"stringValue": f"Mô hình {number}"}}
    request = write_cells(FIRST_SHEET, 8, 1, [cell], "userEnteredValue")
    google.batch_update(file.file_id, [request], unit.name)


def _answer(records: SourceRecords) -> UnitAnswer:
    made = UnitAnswer()
    for row in records.rows:
        sheet = records.tables[row.table].sheet
        made.rows.setdefault(sheet, {})[row.line] = Answer("Nhận", "")
    return made


def _naive(box: Sandbox, job: SyncJob, count: int) -> int:
    """What gspread's usual way costs for the first sheets: open, worksheet, get_all_values."""
    session = redirect(Session(), box.base)
    session.headers["Authorization"] = f"Bearer {box.token(OFFICE)}"
    client = gspread.Client(auth=None, session=session)
    files = [f.id for f in job.google[0].listing(CAMPAIGN.campaign.id)][:count]
    before = box.log.number
    for file in files:
        for title in TABS:
            client.open_by_key(file).worksheet(title).get_all_values()
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


def _quiet(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
