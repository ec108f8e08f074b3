"""``thidua sheets provision`` as a use case: who gets a spreadsheet, with whose addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.office_time import to_office

if TYPE_CHECKING:
    from campaign.roster.units import Unit
    from campaign.usecases import MainJob, Progress
    from sheets_sync.gsheets.google import Google
    from sheets_sync.provision.asked import Provision, Provisioned


@dataclass(frozen=True, slots=True)
class ProvisionRequest:
    """What the user asked for.

    Attributes:
        campaign: Shipped name or definition file.
        workbook: District workbook whose list of units counts; ``None``: the campaign's roster.
        accounts: CSV file with the units' addresses.
        folder: Google's id of a folder or Shared Drive.
        editors: The office's further addresses.
        units: Ids or names; empty for all.
        adopt: Whether files without a mark of this Cloud project are taken over.
        state: Folder in which what was made is remembered; ``None`` remembers nothing.
    """

    campaign: str
    workbook: Path | None = None
    accounts: Path | None = None
    folder: str = ""
    editors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    locale: str = "vi_VN"
    notify: bool = False
    dry_run: bool = False
    adopt: bool = False
    state: Path | None = None


def run_provision(
    request: ProvisionRequest, google: Google, progress: Progress
) -> list[Provisioned]:
    """Bring the spreadsheets to what they should be, or say what would be done.

    Raises:
        BusyError: another provision of the campaign is running on this machine.
        Stop: nothing will work until a person acts.
        UsageError: a broken file, an unknown unit, an editor that is no address.
    """
    from sheets_sync.jobs.turn import PROVISIONING, only
    from sheets_sync.provision.apply import provision
    from sheets_sync.provision.made_files import MadeFiles

    asked = _asked(request, google)
    if request.state is None:
        return list(provision(google, asked, progress, dry_run=request.dry_run))
    place = request.state / f"made-{asked.campaign.campaign.id}.json"
    if request.dry_run:
        known = replace(asked, made=replace(MadeFiles.load(place), path=None))
        return list(provision(google, known, progress, dry_run=True))
    with only(place.with_suffix(".lock"), PROVISIONING):
        remembering = replace(asked, made=MadeFiles.load(place))
        return list(provision(google, remembering, progress))


def _asked(request: ProvisionRequest, google: Google) -> Provision:
    from addin.office_job import main_job
    from sheets_sync.provision.accounts_file import read_accounts
    from sheets_sync.provision.asked import Provision

    _check_editors(request.editors)
    now = to_office(datetime.fromtimestamp(google.wire.clock.now(), UTC))
    job = main_job(request.campaign, request.workbook, now)
    accounts = (
        read_accounts(request.accounts, job.roster, job.names.resolve) if request.accounts else {}
    )
    return Provision(
        job.campaign,
        _wanted(request, job),
        (google.whoami(), *request.editors),
        accounts,
        request.folder,
        request.locale,
        request.notify,
        adopt=request.adopt,
    )


def _check_editors(editors: tuple[str, ...]) -> None:
    from campaign.errors import UsageError
    from sheets_sync.provision.accounts_file import is_address

    bad = [address for address in editors if not is_address(address)]
    if bad:
        raise UsageError(
            f"--editor: địa chỉ thư chưa đúng: {', '.join(bad)}. Ghi như ten@gmail.com."
        )


def _wanted(request: ProvisionRequest, job: MainJob) -> list[Unit]:
    from addin.office_job import expected
    from addin.templates import unit_named

    if not request.units:
        return expected(job)
    return [unit_named(job.roster, name, job.day) for name in request.units]
