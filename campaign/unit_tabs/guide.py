"""The first tab as data: its opening, the table of deadlines, what follows it."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.judging.due_days import setting_text
from campaign.plan.definition import Campaign, Deliverable
from campaign.roster.units import Unit
from campaign.unit_tabs.tabs import Tab
from campaign.unit_tabs.wording import deadline_text, plan_text, weekend_text

GUIDE_TITLE = "HƯỚNG DẪN GHI BIỂU"
DEADLINE_HEADS = ("Việc phải nộp", "Tab", "Kế hoạch ghi", "Ngày cuối", "Cách tính hạn")
SECTIONS = ("Hạn nộp", "Cách ghi", "Sau khi gửi", "Ý nghĩa màu nền")
"""Headings of the guide's parts, in order."""


def opening_lines(campaign: Campaign) -> list[str]:
    """Name, theme and plan, under the guide's title."""
    theme = [f"Chủ đề: “{campaign.campaign.theme}”"] if campaign.campaign.theme else []
    return [campaign.campaign.name, *theme, plan_text(campaign)]


def deadline_rows(
    campaign: Campaign, unit: Unit | None, tabs: Sequence[Tab]
) -> list[tuple[str, str, str, str, str]]:
    """A row a deliverable, in the order of ``DEADLINE_HEADS``."""
    return [_deadline_row(campaign, unit, tabs, item) for item in campaign.deliverables]


def _deadline_row(
    campaign: Campaign, unit: Unit | None, tabs: Sequence[Tab], item: Deliverable
) -> tuple[str, str, str, str, str]:
    titles = [tab.title for tab in tabs if tab.deliverable is item]
    when = f"{deadline_text(item)} ({weekend_text(item)})"
    name = item.name if _owes(campaign, unit, item) else f"{item.name} (không bắt buộc với đơn vị)"
    setting = setting_text(item)
    plan = f"{item.wording} ({item.clause})"
    return name, ", ".join(titles), plan, when, setting[:1].upper() + setting[1:]


def _owes(campaign: Campaign, unit: Unit | None, item: Deliverable) -> bool:
    """Whether the unit has to hand it in; unknown for a shared workbook, so yes."""
    group = campaign.group_of(unit.kind) if unit else None
    return group is None or group.id in item.owed_by
