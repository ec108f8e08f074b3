"""One suite over all hosts: each presses a button of the same workbook its own way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import xlwings as xw
from openpyxl import load_workbook

from addin.buttons import press
from addin.buttons.cell_values import written
from addin.buttons.door import Door
from addin.hosts.file_press import FilePress, press_file
from addin.package import WorkbookPackage
from tests.excel_program import Program, opened
from tests.google_sheet import GoogleSheet
from tests.memory_book import MemoryBook

AS_OF = datetime(2020, 11, 2, 8, 0)  # noqa: DTZ001 - office time
PRESSED = datetime(2020, 11, 2, 9, 30)  # noqa: DTZ001

Shown = dict[str, dict[tuple[int, int], Any]]


class Host(Protocol):
    """Something in which a button can be pressed."""

    def press(self, button: str, door: Door) -> str: ...

    def shown(self) -> Shown: ...

    def fill(self, sheet: str, place: tuple[int, int]) -> str | None: ...

    def type_in(self, sheet: str, place: tuple[int, int], value: Any) -> None: ...  # noqa: ANN401

    def hidden(self, sheet: str) -> set[int]: ...


class FileHost:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.selected: tuple[str, str] | None = None

    def press(self, button: str, door: Door) -> str:
        return press_file(FilePress(button, self.path, selected=self.selected), door).sentence

    def shown(self) -> Shown:
        book = MemoryBook.of(self.path)
        return {sheet.title: sheet.shown() for sheet in book.sheets}

    def type_in(self, sheet: str, place: tuple[int, int], value: Any) -> None:  # noqa: ANN401
        package = WorkbookPackage.open(self.path)
        package.set_cells(sheet, {place: written(value)})
        package.save(self.path)

    def hidden(self, sheet: str) -> set[int]:
        return MemoryBook.of(self.path)[sheet].hidden

    def fill(self, sheet: str, place: tuple[int, int]) -> str | None:
        cell = load_workbook(self.path)[sheet].cell(place[0] + 1, place[1] + 1)
        return f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.patternType else None


class MemoryHost:
    """A program whose workbook is kept in memory."""

    memory: MemoryBook

    def shown(self) -> Shown:
        return {sheet.title: sheet.shown() for sheet in self.memory.sheets}

    def type_in(self, sheet: str, place: tuple[int, int], value: Any) -> None:  # noqa: ANN401
        self.memory[sheet].type_in(place, value)

    def hidden(self, sheet: str) -> set[int]:
        return self.memory[sheet].hidden

    def fill(self, sheet: str, place: tuple[int, int]) -> str | None:
        return self.memory[sheet].cells[place].fill


class DesktopHost(MemoryHost):
    def __init__(self, path: Path) -> None:
        self.memory = MemoryBook.of(path)
        self.program = Program()
        self.book = opened(self.memory, str(path.parent), self.program)

    def press(self, button: str, door: Door) -> str:
        return press(button, self.book, door)


class GoogleHost(MemoryHost):
    def __init__(self, path: Path) -> None:
        self.memory = MemoryBook.of(path)
        self.sheet = GoogleSheet(self.memory)
        self.folder = path.parent

    def press(self, button: str, door: Door) -> str:
        book = xw.Book(json=self.sheet.payload())
        try:
            sentence = press(button, book, replace(door, folder=self.folder))
            self.sheet.apply(book.json()["actions"])
        finally:
            book.close()
        return sentence


HOSTS: dict[str, Callable[[Path], Host]] = {
    "file": FileHost,
    "desktop": DesktopHost,
    "google": GoogleHost,
}


def door(sources: Path, as_of: datetime = AS_OF) -> Door:
    """A door whose clock stands still."""
    return Door(clock=lambda: PRESSED, who=lambda: "an", sources=[sources], as_of=as_of)


def tables(shown: Shown) -> Shown:
    """What all doors must agree on: everything but journal, machine sheet and kinds of numbers."""
    return {
        title: {place: _told(value) for place, value in cells.items()}
        for title, cells in shown.items()
        if title not in {"Nhật ký", "_thidua"}
    }


def _told(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, datetime):
        value = (value - datetime(1899, 12, 30)).total_seconds() / 86400  # noqa: DTZ001
    elif isinstance(value, date):
        value = (value - date(1899, 12, 30)).days
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), 6)
    return value
