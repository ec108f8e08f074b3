"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

Debug = Annotated[bool, typer.Option("--debug", help="Hiện chi tiết kỹ thuật khi có lỗi.")]
Json = Annotated[
    str, typer.Option("--json", help="Ghi báo cáo JSON ra tệp này; dấu - là ra màn hình.")
]
