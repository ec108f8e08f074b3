"""``thidua sync``: once, or turn after turn."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.options import (
    DEFAULT_CAMPAIGN,
    CampaignOption,
    Credentials,
    Debug,
    DryRun,
    Json,
    LedgerPlace,
)

if TYPE_CHECKING:
    from addin.sync_ready import SyncRequest
    from sheets_sync.gsheets.google import Google
    from sheets_sync.jobs.every import Interval

Updated = Annotated[
    Path | None,
    typer.Option("--workbook", help="Sổ tổng hợp sẽ ghi; bỏ trống: chỉ ghi sổ theo dõi."),
]
Once = Annotated[bool, typer.Option("--once", help="Chạy một lần rồi thôi.")]
Every = Annotated[str, typer.Option("--every", help="Chạy lại sau mỗi: 15m, 1h, 1d.")]
Sweep = Annotated[
    bool, typer.Option("--sweep", help="Đọc lại mọi bảng tính, dù Google nói không đổi.")
]
AcceptEmpty = Annotated[
    list[str] | None,
    typer.Option("--accept-empty", help="Mã đơn vị đã rút lại hết: bảng trống là đúng."),
]
NoPush = Annotated[bool, typer.Option("--no-push", help="Không trả lời vào bảng tính của đơn vị.")]


def sync_command(
    workbook: Updated = None,
    campaign: CampaignOption = DEFAULT_CAMPAIGN,
    ledger: LedgerPlace = "",
    credentials: Credentials = "",
    once: Once = False,
    every: Every = "",
    dry_run: DryRun = False,
    json_to: Json = "",
    sweep: Sweep = False,
    accept_empty: AcceptEmpty = None,
    no_push: NoPush = False,
    debug: Debug = False,
) -> int:
    """Đọc bảng tính Google của các đơn vị, cập nhật sổ, trả lời từng dòng.

    Bring ledger and workbook in step with the units' spreadsheets, and answer each row.
    """
    from addin.scheduling import check_workbook
    from addin.sync_ready import SyncRequest
    from campaign.ledger.places import default_place, named_place
    from sheets_sync.gsheets.connect import state_folder
    from sheets_sync.jobs.every import read_interval

    del debug
    if workbook is not None:
        check_workbook(workbook)
    interval = read_interval(every) if every else None
    state = state_folder()
    place = named_place(ledger) or str(default_place())
    empty = frozenset(accept_empty or ())
    request = SyncRequest(workbook, campaign, place, state, sweep, empty, not no_push, every)
    google = _ways(credentials, state)
    if dry_run:
        return _previewed(request, google, json_to)
    if interval is None or once:
        return _once(request, google, json_to)
    return _turns(request, google, json_to, interval)


def _ways(credentials: str, state: Path) -> list[Google]:
    """The ways to Google; what they load stays, so later searches for garbage pass it over."""
    from addin.google import ways_to_google
    from sheets_sync.gsheets.accounts import SYNC_SCOPES

    google = ways_to_google(credentials, SYNC_SCOPES, state)
    gc.freeze()
    return google


def _previewed(request: SyncRequest, google: list[Google], json_to: str) -> int:
    """Show what would be done; nothing is."""
    from addin.cli.sheets_show import show_plan
    from addin.cli.show import write_report
    from addin.sync_report import plan_report
    from addin.syncing import preview

    plan = preview(request, google)
    if json_to:
        write_report(plan_report(plan), json_to)
    if json_to != "-":
        show_plan(plan)
    return 0


def _turns(request: SyncRequest, google: list[Google], json_to: str, interval: Interval) -> int:
    """One sync after another, until somebody stops it."""
    from sheets_sync.gsheets.clock import SystemClock
    from sheets_sync.jobs.every import turns

    code = 0
    for _ in turns(interval, SystemClock(), lambda: True):
        code = _kept_going(request, google, json_to)
    return code


def _once(request: SyncRequest, google: list[Google], json_to: str) -> int:
    from addin.cli.sheets_show import show_sync
    from addin.cli.show import progress_bar, write_report
    from addin.sync_report import sync_report
    from addin.syncing import run_sync

    with progress_bar() as progress:
        outcome = run_sync(request, google, progress)
    if json_to:
        write_report(sync_report(outcome), json_to)
    show_sync(outcome, request.workbook, quiet=json_to == "-")
    return 0 if outcome.complete else 1


def _kept_going(request: SyncRequest, google: list[Google], json_to: str) -> int:
    """One turn of many: what went wrong is said, and the next turn tries again."""
    from addin.cli.show import say
    from campaign.errors import ThiduaError, why_not

    try:
        return _once(request, google, json_to)
    except ThiduaError as error:
        say(str(error))
    except OSError as error:
        say(f"Lần đồng bộ này chưa xong ({error.filename or 'tệp'}: {why_not(error)}).")
    return 2
