"""Carries out provision: reads what is there, plans, makes, shares, then writes once a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from campaign.plan.definition import Campaign
from campaign.roster.units import Unit
from sheets_sync.gsheets.errors import GoogleError, RetryLater, Stop
from sheets_sync.gsheets.failures import two_files
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.listed import Listed
from sheets_sync.provision.accounts_file import Accounts
from sheets_sync.provision.current import FIELDS, Current, read_current
from sheets_sync.provision.desired import Desired, desired
from sheets_sync.provision.made_files import MadeFiles
from sheets_sync.provision.plan import UnitPlan, plan_unit

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done, and of how much."""

_TRIES = 3
_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Provision:
    """What provision is asked for.

    Attributes:
        campaign: The plan.
        units: For whom.
        editors: The office's addresses, our own account's first.
        accounts: Addresses by unit.
        folder: Folder or Shared Drive that new files go into; empty: the account's own Drive.
        locale: Of the spreadsheets.
        notify: Whether Google sends mail to those who get access.
        made: What earlier runs made, for what a listing does not show yet.
    """

    campaign: Campaign
    units: Sequence[Unit]
    editors: Sequence[str]
    accounts: Accounts = field(default_factory=dict)
    folder: str = ""
    locale: str = "vi_VN"
    notify: bool = False
    made: MadeFiles = field(default_factory=MadeFiles)

    def wanted(self, unit: Unit) -> Desired:
        """One unit's spreadsheet as it should be."""
        return desired(self.campaign, unit, locale=self.locale)


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What came of one unit: its plan, or why there is none."""

    unit: Unit
    plan: UnitPlan | None
    error: GoogleError | None = None


def provision(
    google: Google, asked: Provision, progress: Progress, *, dry_run: bool = False
) -> Iterator[Provisioned]:
    """Bring every unit's spreadsheet to what it should be, in roster order.

    Raises:
        Stop: nothing will work until a person acts.
    """
    files: dict[str, list[Listed]] = defaultdict(list)
    for file in google.listing(asked.campaign.campaign.id):
        files[file.unit].append(file)
    worker = _Worker(google, asked, files, dry_run=dry_run)
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting = [pool.submit(worker.one, unit) for unit in asked.units]
        try:
            for number, future in enumerate(waiting, 1):
                yield future.result()
                progress("Lập bảng tính", number, len(waiting))
        except Stop:
            pool.shutdown(cancel_futures=True)
            raise


@dataclass(frozen=True, slots=True)
class _Worker:
    google: Google
    asked: Provision
    files: dict[str, list[Listed]]
    dry_run: bool

    def one(self, unit: Unit) -> Provisioned:
        """One unit, whatever happens to others; ``Stop`` goes on to the caller."""
        try:
            return Provisioned(unit, self._bring(unit))
        except Stop:
            raise
        except GoogleError as error:
            return Provisioned(unit, None, error)

    def _bring(self, unit: Unit) -> UnitPlan:
        file = self._known(unit)
        plan = self._plan(unit, file)
        if self.dry_run or plan.idle:
            return plan
        file = file or self.google.create(
            plan.wanted.title, self.asked.campaign.campaign.id, unit.id, self.asked.folder
        )
        self.asked.made.note(unit.id, file)
        for address in plan.shares:
            self.google.share(file, address, unit.name, notify=self.asked.notify)
        self._write(unit, file, plan)
        return plan

    def _known(self, unit: Unit) -> str:
        """The unit's file, also one that was made so lately that no listing shows it."""
        listed = self.files.get(unit.id, [])
        if len(listed) > 1:
            raise two_files(unit.name)
        if listed:
            self.asked.made.note(unit.id, listed[0].id)
            return listed[0].id
        remembered = self.asked.made.ids.get(unit.id, "")
        return remembered if remembered and self.google.there(remembered, unit.name) else ""

    def _plan(self, unit: Unit, file: str) -> UnitPlan:
        wanted, addresses = self.asked.wanted(unit), self.asked.accounts.get(unit.id, ())
        permitted: list[str] = []
        current: Current | None = None
        if file:
            current = read_current(self.google.structure(file, unit.name, FIELDS))
            if addresses:
                found = self.google.permissions(file, unit.name)
                permitted = [p["emailAddress"] for p in found if p.get("emailAddress")]
        return plan_unit(
            wanted,
            file,
            current,
            self.asked.editors,
            addresses=addresses,
            permitted=permitted,
        )

    def _write(self, unit: Unit, file: str, plan: UnitPlan) -> None:
        """One request; after an answer that was lost, look again before writing again."""
        for turn in range(_TRIES):
            requests = plan.requests
            if not requests:
                return
            try:
                self.google.batch_update(file, requests, unit.name)
            except RetryLater as error:
                if not error.maybe_done or turn == _TRIES - 1:
                    raise
                plan = self._plan(unit, file)
            else:
                return
