"""``thidua jobs`` as use cases: a job is named in full and checked before it is scheduled."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from campaign.ledger.job_story import JobStory
    from sheets_sync.jobs.command import JobCommand
    from sheets_sync.jobs.every import Interval

_CARRIED = ("THIDUA_STATE", "THIDUA_GOOGLE_ENDPOINT")


def job_command(
    workbook: Path, campaign: str, ledger: str, credentials: str, every: Interval
) -> JobCommand:
    """The command to schedule: a scheduler starts it in another folder, without our environment.

    Raises:
        Stop: no usable credentials.
        UsageError: the workbook, the campaign or the ledger can't be used so.
    """
    from campaign.ledger.places import default_place, named_place
    from campaign.plan.loading import load_campaign
    from sheets_sync.gsheets.accounts import VARIABLE, find_accounts
    from sheets_sync.jobs.command import JobCommand

    check_workbook(workbook)
    load_campaign(campaign)
    find_accounts(credentials)
    files = (credentials or os.environ.get(VARIABLE, "")).split(os.pathsep)
    named = Path(campaign)
    return JobCommand(
        workbook.resolve(),
        str(named.resolve()) if named.suffix == ".toml" else campaign,
        _ledger(named_place(ledger) or str(default_place())),
        os.pathsep.join(str(Path(file).expanduser().resolve()) for file in files if file),
        every,
        {name: _whole(name) for name in _CARRIED if os.environ.get(name)},
    )


def ledgers_of(scheduler: ModuleType, names: Iterable[str], option: str) -> list[str]:
    """The ledgers whose story is asked for: the one named, else those of the jobs, each once."""
    from campaign.ledger.places import default_place, named_place

    named = named_place(option)
    if named:
        return [named]
    places = [str(scheduler.ledger_of(name)) for name in names]
    return list(dict.fromkeys(place or str(default_place()) for place in places or [""]))


def story_of(place: str) -> JobStory:
    """What a ledger knows of the sync; nothing where no run has made it yet.

    Raises:
        LedgerError: it can't be opened.
    """
    from campaign.ledger.book import Ledger
    from campaign.ledger.job_story import JobStory, job_story
    from campaign.ledger.preparing import Purpose

    if "://" not in place and not Path(place).exists():
        return JobStory()
    ledger = Ledger.open(place, purpose=Purpose.READING)
    try:
        return job_story(ledger.jobs())
    finally:
        ledger.close()


def check_workbook(workbook: Path) -> None:
    """A district workbook is an Excel file.

    Raises:
        UsageError: it has another ending.
    """
    if workbook.suffix.lower() not in {".xlsx", ".xlsm"}:
        raise UsageError(f"Sổ “{workbook}” phải có đuôi .xlsx hoặc .xlsm.")


def _ledger(place: str) -> str:
    if "://" not in place:
        return str(Path(place).resolve())
    from campaign.ledger.addresses import has_password

    if has_password(place):
        raise UsageError(
            "Lịch chạy nằm trong tệp mà người khác trên máy đọc được, nên không ghi mật khẩu của "
            "sổ theo dõi vào đó. Hãy bỏ mật khẩu khỏi địa chỉ postgresql://… và ghi nó vào tệp mật "
            "khẩu của PostgreSQL (~/.pgpass; Windows: %APPDATA%\\postgresql\\pgpass.conf), một "
            "dòng máy:cổng:cơ-sở-dữ-liệu:người-dùng:mật-khẩu."
        )
    return place


def _whole(name: str) -> str:
    """A variable's value; a folder in full."""
    value = os.environ[name]
    return str(Path(value).resolve()) if name == "THIDUA_STATE" else value
