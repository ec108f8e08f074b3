"""The demo through Google's door: wards fill spreadsheets of the sandbox while a job syncs them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from addin.demo.google_people import clear_rows, fill, write_text
from addin.demo.google_story import Edited, Emptied, Event, Filled, Renamed, looks, moment, story
from addin.demo.run import AS_OF, CAMPAIGN
from campaign.columns import column
from campaign.office_time import to_office
from campaign.plan.definition import Campaign, Form
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.tabs import tabs_of
from sheets_sync.provision.desired import FIRST_SHEET
from sheets_sync.sandbox.played_clock import PlayedClock
from sheets_sync.sandbox.server import Sandbox
from sheets_sync.sandbox.world import Settings

if TYPE_CHECKING:
    from requests import Session

    from addin.sync_ready import SyncRequest
    from addin.syncing import SyncOutcome
    from campaign.usecases import Progress
    from sheets_sync.gsheets.google import Google

FOLDER, WORKBOOK, LEDGER = "google", "district.xlsx", "ledger.sqlite"


@dataclass(slots=True)
class GoogleDemo:
    """What came of it.

    Attributes:
        outcome: The last sync.
        notes: What happened on the way, as sentences.
    """

    outcome: SyncOutcome
    notes: list[str] = field(default_factory=list)


def run_google_demo(out: Path, progress: Progress) -> GoogleDemo:
    """Play the campaign of the wards through the sandbox, into ``out/google``.

    A folder of an earlier demo is begun anew: its spreadsheets are gone with their sandbox.
    """
    import shutil

    folder = out / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    begin = moment(datetime(2020, 5, 4).date())  # noqa: DTZ001 - a day
    with Sandbox(settings=Settings(quotas=False), start=begin, seed="demo") as box:
        return _Play(box, folder, progress).play()


class _Play:
    """The stage: the sandbox, the office's request, every ward's account."""

    def __init__(self, box: Sandbox, folder: Path, progress: Progress) -> None:
        from addin.sync_ready import SyncRequest

        self.box, self.folder, self.progress = box, folder, progress
        self.campaign: Campaign = load_campaign(CAMPAIGN)
        self.tabs = tabs_of(self.campaign, shared=False)
        self.events = story(self.campaign, load_campaign_roster(CAMPAIGN))
        self.names = {e.unit for e in self.events}
        self.plan = _plan_of_the_wards(folder, self.names)
        self.request: SyncRequest = SyncRequest(
            None, str(self.plan), str(folder / LEDGER), folder / "state", every="15m"
        )
        self.files: dict[str, str] = {}
        self.notes: list[str] = []

    def play(self) -> GoogleDemo:
        """Provision, then live through the weeks, look by look."""
        from dataclasses import replace

        from addin.demo.typing_in import type_moment
        from addin.syncing import run_sync

        office = self._google("")
        self._provision(office)
        left, times = list(self.events), looks()
        outcome = None
        for number, at in enumerate(times, 1):
            while left and left[0].at <= at:
                self._happen(left.pop(0))
            self._set_clock(at)
            last = number == len(times)
            request = replace(self.request, workbook=self.folder / WORKBOOK if last else None)
            outcome = run_sync(request, [office], _silent)
            self._remark(at, outcome)
            self.progress("Đồng bộ Google Sheets (giả lập)", number, len(times))
        assert outcome is not None  # noqa: S101 - there are looks
        type_moment(self.folder / WORKBOOK, AS_OF)
        return GoogleDemo(outcome, self.notes)

    def _google(self, unit: str) -> Google:
        """The way of the office's service account, or of a ward's person."""
        from sheets_sync.gsheets.accounts import PROVISION_SCOPES, read_account
        from sheets_sync.gsheets.connect import connect
        from sheets_sync.sandbox.server import OFFICE

        place = self.folder / "keys" / f"{unit or 'van-phong'}.json"
        place.parent.mkdir(exist_ok=True)
        self.box.write_key(place, _address(unit) if unit else OFFICE)
        return connect(
            read_account(place),
            PROVISION_SCOPES,
            clock=PlayedClock(self.box),
            mount=self._mount,
        )

    def _mount(self, session: Session) -> None:
        from sheets_sync.redirect import redirect

        redirect(session, self.box.base)

    def _provision(self, office: Google) -> None:
        from addin.provisioning import ProvisionRequest, run_provision

        accounts = self.folder / "accounts.csv"
        accounts.write_text("".join(f"{unit},{_address(unit)}\n" for unit in sorted(self.names)))
        request = ProvisionRequest(str(self.plan), accounts=accounts)
        run_provision(request, office, self.progress)
        self.files = {f.unit: f.id for f in office.listing(self.campaign.campaign.id)}

    def _happen(self, event: Event) -> None:
        """One thing that somebody does."""
        self._set_clock(event.at)
        google, file = self._google(event.unit), self.files[event.unit]
        first = self.tabs[0]
        row = header_of(first.columns).last + 1
        if isinstance(event, Filled):
            fill(google, file, event.unit, self.tabs, event.rows)
        elif isinstance(event, Edited):
            place = (FIRST_SHEET, row, _position(first.columns, "title"))
            write_text(google, file, event.unit, place, event.title)
        elif isinstance(event, Renamed):
            place = (FIRST_SHEET, row - 2, _position(first.columns, event.column))
            write_text(self._google(""), file, event.unit, place, event.label)
        else:
            self._empty(google, event)

    def _empty(self, google: Google, event: Emptied) -> None:
        """Clear everything; what stood there is put back the next day."""
        filled = [
            e
            for e in self.events
            if isinstance(e, Filled) and e.unit == event.unit and e.at < event.at
        ]
        count = max((len(rows) for e in filled for rows in e.rows.values()), default=0)
        clear_rows(google, self.files[event.unit], event.unit, self.tabs[0], count)
        again = [Filled(event.back, event.unit, e.rows) for e in filled]
        self._later(again)

    def _later(self, events: list[Filled]) -> None:
        self._waiting = events

    def _set_clock(self, at: datetime) -> None:
        waiting = getattr(self, "_waiting", [])
        if waiting and waiting[0].at <= at:
            self._waiting = []
            for event in waiting:
                self._happen(event)
        with self.box.lock:
            self.box.world.clock.set_to(at)

    def _remark(self, at: datetime, outcome: SyncOutcome) -> None:
        """What one look found and answered, and what it lacked."""
        from sheets_sync.sync.looking import Finding

        read = [
            look for look in outcome.synced.looks if look.finding in (Finding.NEW, Finding.CHANGED)
        ]
        cells = sum(one.cells for one in outcome.pushed)
        when = f"{to_office(at):%d/%m/%Y %H:%M}"
        self.notes.append(f"{when}: {len(read)} bảng tính mới hoặc đã sửa, trả lời {cells} ô.")
        self.notes += [look.sentence for look in outcome.synced.holes]


def _position(columns: tuple[object, ...], key: str) -> int:
    wanted = column(Form.REGISTRATION, key)
    return columns.index(wanted)


def _address(unit: str) -> str:
    return f"{unit}@sandbox.test"


def _silent(what: str, done: int, total: int) -> None:
    """The look as a whole is what the user is told of."""


def _plan_of_the_wards(folder: Path, units: set[str]) -> Path:
    """The campaign with a roster of these units alone: only they have spreadsheets here."""
    shipped = resources.files("templates")
    text = (shipped / "campaigns" / f"{CAMPAIGN}.toml").read_text("utf-8")
    head, *lines = (shipped / "rosters" / "q12-2020.csv").read_text("utf-8").splitlines()
    kept = [line for line in lines if ",parent," in line or line.split(",")[0] in units]
    (folder / "units.csv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    path = folder / "campaign.toml"
    named = re.sub(r'^roster = ".*"', 'roster = "units.csv"', text, flags=re.MULTILINE)
    path.write_text(named, "utf-8")
    return path
