"""The buttons' own sheet in a unit's workbook: what to mend, the last receipt, who pressed what.

Under the list stands a line a press, as *Nhật ký* has them in the office's book. Two columns, so
that nobody takes the sheet for a table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from addin.buttons.cell_values import typed_text
from addin.buttons.open_book import OpenBook
from addin.package.ranges import Area, area
from addin.workbook.shown import day_text

if TYPE_CHECKING:
    import xlwings as xw

LIST = "Kiểm tra biểu"
"""Title of the sheet; the buttons own it."""

MARK = "#FFE699"
"""Colour of a cell about which something is listed."""

MOST_MARKED = 200
"""Cells that are coloured."""

RECEIPT = "Biên nhận"
_HEAD = ("Ô", "Cần làm")
_PRESSES = ("Nhật ký", "Ai bấm nút gì, mấy điều cần xem, dấu SHA-256 của dữ liệu và của kết quả")
_MOST_PRESSES = 500

Line = tuple[str, str]
"""Place and task of one thing to mend."""


@dataclass(frozen=True, slots=True)
class UnitPress:
    """One press in a unit's workbook, as its line says it.

    Attributes:
        at: When.
        who: Who pressed.
        label: The button's.
        inputs: SHA-256 of the workbook's content.
        lines: What is to be mended.
        receipt: What is said of a hand-in; empty keeps the last one.
    """

    at: datetime
    who: str
    label: str
    inputs: str
    lines: Sequence[Line]
    receipt: str = ""

    def told(self) -> Line:
        """The press as a line."""
        outputs = hashlib.sha256(repr((self.receipt, list(self.lines))).encode()).hexdigest()
        said = f"{self.who} · {self.label} · {len(self.lines)} điều · {self.inputs} · {outputs}"
        return day_text(self.at), said


@dataclass(slots=True)
class _Before:
    places: list[str] = field(default_factory=list)
    receipt: str = ""
    presses: list[Line] = field(default_factory=list)
    height: int = 0


def show(book: OpenBook, press: UnitPress) -> None:
    """Colour the cells and write the sheet; colours of an earlier press go first."""
    before = _before(book)
    wanted = list(dict.fromkeys(place for place, _ in press.lines))[:MOST_MARKED]
    _paint(book, [place for place in before.places if place not in wanted], None)
    _paint(book, [place for place in wanted if place not in before.places], MARK)
    said = press.receipt or before.receipt
    presses = [*before.presses, press.told()][-_MOST_PRESSES:]
    lines = [_HEAD, *([(RECEIPT, said)] if said else []), *press.lines, ("", ""), _PRESSES]
    _write(book, [*lines, *presses], before.height)


def _before(book: OpenBook) -> _Before:
    """What earlier presses left there."""
    if LIST not in book.sheets:
        return _Before()
    rows = book.cells(LIST).rows
    lines = [(str(line[0] or ""), str(line[1] or "")) for line in ([*r, "", ""] for r in rows)]
    under = next((row for row, line in enumerate(lines) if line[0] == _PRESSES[0]), len(lines))
    places = list(dict.fromkeys(place for place, _ in lines[:under] if "!" in place))
    receipt = next((text for place, text in lines[:under] if place == RECEIPT), "")
    presses = [line for line in lines[under + 1 :] if any(line)]
    return _Before(places, receipt, presses, len(lines))


def _write(book: OpenBook, lines: Sequence[Line], old: int) -> None:
    """Write the sheet in the place of an older one, longer or shorter, in one call."""
    values = [[typed_text(text) or None for text in line] for line in lines]
    values += [[None, None] for _ in range(old - len(values))]
    target = _sheet(book).range(f"A1:B{len(values)}").options(chunksize=None)

    def write() -> None:
        target.value = values

    book.patience(write)


def _sheet(book: OpenBook) -> xw.Sheet:
    if LIST in book.sheets:
        return book.book.sheets[LIST]
    last = book.book.sheets[book.sheets[-1]]
    return book.patience(lambda: book.book.sheets.add(LIST, after=last))


def _paint(book: OpenBook, places: Sequence[str], colour: str | None) -> None:
    """Colour cells; those under each other go together."""
    for title, found in _runs(book, places):
        target = book.book.sheets[title].range(str(found))
        book.patience(lambda target=target: setattr(target, "color", colour))  # type: ignore[misc]


def _runs(book: OpenBook, places: Sequence[str]) -> Iterator[tuple[str, Area]]:
    """Sheet and rectangle of cells under each other."""
    cells: list[tuple[str, int, int]] = []
    for place in places:
        title, _, cell = place.rpartition("!")
        where = area(cell)
        if where is not None and title in book.sheets:
            cells.append((title, where.left, where.top))
    cells.sort()
    while cells:
        title, column, row = cells[0]
        count = 1
        while count < len(cells) and cells[count] == (title, column, row + count):
            count += 1
        yield title, Area(row, column, row + count - 1, column)
        cells = cells[count:]
