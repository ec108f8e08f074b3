"""Column widths that suit a page, and row heights for text that Excel does not fit itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from campaign.columns import Column

PAGE = 210
"""Digits across that still print legibly on landscape A4 (about 7 pt)."""

_FLOOR = 11
"""Digits that every column keeps: a date, a phone number."""

_LINE = 16.0
"""Points a line of 12 pt text takes."""


def fitted(columns: Sequence[Column], room: int = PAGE) -> list[float]:
    """Widths in digits; what goes beyond the floor shrinks alike when the table is too wide."""
    kept = [min(column.width, max(_FLOOR, _longest_word(column.label))) for column in columns]
    beyond = sum(column.width for column in columns) - sum(kept)
    share = min((room - sum(kept)) / beyond, 1.0) if beyond else 0.0
    return [
        round(floor + (column.width - floor) * max(share, 0.2), 1)
        for column, floor in zip(columns, kept, strict=True)
    ]


def _longest_word(label: str) -> float:
    """Digits the longest word of a bold header takes; capitals are half as wide again."""
    return max(sum(1.5 if sign.isupper() else 1.1 for sign in word) for word in label.split())


def lines(text: str, width: float, *, bold: bool = False) -> int:
    """Lines that wrapped text takes in a column ``width`` digits wide, on the careful side."""
    room = max(width * (0.95 if bold else 1.0), 1.0)
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
