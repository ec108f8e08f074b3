"""A district of spreadsheets served by a process of its own: what Google costs is not our cost."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import gspread
from requests import Session

from bench.generate import cell_value
from campaign.ledger.book import Ledger
from campaign.ledger.events import Door, Observation
from campaign.plan.definition import Form
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.roster.units import Roster, Unit
from campaign.unit_tabs.tabs import tabs_of
from campaign.usecases import MainJob
from sheets_sync.gsheets.accounts import PROVISION_SCOPES, read_account
from sheets_sync.gsheets.connect import connect
from sheets_sync.gsheets.files import UNIT
from sheets_sync.gsheets.google import Google
from sheets_sync.provision.apply import Provision, provision
from sheets_sync.provision.desired import FIRST_SHEET, desired
from sheets_sync.provision.drawing import write_cells
from sheets_sync.provision.feedback_tab import serial
from sheets_sync.provision.json_types import Json
from sheets_sync.redirect import redirect
from sheets_sync.sandbox.accounts import PROJECT
from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import Settings
from sheets_sync.sync.job import SyncJob
from sheets_sync.sync.memory import Memory, Seen
from sheets_sync.sync.plan import source_of

CAMPAIGN = load_campaign("q12-cchc-2020")
NOW = datetime(2020, 5, 18, 8)  # noqa: DTZ001 - office time
NAIVE_TABS = ("Đăng ký", "Sơ kết", "Kết quả")
"""The tabs that the naive way reads."""
_HEADED = 8
"""Rows in which a tab may name its unit."""
_FILLED = (Form.REGISTRATION, Form.INTERIM, Form.RESULT)


@dataclass(frozen=True, slots=True)
class District:
    """What the other process serves.

    Attributes:
        units: How many have a spreadsheet.
        rows: Filled rows in each of three tabs.
        own: How many have a spreadsheet of their own content, so that it can change; the others
            share one.
    """

    units: int
    rows: int = 0
    own: int = 0


@dataclass(frozen=True, slots=True)
class Served:
    """A sync job on the district of which nothing was read yet, and its address for others."""

    job: SyncJob
    base: str
    token: str


def unit(number: int) -> Unit:
    """A made-up ward."""
    return Unit(f"phuong-{number}", "ward", f"UBND phường Số {number}", f"Phường Số {number}")


def google_at(base: str, key: Path) -> Google:
    """A way to the sandbox at an address."""

    def mount(session: Session) -> None:
        redirect(session, base)

    return connect(read_account(key), PROVISION_SCOPES, mount=mount)


@contextmanager
def served(district: District) -> Iterator[Served]:
    """Serve a district from another process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_serve, args=(theirs, district, folder / "key.json"))
        process.start()
        try:
            base, token = ours.recv()
            units = [unit(number) for number in range(district.units)]
            roster = Roster((*load_campaign_roster("q12-cchc-2020").parents, *units))
            ledger = Ledger.open(folder / "ledger.sqlite")
            memory = Memory(folder / "seen.json")
            google = google_at(base, folder / "key.json")
            job = SyncJob([google], ledger, MainJob(CAMPAIGN, roster, NOW), units, memory)
            yield Served(job, base, token)
            ledger.close()
        finally:
            ours.send("done")
            process.join()


def type_title(google: Google, file: str, who: str, title: str) -> None:
    """A unit types one cell of its registration."""
    cell = {"userEnteredValue": {"stringValue": title}}
    google.batch_update(file, [write_cells(FIRST_SHEET, 8, 1, [cell], "userEnteredValue")], who)


def _serve(pipe: Connection, district: District, key: Path) -> None:
    with Sandbox(settings=Settings(quotas=False), seed="b") as box:
        google = google_at(box.base, box.write_key(key))
        list(provision(google, Provision(CAMPAIGN, [unit(0)], [OFFICE]), quiet))
        (first,) = (file for file in box.world.files.values() if file.book is not None)
        if district.rows:
            google.batch_update(first.file_id, list(_filling(district.rows)), "bench")
        with box.lock:
            multiply(box, first, district)
        pipe.send((box.base, box.token(OFFICE)))
        pipe.recv()


def multiply(box: Sandbox, first: DriveFile, district: District) -> None:
    """Give every unit a spreadsheet like the first."""
    kept = pickle.dumps(first.book)
    for number in range(1, district.units):
        made = copy.copy(first)
        made.file_id = f"{first.file_id}-{number}"
        made.app_properties = {PROJECT: first.app_properties[PROJECT] | {UNIT: unit(number).id}}
        if number < district.own:
            made.book = pickle.loads(kept)  # noqa: S301 - made above
            _head(made.content, unit(number))
        box.world.files[made.file_id] = made


def _head(book: Book, whose: Unit) -> None:
    """Put a unit's own name over its tabs."""
    first, own = unit(0).name.upper(), whose.name.upper()
    for sheet in book.sheets:
        for row in sheet.grid.rows[:_HEADED]:
            for cell in row.cells.values():
                value = cell.get("userEnteredValue", {})
                if first in value.get("stringValue", ""):
                    value["stringValue"] = value["stringValue"].replace(first, own)


def _filling(rows: int) -> Iterator[Json]:
    """What a diligent unit typed: every cell of its own in ``rows`` rows of three tabs."""
    chance = random.Random(1)  # noqa: S311 - made-up text
    tabs = {tab.code: tab for tab in tabs_of(CAMPAIGN, shared=False) if tab.form in _FILLED}
    for draft in desired(CAMPAIGN, unit(0)).sheets:
        if draft.key not in tabs:
            continue
        columns = dict(enumerate(tabs[draft.key].columns))
        for line in range(rows):
            titles = [f"{cell_value(None, line, '', [], chance)} {line}"] * rows
            for place, drawn in enumerate(draft.columns):
                if drawn.open and drawn.key != "note":
                    value = cell_value(columns[place], line, unit(0).name, titles, chance)
                    cell = {"userEnteredValue": _entered(value)}
                    where = draft.sheet_id, draft.first + line, place
                    yield write_cells(*where, [cell], "userEnteredValue")


def _entered(value: str | int | date) -> Json:
    if isinstance(value, date):
        return {"numberValue": serial(value.toordinal())}
    return {"stringValue": value} if isinstance(value, str) else {"numberValue": value}


def fetch_naively(base: str, token: str, files: Sequence[str]) -> None:
    """Gspread's usual way to the cells: open, worksheet, all values, for each of three tabs."""
    session = redirect(Session(), base)
    session.headers["Authorization"] = f"Bearer {token}"
    client = gspread.Client(auth=None, session=session)
    for file in files:
        for title in NAIVE_TABS:
            client.open_by_key(file).worksheet(title).get_all_values()


def prime(job: SyncJob) -> None:
    """One look at every sheet, told to ledger and memory, as an earlier sync left it."""
    at = job.moment
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
    job.memory.save()


def quiet(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
