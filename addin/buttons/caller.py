"""What the macros run (``RunPython``): each passes the calling workbook on and returns nothing.

Whatever happens, the person reads one sentence in a window of Excel, and no traceback.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from addin.buttons import press
from campaign.errors import ThiduaError, why_not

if TYPE_CHECKING:
    import xlwings as xw

TITLE = "Thi đua"


def _press(button_id: str) -> None:
    import xlwings as xw

    book = xw.Book.caller()
    book.app.alert(_said(button_id, book), TITLE)


def _said(button_id: str, book: xw.Book) -> str:
    """The sentence of a press, or of what stood in its way."""
    try:
        return press(button_id, book)
    except ThiduaError as error:
        return str(error)
    except OSError as error:
        place = f" “{error.filename}”" if error.filename else ""
        return f"Không đọc hoặc ghi được{place} ({why_not(error)}); sổ không thay đổi."
    except Exception as error:  # noqa: BLE001 - the window is all that the person has
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        return (
            f"Có lỗi ngoài dự kiến ({type(error).__name__}, {where}); sổ giữ nguyên như trước khi "
            "bấm. Hãy chụp màn hình này gửi người phụ trách phần mềm."
        )


def sync() -> None:
    """Press *Đồng bộ*."""
    _press("sync")


def consolidate() -> None:
    """Press *Tổng hợp*."""
    _press("consolidate")


def check() -> None:
    """Press *Kiểm tra*."""
    _press("check")


def shortlist() -> None:
    """Press *Lập danh sách*."""
    _press("shortlist")


def all() -> None:  # noqa: A001 - the button's name
    """Press *Tất cả*."""
    _press("all")


def papers() -> None:
    """Press *Xuất văn bản*."""
    _press("papers")


def undo() -> None:
    """Press *Hoàn tác*."""
    _press("undo")


def explain() -> None:
    """Press *Giải thích*."""
    _press("explain")


def help() -> None:  # noqa: A001 - the button's name
    """Press *Trợ giúp*."""
    _press("help")


def validate() -> None:
    """Press *Kiểm tra biểu*."""
    _press("validate")


def submit() -> None:
    """Press *Nộp*."""
    _press("submit")
