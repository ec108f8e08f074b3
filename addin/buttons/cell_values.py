"""Cell values between our tables and a program: what is compared, and what is typed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from addin.package import CellIn, CellOut, Formula, Styled

Plain = str | int | float | bool | None
"""A cell for comparing and keeping: dates as numbers, a formula as marked text."""

Typed = str | int | float | bool | date | datetime | None
"""A cell as it is handed to a program."""

FORMULA = "\x01="
"""How a plain cell begins that is a formula; no cell can hold this character itself."""

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
"""Types whose values are compared as they are, but for the empty text."""

_FIRST_DAY = datetime.combine(date(1899, 12, 30), time())
_ONE_DAY = timedelta(days=1)
_SECONDS = 86_400
_SAME_SECOND = 1e-5
_SAFE = re.compile(r"[^\W\d_][^\d\x00-\x1f]*", re.UNICODE)
_WORDS = frozenset({"true", "false", "đúng", "sai"})


def plain(value: CellOut | Styled) -> Plain:
    """A value as it is compared, whatever the program makes of numbers and dates.

    Returns:
        Empty text as ``None``, a date as the days since 30 December 1899, a formula as its text.

    Raises:
        TypeError: no cell can hold it.
    """
    kind = value.__class__
    if kind is str:
        return value or None  # type: ignore[return-value]
    if kind is int or kind is bool or value is None:
        return value  # type: ignore[return-value]
    if kind is float or kind is Decimal:
        return _number(float(value))  # type: ignore[arg-type]
    if isinstance(value, Styled):
        return plain(value.value)
    if isinstance(value, Formula):
        return FORMULA + value.text.removeprefix("=")
    if isinstance(value, datetime):
        return _number((value.replace(tzinfo=None) - _FIRST_DAY) / _ONE_DAY)
    if isinstance(value, date):
        return (datetime.combine(value, time()) - _FIRST_DAY).days
    raise TypeError(f"a cell cannot hold {type(value).__name__}")


def plain_line(line: Sequence[CellOut | Styled]) -> list[Plain]:
    """A row as it is compared."""
    if _AS_THEY_ARE.issuperset(map(type, line)) and "" not in line:
        return list(line)  # type: ignore[arg-type]
    return [plain(value) for value in line]


def plain_cell(cell: CellIn) -> Plain:
    """A cell that was read, as it is compared."""
    return plain(cell.value) if cell.formula is None else FORMULA + cell.formula.removeprefix("=")


def result_of(value: object) -> Plain:
    """What a formula shows, as it is kept beside it: with all digits; an empty text is one."""
    return value if isinstance(value, (str, float)) else plain(value)  # type: ignore[arg-type]


def exact(cell: CellIn) -> Plain:
    """A cell that was read, as it is put back: a number with all its digits."""
    return cell.value if type(cell.value) is float and cell.formula is None else plain_cell(cell)


def _number(value: float) -> int | float:
    """Twelve digits: what every program keeps; whole numbers and whole seconds as such."""
    seconds = value * _SECONDS
    if isfinite(seconds) and abs(seconds - round(seconds)) < _SAME_SECOND:
        value = round(seconds) / _SECONDS
        return int(value) if value.is_integer() else value
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def typed(value: CellOut | Styled) -> Typed:
    """A value as somebody would have to type it for the cell to hold exactly that.

    A program reads what it is given: a text that could be taken for a formula, a number, a date
    or a truth value gets the apostrophe that keeps it text.
    """
    kind = value.__class__
    if kind is str:
        return typed_text(value)  # type: ignore[arg-type]
    if kind is int or kind is bool or value is None or kind is float:
        return value  # type: ignore[return-value]
    if isinstance(value, Styled):
        return typed(value.value)
    if isinstance(value, Formula):
        return "=" + value.text.removeprefix("=")
    if isinstance(value, Decimal):
        return float(value)
    return value


def typed_text(text: str) -> str:
    """A text with an apostrophe before it wherever a program might read something else."""
    if not text or (_SAFE.fullmatch(text) and text.casefold() not in _WORDS):
        return text
    return f"'{text}"


def typed_plain(value: Plain) -> Typed:
    """A kept value as it is typed back in."""
    if isinstance(value, str):
        if value.startswith(FORMULA):
            return value[1:]
        return typed_text(value)
    return value


def sent(value: Typed) -> str | int | float | bool:
    """A typed value as the remote protocol sends it: days as ISO texts, nothing as no text."""
    if value is None or value != value:  # noqa: PLR0124 - only what is no number differs from itself
        return ""
    if isinstance(value, datetime):
        if value.time() != time():
            return value.replace(tzinfo=None, microsecond=0).isoformat(sep=" ")
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def written(value: Typed) -> CellOut:
    """What a cell holds once ``value`` was typed into it: the inverse of ``typed``."""
    if not isinstance(value, str):
        return value
    mark = value[:1]
    if mark.isdecimal():
        return _day(value) or value
    if mark == "'":
        return value[1:]
    if mark == "=" and len(value) > 1:
        return Formula(value[1:])
    return value or None


def _day(text: str) -> date | None:
    """A day or moment in the form in which the remote protocol sends it."""
    if len(text) not in (10, 19) or text[4:5] != "-" or not text[:4].isdecimal():
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None
