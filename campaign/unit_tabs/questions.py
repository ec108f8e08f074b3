"""What a unit is asked in the tab *Tiêu chí*: one question a row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from campaign.columns import DECLARATION_CODE
from campaign.plan.definition import Campaign, Criterion, Indicator, Measure, SubjectKind
from campaign.unit_tabs.entry_rules import EntryRule, list_rule, prompt_rule

DECLARATION_TEXT = (
    "Khai báo vi phạm quy chế văn hóa ứng xử, đạo đức công vụ của cá nhân thuộc đơn vị"
)
_DECLARATION_HELP = (
    "Ghi “Không có” nếu không có. Nếu có: ghi số người, họ tên, hình thức xử lý. "
    "Để trống được hiểu là chưa khai."
)
_ANSWERS = ("Đạt", "Không đạt")
_ASKED = (SubjectKind.COLLECTIVE, SubjectKind.HEAD)


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the tab: its code, its text, and what helps to answer it."""

    code: str
    text: str
    rule: EntryRule


def questions(campaign: Campaign) -> list[Question]:
    """Declared criteria of the collective, then of its head, indicators, the declaration."""
    criteria = [
        Question(item.shown_code, item.text, _criterion_rule(item))
        for kind in _ASKED
        for item in campaign.criteria
        if item.applies_to is kind and item.declared
    ]
    indicators = [
        Question(item.shown_code, item.name, _indicator_rule(item)) for item in campaign.indicators
    ]
    declaration = prompt_rule("Khai báo vi phạm", _DECLARATION_HELP)
    return [*criteria, *indicators, Question(DECLARATION_CODE, DECLARATION_TEXT, declaration)]


def amount(value: Decimal) -> str:
    """A number as Vietnamese write it: a decimal comma, no idle zeros."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _criterion_rule(criterion: Criterion) -> EntryRule:
    title = f"Tiêu chí {criterion.shown_code}"
    source = f"Kế hoạch, {criterion.clause}."
    if criterion.measure is Measure.PASS_FAIL:
        return list_rule(title, f"Chọn Đạt hoặc Không đạt. {source}", _ANSWERS)
    need = "" if criterion.minimum is None else f" Yêu cầu: từ {amount(criterion.minimum)}%."
    return prompt_rule(
        title, f"Ghi tỷ lệ như 100%, hoặc số người đạt trên tổng số như 25/25.{need} {source}"
    )


def _indicator_rule(indicator: Indicator) -> EntryRule:
    scale = f"từ {amount(indicator.lowest)} đến {amount(indicator.highest)} ({indicator.unit})"
    target = "" if indicator.target is None else f" Mục tiêu: {amount(indicator.target)}."
    return prompt_rule(
        indicator.short_name,
        f"Ghi con số {scale}, phần lẻ sau dấu phẩy, ví dụ 96,5.{target} "
        f"Kế hoạch, {indicator.clause}.",
    )
