"""``thidua serve``: settings in, a server that runs until it is stopped."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from addin.server.settings import ServerSettings, read_settings
from campaign.errors import UsageError

if TYPE_CHECKING:
    from addin.server.app import Desk


_AT_ONCE = 500
"""Connections; more get 503 at once."""


def serve(path: Path, host: str, port: int) -> None:
    """Serve until stopped.

    Raises:
        UsageError: the settings have mistakes.
    """
    import uvicorn

    from addin.server.app import make_app
    from addin.server.patient_http import PatientProtocol

    desk = desk_of(read_settings(path), path.parent)
    app = make_app(desk)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # uvicorn's own access log holds addresses of people's machines.
    uvicorn.run(
        app,
        http=PatientProtocol,
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=_AT_ONCE,
    )


def desk_of(settings: ServerSettings, folder: Path = Path()) -> Desk:
    """The way of a press under these settings; its processes start with the application.

    Args:
        settings: What the administrator decides.
        folder: Where files that the settings name are looked for.

    Raises:
        UsageError: the settings name a campaign or a unit that there is not.
    """
    from addin.server.app import Desk
    from addin.server.identity import Verifier
    from addin.server.limits import Rate
    from addin.server.people import People
    from addin.server.pool import Pool
    from addin.server.work import Ready

    settings = settings.model_copy(update={"campaign": _campaign(settings, folder)})
    accounts = _accounts(settings, folder)
    ready = Ready(settings.licence_key, settings.campaign)
    return Desk(
        Verifier(settings.audiences, settings.certificates, settings.skew_seconds),
        People.of(settings.office, accounts),
        Rate(settings.presses_a_minute),
        Pool(settings.workers, settings.seconds, ready),
        settings,
    )


def _campaign(settings: ServerSettings, folder: Path) -> str:
    """The campaign as every process finds it: a definition may lie beside the settings."""
    beside = folder / settings.campaign
    return str(beside.resolve()) if beside.is_file() else settings.campaign


def _accounts(settings: ServerSettings, folder: Path) -> dict[str, tuple[str, ...]]:
    """Accounts by unit id, from the settings and from the file that they name.

    Raises:
        UsageError: a unit that there is not, or mistakes in the file.
    """
    from campaign.mistakes import did_you_mean
    from campaign.plan.loading import load_campaign, load_campaign_roster
    from campaign.roster.resolver import Resolver
    from sheets_sync.provision.accounts_file import read_accounts

    roster = load_campaign_roster(settings.campaign)
    known = [unit.id for unit in roster.units]
    wrong = [f"“{unit}”{did_you_mean(unit, known)}" for unit in settings.units if unit not in known]
    if wrong:
        raise UsageError(f"Tệp cài đặt, bảng units, có mã không phải đơn vị: {'; '.join(wrong)}.")
    if settings.accounts is None:
        return dict(settings.units)
    names = Resolver(roster, load_campaign(settings.campaign).campaign.ends)
    found = read_accounts(folder / settings.accounts, roster, names.resolve)
    both = settings.units.keys() | found.keys()
    return {unit: (*settings.units.get(unit, ()), *found.get(unit, ())) for unit in sorted(both)}
