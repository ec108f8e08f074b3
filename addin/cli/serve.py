"""``thidua serve``: the server that the buttons of Google Sheets call."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def serve_command(
    settings: Annotated[Path, typer.Option("--settings", help="Tệp cài đặt .toml của máy chủ.")],
    host: Annotated[str, typer.Option("--host", help="Địa chỉ mạng để nghe.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Cổng để nghe.")] = 8000,
) -> int:
    """Chạy máy chủ cho nút lệnh trong Google Sheets, đến khi dừng bằng Ctrl+C.

    Serve the buttons of Google Sheets.
    """
    from addin.server.running import serve

    serve(settings, host, port)
    return 0
