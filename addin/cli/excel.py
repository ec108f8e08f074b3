"""``thidua excel``: builds the add-in and puts it where Excel looks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

excel = typer.Typer(
    help="Nút lệnh trong Excel: tạo, cài, gỡ, kiểm tra. (The Excel add-in.)", no_args_is_help=True
)


@excel.command("build")
def build_command(
    out: Annotated[Path, typer.Option("--out", help="Thư mục để ghi.")],
    campaign: Annotated[
        str, typer.Option("--campaign", help="Tên đợt thi đua có sẵn, hoặc tệp .toml.")
    ] = "q12-cchc-2020",
) -> int:
    """Tạo thidua.xlam và một sổ .xlsm có nút lệnh, chưa có dữ liệu.

    Build the add-in and an empty workbook with buttons.
    """
    from addin.build.outputs import WORKBOOK, build
    from addin.cli.show import say

    written = build(out, campaign)
    for path in written:
        say(f"Đã ghi {path}.")
    if out / WORKBOOK not in written:
        say(f"Đã có sổ {out / WORKBOOK} nên giữ nguyên sổ đó.")
    return 0
