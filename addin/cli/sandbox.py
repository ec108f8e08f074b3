"""``thidua sandbox``: Google Sheets played on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_PORT = 8350


def sandbox_command(
    port: Annotated[
        int, typer.Option("--port", help="Cổng trên máy này; 0 là cổng trống bất kỳ.")
    ] = DEFAULT_PORT,
    state: Annotated[
        Path | None, typer.Option("--state", help="Tệp giữ trạng thái; bỏ trống: tắt là mất.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="Ghi khóa tài khoản dịch vụ ra tệp này.")
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--open", help="Mã truy cập nào cũng là chủ sở hữu; không tính hạn mức.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Hiện chi tiết kỹ thuật khi có lỗi.")] = (
        False
    ),
) -> int:
    """Chạy bản thay thế Google Sheets và Drive trên máy này, để tập và thử.

    Play Google Sheets, Drive and their token endpoint on loopback.
    """
    from addin.cli.show import say
    from sheets_sync.sandbox.server import Sandbox
    from sheets_sync.sandbox.world import Settings

    del debug
    box = Sandbox(port, state=state, settings=Settings(open=everybody, quotas=not everybody))
    say(f"Đang chạy ở {box.base} (Ctrl+C để dừng). Mở địa chỉ này để xem các bảng tính.")
    if key is not None:
        say(f"Đã ghi khóa tài khoản dịch vụ vào {box.write_key(key)}.")
    sys.stdout.flush()
    try:
        box.serve()
    except KeyboardInterrupt:
        say(f"Đã dừng; các bảng tính được giữ ở {state}." if state else "Đã dừng, không giữ gì.")
    return 0
