"""The commands, their Vietnamese help, and nothing else."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from addin.cli.excel import excel
from addin.cli.jobs import jobs_app
from addin.cli.ledger import ledger_app
from addin.cli.moments import moment
from addin.cli.options import Debug, Json
from addin.cli.overview import overview_command
from addin.cli.papers import papers_command
from addin.cli.press import press_command
from addin.cli.sandbox import sandbox_command
from addin.cli.script import script_command
from addin.cli.serve import serve_command
from addin.cli.sheets import sheets_app, sync_command
from campaign.errors import UsageError

DEFAULT_CAMPAIGN = "q12-cchc-2020"

app = typer.Typer(
    help="Thi Đua: tổng hợp biểu của các đơn vị, xét thời hạn và điều kiện, lập danh sách khen "
    "thưởng.\n\nRuns a public-service emulation campaign on the units' spreadsheets.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
campaigns = typer.Typer(
    help="Xem và kiểm tra tệp mô tả đợt thi đua. (Campaign definitions.)", no_args_is_help=True
)
app.command("press")(press_command)
app.add_typer(campaigns, name="campaign")
app.add_typer(excel, name="excel")
app.add_typer(ledger_app, name="ledger")
app.add_typer(sheets_app, name="sheets")
app.add_typer(jobs_app, name="jobs")
app.command("sync")(sync_command)
app.command("sandbox")(sandbox_command)
app.command("serve")(serve_command)
app.command("script")(script_command)
app.command("papers")(papers_command)
app.command("overview")(overview_command)

CampaignOption = Annotated[
    str, typer.Option("--campaign", help="Tên đợt thi đua có sẵn, hoặc tệp .toml.")
]


def _ledger(option: str, *, needed: bool) -> str:
    """The ledger asked for; the user's own one where one is needed and none was named."""
    from campaign.ledger.places import default_place, named_place

    return named_place(option) or (str(default_place()) if needed else "")


@app.command("run")
def run_command(
    workbook: Annotated[
        Path, typer.Option("--workbook", help="Sổ tổng hợp sẽ ghi (.xlsx, .xlsm).")
    ],
    sources: Annotated[
        list[str] | None, typer.Argument(help="Thư mục, tệp hoặc mẫu tên (*.xlsx) của các đơn vị.")
    ] = None,
    campaign: CampaignOption = DEFAULT_CAMPAIGN,
    as_of: Annotated[
        str,
        typer.Option("--as-of", help="Thời điểm xét, ví dụ 2020-11-02T08:00; bỏ trống: bây giờ."),
    ] = "",
    json_to: Json = "",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Đọc lại mọi tệp, không dùng phần đã nhớ.")
    ] = False,
    ledger: Annotated[
        str, typer.Option("--ledger", help="Sổ theo dõi: tệp .sqlite hoặc postgresql://…")
    ] = "",
    from_ledger: Annotated[
        bool,
        typer.Option(
            "--from-ledger",
            help="Lấy số liệu từ sổ theo dõi; thêm --as-of để dựng lại sổ như lúc đó.",
        ),
    ] = False,
    debug: Debug = False,
) -> int:
    """Tổng hợp, xét và lập danh sách, ghi vào một sổ.

    Do the whole main job.
    """
    from addin.cli.show import progress_bar, say, show_outcome, summary, write_report
    from addin.run import RunRequest, prepare, run

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
    ready = prepare(request)
    said = ready.memory.said() if ready.memory is not None and not json_to else None
    if said is not None:
        say("Không có gì thay đổi từ lần chạy trước; sổ giữ nguyên.")
        for sentence in said:
            say(sentence)
        return 0
    with progress_bar() as progress:
        outcome = run(request, progress, ready)
    if json_to:
        write_report(outcome.report(), json_to)
    show_outcome(outcome, workbook, quiet=json_to == "-")
    if outcome.complete and ready.memory is not None:
        ready.memory.keep(summary(outcome, workbook))
    return 0 if outcome.complete else 1


@app.command("demo")
def demo_command(
    out: Annotated[Path, typer.Option("--out", help="Thư mục để ghi ví dụ.")] = Path("out"),
    debug: Debug = False,
) -> int:
    """Chạy thử với một đợt thi đua mẫu của Quận 12.

    Run the shipped example.
    """
    from addin.cli.sheets_show import show_google_demo
    from addin.cli.show import progress_bar, show_demo
    from addin.demo.google_door import run_google_demo
    from addin.demo.run import run_demo

    del debug
    with progress_bar() as progress:
        outcome = run_demo(out, progress)
        google = run_google_demo(out, progress)
    show_demo(outcome, out)
    show_google_demo(google, out)
    return 0 if outcome.complete and google.outcome.complete else 1


@app.command("template")
def template_command(
    out: Annotated[Path, typer.Option("--out", help="Thư mục để ghi các biểu.")],
    unit: Annotated[str, typer.Option("--unit", help="Mã hoặc tên một đơn vị.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Mỗi đơn vị một tệp.")] = False,
    campaign: CampaignOption = DEFAULT_CAMPAIGN,
    debug: Debug = False,
) -> int:
    """Tạo biểu mẫu cho đơn vị điền.

    Write the units' workbooks.
    """
    from addin.cli.show import progress_bar, say
    from addin.templates import write_templates

    del debug
    with progress_bar() as progress:
        written = write_templates(campaign, unit, every=every, out=out, progress=progress)
    say(f"Đã ghi {len(written)} biểu mẫu vào {out}.")
    return 0


@campaigns.command("check")
def check_command(
    file: Annotated[str, typer.Argument(help="Tệp .toml, hoặc tên đợt thi đua có sẵn.")],
    debug: Debug = False,
) -> int:
    """Kiểm tra tệp mô tả và chỉ cách sửa từng lỗi.

    Explain every mistake.
    """
    from addin.cli.show import say
    from campaign.plan.loading import check_campaign

    del debug
    mistakes = check_campaign(file)
    for mistake in mistakes:
        say(mistake.sentence())
    say(f"Có {len(mistakes)} lỗi cần sửa." if mistakes else f"{file}: không có lỗi.")
    return 2 if mistakes else 0


@campaigns.command("list")
def list_command() -> int:
    """Các đợt thi đua có sẵn.

    Shipped campaigns.
    """
    from addin.cli.show import say
    from campaign.plan.loading import load_campaign, shipped_campaigns

    for name in shipped_campaigns():
        say(f"{name}: {load_campaign(name).campaign.name}")
    return 0


@app.command("doctor")
def doctor_command() -> int:
    """Máy này có gì, thiếu gì, lấy ở đâu.

    What is installed and what is missing.
    """
    from addin.cli.show import say
    from addin.doctor import examine

    findings = examine()
    for finding in findings:
        say(finding.sentence())
    return 0 if all(finding.good or not finding.needed for finding in findings) else 2
