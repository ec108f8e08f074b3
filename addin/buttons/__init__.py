"""The buttons people press: one function a button, each takes an ``xlwings.Book``.

Whatever the door (Excel's ribbon, a form button, a Google Sheet, a closed file), a press comes in
through :func:`press`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


def press(button_id: str, book: xw.Book) -> str:
    """Press a button of a workbook.

    Returns:
        The one sentence that closes the press, in Vietnamese.

    Raises:
        ThiduaError: the press could not be done; the workbook is as it was.
    """
    from addin.buttons.pressing import press_button

    return press_button(button_id, book)
