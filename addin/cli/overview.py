"""``thidua overview``: parses and delegates."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer


def overview_command(
    html: Annotated[
        Path, typer.Option("--html", help="Tệp trang web sẽ ghi, ví dụ tong-quan.html.")
    ],
    workbook: Annotated[
        Path, typer.Option("--workbook", help="Sổ thi đua mà `thidua run` đã ghi.")
    ],
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Tệp của đơn vị, khi máy chưa nhớ lần chạy trước."),
    ] = None,
    campaign: Annotated[
        str, typer.Option("--campaign", help="Đợt thi đua; bỏ trống: như lần chạy trước.")
    ] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", help="Thời điểm xét; bỏ trống: như lần chạy trước.")
    ] = "",
    debug: Annotated[
        bool, typer.Option("--debug", help="Hiện chi tiết kỹ thuật khi có lỗi.")
    ] = False,
) -> int:
    """Ghi trang Tổng quan thành một tệp web, xem được trên điện thoại và khi không có mạng.

    Write the overview as one page of HTML.
    """
    from addin.cli.moments import moment
    from addin.cli.show import progress_bar, say
    from addin.last_run import request_for
    from addin.overview.page import write_overview
    from addin.run import judge

    del debug
    at = moment(as_of, datetime.now(UTC)) if as_of else None
    run = request_for(workbook, source or [], campaign, at)
    with progress_bar() as progress:
        outcome = judge(run, progress)
    write_overview(outcome.result, outcome.campaign, outcome.units, html)
    say(f"Đã ghi {html}. Mở bằng trình duyệt bất kỳ; gửi kèm thư cũng xem được.")
    return 0 if outcome.complete else 1
