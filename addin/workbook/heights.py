"""How tall a row must be for its wrapped texts: not every program works that out by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from addin.package import CellOut, Styled

LINE = 15.0
"""Points of one line of text at the workbook's size."""
PADDING = 1.5
MOST_LINES = 12
UNWRAPPED = 1e6
"""Width of a column whose text never wraps."""
_LETTERS_A_UNIT = 1.12
"""Letters of Times New Roman that fit in one unit of column width, spaces included."""

Fit = Callable[[Sequence[CellOut | Styled]], float | None]


def fitting(widths: Sequence[float]) -> Fit:
    """Heights for rows whose columns have these widths (in characters).

    The height is in points; ``None`` for a row whose texts all fit on one line.
    """
    rooms = [max(1, int(width * _LETTERS_A_UNIT)) for width in widths]

    def fit(row: Sequence[CellOut | Styled]) -> float | None:
        most = 1
        for value, room in zip(row, rooms, strict=False):
            text = value.value if type(value) is Styled else value
            if type(text) is str and (len(text) > room or "\n" in text):
                most = max(most, sum(ceil(len(line) / room) or 1 for line in text.split("\n")))
        return None if most == 1 else LINE * min(most, MOST_LINES) + PADDING

    return fit
