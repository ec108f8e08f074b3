"""``thidua serve``: settings in, a server that runs until it is stopped."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from addin.server.settings import ServerSettings, read_settings
from campaign.errors import UsageError, why_not

if TYPE_CHECKING:
    from fastapi import FastAPI

    from addin.server.app import Desk
    from campaign.roster.units import Roster

_LOG = logging.getLogger(__name__)

_AT_ONCE = 500
"""Connections; more get 503 at once."""


def serve(path: Path, host: str, port: int) -> None:
    """Serve until stopped.

    Raises:
        UsageError: the settings have mistakes, or the port is taken.
    """
    from addin.server.app import make_app

    desk = desk_of(read_settings(path), path.parent)
    _refuse_taken(host, port)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    _LOG.info("Máy chủ nút lệnh đang nghe ở http://%s:%s (Ctrl+C để dừng).", host, port)
    _run(make_app(desk), host, port)


def _run(app: FastAPI, host: str, port: int) -> None:
    import uvicorn

    from addin.server.patient_http import PatientProtocol

    # uvicorn's own access log holds addresses of people's machines.
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=PatientProtocol,
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=_AT_ONCE,
    )


def _refuse_taken(host: str, port: int) -> None:
    """Say in words what uvicorn would say in English: the address cannot be listened at."""
    import socket

    try:
        socket.create_server((host, port)).close()
    except OverflowError as error:
        raise UsageError(f"Cổng {port} không có: cổng là số từ 0 đến 65535.") from error
    except OSError as error:
        raise UsageError(
            f"Không nghe được ở {host}, cổng {port}: {why_not(error)}. Hãy đóng chương trình đang "
            "dùng cổng, hoặc chọn cổng khác bằng --port."
        ) from error


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
    from campaign.plan.loading import load_campaign, load_campaign_roster
    from campaign.roster.resolver import Resolver
    from sheets_sync.provision.accounts_file import read_accounts

    roster = load_campaign_roster(settings.campaign)
    _refuse_strangers(settings.units, roster)
    if settings.accounts is None:
        return dict(settings.units)
    names = Resolver(roster, load_campaign(settings.campaign).campaign.ends)
    found = read_accounts(folder / settings.accounts, roster, names.resolve)
    both = settings.units.keys() | found.keys()
    return {unit: (*settings.units.get(unit, ()), *found.get(unit, ())) for unit in sorted(both)}


def _refuse_strangers(units: Iterable[str], roster: Roster) -> None:
    from campaign.mistakes import did_you_mean

    known = [unit.id for unit in roster.units]
    wrong = [f"“{unit}”{did_you_mean(unit, known)}" for unit in units if unit not in known]
    if wrong:
        raise UsageError(f"Tệp cài đặt, bảng units, có mã không phải đơn vị: {'; '.join(wrong)}.")
