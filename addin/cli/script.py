"""``thidua script``: writes the Apps Script of a Google Sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def script_command(
    out: Annotated[Path, typer.Option("--out", help="Thư mục để ghi các tệp mã.")],
    url: Annotated[
        str, typer.Option("--url", help="Địa chỉ máy chủ, ví dụ https://thidua.example.vn.")
    ],
    unit: Annotated[
        str, typer.Option("--unit", help="Mã đơn vị của bảng tính; bỏ trống: sổ của văn phòng.")
    ] = "",
) -> int:
    """Ghi mã Apps Script (thanh lệnh, nút) cho một bảng tính Google.

    Write the Apps Script of a Google Sheet.
    """
    from addin.appsscript.project import write_project
    from addin.cli.show import say

    written = write_project(out, url, unit)
    say(f"Đã ghi {', '.join(path.name for path in written)} vào {out}.")
    say("Đưa lên bảng tính bằng clasp hoặc dán từng tệp: xem docs/nut-lenh-google.md.")
    return 0
