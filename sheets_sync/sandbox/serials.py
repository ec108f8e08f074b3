"""Dates and times as the numbers that spreadsheets keep: days since 30 December 1899."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_MICROSECONDS = 86_400_000_000


def serial_of(moment: datetime) -> float:
    """The serial number of a moment."""
    return (moment - EPOCH) / timedelta(days=1)


def local_moment(now: float, zone: str) -> datetime:
    """What a clock on the wall shows in a spreadsheet's time zone; UTC where none is known.

    Args:
        now: Seconds since 1970.
        zone: A name such as ``Asia/Ho_Chi_Minh``.
    """
    try:
        known: tzinfo = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        known = UTC
    return datetime.fromtimestamp(now, known).replace(tzinfo=None)


def moment_of(serial: float) -> datetime:
    """The moment of a serial number, to the millisecond.

    Raises:
        OverflowError: The number lies outside the calendar.
    """
    return EPOCH + timedelta(microseconds=round(serial * _MICROSECONDS / 1000) * 1000)
