"""``thidua run``: parses and delegates."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.moments import moment
from addin.cli.options import DEFAULT_CAMPAIGN, CampaignOption, Debug, Fresh, Json, LedgerPlace
from campaign.errors import UsageError

if TYPE_CHECKING:
    from addin.run_request import RunRequest

Workbook = Annotated[Path, typer.Option("--workbook", help="Sổ tổng hợp sẽ ghi (.xlsx, .xlsm).")]
Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="NGUỒN", help="Thư mục, tệp hoặc mẫu tên (*.xlsx) của các đơn vị."),
]
AsOf = Annotated[
    str, typer.Option("--as-of", help="Thời điểm xét, ví dụ 2020-11-02T08:00; bỏ trống: bây giờ.")
]
FromLedger = Annotated[
    bool,
    typer.Option(
        "--from-ledger", help="Lấy số liệu từ sổ theo dõi; thêm --as-of để dựng lại sổ như lúc đó."
    ),
]


def run_command(
    workbook: Workbook,
    sources: Sources = None,
    campaign: CampaignOption = DEFAULT_CAMPAIGN,
    as_of: AsOf = "",
    json_to: Json = "",
    fresh: Fresh = False,
    ledger: LedgerPlace = "",
    from_ledger: FromLedger = False,
    debug: Debug = False,
) -> int:
    """Tổng hợp, xét và lập danh sách, ghi vào một sổ.

    Do the whole main job.
    """
    from addin.run_request import RunRequest

    del debug
    # A run makes millions of small objects and drops none before it ends.
    gc.disable()
    if workbook.suffix.lower() not in {".xlsx", ".xlsm"}:
        raise UsageError(f"Sổ “{workbook}” phải có đuôi .xlsx hoặc .xlsm.")
    now = datetime.now(UTC)
    request = RunRequest(
        sources or [],
        workbook,
        campaign,
        moment(as_of, now),
        remember=not fresh,
        ledger=_ledger(ledger, needed=from_ledger),
        from_ledger=from_ledger,
        rebuild=from_ledger and bool(as_of),
        now=now,
    )
    return _run(request, workbook, json_to)


def _run(request: RunRequest, workbook: Path, json_to: str) -> int:
    from addin.cli.show import progress_bar, show_outcome, summary, write_report
    from addin.run import prepare, run

    ready = prepare(request)
    said = ready.memory.said() if ready.memory is not None and not json_to else None
    if said is not None:
        return _nothing_changed(said)
    with progress_bar() as progress:
        outcome = run(request, progress, ready)
    if json_to:
        write_report(outcome.report(), json_to)
    show_outcome(outcome, workbook, quiet=json_to == "-")
    if outcome.complete and ready.memory is not None:
        ready.memory.keep(summary(outcome, workbook))
    return 0 if outcome.complete else 1


def _nothing_changed(said: Sequence[str]) -> int:
    from addin.cli.show import say

    say("Không có gì thay đổi từ lần chạy trước; sổ giữ nguyên.")
    for sentence in said:
        say(sentence)
    return 0


def _ledger(option: str, *, needed: bool) -> str:
    """The ledger asked for; the user's own one where one is needed and none was named."""
    from campaign.ledger.places import default_place, named_place

    return named_place(option) or (str(default_place()) if needed else "")
