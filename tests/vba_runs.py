"""Runs macros of ours in pyOpenVBA's interpreter, with only ``RunPython`` replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyopenvba import ExcelFile, VBAModuleKind
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject, method

STAND_IN = """
Public Function RunPython(PythonCommand As String)
    Debug.Print PythonCommand
    {answer}
End Function
"""


class Shell(VBAObject):
    """Stands in for Windows' ``WScript.Shell``, whose window shows Vietnamese letters."""

    vba_type_name = "WshShell"

    def __init__(self) -> None:
        self.shown: list[tuple[object, ...]] = []

    @method
    def Popup(self, *said: object) -> object:  # noqa: N802 - the name that macros call
        self.shown.append(said)
        return 1


class Excel:
    """An Excel in memory that holds one of our files, and what its macros asked for."""

    def __init__(self, path: Path, answer: str = "") -> None:
        self.app = ExcelApplication.open(path, with_vba=False)
        self.shell = Shell()
        self.app.interpreter.create_com = lambda _: self.shell
        with ExcelFile(path) as book:
            for module in book.vba_project().modules:
                if module.name == "xlwings":
                    stand_in = STAND_IN.format(answer=answer)
                    self.app.add_module(stand_in, name="xlwings")
                elif module.kind is VBAModuleKind.standard:
                    self.app.add_module(module.source, name=module.name)

    def commands(self, macro: str, *arguments: Any) -> list[str]:  # noqa: ANN401 - VBA's own
        """What Python is told to run when a macro is called."""
        before = len(self.app.console)
        self.app.run(macro, *arguments)
        return self.app.console[before:]


def pressed() -> VBAObject:
    """The control that Excel hands to a procedure of the ribbon."""
    return VBAObject()
