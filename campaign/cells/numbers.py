"""Numbers and percentages as units type them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from campaign.cells.decimals import (
    comma,
    exact,
    exponent,
    grouped,
    per_cent,
    plain,
    read_text,
    typed,
    unreadable,
    without_unit,
)
from campaign.cells.money import money_sign
from campaign.cells.verdicts import read_pass_fail
from campaign.problems import Problem, Reading, Weight
from campaign.vietnamese.text import clean

if TYPE_CHECKING:
    from campaign.grid import CellValue

__all__ = ["read_number", "read_pass_fail", "read_percent"]

_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")
_BOTH = re.compile(r"(?P<one>[^()]+?)\s*\((?P<two>[^()]+)\)")
_HUNDRED = Decimal(100)


def read_number(value: CellValue, *, number_format: str = "") -> Reading[Decimal]:
    """Read a number; ``99,5`` and ``99.5`` are the same, ``1.000`` is held (1 or 1000).

    A number in a percent format is read as shown: 0.995 in ``0.0%`` is 99.5. An amount of money is
    held, as it is when it was typed as text.
    """
    if value is None:
        return Reading()
    if isinstance(value, str):
        return read_text(clean(value))
    if isinstance(value, bool):
        return unreadable(value)
    if isinstance(value, (int, float)):
        return _read_stored(value, number_format)
    return Reading(None, (_is_date(value, ()),))


def _read_stored(value: float, number_format: str) -> Reading[Decimal]:
    number = exact(value)
    if number is None:
        return unreadable(value)
    if "%" not in number_format:
        sign = money_sign(number_format)
        return Reading(None, (_is_money(number, sign),)) if sign else Reading(number)
    shown = plain(number * 100)
    message = f"Ô định dạng phần trăm, được đọc là {comma(shown)}."
    return Reading(shown, (Problem("number_percent_format", Weight.NOTE, message),))


def read_percent(
    value: CellValue, *, number_format: str = "", threshold: Decimal | None = None
) -> Reading[Decimal]:
    """Read a percentage, in percent: 100 is 100 %. ``25/26`` is 96.15, the fraction noted.

    Args:
        value: What stands in the cell.
        number_format: The cell's format.
        threshold: What the percentage is held against, if that is known: a fraction below it is
            not rounded up to it.
    """
    if value is None:
        return Reading()
    if isinstance(value, str):
        return _percent_text(clean(value), threshold)
    if isinstance(value, bool):
        return Reading(None, (_not_percent(value),))
    if isinstance(value, (int, float)):
        return _percent_stored(value, number_format)
    return Reading(None, (_is_date(value, _fractions(value)),))


def _percent_stored(value: float, number_format: str) -> Reading[Decimal]:
    number = exact(value)
    if number is None:
        return Reading(None, (_not_percent(value),))
    if "%" in number_format or "?/" in number_format:
        return _in_range(plain(number * 100), value)
    sign = money_sign(number_format)
    if sign:
        return Reading(None, (_is_money(number, sign),))
    return _bare_percent(number, value)


def _percent_text(text: str, threshold: Decimal | None = None) -> Reading[Decimal]:
    if not text:
        return Reading()
    both = _BOTH.fullmatch(text[:100])
    if both and (_FRACTION.fullmatch(both["one"]) or _FRACTION.fullmatch(both["two"])):
        return _percent_twice(both["one"].strip(), both["two"].strip(), text, threshold)
    fraction = _FRACTION.fullmatch(without_unit(text))
    if fraction:
        return _percent_fraction(int(fraction[1]), int(fraction[2]), text, threshold)
    number = read_text(text)
    if number.value is None:
        return _no_percent(number, text)
    return _in_range(number.value, text) if "%" in text else _bare_percent(number.value, text)


def _no_percent(number: Reading[Decimal], text: str) -> Reading[Decimal]:
    unreadable = any(p.code == "number_unreadable" for p in number.problems)
    return Reading(None, (_not_percent(text),)) if unreadable else number


def _percent_twice(one: str, two: str, text: str, threshold: Decimal | None) -> Reading[Decimal]:
    """``25/26 (96,15%)``: taken only if both say the same."""
    first, second = _percent_text(one), _percent_text(two)
    if first.value is None or second.value is None:
        return first if first.value is None else second
    whole = first if _FRACTION.fullmatch(one) else second
    other = second if whole is first else first
    places = Decimal(1).scaleb(min(exponent(other.value or _HUNDRED), 0))
    if whole.value is not None and abs(first.value - second.value) <= places / 2:
        return _percent_text(one if whole is first else two, threshold)
    readings = (str(first.value), str(second.value))
    message = f"“{text}” ghi hai tỷ lệ khác nhau. Đề nghị ghi lại một tỷ lệ đúng."
    return Reading(None, (Problem("percent_conflict", Weight.HOLD, message, readings),))


def _percent_fraction(
    part: int, whole: int, text: str, threshold: Decimal | None
) -> Reading[Decimal]:
    if whole == 0 or part > whole:
        return Reading(None, (_bad_fraction(text),))
    read = plain(per_cent(part, whole, threshold=threshold))
    note = Problem(
        "percent_from_fraction",
        Weight.NOTE,
        f"“{text}” được tính thành {comma(read)}%; phân số gốc {part}/{whole}.",
        (f"{part}/{whole}",),
    )
    return Reading(read, (note,))


def _bare_percent(number: Decimal, value: CellValue) -> Reading[Decimal]:
    """A number without a percent sign: at most 1, it may be a share of one or of a hundred."""
    if 0 < number <= 1:
        readings = (str(number), str(plain(number * 100)))
        message = (
            f"Không rõ “{typed(value)}” là {comma(number)}% hay {comma(number * 100)}%. "
            "Đề nghị ghi kèm dấu %."
        )
        return Reading(None, (Problem("percent_ambiguous", Weight.HOLD, message, readings),))
    return _in_range(number, value)


def _in_range(percent: Decimal, value: CellValue) -> Reading[Decimal]:
    if 0 <= percent <= _HUNDRED:
        return Reading(percent)
    message = f"Tỷ lệ “{typed(value)}” nằm ngoài khoảng 0–100%. Đề nghị kiểm tra lại."
    problem = Problem("percent_out_of_range", Weight.HOLD, message, (str(percent),))
    return Reading(None, (problem,))


def _fractions(value: date | time | timedelta) -> tuple[str, ...]:
    """Fractions that a spreadsheet may have turned into this date: ``11/12`` is 11 December."""
    if not isinstance(value, date) or value != value:  # noqa: PLR0124 - pandas' NaT is a datetime
        return ()
    pairs = [(value.day, value.month), (value.month, value.day)]
    if value.day == 1:
        pairs.append((value.month, value.year % 100))
    return tuple(dict.fromkeys(f"{a}/{b}" for a, b in pairs if a <= b))


def _not_percent(value: CellValue) -> Problem:
    message = f"Cần tỷ lệ %, không phải “{typed(value)}”. Đề nghị ghi ví dụ 100% hoặc 25/26."
    return Problem("percent_not_a_number", Weight.HOLD, message)


def _bad_fraction(text: str) -> Problem:
    message = f"Phân số “{text}” không thành tỷ lệ: mẫu số bằng 0 hoặc tử số lớn hơn mẫu số."
    return Problem("percent_bad_fraction", Weight.HOLD, message)


def _is_money(number: Decimal, sign: str) -> Problem:
    message = (
        f"Ô ghi số tiền “{grouped(number)} {sign}”, không phải một số đếm hay tỷ lệ. Đề nghị chỉ "
        "ghi số, ví dụ 99,5, và bỏ định dạng tiền tệ của ô."
    )
    return Problem("number_is_money", Weight.HOLD, message, (str(plain(number)),))


def _is_date(value: CellValue, fractions: tuple[str, ...]) -> Problem:
    guess = f" (có thể đã gõ {' hoặc '.join(fractions)})" if fractions else ""
    message = (
        f"Ô chứa ngày “{typed(value)}”, không phải số{guess}; bảng tính có thể đã tự đổi. "
        "Đề nghị định dạng ô là Text rồi gõ lại."
    )
    return Problem("number_is_date", Weight.HOLD, message, fractions)
