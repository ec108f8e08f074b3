"""An office whose few units have spreadsheets in the sandbox, for the tests of the sync."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import gspread
import pytest
from requests import Session

from addin.provisioning import ProvisionRequest, run_provision
from addin.sync_ready import SyncRequest
from addin.syncing import SyncOutcome, preview, run_sync
from campaign.ledger import places
from campaign.ledger.book import Ledger
from campaign.plan.loading import load_campaign
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.tabs import Tab, tabs_of
from sheets_sync.gsheets.accounts import PROVISION_SCOPES, Account, read_account
from sheets_sync.gsheets.connect import connect
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.listed import Listed
from sheets_sync.gsheets.patience import Patience
from sheets_sync.redirect import redirect
from sheets_sync.sandbox.played_clock import PlayedClock
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import Settings
from sheets_sync.sync.plan import Item

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

    from sheets_sync.gsheets.clock import Clock
    from sheets_sync.provision.asked import Provisioned
    from sheets_sync.sandbox.service import Observer

UNITS = ("phuong-thanh-xuan", "phuong-thanh-loc", "phuong-thoi-an")
START = datetime(2020, 5, 10, 1, tzinfo=UTC)
CAMPAIGN = "q12-cchc-2020"
TABS = tabs_of(load_campaign(CAMPAIGN), shared=False)
REGISTRATION = TABS[0]
READY = 8
ROW = header_of(REGISTRATION.columns).last + 2
"""The first data row of *Đăng ký*, as people count."""


def account_of(unit: str) -> str:
    """The address of a unit's person."""
    return f"{unit}@sandbox.test"


