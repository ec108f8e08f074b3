"""Days and times as a workbook counts them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

EPOCH_1900 = date(1899, 12, 30).toordinal()
EPOCH_1904 = date(1904, 1, 1).toordinal()
_LEAP_BUG_END = 61
_LAST_SERIAL = 2_958_466
_DAY = timedelta(days=1)
_PLAIN = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', re.IGNORECASE)
_DATE_IDS = {*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58}
_MOMENT_IDS = {22}


def serial(day: date, epoch: int) -> int | None:
    """Serial number of a day; None before the workbook's first day.

    Workbooks that count from 1900 take that year for a leap year: their 60 is no day.
    """
    number = day.toordinal() - epoch
    if epoch == EPOCH_1900 and number < _LEAP_BUG_END:
        number -= 1
        return number if number > 0 else None
    return number if number >= 0 else None


def moment_serial(moment: datetime, epoch: int) -> str | None:
    """Serial number of a moment as text, to the microsecond; its time zone is not looked at."""
    number = serial(moment.date(), epoch)
    if number is None:
        return None
    clock = moment.replace(tzinfo=None) - datetime.combine(moment.date(), datetime.min.time())
    return repr(number + clock / _DAY) if clock else str(number)


def from_serial(number: float, epoch: int, *, moment: bool) -> date | datetime | None:
    """Day of a serial number, or moment when it has a time or ``moment`` asks; else None."""
    if not 0 <= number < _LAST_SERIAL:
        return None
    days = int(number)
    if epoch == EPOCH_1900 and days < _LEAP_BUG_END:
        days += 1
        if days in (1, _LEAP_BUG_END):
            return None
    microseconds = round((number - int(number)) * 86_400 * 1000) * 1000
    start = datetime.combine(date.fromordinal(epoch + days), datetime.min.time())
    found = start + timedelta(microseconds=microseconds)
    return found if moment or microseconds else found.date()


def date_kind(number: int, code: str | None) -> str:
    """``"date"``, ``"moment"`` or ``""`` for a number format by its id and its code.

    A time of day without a day (``h:mm``) is ``""``: it has no date to give.
    """
    if code is None:
        return "date" if number in _DATE_IDS else "moment" if number in _MOMENT_IDS else ""
    first = _PLAIN.sub("", code.partition(";")[0]).lower()
    if "d" not in first and "y" not in first and "mmm" not in first:
        return ""
    return "moment" if "h" in first or "s" in first else "date"
