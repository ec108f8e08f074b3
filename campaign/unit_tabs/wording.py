"""Dates and deadlines as a clerk reads them."""

from __future__ import annotations

from datetime import date, timedelta

from campaign.judging.due_days import last_day
from campaign.plan.definition import Campaign, Deliverable

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def day_text(day: date) -> str:
    """``19/05/2020``."""
    return f"{day:%d/%m/}{day.year:04d}"


def weekday_text(day: date) -> str:
    """``thứ Ba``."""
    return _WEEKDAYS[day.weekday()]


def deadline_text(deliverable: Deliverable) -> str:
    """The due date with the last day it means: ``trước ngày …: ngày cuối là …``."""
    edge = "đến hết ngày" if deliverable.inclusive else "trước ngày"
    last = last_day(deliverable)
    return f"{edge} {day_text(deliverable.due)}: ngày cuối là {day_text(last)}"


def weekend_text(deliverable: Deliverable) -> str:
    """Weekday of the last day, and what the weekend setting did to it."""
    last = last_day(deliverable)
    literal = deliverable.due - timedelta(days=0 if deliverable.inclusive else 1)
    if last != literal:
        before = f"{weekday_text(literal)} {day_text(literal)}"
        return f"{weekday_text(last)}, đã dời từ {before} vì trùng ngày nghỉ cuối tuần"
    if last.weekday() >= 5:
        return f"{weekday_text(last)}, không dời sang ngày làm việc"
    return weekday_text(last)


def plan_text(campaign: Campaign) -> str:
    """The plan by number and date as far as they are known, else the first document it cites."""
    header = campaign.campaign
    if header.plan_number:
        dated = f" ngày {day_text(header.plan_date)}" if header.plan_date else ""
        return f"Kế hoạch số {header.plan_number}{dated} của {campaign.office.name}"
    source = campaign.legal[0]
    dated = f" ngày {day_text(source.date)}" if source.date else ""
    return (
        f"Kế hoạch phát động của {campaign.office.name}, "
        f"thực hiện văn bản số {source.number}{dated} của {source.issuer}"
    )


def first_day(campaign: Campaign) -> date:
    """The first day the definition knows of the campaign."""
    header = campaign.campaign
    given = (header.starts, header.plan_date, *(item.starts for item in campaign.rounds))
    known = [day for day in given if day] or [item.due for item in campaign.deliverables]
    return min(known)


def years_on(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
