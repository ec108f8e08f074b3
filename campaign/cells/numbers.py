"""Numbers, percentages and pass marks as they are typed with commas, dots and words."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from campaign.problems import Problem, Reading, Weight
from campaign.text import bare_key, clean, key

if TYPE_CHECKING:
    from campaign.grid import CellValue

_UNIT = re.compile(r"\s*(?:điểm|diem|%|hồ sơ|ho so)\s*\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"\d+|\d*[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sep>[., ])\d{3})(?:(?P=sep)\d{3})*(?:(?!(?P=sep))[.,]\d+)?")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_BOUND = re.compile(
    r"(?P<bound>[<>≥≤~≈]=?|trên|dưới|hơn|gần|khoảng|ít nhất|tối thiểu|tối đa)\s*(?P<rest>.+)"
    r"|(?P<rest2>.+?)\s*(?P<bound2>\+|trở lên|trở xuống)",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")
_BOTH = re.compile(r"(?P<one>[^()]+?)\s*\((?P<two>[^()]+)\)")
_HUNDRED = Decimal(100)


def read_number(value: CellValue, *, number_format: str = "") -> Reading[Decimal]:
    """Read a number; ``99,5`` and ``99.5`` are the same, ``1.000`` is held (1 or 1000).

    A number in a percent format is read as shown: 0.995 in ``0.0%`` is 99.5.
    """
    if value is None:
        return Reading()
    if isinstance(value, str):
        return _read_text(clean(value))
    if isinstance(value, bool):
        return _unreadable(value)
    if isinstance(value, (int, float)):
        return _read_stored(value, number_format)
    return Reading(None, (_is_date(value, ()),))


def _read_stored(value: float, number_format: str) -> Reading[Decimal]:
    if not math.isfinite(value) or abs(value) >= 1e15:
        return _unreadable(value)
    number = exact(value)
    if "%" not in number_format:
        return Reading(number)
    shown = _plain(number * 100)
    note = Problem(
        "number_percent_format", Weight.NOTE, f"Ô định dạng phần trăm, được đọc là {shown}."
    )
    return Reading(shown, (note,))


def exact(value: float) -> Decimal:
    """A cell's number as its decimal digits, without the noise of binary fractions."""
    digits = repr(value) if isinstance(value, int) else format(value, ".15g")
    number = Decimal(digits)
    if len(number.as_tuple().digits) > 12 and not isinstance(value, int):
        rounded = Decimal(format(value, ".12g"))
        # Noise lies beyond the 15th digit; a number really typed with 13 digits keeps them.
        number = rounded if abs(rounded - number) * 10**14 <= abs(number) else number
    return _plain(number)


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros or exponent, so that equal numbers print alike."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if _exponent(short) > 0 else short + 0


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _read_text(text: str) -> Reading[Decimal]:
    if not text:
        return Reading()
    bound = _BOUND.fullmatch(text)
    if bound:
        inner = _read_text(bound["rest"] or bound["rest2"])
        return Reading(None, (_inequality(text, inner),)) if inner.value is not None else inner
    body = _UNIT.sub("", text).strip()
    sign = -1 if body[:1] in {"-", "−"} else 1
    body = body.lstrip("-−+") if body[1:2].isdigit() else body
    if _AMBIGUOUS.fullmatch(body):
        return Reading(None, (_ambiguous(text, body),))
    digits = _digits(body)
    return _unreadable(text) if digits is None else Reading(_plain(sign * Decimal(digits)))


def _digits(body: str) -> str | None:
    """Digits with a decimal point, or ``None`` if the separators make no sense."""
    if len(body) > 25 or not body.isascii():
        return None
    if _PLAIN.fullmatch(body):
        return body.replace(",", ".")
    grouped = _GROUPED.fullmatch(body)
    if grouped is None:
        return None
    return body.replace(grouped["sep"], "").replace(",", ".")


def read_percent(value: CellValue, *, number_format: str = "") -> Reading[Decimal]:
    """Read a percentage, in percent: 100 is 100 %. ``25/26`` is 96.15, the fraction noted."""
    if value is None:
        return Reading()
    if isinstance(value, str):
        return _percent_text(clean(value))
    if isinstance(value, bool):
        return Reading(None, (_not_percent(value),))
    if isinstance(value, (int, float)):
        return _percent_stored(value, number_format)
    return Reading(None, (_is_date(value, _fractions(value)),))


