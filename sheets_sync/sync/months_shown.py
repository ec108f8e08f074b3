"""Which stored days stand for a month or a year, by what their cells show.

Read by value a day is a number, and ``5/2020`` the one of 1 May 2020: only what the cell shows
tells that no day was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from campaign.cells.periods import period_of

Cells = Sequence[Sequence[Sequence[object]]]
"""Cells by sheet, row and column, as Google answers."""

Spot = tuple[int, int, int]
"""Sheet, row and column of a cell, all from 0."""

_EPOCH = date(1899, 12, 30)
_FIRST, _LAST = (date(1900, 3, 1) - _EPOCH).days, (date(2199, 12, 31) - _EPOCH).days


def first_days(stored: Cells) -> dict[Spot, date]:
    """The cells whose number is, as a day, the first of a month."""
    return {
        spot: day
        for spot, value in _spots(stored)
        if value.__class__ is int and _FIRST <= value <= _LAST
        if (day := _EPOCH + timedelta(days=value)).day == 1
    }


def months_shown(days: dict[Spot, date], shown: Cells) -> dict[Spot, str]:
    """The number format of the days that show their month or year alone.

    Args:
        days: As ``first_days`` found them.
        shown: The same cells with dates as they are shown; a cell that was changed meanwhile
            shows another month, and is left out.
    """
    texts = {spot: value for spot, value in _spots(shown) if spot in days}
    found = {spot: _format(day, texts.get(spot)) for spot, day in days.items()}
    return {spot: form for spot, form in found.items() if form}


def _format(day: date, text: object) -> str:
    period = period_of(text) if isinstance(text, str) else None
    if period is None or period[0] != day:
        return ""
    after = period[1] + timedelta(days=1)
    if after == (day + timedelta(days=31)).replace(day=1):
        return "mm/yyyy"
    return "yyyy" if after == day.replace(year=day.year + 1) else ""


def _spots(cells: Cells) -> Iterator[tuple[Spot, object]]:
    for at, rows in enumerate(cells):
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                yield (at, row, column), value
