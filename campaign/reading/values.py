"""One cell to the value a record keeps: each kind of column has its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from campaign.cells.dates import DateValue, read_date
from campaign.cells.decimals import exact, grouped
from campaign.cells.money import money_sign
from campaign.cells.numbers import read_number, read_percent
from campaign.cells.periods import period_shown
from campaign.cells.phones import read_identity, read_phones
from campaign.columns import Column, Kind
from campaign.grid import CellValue
from campaign.problems import Problem, Reading, Weight
from campaign.reading.cell_text import text_of
from campaign.records import Scalar
from campaign.vietnamese.text import bare_key, clean

Read = tuple[Scalar, tuple[Problem, ...]]
"""The value kept, and what was noticed about the cell."""

_PLAN_ONLY = frozenset({"date_partial", "date_out_of_range"})
_NO_END = frozenset(
    (
        *("thuong xuyen", "lien tuc", "thuong xuyen lien tuc", "ca nam", "trong nam", "quanh nam"),
        *("hang nam", "hang quy", "hang thang", "hang tuan", "hang ngay"),
    )
)
"""What is planned without a first or last day (``bare_key``)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cells of one column.

    Attributes:
        expected: Days a submission can lie between.
    """

    expected: tuple[date, date]

    def of(self, column: Column) -> Callable[[CellValue, str], Read] | None:
        """The reader of a column's kind: ``None`` for plain text, read by ``text_of``."""
        if column.kind is Kind.TEXT:
            return None
        return {
            Kind.DATE: self._date,
            Kind.PERIOD_DATE: self._period_date,
            Kind.NUMBER: self._number,
            Kind.PERCENT: self._percent,
            Kind.PHONES: self._phones,
            Kind.IDENTITY: self._identity,
            Kind.ANSWER: _answer,
        }.get(column.kind)

    def _date(self, value: CellValue, number_format: str) -> Read:
        if isinstance(value, date):
            shown = period_shown(value, number_format)
            return self._date(shown, "") if shown else _stored_day(value, self.expected)
        return _certain(read_date(value, number_format=number_format, expected=self.expected))

    def _period_date(self, value: CellValue, number_format: str) -> Read:
        """A planned or remembered day: a month or a year alone is an answer, not a doubt."""
        if isinstance(value, date):
            shown = period_shown(value, number_format)
            return self._period_date(shown, "") if shown else _stored_day(value, None)
        if isinstance(value, str) and bare_key(value) in _NO_END:
            return clean(value), (_no_day(clean(value)),)
        read = read_date(value, number_format=number_format)
        problems = tuple(_lighter(problem) for problem in read.problems)
        if read.value is None and problems and all(p.weight is Weight.NOTE for p in problems):
            return text_of(value), problems
        return (read.value.isoformat() if read.value else None), problems

    def _number(self, value: CellValue, number_format: str) -> Read:
        return _exact(read_number(value, number_format=number_format))

    def _percent(self, value: CellValue, number_format: str) -> Read:
        return _exact(read_percent(value, number_format=number_format))

    def _phones(self, value: CellValue, number_format: str) -> Read:  # noqa: ARG002
        read = read_phones(value)
        return ("; ".join(read.value) if read.value else None), read.problems

    def _identity(self, value: CellValue, number_format: str) -> Read:  # noqa: ARG002
        read = read_identity(value)
        return read.value, read.problems


@lru_cache(maxsize=8192)
def _stored_day(value: date, expected: tuple[date, date] | None) -> Read:
    """A cell that holds a date; thousands of cells hold the same few days."""
    return _certain(read_date(value, expected=expected))


def _certain(read: Reading[DateValue]) -> Read:
    """A day that a person must look at decides nothing until then; its problem shows it."""
    certain = read.value if not read.held else None
    return (certain.isoformat() if certain else None), read.problems


def with_sign(value: float, number_format: str) -> str:
    """A number with the sign its format shows: ``99,5%``, ``5.000 ₫``; empty where it has none."""
    if not number_format:
        return ""
    number, money = exact(value), money_sign(number_format)
    if number is not None and "%" in number_format:
        return f"{format((number * 100).normalize(), 'f')}%"
    if number is not None and money:
        return f"{grouped(number)} {money}"
    return ""


def _answer(value: CellValue, number_format: str) -> Read:
    """An answer as the unit saw it: a percentage and an amount of money with their sign."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        signed = with_sign(value, number_format)
        if signed:
            return signed, ()
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}", ()
    return text_of(value) or None, ()


def _no_day(typed: str) -> Problem:
    message = f"“{typed}” không nêu ngày nào; được giữ nguyên vì là thời gian dự kiến."
    return Problem("date_open", Weight.NOTE, message)


def _lighter(problem: Problem) -> Problem:
    return replace(problem, weight=Weight.NOTE) if problem.code in _PLAN_ONLY else problem


def _exact(read: Reading[Decimal]) -> Read:
    return (None if read.value is None else format(read.value, "f")), read.problems