def _percent_stored(value: float, number_format: str) -> Reading[Decimal]:
    if not math.isfinite(value) or abs(value) >= 1e15:
        return Reading(None, (_not_percent(value),))
    number = exact(value)
    if "%" in number_format or "?/" in number_format:
        return _in_range(_plain(number * 100), value)
    return _bare_percent(number, value)


def _percent_text(text: str) -> Reading[Decimal]:
    if not text:
        return Reading()
    both = _BOTH.fullmatch(text)
    if both and (_FRACTION.fullmatch(both["one"]) or _FRACTION.fullmatch(both["two"])):
        return _percent_twice(both["one"].strip(), both["two"].strip(), text)
    fraction = _FRACTION.fullmatch(_UNIT.sub("", text))
    if fraction:
        return _percent_fraction(int(fraction[1]), int(fraction[2]), text)
    number = _read_text(text)
    if number.value is None:
        return _no_percent(number, text)
    return _in_range(number.value, text) if "%" in text else _bare_percent(number.value, text)


def _no_percent(number: Reading[Decimal], text: str) -> Reading[Decimal]:
    unreadable = any(p.code == "number_unreadable" for p in number.problems)
    return Reading(None, (_not_percent(text),)) if unreadable else number


def _percent_twice(one: str, two: str, text: str) -> Reading[Decimal]:
    """``25/26 (96,15%)``: taken only if both say the same."""
    first, second = _percent_text(one), _percent_text(two)
    if first.value is None or second.value is None:
        return first if first.value is None else second
    whole = first if _FRACTION.fullmatch(one) else second
    other = second if whole is first else first
    places = Decimal(1).scaleb(min(_exponent(other.value or _HUNDRED), 0))
    if whole.value is not None and abs(first.value - second.value) <= places / 2:
        return whole
    readings = (str(first.value), str(second.value))
    message = f"“{text}” ghi hai tỷ lệ khác nhau. Đề nghị ghi lại một tỷ lệ đúng."
    return Reading(None, (Problem("percent_conflict", Weight.HOLD, message, readings),))


