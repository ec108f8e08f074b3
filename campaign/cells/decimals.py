"""Decimal numbers typed with commas, dots and units, or kept by a spreadsheet in binary."""

from __future__ import annotations

import math
import re
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from campaign.grid import as_seen
from campaign.problems import Problem, Reading, Weight
from campaign.vietnamese.text import clean

if TYPE_CHECKING:
    from campaign.grid import CellValue

_UNIT = re.compile(r"\s*(?:điểm|diem|%|hồ sơ|ho so)\s*\.?$", re.IGNORECASE)
_LONGEST = 60
_NOTHING = Decimal(0)
_SIMPLE = re.compile(r"\d+|\d*[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sep>[., ])\d{3})(?:(?P=sep)\d{3})*(?:(?!(?P=sep))[.,]\d+)?")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_BOUND = re.compile(
    r"(?P<bound>[<>≥≤~≈]=?|trên|dưới|hơn|gần|khoảng|ít nhất|tối thiểu|tối đa)\s*(?P<rest>.+)"
    r"|(?P<rest2>.+?)\s*(?P<bound2>\+|trở lên|trở xuống)",
    re.IGNORECASE,
)


def exact(value: float) -> Decimal | None:
    """A cell's number as decimal digits; ``None`` if not finite or beyond a sheet's 15 digits.

    Binary noise (0.1 + 0.2) shows as more than 15 digits and is rounded to 12.
    """
    if not math.isfinite(value) or abs(value) >= 10**15:
        return None
    number = Decimal(repr(value))
    if len(number.as_tuple().digits) > 15:
        number = Decimal(format(value, ".12g"))
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """Without trailing zeros or exponent, so that equal numbers print alike."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if exponent(short) > 0 else short + 0


def exponent(number: Decimal) -> int:
    """Power of ten of the last digit: -2 for 96.15."""
    places = number.as_tuple().exponent
    return places if isinstance(places, int) else 0


def read_text(text: str) -> Reading[Decimal]:
    """Read a clean text as one number, a unit stripped; ``1.000`` has two readings."""
    if not text:
        return Reading()
    if len(text) > _LONGEST:
        return unreadable(text)
    bound = _BOUND.fullmatch(text)
    if bound:
        inner = read_text(bound["rest"] or bound["rest2"])
        return Reading(None, (_inequality(text, inner),)) if inner.value is not None else inner
    body = without_unit(text)
    sign = -1 if body[:1] in {"-", "−"} else 1
    body = body.lstrip("-−+") if body[1:2].isdigit() else body
    if _AMBIGUOUS.fullmatch(body):
        return Reading(None, (_ambiguous(text, body),))
    digits = _digits(body)
    return unreadable(text) if digits is None else Reading(plain(sign * Decimal(digits)))


def _digits(body: str) -> str | None:
    """Digits with a decimal point, or ``None`` if the separators make no sense."""
    if len(body) > 25 or not body.isascii():
        return None
    if _SIMPLE.fullmatch(body):
        return body.replace(",", ".")
    grouped = _GROUPED.fullmatch(body)
    if grouped is None:
        return None
    return body.replace(grouped["sep"], "").replace(",", ".")


def without_unit(text: str) -> str:
    """A clean text without a trailing ``điểm``, ``%`` or ``hồ sơ``."""
    return _UNIT.sub("", text).strip()


def typed(value: CellValue) -> str:
    """A value as its cell shows it, for a message."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value == value else ""  # noqa: PLR0124 - NaT
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return clean(as_seen(value))


def comma(number: Decimal) -> str:
    """A number with the decimal comma of Vietnamese text."""
    return f"{plain(number):f}".replace(".", ",")


def per_cent(
    part: int, whole: int, decimals: int = 2, *, threshold: Decimal | None = None
) -> Decimal:
    """A share in per cent, half up.

    Cut where rounding up would end in a nought, or reach the threshold that it is held against:
    79.996 stays 79.99, and two thirds 66.66 against 66.67. A share below a threshold must not look
    as if it had reached it.

    Args:
        part: How many.
        whole: Of how many; not 0.
        decimals: Decimals at least; as many as the threshold has.
        threshold: In per cent; ``None`` where nothing is asked of the share, or not yet known.
    """
    exactly = Decimal(100 * part) / whole
    last = Decimal(1).scaleb(-max(decimals, -exponent(threshold or _NOTHING)))
    near = exactly.quantize(last, ROUND_HALF_UP)
    round_number = near > exactly and near % (10 * last) == 0
    passed = threshold is not None and near >= threshold > exactly
    return exactly.quantize(last, ROUND_DOWN) if round_number or passed else near


def grouped(number: Decimal) -> str:
    """An amount as offices write it, to be seen and never read back: ``12.500.000,5``."""
    whole, mark, rest = comma(abs(number)).partition(",")
    sign = "-" if number < 0 else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + mark + rest


def unreadable(value: CellValue) -> Reading[Decimal]:
    """Hold a value that is no number."""
    message = f"“{typed(value)}” không phải một số. Đề nghị chỉ ghi số, ví dụ 99,5."
    return Reading(None, (Problem("number_unreadable", Weight.HOLD, message),))


def _ambiguous(text: str, body: str) -> Problem:
    whole, part = re.split("[.,]", body)
    small, large = plain(Decimal(f"{whole}.{part}")), Decimal(whole + part)
    message = f"Không rõ “{text}” là {comma(small)} hay {large}. Đề nghị ghi lại không có dấu chấm."
    return Problem("number_ambiguous", Weight.HOLD, message, (f"{small:f}", str(large)))


def _inequality(text: str, inner: Reading[Decimal]) -> Problem:
    message = f"“{text}” chỉ là giới hạn, không phải con số cụ thể. Đề nghị ghi đúng số đạt được."
    return Problem("number_inequality", Weight.HOLD, message, (f"{inner.value:f}",))
