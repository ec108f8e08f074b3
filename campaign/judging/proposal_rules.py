"""What is said of one proposed subject alone: no unit that takes part, no more, no whole file."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.plan.definition import Campaign, Ground
from campaign.plan.rule_packs import VERDICT_OF, PackRule
from campaign.result.verdicts import Reason, Subject, Verdict

UNKNOWN, NOT_IN_FORCE, NOT_PARTICIPATING = (
    "unit_unknown",
    "unit_not_in_force",
    "unit_not_participating",
)
_BARRED = {
    UNKNOWN: ("Chưa rõ đơn vị của đối tượng được đề nghị.", Verdict.HELD),
    NOT_IN_FORCE: (
        "Đơn vị không còn (hoặc chưa) hoạt động vào ngày xét.",
        Verdict.INELIGIBLE,
    ),
    NOT_PARTICIPATING: (
        "Đơn vị không thuộc đối tượng tham gia của kế hoạch.",
        Verdict.INELIGIBLE,
    ),
}


def barred(campaign: Campaign, code: str, subject: Subject) -> Reason:
    """The subject belongs to no unit that can take part (plan 1)."""
    message, weight = _BARRED[code]
    clause = campaign.awards[0].clause
    return Reason(code, weight, Ground.WRONG_SUBJECT, clause, subject.evidence, message, "unit")


def no_more(rule: PackRule, subject: Subject) -> Reason:
    """The collective took part and has been dissolved since: what the law of the day says."""
    weight = VERDICT_OF[rule.effect]
    ground = Ground.WRONG_SUBJECT if weight is Verdict.INELIGIBLE else None
    message = f"Đơn vị không còn tồn tại vào ngày xét. {rule.shown}"
    return Reason("unit_dissolved", weight, ground, rule.clause, subject.evidence, message, "unit")


def short(campaign: Campaign, subject: Subject) -> list[Reason]:
    """What the proposal itself lacks: somebody must complete it first."""
    clause, ground, where = campaign.awards[0].clause, Ground.INCOMPLETE_FILE, subject.evidence
    return [
        Reason(code, Verdict.HELD, ground, clause, where, message, "proposal")
        for code, message in _lacking(campaign, subject)
    ]


def _lacking(campaign: Campaign, subject: Subject) -> Iterator[tuple[str, str]]:
    if not subject.awards and not subject.id.startswith("unit:"):
        known = ", ".join(f"“{award.short_name}”" for award in campaign.awards)
        said = "Hình thức đề nghị không ghi, hoặc không có trong kế hoạch"
        yield "award_unknown", f"{said}. Đề nghị đơn vị ghi lại theo kế hoạch: {known}."
    if not subject.name:
        yield "name_missing", "Dòng đề nghị chưa có họ tên hoặc tên tập thể."
    if subject.waiting:
        yield "proposal_held", f"Dòng đề nghị đang chờ làm rõ, {subject.waiting}"
