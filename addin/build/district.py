"""Turns a new district workbook into one with form buttons on *Điều khiển*."""

from __future__ import annotations

from pathlib import Path

from addin.build.form_buttons import with_form_buttons
from addin.build.macros import WORKBOOK_TYPE, with_macros, with_main_type
from addin.build.modules import WORKBOOK, Module, our_modules, xlwings_modules
from addin.buttons.catalog import For, buttons_for


def with_buttons(workbook: bytes, sheet: str, area: str) -> bytes:
    """A workbook without macros as one with the office's buttons.

    Args:
        workbook: What XlsxWriter made.
        sheet: Title of the sheet for the buttons.
        area: Its cells that they fill, as ``G6:H11``.

    Raises:
        UsageError: xlwings is missing or is not as we know it.
    """
    buttons = buttons_for(For.OFFICE)
    modules = [*xlwings_modules(WORKBOOK), *our_modules(buttons)]
    made = with_macros(with_form_buttons(workbook, sheet, area, buttons), modules)
    return with_main_type(made, WORKBOOK_TYPE)


def foreign_macros(path: Path) -> bool:
    """Whether a workbook holds VBA that is not ours."""
    from pyopenvba import ExcelFile

    ours = {module.name for module in _all_ours()}
    with ExcelFile(path) as book:
        return any(
            name not in ours and _has_code(source) for name, source in book.vba_modules().items()
        )


def form_buttons() -> int:
    """How many form buttons a workbook of ours has."""
    return len(buttons_for(For.OFFICE))


def _all_ours() -> list[Module]:
    return [*xlwings_modules(WORKBOOK), *our_modules(())]


def _has_code(source: str) -> bool:
    """Whether a module says more than what every empty one does."""
    lines = (line.strip() for line in source.splitlines())
    return any(line and not line.startswith(("Attribute ", "Option ", "'")) for line in lines)
