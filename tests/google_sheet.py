"""A Google Sheet as xlwings' own script for it sees and changes it.

The script itself runs in Node elsewhere; here its duties are played in Python, and only what the
installed script can do is done.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlwings as xw

from addin.server.payload import workbook_of
from addin.workbook.machine import MACHINE
from tests.memory_book import MemoryBook, MemoryCell, MemorySheet, shown_date

_SCRIPT = (Path(xw.__file__).parent / "js" / "xlwings.js").read_text("utf-8")
ABILITIES = frozenset(re.findall(r"^function (\w+)\(workbook, action\)", _SCRIPT, re.MULTILINE))


class GoogleSheet:
    """One Google Sheet; ``tells_formulas`` when our own script sends them beside the values."""

    def __init__(self, book: MemoryBook, *, tells_formulas: bool = True) -> None:
        self.book = book
        self.tells_formulas = tells_formulas
        self.fits_rows = True
        self.alerts: list[str] = []
        self.selection = (0, "A1")

    def payload(self) -> dict[str, Any]:
        """What the script sends, as it comes through the server's door."""
        sheets = [
            {"name": sheet.title, "values": _sent(sheet), "pictures": [], "tables": []}
            for sheet in self.book.sheets
        ]
        tab, cell = self.selection
        made = {
            "client": "Google Apps Script",
            "version": xw.__version__,
            "book": {"name": self.book.name, "active_sheet_index": tab, "selection": cell},
            "names": [],
            "sheets": sheets,
        }
        if self.tells_formulas:
            made["formulas"] = self._formulas()
            made["rows"] = self.fits_rows
        return workbook_of(json.dumps(made).encode())

    def _formulas(self) -> dict[str, list[Any]]:
        return {
            sheet.title: [
                [*place, cell.formula] for place, cell in sheet.cells.items() if cell.formula
            ]
            for sheet in self.book.sheets
            if sheet.title != MACHINE
        }

    def apply(self, actions: list[Mapping[str, Any]]) -> None:
        """What the script does with the answer, which reached it as JSON."""
        for action in json.loads(json.dumps(actions)):
            assert action["func"] in ABILITIES, action["func"]
            getattr(self, f"_{action['func']}")(action)

    def _sheet(self, action: Mapping[str, Any]) -> MemorySheet:
        return self.book.sheets[action["sheet_position"]]

    def _setValues(self, action: Mapping[str, Any]) -> None:  # noqa: N802 - the script's name
        values = action["values"]
        assert len(values) == action["row_count"]
        assert {len(line) for line in values} == {action["column_count"]}
        for down, line in enumerate(values):
            for right, value in enumerate(line):
                place = (action["start_row"] + down, action["start_column"] + right)
                self._sheet(action).type_in(place, value)

    def _rangeClear(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        for place in _places(action):
            self._sheet(action).clear(place)

    def _copyRange(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        del action  # looks are not played here, and the values are typed over

    def _setRangeColor(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        for place in _places(action):
            cell = self._sheet(action).cells.setdefault(place, MemoryCell())
            cell.fill = action["args"][0]

    def _addSheet(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        position, title = action["args"]
        self.book.sheets.insert(int(position), MemorySheet(title))

    def _activateSheet(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        self.selection = (int(action["args"][0]), "A1")

    def _rangeSelect(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        letters = xw.utils.col_name(action["start_column"] + 1)
        self.selection = (action["sheet_position"], f"{letters}{action['start_row'] + 1}")

    def _runMacro(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        name, title, hide, show = action["args"]
        assert name == "thiduaRows"
        sheet = self.book[title]
        for first, count in hide:
            sheet.hidden |= {*range(first, first + count)}
        for first, count in show:
            sheet.hidden -= {*range(first, first + count)}

    def _alert(self, action: Mapping[str, Any]) -> None:
        self.alerts.append(action["args"][0])


def _sent(sheet: MemorySheet) -> list[list[Any]]:
    return [[_wire(shown_date(value)) for value in line] for line in sheet.grid()]


def _wire(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return "" if value is None else value


def _places(action: Mapping[str, Any]) -> list[tuple[int, int]]:
    rows = range(action["start_row"], action["start_row"] + action["row_count"])
    columns = range(action["start_column"], action["start_column"] + action["column_count"])
    return [(row, column) for row in rows for column in columns]