def quiet(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@cache
def _signing(name: str, key: str) -> Credentials:
    """Credentials of a key that was read once: checking one takes a tenth of a second."""
    return Account(name, person=False, info=json.loads(key)).credentials(PROVISION_SCOPES)


class _KnownKey(Account):
    """An account whose key is not read anew at each start."""

    @classmethod
    def of(cls, account: Account) -> Account:
        return cls(account.name, account.person, account.info)

    def credentials(self, scopes: tuple[str, ...]) -> Credentials:
        known = _signing(self.name, json.dumps(self.info))
        return known.with_scopes(list(scopes))  # type: ignore[attr-defined,no-any-return]


@dataclass
class Office:
    """The office, its sandbox, and what it works with."""

    box: Sandbox
    folder: Path
    units: tuple[str, ...] = UNITS

    def __post_init__(self) -> None:
        self.campaign = _campaign_file(self.folder, self.units)
        self.key = self.box.write_key(self.folder / "key.json")
        self.workbook = self.folder / "district.xlsx"
        self.place = str(self.folder / "ledger.sqlite")

    def clock(self) -> Clock:
        """Whose time counts."""
        return PlayedClock(self.box)

    def google(self, email: str = OFFICE) -> Google:
        """A new way to the sandbox, as after a restart."""
        path = self.box.write_key(self.folder / f"{email.partition('@')[0]}.json", email)
        return connect(
            _KnownKey.of(read_account(path)),
            PROVISION_SCOPES,
            clock=self.clock(),
            patience=Patience(chance=Random(1)),  # noqa: S311 - jitter
            mount=lambda session: redirect(session, self.box.base) and None,
        )

    def request(self, **options: object) -> SyncRequest:
        """What a sync is asked for."""
        known = {"workbook": self.workbook, "campaign": str(self.campaign), "ledger": self.place}
        known |= {"state": self.folder / "state", **options}
        return SyncRequest(**known)  # type: ignore[arg-type]

    def preview(self) -> list[Item]:
        """What the very first sync would do, whose ledger stands at the user's own place."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(places, "default_place", lambda: Path(self.place))
            return preview(self.request(), [self.google()])

    def sync(self, **options: object) -> SyncOutcome:
        """One whole sync in a process that has just started."""
        return run_sync(self.request(**options), [self.google()], quiet)

    def later(self, **options: object) -> SyncOutcome:
        """A sync a quarter of an hour later."""
        self.box.advance(900)
        return self.sync(**options)

    def provision(self, **options: object) -> list[Provisioned]:
        """Bring the spreadsheets to what they should be; each unit has its account."""
        accounts = self.folder / "accounts.csv"
        accounts.write_text("".join(f"{unit},{account_of(unit)}\n" for unit in self.units))
        known = {"accounts": accounts, "state": self.folder / "state", **options}
        request = ProvisionRequest(str(self.campaign), **known)  # type: ignore[arg-type]
        return run_provision(request, self.google(), quiet)

    def files(self) -> dict[str, Listed]:
        """The spreadsheets by unit."""
        return {file.unit: file for file in self.google().listing(CAMPAIGN)}

    def book(self, unit: str, email: str = "") -> gspread.Spreadsheet:
        """A unit's spreadsheet as its person, or somebody else, opens it."""
        session = redirect(Session(), self.box.base)
        session.headers["Authorization"] = f"Bearer {self.box.token(email or account_of(unit))}"
        client = gspread.Client(auth=None, session=session)
        return client.open_by_key(self.files()[unit].id)

    def fill(self, unit: str, *titles: str, row: int = ROW) -> None:
        """Register initiatives, as the unit's person does."""
        sheet = self.book(unit).worksheet(REGISTRATION.title)
        rows = [[str(number), title, "Mô hình"] for number, title in enumerate(titles, 1)]
        sheet.update(rows, f"A{row}:C{row + len(rows) - 1}", value_input_option="USER_ENTERED")

    def told(self, unit: str, tab: Tab = REGISTRATION) -> dict[str, tuple[str, str]]:
        """What the office says of each row, by the row's title."""
        rows = self.book(unit).worksheet(tab.title).get_values()
        first = header_of(tab.columns).first
        head = rows[first]
        title, status = head.index(tab.columns[1].label), head.index("Văn phòng: tình trạng")
        task = head.index("Văn phòng: việc cần làm")
        return {
            row[title]: (row[status], row[task])
            for row in rows[first + 1 :]
            if row[title] or row[status] or row[task]
        }

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger, to be asked."""
        ledger = Ledger.open(self.place, create=False)
        yield ledger
        ledger.close()


def _campaign_file(folder: Path, units: tuple[str, ...]) -> Path:
    """The campaign of 2020 with a roster of these units alone."""
    shipped = resources.files("templates")
    text = (shipped / "campaigns" / f"{CAMPAIGN}.toml").read_text("utf-8")
    text = re.sub(r'^roster = ".*"', 'roster = "few.csv"', text, flags=re.MULTILINE)
    head, *lines = (shipped / "rosters" / "q12-2020.csv").read_text("utf-8").splitlines()
    kept = [line for line in lines if ",parent," in line or line.split(",")[0] in units]
    (folder / "few.csv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    path = folder / "few.toml"
    path.write_text(text, "utf-8")
    return path


@cache
def provisioned(units: tuple[str, ...]) -> bytes:
    """A world in which provision has run, made once."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder, _sandbox() as box:
        Office(box, Path(folder), units).provision()
        return pickle.dumps((box.world.files, box.world.accounts, box.world.ids))


@contextmanager
def short_forms() -> Iterator[None]:
    """Forms of a few rows: what is tested is the same, and an export is ten times faster."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sheets_sync.provision.desired.READY_ROWS", READY)
        patch.setattr("sheets_sync.provision.desired.OPEN_ROWS", 4 * READY)
        yield


def _sandbox(observer: Observer | None = None) -> Sandbox:
    settings = Settings(quotas=False)
    return Sandbox(settings=settings, start=START, seed="office", observer=observer)


@contextmanager
def new_office(
    folder: Path, units: tuple[str, ...] = UNITS, observer: Observer | None = None
) -> Iterator[Office]:
    """An office whose units have their spreadsheets and accounts."""
    with short_forms(), _sandbox(observer) as box:
        made = pickle.loads(provisioned(units))  # noqa: S301 - our own, just made
        with box.lock:
            box.world.files, box.world.accounts, box.world.ids = made
            for file in box.world.files.values():
                box.world.note_change(file)
        yield Office(box, folder, units)
