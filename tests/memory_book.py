"""A workbook in memory that takes what is typed into it as Excel and Google Sheets would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from addin.package import WorkbookPackage

Place = tuple[int, int]


@dataclass
class MemoryCell:
    value: Any = None
    formula: str | None = None
    fill: str | None = None


@dataclass
class MemorySheet:
    title: str
    cells: dict[Place, MemoryCell] = field(default_factory=dict)
    path: Path | None = None

    @cached_property
    def hidden(self) -> set[int]:
        """Rows (from 0) that are hidden: as the file has them, until somebody changes that."""
        if self.path is None:
            return set()
        rows = load_workbook(self.path)[self.title].row_dimensions
        return {row - 1 for row, it in rows.items() if it.hidden}

    def type_in(self, place: Place, typed: Any) -> None:  # noqa: ANN401 - whatever is typed
        """What a program makes of something that is typed into a cell."""
        cell = self.cells.setdefault(place, MemoryCell())
        cell.formula = None
        if isinstance(typed, str) and typed.startswith("=") and len(typed) > 1:
            cell.value, cell.formula = None, typed
        else:
            cell.value = _understood(typed)

    def clear(self, place: Place) -> None:
        self.cells.pop(place, None)

    def grid(self) -> list[list[Any]]:
        """Values from A1 on."""
        filled = [p for p, cell in self.cells.items() if cell.value is not None or cell.formula]
        height = max((row for row, _ in filled), default=0) + 1
        width = max((column for _, column in filled), default=0) + 1
        return [
            [self.cells.get((row, column), MemoryCell()).value for column in range(width)]
            for row in range(height)
        ]

    def shown(self) -> dict[Place, Any]:
        """What stands in each filled cell, a formula as its text."""
        return {
            place: cell.formula or _day(cell.value)
            for place, cell in self.cells.items()
            if cell.formula or cell.value is not None
        }


def _day(value: Any) -> Any:  # noqa: ANN401
    midnight = isinstance(value, datetime) and value.time() == time()
    return value.date() if midnight else value


def _understood(typed: Any) -> Any:  # noqa: ANN401
    if not isinstance(typed, str):
        return typed
    if typed.startswith("'"):
        return typed[1:] or None
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, form)  # noqa: DTZ007
        except ValueError:
            continue
    if re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)?%?", typed):
        return float(typed.rstrip("%").replace(",", "."))
    return {"TRUE": True, "FALSE": False}.get(typed.upper(), typed or None)


class MemoryBook:
    """A workbook: its sheets in order."""

    def __init__(self, name: str, sheets: list[MemorySheet]) -> None:
        self.name = name
        self.sheets = sheets

    def __getitem__(self, title: str) -> MemorySheet:
        return next(sheet for sheet in self.sheets if sheet.title == title)

    @classmethod
    def of(cls, path: Path) -> MemoryBook:
        """What a program holds after it opened a file."""
        package = WorkbookPackage.open(path, read_only=True)
        sheets = []
        for title in package.sheets:
            cells = {
                (row, column): MemoryCell(
                    cell.value, None if cell.formula is None else f"={cell.formula}"
                )
                for row, line in package.rows(title)
                for column, cell in line.items()
                if cell.value not in (None, "") or cell.formula
            }
            sheets.append(MemorySheet(title, cells, path))
        return cls(path.name, sheets)


def shown_date(value: Any) -> Any:  # noqa: ANN401
    """A day as a program hands it over."""
    plain_day = isinstance(value, date) and not isinstance(value, datetime)
    return datetime.combine(value, time()) if plain_day else value
