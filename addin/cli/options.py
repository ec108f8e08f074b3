"""Options that several commands have: each is said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_CAMPAIGN = "q12-cchc-2020"

Debug = Annotated[bool, typer.Option("--debug", help="Hiện chi tiết kỹ thuật khi có lỗi.")]
Json = Annotated[
    str, typer.Option("--json", help="Ghi báo cáo JSON ra tệp này; dấu - là ra màn hình.")
]
CampaignOption = Annotated[
    str, typer.Option("--campaign", help="Tên đợt thi đua có sẵn, hoặc tệp .toml.")
]
LedgerPlace = Annotated[
    str, typer.Option("--ledger", help="Sổ theo dõi: tệp .sqlite hoặc postgresql://…")
]
Credentials = Annotated[
    str,
    typer.Option(
        "--credentials",
        help="Tệp khóa tài khoản dịch vụ hoặc tệp đăng nhập; bỏ trống: nơi quen thuộc của gspread.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ in ra việc sẽ làm, không làm.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Đọc lại mọi tệp, không dùng phần đã nhớ.")]

_JUDGED = typer.Option("--workbook", help="Sổ thi đua mà `thidua run` đã ghi.")
Judged = Annotated[Path, _JUDGED]
"""The workbook of the last run, whose run is judged again."""
MaybeJudged = Annotated[Path | None, _JUDGED]
Source = Annotated[
    list[str] | None,
    typer.Option("--source", help="Tệp của đơn vị, khi máy chưa nhớ lần chạy trước."),
]
CampaignBefore = Annotated[
    str, typer.Option("--campaign", help="Đợt thi đua; bỏ trống: như lần chạy trước.")
]
AsOfBefore = Annotated[
    str, typer.Option("--as-of", help="Thời điểm xét; bỏ trống: như lần chạy trước.")
]
