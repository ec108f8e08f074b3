"""``thidua overview``: parses and delegates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.options import AsOfBefore, CampaignBefore, Debug, Judged, Source

Html = Annotated[Path, typer.Option("--html", help="Tệp trang web sẽ ghi, ví dụ tong-quan.html.")]


def overview_command(
    html: Html,
    workbook: Judged,
    source: Source = None,
    campaign: CampaignBefore = "",
    as_of: AsOfBefore = "",
    debug: Debug = False,
) -> int:
    """Ghi trang Tổng quan thành một tệp web, xem được trên điện thoại và khi không có mạng.

    Write the overview as one page of HTML.
    """
    from addin.cli.again import run_again
    from addin.cli.show import progress_bar, say
    from addin.overview.page import write_overview
    from addin.run import judge

    del debug
    run = run_again(workbook, source, campaign, as_of)
    with progress_bar() as progress:
        outcome = judge(run, progress)
    write_overview(outcome.result, outcome.campaign, outcome.units, html)
    say(f"Đã ghi {html}. Mở bằng trình duyệt bất kỳ; gửi kèm thư cũng xem được.")
    return 0 if outcome.complete else 1
