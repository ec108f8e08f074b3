"""Months, quarters and years: a plan may give them where a day was asked for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from campaign.vietnamese.text import bare

_YEAR = r"(?P<y>(?:19|20|21)\d\d)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH = re.compile(
    rf"(?<![\d/.])(?:thang\s*)?(?P<m>0?[1-9]|1[0-2])\s*(?:[/.\-]|nam)\s*{_YEAR}(?!\d)"
)
_QUARTER = re.compile(rf"\bquy\s*(?P<q>iv|i{{1,3}}|[1-4])\b[\s/,.\-]*(?:nam\s*)?{_YEAR}(?!\d)")
_HALF = re.compile(rf"\b(?:6|sau) thang (?P<h>dau|cuoi)(?: nam)?[\s/,]*{_YEAR}(?!\d)")
_ONLY_YEAR = re.compile(rf"(?:(?:den|het|cuoi|dau|trong|suot|ca) )*(?:nam\s*)?{_YEAR}")
_AND = r"\s*(?:-|–|—|,|&|\bva\b|\bden\b|\btoi\b)\s*"
_M, _Q = r"(?:0?[1-9]|1[0-2])", r"(?:iv|i{1,3}|[1-4])"
_MONTHS = re.compile(
    rf"\b(?:thang|thg|t)\.?\s*(?P<a>{_M}){_AND}(?:(?:thang|thg|t)\.?\s*)?(?P<m>{_M})"
    rf"\s*(?:[/.\-]|nam)\s*{_YEAR}(?!\d)"
)
_QUARTERS_OF = re.compile(
    rf"\bquy\s*(?P<a>{_Q}){_AND}(?:quy\s*)?(?P<q>{_Q})\b[\s/,.\-]*(?:nam\s*)?{_YEAR}(?!\d)"
)
_DAY_OR_MONTHS = re.compile(rf"(?P<a>{_M})\s?[-–—]\s?(?P<m>{_M})\s?/\s?{_YEAR}")
_ABOUT = (
    r"(?:(?:ngay|den|het|cuoi|dau|giua|trong|khoang|truoc|sau|tu|toi|du kien|hoan thanh|vao|tuan"
    r" \d)\s+)*"
)
_NO_YEAR = (
    rf"(?:(?:\d\d?\s*)?(?:thang|thg|t)\.?\s*\d\d?|quy\s*{_Q}|\d\d?\s?[/.\-]\s?\d\d?"
    r"|(?:6|sau) thang (?:dau|cuoi)(?: nam)?|(?:dau|giua|cuoi|het) nam)"
)
_LACKING = re.compile(rf"{_ABOUT}{_NO_YEAR}(?:{_AND}{_ABOUT}(?:{_NO_YEAR}|{_M}|{_Q}))*")
_LONE_DAY = re.compile(
    r"(?<!\d)(?P<d>\d\d?)\s*(?:[/.\-]\s?|(?:thang|thg|t)\.?\s*)(?P<m>\d\d?)(?!\d)"
)
_LEAP_YEAR = 2000
"""Any year in which February has all the days it may have."""
_NO_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Parts of a number format that are printed as they stand, or choose a language."""
_OTHER_DIGITS = re.compile(r"\d")


def period_of(text: str) -> tuple[date, date] | None:
    """First and last day of the period a text names, from the first to the last one in it.

    ``None`` if it names none, or has digits besides: ``20/5`` lacks its year.
    """
    folded = bare(text).strip(" .")
    months: list[tuple[int, int, int]] = []
    for form, span in _SPANS:
        months += [span(match) for match in form.finditer(folded)]
        folded = form.sub(" ", folded)
    if _LONE_QUARTER.search(folded):
        return None
    year = _ONLY_YEAR.fullmatch(folded.strip())
    if year and not months:
        months.append((int(year["y"]), 1, 12))
    elif _OTHER_DIGITS.search(folded):
        return None
    if not months:
        return None
    return min(_first(m) for m in months), max(_last(m) for m in months)


def period_shown(day: date, number_format: str) -> str:
    """The month or year that a stored day shows in its cell; empty where it shows the day.

    A program that is typed ``5/2020`` stores 1 May 2020, and shows it without a day.
    """
    if not number_format or day.day != 1:
        return ""
    signs = _NO_SIGNS.sub("", number_format.lower())
    if "d" in signs or "y" not in signs:
        return ""
    return f"{day:%m/%Y}" if "m" in signs else f"{day:%Y}"


def names_months(text: str) -> bool:
    """Whether a text names several months or quarters of one year: ``tháng 5-9/2020``."""
    folded = bare(text)
    return bool(_MONTHS.search(folded) or _QUARTERS_OF.search(folded))


def day_or_months(text: str) -> tuple[date, date, date] | None:
    """The day, and the first and last day of the months, that ``5-9/2020`` may mean."""
    found = _DAY_OR_MONTHS.fullmatch(bare(text).strip())
    if found is None or int(found["a"]) >= int(found["m"]):
        return None
    span = _months(found)
    return date(int(found["y"]), int(found["m"]), int(found["a"])), _first(span), _last(span)


def lacks_year(text: str) -> bool:
    """Whether a text is a day, a month or a quarter that only lacks its year."""
    return _LACKING.fullmatch(bare(text).strip(" .()")) is not None


def absent_day(text: str) -> tuple[int, int] | None:
    """The first day and month of a text without a year that no year has: ``31/6``, ``30 tháng 2``.

    ``29/2`` may be meant of a leap year. A month past the twelfth is none, and its day not asked.
    """
    for found in _LONE_DAY.finditer(bare(text)):
        day, month = int(found["d"]), int(found["m"])
        if 1 <= month <= 12 and not 1 <= day <= _last((_LEAP_YEAR, month, month)).day:
            return day, month
    return None


def _months(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["y"]), int(match["a"]), int(match["m"])


def _quarters(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["y"]), 3 * _QUARTERS[match["a"]] - 2, 3 * _QUARTERS[match["q"]]


def _quarter(match: re.Match[str]) -> tuple[int, int, int]:
    end = 3 * _QUARTERS[match["q"]]
    return int(match["y"]), end - 2, end


def _half(match: re.Match[str]) -> tuple[int, int, int]:
    return (int(match["y"]), 1, 6) if match["h"] == "dau" else (int(match["y"]), 7, 12)


def _month(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["y"]), int(match["m"]), int(match["m"])


def _first(months: tuple[int, int, int]) -> date:
    return date(months[0], months[1], 1)


def _last(months: tuple[int, int, int]) -> date:
    year, _, month = months
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


_LONE_QUARTER = re.compile(r"\bquy\b")
_SPANS = (
    (_QUARTERS_OF, _quarters),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_MONTHS, _months),
    (_MONTH, _month),
)
