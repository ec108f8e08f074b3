"""Dates as they are typed: day first, and never coerced into one that was not meant."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from campaign.cells import date_problems as say
from campaign.cells.periods import absent_day, day_or_months, lacks_year, names_months, period_of
from campaign.grid import as_seen
from campaign.problems import Reading
from campaign.vietnamese.text import bare, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.grid import CellValue

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone
_FIRST_SERIAL, _LAST_SERIAL = 32874, 73415  # 1/1/1990 to 31/12/2100
_YEARS = range(1900, 2200)
"""Numbers that are a year and no day: as days they are of 1905 and 1906."""
_SEP = r"\s?[/.,\\\-–—]\s?"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - a table
_ISO = re.compile(
    r"(?<![\d/.])(?<!\d-\d-)(?<!\d-\d\d-)(?P<y>\d{4})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)t?"
)
_WORDS = re.compile(
    r"(?<!\d)(?P<d>\d\d?)[\s/.\-]*(?:thang|thg\.?|th\.)\s*(?P<m>\d\d?)"
    r"[\s,./\-]*(?:nam\s*)?(?P<y>\d{4}|\d\d)(?!\d)"
)
_ENGLISH = re.compile(
    r"(?<!\d)(?P<d>\d\d?)[\s.\-/](?P<m>" + "|".join(_MONTHS) + r")[a-z]*[\s.\-/,]+(?P<y>\d{4}|\d\d)"
    r"(?!\d)"
)
_NUMERIC = re.compile(
    rf"(?<![\d/.lio])(?P<d>\d\d|(?<!\b[0-3]\s)\d){_SEP}(?P<m>\d\d?){_SEP}"
    r"(?P<y>\d{4}(?![\dlio])|\d\d(?![\dlio]|\s?[/.]\s?\d|-\d))"
)
"""A letter that looks like a digit beside one (``l5/5/2020``), or a digit set apart, is no date."""
_FORMS = (_ISO, _WORDS, _ENGLISH, _NUMERIC)
_LEFT = re.compile(r"\d{1,4}\s?[/.\-]\s?\d\d?\s?[/.\-]\s?\d{1,4}")
"""What may be one more date, beside those that were understood."""
_EARLIER = re.compile(
    r"(?<![\d/.])(?P<d>\d\d?)(?:[/.](?P<m>\d\d?))?\s*(?:-|–|—|,|&|\bva\b|\bden\b|\btoi\b)\s*"
    r"(?:ngay\s*)?$"
)
_CLOCK = re.compile(
    r"(?<![\d/.])(?P<h>\d\d?)\s*(?:(?:gio|g|h)|:(?=\d\d))\s*(?P<min>\d\d?)?(?!\d)(?:\s*(?:phut|p(?!m)))?"
    r"(?::(?P<s>\d\d))?(?:\.\d+)?\s*(?P<half>am|pm|sang|chieu|toi|sa\b|ch\b)?"
)
_COUNT = re.compile(r"\b(?:thu|lan|dot|so|giai doan|buoc)\s*\d+(?![\d/.\-])")
_ELSEWHERE = re.compile(r"\d\s?z\b|\b(?:utc|gmt)\b(?!\s?\+\s?0?7)")
"""A time by another clock than Vietnam's: exports of Google write ``2020-05-19T17:00:00Z``."""
_QUALIFIED = re.compile(
    r"\b(?:trước|sau ngày|sau|khoảng|dự kiến|chưa|không|gia hạn|chậm nhất|muộn nhất|hoãn|lùi"
    r"|truoc|sau ngay|khoang|du kien|chua|khong|gia han)\b"
)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day, and the time of day if one was typed (no time zone: the office's own clock)."""

    date: date
    time: time | None = None

    def isoformat(self) -> str:
        """ISO date, or date and time to the minute (to the second if seconds were typed)."""
        if self.time is None:
            return self.date.isoformat()
        spec = "seconds" if self.time.second else "minutes"
        return f"{self.date.isoformat()}T{self.time.isoformat(spec)}"


def read_date(
    value: CellValue, *, number_format: str = "", expected: tuple[date, date] | None = None
) -> Reading[DateValue]:
    """Read a date, day first.

    Args:
        value: What stands in the cell.
        number_format: The cell's format; a serial number in no date format is noted.
        expected: First and last plausible day; a date outside is held with itself as reading.
    """
    reading = _read(value, number_format)
    if reading.value is None or expected is None:
        return reading
    if expected[0] <= reading.value.date <= expected[1]:
        return reading
    problem = say.out_of_range(reading.value.date, expected)
    return Reading(reading.value, (*reading.problems, problem))


def _read(value: CellValue, number_format: str) -> Reading[DateValue]:
    if value is None:
        return Reading()
    if isinstance(value, str):
        return _read_text(clean(value), number_format)
    if isinstance(value, datetime) and value == value:  # noqa: PLR0124 - pandas' NaT is a datetime
        clock = value.time().replace(microsecond=0)
        return _stored(DateValue(value.date(), clock if clock != time() else None))
    if isinstance(value, date) and not isinstance(value, datetime):
        return _stored(DateValue(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _read_serial(value, number_format, f"{value:.15g}")
    return Reading(None, (say.unreadable(as_seen(value)),))


def _stored(read: DateValue) -> Reading[DateValue]:
    """A day that a cell holds, unless a year alone was typed into a cell of days."""
    number = (read.date - _EPOCH.date()).days
    if number in _YEARS and read.time is None:
        return Reading(None, (say.year_stored(read.date, number),))
    return Reading(read)


def _read_serial(value: float, number_format: str, typed: str) -> Reading[DateValue]:
    """Read a day number of the 1900 date system; the fraction is the time of day."""
    if not math.isfinite(value):
        return Reading(None, (say.unreadable(typed),))
    if value in _YEARS:  # a year alone, as in a column "Năm sinh"
        return _partial(typed)
    if not _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
        return Reading(None, (say.unreadable(typed),))
    moment = _EPOCH + timedelta(seconds=round(value * 86400))
    read = DateValue(moment.date(), moment.time() if moment.time() != time() else None)
    dated = re.search(r"[dmy]", number_format, re.IGNORECASE)
    return Reading(read, () if dated else (say.serial(typed, read.date),))


@lru_cache(maxsize=8192)
def _read_text(text: str, number_format: str) -> Reading[DateValue]:
    if not text:
        return Reading()
    if re.fullmatch(r"[0-9]{5}(?:[.,][0-9]+)?", text):
        return _read_serial(float(text.replace(",", ".")), number_format, text)
    either = day_or_months(text)
    if either is not None:
        return Reading(None, (say.day_or_months(text, *either),))
    found, rest = ([], "") if names_months(text) else _find(_COUNT.sub(" ", bare(text)))
    if not found:
        return _partial(text)
    if _LEFT.search(rest):
        return Reading(None, (say.unreadable(text),))
    days: list[date] = []
    for day, month, year in found:
        read = _day(day, month, year, text)
        if read.value is None:
            return Reading(None, read.problems)
        days.append(read.value)
    days = list(dict.fromkeys(days))
    if len(days) > 1:
        return Reading(None, (say.several(text, days),))
    if _QUALIFIED.search(text.casefold()):
        return Reading(None, (say.qualified(text, days[0]),))
    return _with_time(text, rest, days[0])


Triple = tuple[int, int, str]
"""Day, month and year as typed; the year keeps its two or four digits."""


def _find(folded: str) -> tuple[list[Triple], str]:
    """All full dates of a text, and the text without them."""
    found: list[tuple[int, Triple]] = []
    rest = folded
    for form in _FORMS:
        for match in form.finditer(rest):
            found.append((match.start(), _triple(match)))
            before = rest[max(0, match.start() - 30) : match.start()]
            found += [(match.start(), t) for t in _earlier(before, found[-1][1])]
        rest = form.sub(lambda m: "\n" * len(m[0]), rest)
    return [triple for _, triple in sorted(found)], rest


def _triple(match: re.Match[str]) -> Triple:
    month = match["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    return int(match["d"]), number, match["y"]


def _earlier(before: str, later: Triple) -> list[Triple]:
    """The first day of ``18-22/5/2020`` or ``18/5 đến 22/5/2020``, which borrows its year."""
    match = _EARLIER.search(before)
    if match is None:
        return []
    return [(int(match["d"]), int(match["m"] or later[1]), later[2])]


def _day(day: int, month: int, year: str, text: str) -> Reading[date]:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        read = date(full, month, day)
    except ValueError:
        return _no_such_day(day, month, full, text)
    if len(year) == 2 and full >= 2050:
        return Reading(None, (say.short_year(text, read),))
    return Reading(read)


def _no_such_day(day: int, month: int, year: int, text: str) -> Reading[date]:
    try:
        swapped = date(year, day, month)
    except ValueError:
        return Reading(None, (say.invalid(text, f"{day:02}/{month:02}/{year:04}"),))
    return Reading(None, (say.us_order(text, swapped),))


def _with_time(text: str, rest: str, day: date) -> Reading[DateValue]:
    clocks = list(_CLOCK.finditer(rest))
    if not clocks:
        return Reading(DateValue(day))
    ours = len(clocks) == 1 and _ELSEWHERE.search(rest) is None
    read = _clock(clocks[0]) if ours else None
    if read is None:
        return Reading(None, (say.bad_time(text, day),))
    return Reading(DateValue(day, read))


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["h"])
    if match["half"] in {"pm", "chieu", "toi", "ch"} and hour < 12:
        hour += 12
    if match["half"] in {"am", "sa"} and hour == 12:
        hour = 0
    try:
        return time(hour, int(match["min"] or 0), int(match["s"] or 0))
    except ValueError:
        return None


def _partial(text: str) -> Reading[DateValue]:
    period = period_of(text)
    if period:
        return Reading(None, (say.partial(text, *period),))
    if not lacks_year(text):
        return Reading(None, (say.unreadable(text),))
    absent = absent_day(text)
    return Reading(None, (say.no_such_day(text, *absent) if absent else say.no_year(text),))


def diagnose_swapped(column: Sequence[CellValue]) -> frozenset[int]:
    """Places of dates that a US-locale sheet may have stored with day and month swapped.

    Such a sheet turns typed ``05/06/2020`` into 6 May and leaves ``20/05/2020`` as text. One
    true date after the 12th shows that the sheet parses day first, and clears the column.
    """
    dates: dict[int, date] = {}
    for place, cell in enumerate(column):
        if isinstance(cell, date) and cell == cell:  # noqa: PLR0124 - NaT
            if cell.day > 12:
                return frozenset()
            dates[place] = cell
    if not dates or not any(map(_left_as_text, column)):
        return frozenset()
    return frozenset(place for place, day in dates.items() if day.day != day.month)


def _left_as_text(cell: CellValue) -> bool:
    """Whether a US-locale sheet would leave this typed date as text: no month 13 to 31."""
    match = _NUMERIC.match(bare(cell)) if isinstance(cell, str) else None
    return match is not None and int(match["d"]) > 12 >= int(match["m"]) > 0


swapped_problem = say.swapped
