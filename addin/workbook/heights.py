"""How tall a row must be for its wrapped texts: not every program works that out by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import floordiv, itemgetter, mul
from textwrap import wrap
from typing import NamedTuple

from addin.package import CellOut, Styled
from addin.workbook.looks import LOOKS, SIZE

LINE = 15.0
"""Points of one line of text at the workbook's size."""
PADDING = 1.5
MOST_LINES = 12
"""Lines at the workbook's size that a row of a table shows at most; of small print it is more."""
UNWRAPPED = 1e6
"""Width of a column whose text never wraps."""
_LETTERS_A_UNIT = 1.05
"""Letters of Times New Roman that fit in one unit of column width, what wrapping wastes set off."""
_BOLD = 0.92

_SEVERAL = 2


class Room(NamedTuple):
    """What a column has for its texts.

    Attributes:
        width: In characters as large and as bold as the column's own.
        line: Points of one line of them.
    """

    width: float
    line: float = LINE

    @property
    def letters(self) -> int:
        """Letters that fit on a line."""
        return max(1, int(self.width * _LETTERS_A_UNIT))


FREE = Room(UNWRAPPED)
"""A column whose text never wraps."""

_Row = Sequence[CellOut | Styled]
Fit = Callable[[_Row], float | None]
_Points = Callable[[_Row], float]


def fitting(rooms: Sequence[Room]) -> Fit:
    """Heights for rows whose columns have these rooms.

    The height is in points; ``None`` for a row that the usual height is enough for.
    """
    shapes: dict[tuple[type, ...], _Points | None] = {}

    def fit(row: _Row) -> float | None:
        types = tuple(map(type, row))
        if types not in shapes:
            shapes[types] = None if Styled in types else _points_of(types, rooms)
        shape = shapes[types]
        tallest = _tallest(row, rooms) if shape is None else shape(row)
        return None if tallest <= LINE else min(tallest, LINE * MOST_LINES) + PADDING

    return fit


def _points_of(types: tuple[type, ...], rooms: Sequence[Room]) -> _Points:
    """Points of the tallest text in rows of these types, without a step of Python a cell."""
    places = [at for at, kind in enumerate(types) if kind is str and rooms[at].width < UNWRAPPED]
    if len(places) < _SEVERAL:
        return lambda row: _tallest(row, rooms)
    texts_of = itemgetter(*places)
    # A negative divisor rounds the number of lines up.
    letters = [-rooms[at].letters for at in places]
    lines = [-rooms[at].line for at in places]

    def points(row: _Row) -> float:
        texts = texts_of(row)
        if "\n" in "".join(texts):
            return _tallest(row, rooms)
        tallest: float = max(map(mul, map(floordiv, map(len, texts), letters), lines))
        return tallest

    return points


def _tallest(row: _Row, rooms: Sequence[Room]) -> float:
    texts = (cell.value if isinstance(cell, Styled) else cell for cell in row)
    return max(
        (
            _lines(text, room.letters) * room.line
            for text, room in zip(texts, rooms, strict=False)
            if isinstance(text, str) and room.width < UNWRAPPED
        ),
        default=LINE,
    )


def _lines(text: str, letters: int) -> int:
    return sum(-(-len(line) // letters) or 1 for line in text.split("\n"))


def _by_words(text: str, room: Room) -> int:
    """Lines of a text whose long words leave room at their ends, as in a narrow column of paths."""
    if room.width >= UNWRAPPED:
        return 1 + text.count("\n")
    parts = (wrap(line, room.letters, break_on_hyphens=False) for line in text.split("\n"))
    return sum(len(lines) or 1 for lines in parts)


def room_of(look: str, width: float) -> Room:
    """Room of a column so many characters of the usual size wide, in letters of a look."""
    cells = LOOKS.get(look, {})
    if not cells.get("text_wrap"):
        return FREE
    scale = size_of(look) / SIZE
    return Room(width / scale * (_BOLD if cells.get("bold") else 1), LINE * scale)


def size_of(look: str) -> float:
    """Points of a look's letters."""
    return float(LOOKS.get(look, {}).get("font_size", SIZE))


def look_height(cells: Iterable[tuple[CellOut, str, float]]) -> float:
    """Points of a row from its values, their looks and the widths of their columns."""
    tallest = LINE
    for value, look, width in cells:
        lines = _by_words(value, room_of(look, width)) if isinstance(value, str) else 1
        tallest = max(tallest, lines * LINE * size_of(look) / SIZE + (PADDING if lines > 1 else 0))
    return tallest
