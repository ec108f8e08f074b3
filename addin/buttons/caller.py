"""What the macros run (``RunPython``): each passes the calling workbook on and returns nothing."""

from __future__ import annotations

from addin.buttons import press


def _press(button_id: str) -> None:
    import xlwings as xw

    press(button_id, xw.Book.caller())


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
