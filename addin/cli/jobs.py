"""``thidua jobs``: have the machine run the sync by itself."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from addin.cli.frame import Commands
from addin.cli.options import DEFAULT_CAMPAIGN, CampaignOption, Credentials, Debug, LedgerPlace

jobs_app = Commands("Đặt lịch đồng bộ chạy tự động. (Scheduled syncs.)")
Every = Annotated[str, typer.Option("--every", help="Bao lâu một lần: 15m, 1h, 1d.")]


def _scheduler() -> ModuleType:
    """What this system runs things by."""
    if os.name == "nt":
        from sheets_sync.jobs import windows

        return windows
    from sheets_sync.jobs import systemd

    return systemd


@jobs_app.command("install")
def install_command(
    workbook: Annotated[Path, typer.Option("--workbook", help="Sổ tổng hợp.")],
    every: Every = "15m",
    campaign: CampaignOption = DEFAULT_CAMPAIGN,
    ledger: LedgerPlace = "",
    credentials: Credentials = "",
    debug: Debug = False,
) -> int:
    """Đặt lịch: bộ hẹn giờ của systemd, hoặc Task Scheduler của Windows.

    Install the schedule.
    """
    from addin.cli.show import say
    from addin.scheduling import job_command
    from sheets_sync.jobs.every import read_interval

    del debug
    command = job_command(workbook, campaign, ledger, credentials, read_interval(every))
    say(_scheduler().install(command))
    return 0


@jobs_app.command("status")
def status_command(
    ledger: LedgerPlace = "",
    debug: Debug = False,
) -> int:
    """Lần chạy gần nhất, lần tới, và những lần chưa đầy đủ.

    The last runs and the next.
    """
    from addin.cli.show import say
    from addin.scheduling import ledgers_of
    from sheets_sync.gsheets.connect import state_folder
    from sheets_sync.jobs.logs import log_file

    del debug
    scheduler = _scheduler()
    names = scheduler.installed()
    for name in names:
        say(f"Lịch {name}: lần tới {scheduler.next_run(name) or 'chưa rõ'}.")
    if not names:
        say("Chưa đặt lịch nào. Đặt: thidua jobs install --workbook TỆP.")
    places = ledgers_of(scheduler, names, ledger)
    good = [_told(place, alone=len(places) == 1) for place in places]
    if all(good):
        return 0
    say(f"Từng lần chạy: {log_file(state_folder(), 'sync')}.")
    for name in names:
        say(f"Lời của các lần chạy: {scheduler.where_to_look(name)}")
    return 1


def _told(place: str, *, alone: bool) -> bool:
    """Tell the story that a ledger has of the sync; whether all is well."""
    from datetime import UTC, datetime

    from addin.cli.show import say
    from addin.scheduling import story_of
    from campaign.errors import ThiduaError

    if not alone:
        say(f"Sổ theo dõi {place}:")
    try:
        story = story_of(place)
    except ThiduaError as error:
        say(str(error))
        return False
    late = story.overdue(datetime.now(UTC))
    for sentence in [*story.sentences(), *([late] if late else [])]:
        say(sentence)
    return story.good and not late


@jobs_app.command("remove")
def remove_command(
    name: Annotated[
        str, typer.Argument(metavar="TÊN", help="Tên lịch, như `thidua jobs status` in ra.")
    ],
    debug: Debug = False,
) -> int:
    """Bỏ một lịch.

    Remove a schedule.
    """
    from addin.cli.show import say

    del debug
    _scheduler().remove(name)
    say(f"Đã bỏ lịch {name}.")
    return 0
