"""What a cell says, as text."""

from __future__ import annotations

from datetime import date, datetime

from campaign.grid import CellValue, as_seen
from campaign.vietnamese.text import clean


def text_of(value: CellValue) -> str:
    """A cell as cleaned text; whole numbers without ``.0``, days as dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return shown(value) if isinstance(value, date) else as_seen(value)


def shown(value: CellValue) -> str:
    """What a person saw in the cell, as well as it can be told: dates as dd/mm/yyyy."""
    if isinstance(value, datetime):
        clock = "" if (value.hour, value.minute) == (0, 0) else f" {value:%H:%M}"
        return f"{value:%d/%m/%Y}{clock}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return value if isinstance(value, str) else text_of(value)
