"""The commands, their Vietnamese help, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.excel import excel
from addin.cli.frame import Commands
from addin.cli.jobs import jobs_app
from addin.cli.ledger import ledger_app
from addin.cli.options import DEFAULT_CAMPAIGN, CampaignOption, Debug
from addin.cli.overview import overview_command
from addin.cli.papers import papers_command
from addin.cli.press import press_command
from addin.cli.rules import rules_app
from addin.cli.run import run_command
from addin.cli.sandbox import sandbox_command
from addin.cli.script import script_command
from addin.cli.serve import serve_command
from addin.cli.sheets import sheets_app
from addin.cli.sync import sync_command


def _version(asked: bool) -> None:
    if not asked:
        return
    from importlib.metadata import version

    typer.echo(f"thidua {version('thidua')}")
    raise typer.Exit


app = Commands(
    "Thi Đua: tổng hợp biểu của các đơn vị, xét thời hạn và điều kiện, lập danh sách khen "
    "thưởng.\n\nRuns a public-service emulation campaign on the units' spreadsheets."
)
campaigns = Commands("Xem và kiểm tra tệp mô tả đợt thi đua. (Campaign definitions.)")


@app.callback()
def main_options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Hiện số phiên bản.")
    ] = False,
) -> None:
    """Options of ``thidua`` itself."""
    del version


app.command("run")(run_command)
app.command("press")(press_command)
app.add_typer(campaigns, name="campaign")
app.add_typer(rules_app, name="rules")
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
    file: Annotated[
        str, typer.Argument(metavar="TỆP", help="Tệp .toml, hoặc tên đợt thi đua có sẵn.")
    ],
    debug: Debug = False,
) -> int:
    """Kiểm tra tệp mô tả và chỉ cách sửa từng lỗi.

    Explain every mistake.
    """
    from addin.cli.show import show_mistakes
    from campaign.plan.loading import check_campaign

    del debug
    return show_mistakes(file, check_campaign(file))


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
