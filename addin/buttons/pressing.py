"""One press: finds the button's function, and sees that it ends with one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.buttons.catalog import button_of
from campaign.errors import UsageError

if TYPE_CHECKING:
    import xlwings as xw


def press_button(button_id: str, book: xw.Book) -> str:
    """Press a button; see :func:`addin.buttons.press`.

    Raises:
        UsageError: there is no such button, or it cannot work in this workbook.
    """
    button = button_of(button_id)
    if button.id == "help":
        from addin.buttons.help import help_lines

        return " ".join(help_lines(button.audience))
    raise UsageError(f"Nút “{button.label}” chưa dùng được trong “{book.name}”.")
