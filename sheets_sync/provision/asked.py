"""What provision is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.plan.definition import Campaign
from campaign.roster.units import Unit
from sheets_sync.gsheets.errors import GoogleError
from sheets_sync.provision.accounts_file import Accounts
from sheets_sync.provision.desired import Desired, desired
from sheets_sync.provision.made_files import MadeFiles
from sheets_sync.provision.plan import UnitPlan


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
        adopt: Whether files of our names and tabs that bear no mark are the units' files.
    """

    campaign: Campaign
    units: Sequence[Unit]
    editors: Sequence[str]
    accounts: Accounts = field(default_factory=dict)
    folder: str = ""
    locale: str = "vi_VN"
    notify: bool = False
    made: MadeFiles = field(default_factory=MadeFiles)
    adopt: bool = False

    def note(self, unit: Unit, file: str) -> None:
        """Remember a unit's file, and the account that reaches it."""
        self.made.note(unit.id, file, self.editors[0])

    def wanted(self, unit: Unit) -> Desired:
        """One unit's spreadsheet as it should be."""
        return desired(self.campaign, unit, locale=self.locale)


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What came of one unit.

    Attributes:
        plan: What was, or would be, done; ``None`` when nothing could be.
        error: Why there is no plan.
        refused: Why Google does not let an address in, by address.
    """

    unit: Unit
    plan: UnitPlan | None
    error: GoogleError | None = None
    refused: Mapping[str, GoogleError] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether all that was planned was done."""
        return not self.errors

    @property
    def errors(self) -> tuple[GoogleError, ...]:
        """All that could not be done, with what to do about it."""
        return (*((self.error,) if self.error else ()), *self.refused.values())
