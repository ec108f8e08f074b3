"""The buttons people press: one function a button, each takes an ``xlwings.Book``.

Whatever the door (Excel's ribbon, a form button, a Google Sheet, a closed file), a press comes in
through :func:`press`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw

    from addin.buttons.door import Door


def press(button_id: str, book: xw.Book, door: Door | None = None) -> str:
    """Press a button of a workbook.

    Args:
        button_id: Id of the button, as in ``addin.buttons.catalog``.
        book: The workbook, open in any program that xlwings speaks to.
        door: Who presses, and what the workbook may not say itself; by default the account of
            this machine, with the folders that the workbook names.

    Returns:
        The one sentence that closes the press, in Vietnamese.

    Raises:
        ThiduaError: the press could not be done; the workbook is as it was.
    """
    from addin.buttons.pressing import press_button

    return press_button(button_id, book, door)
