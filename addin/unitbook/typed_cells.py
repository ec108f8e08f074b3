"""Puts a value into a cell as what it is; text stays text whatever it begins with."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from campaign.unit_tabs.wording import day_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters a cell holds; more is cut."""

_FIRST_YEAR = 1900
_EXACT = 10**15


def put(sheet: Worksheet, row: int, column: int, value: object, look: Format) -> None:
    """Write one value of any type that a grid can hold; nothing becomes a formula or a link."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, (int, float, Decimal)) and _is_exact(value):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, (date, datetime, time, timedelta)) and _is_dated(value, look):
        plain = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        sheet.write_datetime(row, column, plain, look)
    else:
        sheet.write_string(row, column, _text(value)[:LONGEST_TEXT], look)


def _is_exact(value: float | Decimal) -> bool:
    """Excel keeps 15 digits; longer numbers (an identity number) are better as text."""
    return math.isfinite(value) and -_EXACT < value < _EXACT


def _is_dated(value: date | time | timedelta, look: Format) -> bool:
    """Whether Excel can hold the moment and the cell would show it as one."""
    holds = not isinstance(value, date) or value.year >= _FIRST_YEAR
    return holds and look.num_format != "@"


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{day_text(value)} {value:%H:%M}"
    return day_text(value) if isinstance(value, date) else str(value)
