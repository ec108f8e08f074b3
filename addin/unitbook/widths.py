"""Column widths that suit a page, and row heights for text that Excel does not fit itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from campaign.columns import Column

PAGE = 190
"""Characters across that still print legibly on landscape A4 (about 7.5 pt)."""

_PROSE = 20
"""Columns at least this wide hold prose and may give way."""

_LINE = 16.5
"""Points a line of 12 pt text takes."""


def fitted(columns: Sequence[Column], room: int = PAGE) -> list[float]:
    """Widths in characters; prose columns shrink alike when the table is wider than ``room``."""
    total = sum(column.width for column in columns)
    prose = sum(column.width for column in columns if column.width >= _PROSE)
    if total <= room or not prose:
        return [float(column.width) for column in columns]
    share = max((room - (total - prose)) / prose, 0.5)
    return [
        round(column.width * share, 1) if column.width >= _PROSE else float(column.width)
        for column in columns
    ]


def lines(text: str, width: float, *, bold: bool = False) -> int:
    """Lines that wrapped text takes in ``width`` characters, counted on the careful side."""
    room = max(width / (1.1 if bold else 1.0), 1.0)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    count, used = 1, 0.0
    for word in paragraph.split(" "):
        need = len(word) + (1 if used else 0)
        if used and used + need > room:
            count, used, need = count + 1, 0.0, len(word)
        count += math.ceil(need / room) - 1
        used += need
    return count


def height(cells: Iterable[tuple[str, float]], *, bold: bool = False) -> float:
    """Points for a row of (text, width) cells."""
    most = max((lines(text, width, bold=bold) for text, width in cells), default=1)
    return most * _LINE + 6
