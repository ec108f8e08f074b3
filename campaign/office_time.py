"""The office's clock: rules speak office time without a zone, evidence comes with one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Where every deadline ends: at its midnight."""


def from_office(local: datetime) -> datetime:
    """Office time without a zone, as the rules use it, as an aware moment."""
    return local.replace(tzinfo=OFFICE)


def to_office(aware: datetime) -> datetime:
    """An aware moment as office time without a zone."""
    return aware.astimezone(OFFICE).replace(tzinfo=None)


def end_of(day: date) -> datetime:
    """The first moment after a day of the office, aware: 24:00."""
    return datetime.combine(day + timedelta(days=1), time(), OFFICE)
