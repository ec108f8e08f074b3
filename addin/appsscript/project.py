"""The files of one sheet's script: ours, the client of the installed xlwings, and its settings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from addin.build.modules import wheel
from addin.buttons.catalog import BUTTONS, Button, For
from addin.package.atomic import write_atomically
from addin.workbook.machine import MACHINE
from campaign.errors import UsageError

OFFICE = "office"
"""What the office's sheet calls itself; a unit's calls itself by the unit's id."""

_OURS = ("appsscript.json", "thidua.js")
_WORDS = {
    "working": "Đang xử lý trên máy chủ, xin đợi…",
    "finished": "Xong.",
    "unfinished": "Chưa xong.",
    "busy": "Một nút khác đang chạy; xin đợi nó xong rồi bấm lại.",
    "failed": (
        "Bấm nút chưa xong. Nếu thấy ô đã đổi, hãy bấm Hoàn tác; nếu chưa, hãy kiểm tra mạng rồi "
        "bấm lại. Chi tiết để báo người quản trị:"
    ),
    "noCells": (
        "Trang “{trang}” là trang riêng của biểu đồ hoặc nguồn dữ liệu, không có ô nào, nên nút "
        "chưa làm gì. Hãy chép biểu đồ sang một trang thường, xóa trang ấy rồi bấm lại."
    ),
    "noToken": "Google chưa cho biết tài khoản. Hãy mở lại bảng tính và cho phép khi được hỏi.",
    "connection": "Thông tin kết nối",
    "audience": "Người quản trị ghi dòng này vào tệp cài đặt của máy chủ:",
}


def write_project(out: Path, url: str, unit: str = "") -> list[Path]:
    """Write the script of one sheet, ready for ``clasp push`` or for pasting file by file.

    Args:
        out: Folder for the files.
        url: Where the server answers; ``https``, since Google's servers call it.
        unit: Id of the unit whose sheet it is; empty for the office's own.

    Returns:
        The files.

    Raises:
        UsageError: the address is none, or the folder takes no file.
    """
    made = project(url, unit)
    out.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        _put(out / name, data)
    return [out / name for name in made]


def _put(path: Path, data: bytes) -> None:
    write_atomically(path, lambda stream: stream.write(data))


def project(url: str, unit: str = "") -> dict[str, bytes]:
    """The script's files by name; ``xlwings.js`` is the wheel's, letter for letter.

    Raises:
        UsageError: the address is none.
    """
    own = files("addin.appsscript")
    made = {name: (own / name).read_bytes() for name in _OURS}
    made["xlwings.js"] = (wheel() / "js" / "xlwings.js").read_bytes()
    made["buttons.js"] = _buttons(_checked(url), unit).encode()
    return made


def _checked(url: str) -> str:
    parts = urlsplit(url)
    local = parts.hostname in {"127.0.0.1", "localhost"}
    if not parts.netloc or parts.scheme not in ({"http", "https"} if local else {"https"}):
        raise UsageError(
            f"Địa chỉ máy chủ “{url}” phải bắt đầu bằng https:// vì Google gọi tới từ bên ngoài."
        )
    return url.rstrip("/")


def _buttons(url: str, unit: str) -> str:
    audience = For.UNIT if unit else For.OFFICE
    offered = [one for one in BUTTONS if one.audience is audience or one.id == "help"]
    buttons = [one for one in offered if not one.files]
    settings = {
        "url": url,
        "sheet": unit or OFFICE,
        "title": "Thi đua",
        "machine": MACHINE,
        "groups": _groups(buttons),
        "words": _WORDS,
    }
    lines = ["// Made by `thidua script`: to change it, make it anew."]
    lines.append(f"var THIDUA = {json.dumps(settings, ensure_ascii=False, indent=2)};")
    lines += [f'function {function(one)}() {{ thiduaPress_("{one.id}"); }}' for one in buttons]
    return "\n".join(lines) + "\n"


def _groups(buttons: Sequence[Button]) -> list[list[dict[str, str]]]:
    """The menu's items, group by group."""
    return [
        [{"label": button.label, "run": function(button)} for button in members]
        for _, members in groupby(buttons, lambda one: one.group)
    ]


def function(button: Button) -> str:
    """The function that a menu item or a drawn button calls."""
    return f"thidua{button.id.capitalize()}"
