"""When a deliverable is due, under the settings that the plan's words leave open.

Source: plan 3. No law found defines "trước ngày X", so the reading is three explicit settings of
the deliverable, printed beside each verdict.
"""

from __future__ import annotations

from datetime import date, timedelta

from campaign.plan.definition import CountedDate, Deliverable, WeekendRule

_COUNTED = {
    CountedDate.SIGNED: "ngày ký",
    CountedDate.SENT: "ngày gửi",
    CountedDate.RECEIVED: "ngày đến",
}


def last_day(deliverable: Deliverable) -> date:
    """The last day that is on time under the deliverable's settings (no extension)."""
    day = deliverable.due if deliverable.inclusive else deliverable.due - timedelta(days=1)
    if deliverable.weekend is WeekendRule.ROLL:
        day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
    return day


def setting_text(deliverable: Deliverable) -> str:
    """The three settings of a deadline as one Vietnamese phrase."""
    edge = "tính cả ngày hạn" if deliverable.inclusive else "không tính ngày hạn"
    roll = deliverable.weekend is WeekendRule.ROLL
    weekend = (
        "trùng cuối tuần thì lùi sang ngày làm việc kế tiếp" if roll else "giữ nguyên cuối tuần"
    )
    return f"{edge}; {weekend}; xét theo {_COUNTED[deliverable.counts]}"
