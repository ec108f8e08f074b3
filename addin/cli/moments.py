"""Days and moments as people type them after an option."""

from __future__ import annotations

from datetime import date, datetime

from campaign.errors import UsageError
from campaign.office_time import to_office

_MOMENTS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d")


def moment(text: str, now: datetime, option: str = "--as-of") -> datetime:
    """An as-of moment: ISO, or as Vietnamese write it; a day to its end.

    Args:
        text: As typed; empty means now, on the office's clock.
        now: The moment, aware.
        option: What it was typed for, as the refusal names it.

    Raises:
        UsageError: it is neither.
    """
    if not text:
        return to_office(now).replace(second=0, microsecond=0)
    for form in _MOMENTS:
        found = _parsed(text, form)
        if found is not None:
            return found
    typed = _day(text)
    if typed is None:
        raise UsageError(f"{option} “{text}” không phải là ngày giờ. Ví dụ đúng: 2020-11-02T08:00.")
    return typed.replace(hour=23, minute=59)


def day(text: str, option: str) -> date | None:
    """A day, day first or ISO; ``None`` when empty.

    Raises:
        UsageError: it is no day.
    """
    if not text:
        return None
    typed = _day(text)
    if typed is None:
        raise UsageError(f"{option} “{text}” không phải là ngày. Ví dụ đúng: 06/11/2020.")
    return typed.date()


def _day(text: str) -> datetime | None:
    return next((found for form in _DAYS if (found := _parsed(text, form))), None)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - office time has no zone
    except ValueError:
        return None
