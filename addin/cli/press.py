"""``thidua press``: a button of a closed workbook."""

from __future__ import annotations

import gc
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.moments import moment
from addin.cli.options import Debug, Fresh, Json, LedgerPlace
from campaign.errors import UsageError

if TYPE_CHECKING:
    from addin.hosts.file_press import FilePressed

_CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}(:\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})?")
"""A cell or a block of cells, as Excel names them."""


Button = Annotated[
    str,
    typer.Argument(
        metavar="NÚT",
        help="consolidate (Tổng hợp), check (Kiểm tra), shortlist (Lập danh sách), all (Tất cả), "
        "papers (Xuất văn bản), undo (Hoàn tác), explain (Giải thích), sync (Đồng bộ), "
        "help (Trợ giúp); trong biểu của đơn vị: validate (Kiểm tra biểu), submit (Nộp).",
    ),
]
Pressed = Annotated[
    Path,
    typer.Argument(
        metavar="SỔ", help="Sổ thi đua hoặc biểu của đơn vị (.xlsx, .xlsm), không đang mở."
    ),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--sources", help="Đọc biểu ở đây thay cho thư mục ghi trong sổ."),
]
AsOf = Annotated[str, typer.Option("--as-of", help="Thời điểm xét thay cho điều ghi trong sổ.")]
Campaign = Annotated[
    str,
    typer.Option(
        "--campaign", help="Đợt thi đua thay cho điều ghi trong sổ: tên có sẵn, hoặc tệp .toml."
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="Ghi ra tệp này, để nguyên tệp gốc.")]
Select = Annotated[str, typer.Option("--select", help="Ô coi như đang chọn, ví dụ 'Cảnh báo!B7'.")]


def press_command(
    button: Button,
    file: Pressed,
    sources: Sources = None,
    as_of: AsOf = "",
    campaign: Campaign = "",
    out: Out = None,
    select: Select = "",
    json_to: Json = "",
    ledger: LedgerPlace = "",
    fresh: Fresh = False,
    debug: Debug = False,
) -> int:
    """Bấm một nút của sổ mà không cần Excel.

    Press a button of a closed workbook.
    """
    from addin.buttons.closing import whole
    from addin.buttons.door import Door
    from addin.cli.show import say
    from addin.hosts.file_press import FilePress, press_file

    del debug
    # A press makes millions of small objects and drops none before it ends.
    gc.disable()
    judged = moment(as_of, datetime.now(UTC)) if as_of else None
    door = Door(sources=sources or (), as_of=judged, fresh=fresh, ledger=ledger, campaign=campaign)
    pressed = press_file(FilePress(button, file, out, _selected(select)), door)
    if json_to:
        _report(button, pressed, json_to)
    if json_to != "-":
        say(pressed.sentence)
    return 0 if whole(pressed.sentence) else 1


def _selected(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    sheet, mark, cell = text.rpartition("!")
    if not mark or not _CELL.fullmatch(cell):
        raise UsageError(f"--select “{text}” phải có dạng Trang!Ô, ví dụ 'Cảnh báo!B7'.")
    return sheet.strip("'"), cell


def _report(button: str, pressed: FilePressed, target: str) -> None:
    import json

    from addin.cli.show import write_report

    content = {
        "button": button,
        "sentence": pressed.sentence,
        "written": str(pressed.written) if pressed.written else None,
        "backup": str(pressed.backup) if pressed.backup else None,
        "selected": list(pressed.selected) if pressed.selected else None,
    }
    write_report(iter([json.dumps(content, ensure_ascii=False, indent=2) + "\n"]), target)
