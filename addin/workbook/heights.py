"""How tall a row must be for its wrapped texts: not every program works that out by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import floordiv, itemgetter

from addin.package import CellOut, Styled
from addin.workbook.looks import LOOKS, SIZE

LINE = 15.0
"""Points of one line of text at the workbook's size."""
PADDING = 1.5
MOST_LINES = 12
UNWRAPPED = 1e6
"""Width of a column whose text never wraps."""
_LETTERS_A_UNIT = 1.05
"""Letters of Times New Roman that fit in one unit of column width, what wrapping wastes set off."""
_BOLD = 0.92

_SEVERAL = 2
_Texts = Callable[[Sequence[CellOut | Styled]], int]

Fit = Callable[[Sequence[CellOut | Styled]], float | None]


def fitting(widths: Sequence[float]) -> Fit:
    """Heights for rows whose columns have these widths (in characters).

    The height is in points; ``None`` for a row whose texts all fit on one line.
    """
    rooms = [
        max(1, int(width * _LETTERS_A_UNIT)) if width < UNWRAPPED else int(UNWRAPPED)
        for width in widths
    ]
    shapes: dict[tuple[type, ...], _Texts | None] = {}

    def fit(row: Sequence[CellOut | Styled]) -> float | None:
        types = tuple(map(type, row))
        if types not in shapes:
            shapes[types] = None if Styled in types else _texts_of(types, rooms)
        shape = shapes[types]
        most = _most_lines(row, rooms) if shape is None else shape(row)
        return None if most <= 1 else LINE * min(most, MOST_LINES) + PADDING

    return fit


def _texts_of(types: tuple[type, ...], rooms: Sequence[int]) -> _Texts:
    """Lines of the tallest text in rows of these types, without a step of Python a cell."""
    places = [at for at, kind in enumerate(types) if kind is str and rooms[at] < UNWRAPPED]
    if len(places) < _SEVERAL:
        return lambda row: _most_lines(row, rooms)
    texts_of = itemgetter(*places)
    negative = [-rooms[at] for at in places]

    def lines(row: Sequence[CellOut | Styled]) -> int:
        texts = texts_of(row)
        if "\n" in "".join(texts):
            return _most_lines(row, rooms)
        most: int = -min(map(floordiv, map(len, texts), negative))
        return most

    return lines


def _most_lines(row: Sequence[CellOut | Styled], rooms: Sequence[int]) -> int:
    texts = (cell.value if isinstance(cell, Styled) else cell for cell in row)
    return max(
        (
            _lines(text, room)
            for text, room in zip(texts, rooms, strict=False)
            if isinstance(text, str) and room < UNWRAPPED
        ),
        default=1,
    )


def _lines(text: str, room: int) -> int:
    return sum(-(-len(line) // room) or 1 for line in text.split("\n"))


def room_of(look: str, width: float) -> float:
    """Width of a column in characters of the usual size and weight, as a look uses it."""
    cells = LOOKS.get(look, {})
    if not cells.get("text_wrap"):
        return UNWRAPPED
    return width * SIZE / size_of(look) * (_BOLD if cells.get("bold") else 1)


def size_of(look: str) -> float:
    """Points of a look's letters."""
    return float(LOOKS.get(look, {}).get("font_size", SIZE))


def look_height(cells: Iterable[tuple[CellOut, str, float]]) -> float:
    """Points of a row from its values, their looks and the widths of their columns."""
    tallest = LINE
    for value, look, width in cells:
        room = max(1, int(room_of(look, width) * _LETTERS_A_UNIT))
        lines = _lines(value, room) if isinstance(value, str) else 1
        tallest = max(tallest, lines * LINE * size_of(look) / SIZE + (PADDING if lines > 1 else 0))
    return tallest
