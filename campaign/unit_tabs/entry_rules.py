"""What a clerk is told and offered while a cell is filled: prompts, lists, date checks.

Every check warns and lets the clerk go on: an answer that a rule did not foresee is better
typed than lost, and the office holds what it cannot read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaign.columns import Column, Kind
from campaign.plan.definition import Campaign
from campaign.unit_tabs.wording import day_text, first_day, years_on

TITLE_ROOM = 32
MESSAGE_ROOM = 255
LIST_ROOM = 255

_DATES = frozenset({Kind.DATE, Kind.PERIOD_DATE})
_BIRTH = frozenset({"born"})
_PROMPTS = {
    Kind.DATE: "Ghi ngày/tháng/năm, ví dụ {day}.",
    Kind.PERIOD_DATE: "Ghi ngày/tháng/năm, ví dụ {day}.",
    Kind.PERCENT: "Ghi tỷ lệ, ví dụ 70% hoặc 7/10.",
    Kind.NUMBER: "Ghi số; phần lẻ sau dấu phẩy, ví dụ 12,5.",
    Kind.INTEGER: "Ghi số nguyên.",
    Kind.PHONES: "Ghi liền cả số 0 ở đầu; hai số thì cách nhau bằng dấu gạch ngang.",
    Kind.IDENTITY: "Ghi đủ 12 số (CCCD) hoặc 9 số (CMND), cả số 0 ở đầu.",
}


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dates that are plausible in a column, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class NotNegative:
    """A number from 0 on; ``whole`` numbers only, or any."""

    whole: bool


@dataclass(frozen=True, slots=True)
class EntryRule:
    """What is said and checked at a cell.

    Attributes:
        title: Heading of the prompt, short enough for Excel.
        prompt: What to fill in.
        check: Usual values, plausible dates, a number, or nothing.
        warning: What is said of something else; it may still be kept.
    """

    title: str
    prompt: str
    check: tuple[str, ...] | DateRange | NotNegative | None = None
    warning: str = ""


def column_rule(column: Column, campaign: Campaign) -> EntryRule | None:
    """The rule of a column's cells; ``None`` when there is nothing to say."""
    prompt = column_prompt(column, campaign)
    choices = column_choices(column, campaign)
    if choices:
        return list_rule(column.label, prompt, choices)
    if column.kind in _DATES:
        return _date_rule(column, prompt, date_range(column, campaign))
    if column.kind in {Kind.NUMBER, Kind.INTEGER}:
        return _number_rule(column, prompt)
    return prompt_rule(column.label, prompt) if prompt else None


def column_choices(column: Column, campaign: Campaign) -> tuple[str, ...]:
    """Usual values of a column; the awards are the campaign's own.

    A list that Excel cannot hold (a comma inside a value, too long) is left out.
    """
    awards = tuple(award.short_name for award in campaign.awards)
    choices = awards if column.key == "award" and not column.choices else column.choices
    too_long = len(",".join(choices)) > LIST_ROOM
    return () if too_long or any("," in choice for choice in choices) else choices


def column_prompt(column: Column, campaign: Campaign) -> str:
    """What to fill in, beginning with whether it must be."""
    usual = _PROMPTS.get(column.kind, "")
    if column.kind in _DATES and column.key in _BIRTH:
        usual = "Ghi ngày/tháng/năm sinh; chỉ biết năm thì ghi năm."
    days = {
        "day": day_text(campaign.deliverables[0].due),
        "end": day_text(campaign.campaign.ends),
    }
    text = (column.help or usual).format(**days)
    return f"Bắt buộc. {text}" if column.required else text


def date_range(column: Column, campaign: Campaign) -> DateRange:
    """A year around the campaign; for a birth date the last hundred years."""
    end = campaign.campaign.ends
    if column.key in _BIRTH:
        return DateRange(years_on(end, -100), end)
    return DateRange(years_on(first_day(campaign), -1), years_on(end, 1))


def prompt_rule(title: str, prompt: str) -> EntryRule:
    """A prompt alone; anything may be typed."""
    return _rule(title, prompt)


def list_rule(title: str, prompt: str, choices: tuple[str, ...]) -> EntryRule:
    """A dropdown of usual values; others are kept after a warning."""
    asked = prompt or "Chọn trong danh sách; giá trị khác vẫn ghi được."
    said = "Giá trị này không có trong danh sách gợi ý. Vẫn giữ thì chọn Yes (Có)."
    return _rule(title, asked, choices, said)


def _date_rule(column: Column, prompt: str, dates: DateRange) -> EntryRule:
    between = f"từ {day_text(dates.first)} đến {day_text(dates.last)}"
    said = (
        f"Máy chưa đọc được ngày này hoặc ngày không nằm trong khoảng {between}. Xin xem lại "
        "thứ tự ngày/tháng/năm. Vẫn giữ thì chọn Yes (Có)."
    )
    return _rule(column.label, prompt, dates, said)


def _number_rule(column: Column, prompt: str) -> EntryRule:
    said = "Ô này cần một con số không âm. Vẫn giữ thì chọn Yes (Có)."
    return _rule(column.label, prompt, NotNegative(column.kind is Kind.INTEGER), said)


def _rule(
    title: str,
    prompt: str,
    check: tuple[str, ...] | DateRange | NotNegative | None = None,
    warning: str = "",
) -> EntryRule:
    """A rule whose texts fit into Excel's boxes."""
    cut = _cut(prompt, MESSAGE_ROOM)
    return EntryRule(_cut(title, TITLE_ROOM), cut, check, _cut(warning, MESSAGE_ROOM))


def _cut(text: str, room: int) -> str:
    """``text`` cut at a word, with an ellipsis, when it is too long for Excel."""
    if len(text) <= room:
        return text
    head, _, _ = text[:room].rpartition(" ")
    return (head or text[: room - 1]).rstrip(" ,;:") + "…"
