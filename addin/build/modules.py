"""The VBA of our files: xlwings' own, taken from the installed wheel, and ours, made from data.

None of xlwings' VBA stands in this repository, so its version always is the one that answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from addin.build.words import words_module
from addin.buttons.catalog import Button
from campaign.errors import UsageError

ADDIN, WORKBOOK = "xlwings_custom_addin.bas", "xlwings.bas"
"""Files of the wheel: ``RunPython`` for the active workbook, and for the workbook it stands in."""

_CLASS = "addin/Dictionary.cls"
_SETTINGS = (
    # One settings file for both, the one that `thidua excel install` writes.
    (r'PROJECT_NAME As String = "\w+"', 'PROJECT_NAME As String = "xlwings"'),
    # A folder of workbooks is no place to take code from.
    (r'"ADD_WORKBOOK_TO_PYTHONPATH", "true"', '"ADD_WORKBOOK_TO_PYTHONPATH", "false"'),
)


@dataclass(frozen=True, slots=True)
class Module:
    """One VBA module: ASCII source with Windows' line ends; a class or a plain module."""

    name: str
    source: str
    is_class: bool = False


def wheel() -> Path:
    """Folder of the installed xlwings, found without importing it.

    Raises:
        UsageError: it is not installed.
    """
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise UsageError("Thiếu gói xlwings; hãy cài lại phần mềm rồi chạy lại.")
    return Path(found.origin).parent


def xlwings_modules(source: str) -> list[Module]:
    """``RunPython`` from the wheel's file ``source``, and the class that it needs on a Mac.

    Raises:
        UsageError: the installed xlwings is not as we know it.
    """
    folder = wheel()
    text = (folder / source).read_text("ascii")
    for known, ours in _SETTINGS:
        text, count = re.subn(known, ours, text)
        if not count:
            raise UsageError(
                f"Bản xlwings đang cài khác bản phần mềm biết (tệp {source} không có {known}). "
                "Hãy cài bản xlwings mà phần mềm yêu cầu."
            )
    body = (folder / _CLASS).read_text("ascii")
    return [Module("xlwings", _lines(text)), Module("Dictionary", _lines(body), is_class=True)]


def our_modules(buttons: Sequence[Button]) -> list[Module]:
    """What a press runs, the sentences, and one macro a button."""
    press = files("addin.build").joinpath("vba", "ThiduaCore.bas").read_text("ascii")
    return [
        Module("ThiduaCore", _lines(press)),
        Module("ThiduaWords", _lines(words_module())),
        Module("Thidua", _lines(_macros(buttons))),
    ]


def ribbon_module(buttons: Sequence[Button]) -> Module:
    """What the ribbon calls: each control passes its press on to the button's macro."""
    head = 'Attribute VB_Name = "ThiduaRibbon"\nOption Explicit\n'
    subs = [
        f"\nPublic Sub {callback(button)}(ByVal control As IRibbonControl)\n"
        f"    {button.macro}\nEnd Sub\n"
        for button in buttons
    ]
    return Module("ThiduaRibbon", _lines(head + "".join(subs)))


def callback(button: Button) -> str:
    """Name of the procedure that a button of the ribbon calls."""
    return f"Ribbon{button.macro}"


def _macros(buttons: Sequence[Button]) -> str:
    head = 'Attribute VB_Name = "Thidua"\nOption Explicit\n'
    subs = [
        f'\nPublic Sub {button.macro}()\n    ThiduaPress "{button.command}"\nEnd Sub\n'
        for button in buttons
    ]
    return head + "".join(subs)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