def _percent_fraction(part: int, whole: int, text: str) -> Reading[Decimal]:
    if whole == 0 or part > whole:
        return Reading(None, (_bad_fraction(text),))
    percent = (_HUNDRED * part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    read = _plain(percent)
    note = Problem(
        "percent_from_fraction",
        Weight.NOTE,
        f"“{text}” được tính thành {_comma(read)}%; phân số gốc {part}/{whole}.",
        (f"{part}/{whole}",),
    )
    return Reading(read, (note,))


def _bare_percent(number: Decimal, typed: CellValue) -> Reading[Decimal]:
    """A number without a percent sign: at most 1, it may be a share of one or of a hundred."""
    if 0 < number <= 1:
        readings = (str(number), str(_plain(number * 100)))
        message = (
            f"Không rõ “{_typed(typed)}” là {_comma(number)}% hay {_comma(number * 100)}%. "
            "Đề nghị ghi kèm dấu %."
        )
        return Reading(None, (Problem("percent_ambiguous", Weight.HOLD, message, readings),))
    return _in_range(number, typed)


def _in_range(percent: Decimal, typed: CellValue) -> Reading[Decimal]:
    if 0 <= percent <= _HUNDRED:
        return Reading(percent)
    message = f"Tỷ lệ “{_typed(typed)}” nằm ngoài khoảng 0–100%. Đề nghị kiểm tra lại."
    problem = Problem("percent_out_of_range", Weight.HOLD, message, (str(percent),))
    return Reading(None, (problem,))


_MARKS = {"✓": True, "✔": True, "☑": True, "☒": None, "✗": False, "✘": False, "+": True}
_PASSES = (
    "đạt|đạt yêu cầu|có|có đạt|x|đ|đúng|hoàn thành|đã hoàn thành|đã đạt|đã thực hiện|đã ban hành"
)
_FAILS = (
    "không đạt|không|không có|chưa|chưa đạt|chưa có|không đạt yêu cầu|chưa đạt yêu cầu|kđ|cđ"
    "|không hoàn thành|chưa hoàn thành|không thực hiện|chưa thực hiện|chưa ban hành"
)
_VERDICTS = dict.fromkeys(_PASSES.split("|"), True) | dict.fromkeys(_FAILS.split("|"), False)
# Typed without accents, whole words only: a lone "d" says nothing.
_BARE_VERDICTS = {bare_key(word): verdict for word, verdict in _VERDICTS.items() if len(word) > 2}


def read_pass_fail(value: CellValue) -> Reading[bool]:
    """Read a pass mark: ``Đạt``, ``Không đạt``, ``Có``, ``x``, ``✓``, a ticked box."""
    if isinstance(value, bool):
        return Reading(value)
    text = clean(value) if isinstance(value, str) else value
    if text is None or text == "":
        return Reading()
    if isinstance(text, str):
        verdict = _MARKS[text] if text in _MARKS else _VERDICTS.get(key(text))
        if verdict is None and text.isascii():
            verdict = _BARE_VERDICTS.get(bare_key(text))
        if verdict is not None:
            return Reading(verdict)
    message = (
        f"Không rõ “{_typed(value)}” là đạt hay không đạt. Đề nghị ghi “Đạt” hoặc “Không đạt”."
    )
    return Reading(None, (Problem("pass_fail_unreadable", Weight.HOLD, message),))


def _fractions(value: date | time | timedelta) -> tuple[str, ...]:
    """Fractions that a spreadsheet may have turned into this date: ``11/12`` is 11 December."""
    if not isinstance(value, date) or value != value:  # noqa: PLR0124 - pandas' NaT is a datetime
        return ()
    pairs = [(value.day, value.month), (value.month, value.day)]
    if value.day == 1:
        pairs.append((value.month, value.year % 100))
    return tuple(dict.fromkeys(f"{a}/{b}" for a, b in pairs if a <= b))


def _typed(value: CellValue) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value == value else ""  # noqa: PLR0124 - NaT
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return clean(str(value))


def _comma(number: Decimal) -> str:
    return f"{_plain(number):f}".replace(".", ",")


def _unreadable(value: CellValue) -> Reading[Decimal]:
    message = f"“{_typed(value)}” không phải một số. Đề nghị chỉ ghi số, ví dụ 99,5."
    return Reading(None, (Problem("number_unreadable", Weight.HOLD, message),))


def _ambiguous(text: str, body: str) -> Problem:
    whole, part = re.split("[.,]", body)
    small, large = _plain(Decimal(f"{whole}.{part}")), Decimal(whole + part)
    message = (
        f"Không rõ “{text}” là {_comma(small)} hay {large}. Đề nghị ghi lại không có dấu chấm."
    )
    return Problem("number_ambiguous", Weight.HOLD, message, (f"{small:f}", str(large)))


def _inequality(text: str, inner: Reading[Decimal]) -> Problem:
    message = f"“{text}” chỉ là giới hạn, không phải con số cụ thể. Đề nghị ghi đúng số đạt được."
    return Problem("number_inequality", Weight.HOLD, message, (f"{inner.value:f}",))


def _not_percent(value: CellValue) -> Problem:
    message = f"Cần tỷ lệ %, không phải “{_typed(value)}”. Đề nghị ghi ví dụ 100% hoặc 25/26."
    return Problem("percent_not_a_number", Weight.HOLD, message)


def _bad_fraction(text: str) -> Problem:
    message = f"Phân số “{text}” không thành tỷ lệ: mẫu số bằng 0 hoặc tử số lớn hơn mẫu số."
    return Problem("percent_bad_fraction", Weight.HOLD, message)


def _is_date(value: CellValue, fractions: tuple[str, ...]) -> Problem:
    guess = f" (có thể đã gõ {' hoặc '.join(fractions)})" if fractions else ""
    message = (
        f"Ô chứa ngày “{_typed(value)}”, không phải số{guess}; bảng tính có thể đã tự đổi. "
        "Đề nghị định dạng ô là Text rồi gõ lại."
    )
    return Problem("number_is_date", Weight.HOLD, message, fractions)
