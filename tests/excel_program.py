"""A program on the desktop as xlwings drives it: it shows formulas, and has a status bar.

Only what the buttons use is played; anything else is an ``AttributeError``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import xlwings as xw
from xlwings import utils
from xlwings.pro._xlremote import Engine as RemoteEngine

from tests.memory_book import MemoryBook, MemoryCell, MemorySheet, shown_date

EDITING = -2146777998


class BusyError(Exception):
    """What Excel answers while a cell is being edited."""

    def __init__(self) -> None:
        super().__init__(EDITING, "Call was rejected by callee.")


class Engine:
    name, type = "excel", "desktop"
    clean_value_data = staticmethod(RemoteEngine.clean_value_data)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:  # noqa: ANN401, ARG004
        assert value is None or isinstance(value, (str, int, float, bool, date, datetime)), value
        return value


class Program:
    """The application: counts calls, and can be busy or fail at one of them."""

    engine, pid = Engine(), 1

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.busy = 0
        self.fails_at = -1
        self.bar: list[object] = []
        self.alerts: list[str] = []
        self._status_bar: object = False
        self.book: Any = None
        self._updating = True

    def call(self, what: str) -> None:
        """Take one call across the border."""
        if self.busy:
            self.busy -= 1
            raise BusyError
        self.calls.append(what)
        if what in {"write", "clear", "copy"}:
            self.fails_at -= 1
            if self.fails_at == 0:
                raise RuntimeError("0x800A03EC")

    @property
    def status_bar(self) -> object:
        return self._status_bar

    @status_bar.setter
    def status_bar(self, value: object) -> None:
        self._status_bar = value
        self.bar.append(value)

    @property
    def screen_updating(self) -> bool:
        return self._updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self._updating = value

    @property
    def selection(self) -> Range | None:
        tab, (row, column) = self.book.sheets.chosen
        return Range(self.book.sheets(tab + 1), (row, column), (row, column))

    def activate(self, *_: object) -> None:
        """Come to the front."""

    def alert(self, prompt: str, *_: object) -> str:
        self.alerts.append(prompt)
        return "ok"


class Book:
    def __init__(self, program: Program, memory: MemoryBook, folder: str) -> None:
        self.app, self.memory = program, memory
        self.name, self.fullname = memory.name, f"{folder}/{memory.name}"
        self.sheets = Sheets(self)
        self.api = object()
        self.names = Names()
        program.book = self

    def activate(self) -> None:
        """Come to the front."""


class Names:
    def snapshot(self) -> list[object]:
        """No names."""
        return []


class Sheets:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.chosen = (0, (1, 1))

    def __call__(self, key: str | int) -> Sheet:
        sheets = self.book.memory.sheets
        place = key - 1 if isinstance(key, int) else [s.title for s in sheets].index(key)
        return Sheet(self.book, sheets[place])

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.memory.sheets)

    def __len__(self) -> int:
        return len(self.book.memory.sheets)

    def add(self, before: Any, after: Sheet, name: str) -> Sheet:  # noqa: ANN401, ARG002
        self.book.app.call("add")
        self.book.memory.sheets.append(MemorySheet(name))
        return self(name)

    @property
    def active(self) -> Sheet:
        return self(self.chosen[0] + 1)


class Sheet:
    def __init__(self, book: Book, memory: MemorySheet) -> None:
        self.book, self.memory = book, memory
        self.name = memory.title

    @property
    def index(self) -> int:
        return self.book.memory.sheets.index(self.memory) + 1

    @property
    def used_range(self) -> Range:
        grid = self.memory.grid()
        return Range(self, (1, 1), (len(grid), len(grid[0])))

    def range(self, first: Any, last: Any = None) -> Range:  # noqa: ANN401
        if isinstance(first, str):
            top, bottom = utils.a1_to_tuples(first)
            return Range(self, top, bottom or top)
        if isinstance(first, Range):
            return Range(self, first.first, last.last)
        return Range(self, first, last or first)

    def activate(self) -> None:
        self.book.sheets.chosen = (self.index - 1, (1, 1))


class Range:
    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> None:
        self.sheet, self.first, self.last = sheet, first, last
        self.row, self.column = first
        self.shape = (last[0] - first[0] + 1, last[1] - first[1] + 1)
        self.api = object()

    def __call__(self, row: int, column: int) -> Range:
        place = (self.row + row - 1, self.column + column - 1)
        return Range(self.sheet, place, place)

    @property
    def address(self) -> str:
        return f"${utils.col_name(self.column)}${self.row}"

    def _grid(self, pick: Any) -> list[list[Any]]:  # noqa: ANN401
        cells = self.sheet.memory.cells
        return [
            [pick(cells.get((row - 1, column - 1), MemoryCell())) for column in self._columns]
            for row in range(self.first[0], self.last[0] + 1)
        ]

    @property
    def _columns(self) -> range:
        return range(self.first[1], self.last[1] + 1)

    @property
    def raw_value(self) -> list[list[Any]]:
        self.sheet.book.app.call("read")
        return self._grid(lambda cell: shown_date(cell.value))

    @raw_value.setter
    def raw_value(self, values: Any) -> None:  # noqa: ANN401
        self.sheet.book.app.call("write")
        grid = values if isinstance(values, list) else [[values]]
        for down, line in enumerate(grid):
            for right, value in enumerate(line):
                place = (self.row - 1 + down, self.column - 1 + right)
                self.sheet.memory.type_in(place, value)

    @property
    def formula(self) -> list[list[str]]:
        self.sheet.book.app.call("read")
        return self._grid(lambda cell: cell.formula or ("" if cell.value is None else cell.value))

    def clear(self) -> None:
        self.sheet.book.app.call("clear")
        for row in range(self.first[0], self.last[0] + 1):
            for column in self._columns:
                self.sheet.memory.clear((row - 1, column - 1))

    def copy(self, destination: Any) -> None:  # noqa: ANN401, ARG002
        self.sheet.book.app.call("copy")

    @property
    def color(self) -> object:
        return self.sheet.memory.cells.get((self.row - 1, self.column - 1), MemoryCell()).fill

    @color.setter
    def color(self, value: str | None) -> None:
        self.sheet.book.app.call("color")
        place = (self.row - 1, self.column - 1)
        self.sheet.memory.cells.setdefault(place, MemoryCell()).fill = value

    @property
    def row_height(self) -> float:
        return 0.0 if self.row - 1 in self.sheet.memory.hidden else 15.0

    @row_height.setter
    def row_height(self, points: float) -> None:
        self.sheet.book.app.call("height")
        rows = {*range(self.first[0] - 1, self.last[0])}
        hidden = self.sheet.memory.hidden
        self.sheet.memory.hidden = hidden - rows if points else hidden | rows

    def select(self) -> None:
        self.sheet.book.sheets.chosen = (self.sheet.index - 1, self.first)


def opened(memory: MemoryBook, folder: str, program: Program | None = None) -> xw.Book:
    """A workbook that a program has open."""
    return xw.Book(impl=Book(program or Program(), memory, folder))
