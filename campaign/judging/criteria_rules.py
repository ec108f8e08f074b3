"""Criteria that a unit answers for itself (plan 4.1), and claims that the office contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from campaign.cells.decimals import comma
from campaign.judging.facts import Answered, Facts
from campaign.plan.definition import Campaign, Criterion, Ground, SubjectKind
from campaign.reading.answers import Asked
from campaign.result.evidence import Evidence
from campaign.result.office_facts import Violation
from campaign.result.verdicts import Reason, Verdict

_OURS = Evidence("rule")
_NO_ANSWERS: Mapping[str, Sequence[Answered]] = {}


@dataclass(frozen=True)
class CriteriaRules:
    """The rules on self-assessments.

    Attributes:
        campaign: The plan.
        facts: Self-assessments.
        violated: Violations that are not cleared, by unit.
    """

    campaign: Campaign
    facts: Facts
    violated: Mapping[str, Sequence[Violation]]

    def on(self, unit: str) -> list[Reason]:
        """What a unit's answers say against it, or remark, criterion by criterion."""
        given = self.facts.answers.get(unit, _NO_ANSWERS)
        reasons: list[Reason] = []
        for criterion in self._asked:
            answers = given.get(criterion.id)
            if not answers:
                reasons.append(self._unanswered(criterion, unit))
            else:
                for answered in answers:
                    reasons += self._answer(criterion, answered, unit)
        return reasons

    @cached_property
    def _asked(self) -> list[Criterion]:
        """Criteria that a unit itself answers."""
        return [
            criterion
            for criterion in self.campaign.criteria
            if criterion.declared and criterion.applies_to is SubjectKind.COLLECTIVE
        ]

    def _unanswered(self, criterion: Criterion, unit: str) -> Reason:
        late = self.facts.too_late.get(unit, {}).get(criterion.id)
        said = "chưa tự đánh giá" if late is None else self._too_late(late)
        return _reason(criterion, Verdict.HELD, late or _OURS, said)

    def _too_late(self, late: Evidence) -> str:
        cutoff = self.campaign.campaign.data_cutoff
        day = date.fromisoformat(late.text[:10])
        return (
            f"tự đánh giá ghi ngày nộp {day:%d/%m/%Y} sau ngày chốt số liệu {cutoff:%d/%m/%Y} nên "
            "không được tính"
        )

    def _answer(self, criterion: Criterion, answered: Answered, unit: str) -> Sequence[Reason]:
        answer = answered.answer
        if answer.held or answer.met is None:
            said = answer.problems[0].message if answer.problems else "chưa rõ"
            return [_reason(criterion, Verdict.HELD, answered.evidence, said)]
        if not answer.met:
            said = _not_met(answered, criterion)
            return [_reason(criterion, Verdict.INELIGIBLE, answered.evidence, said)]
        if criterion.contradicted_by_violation and unit in self.violated:
            return self._contradiction(criterion, answered, unit)
        return ()

    def _contradiction(self, criterion: Criterion, answered: Answered, unit: str) -> list[Reason]:
        """A claim that the office's own list contradicts is shown, never resolved silently."""
        return [
            Reason(
                "claim_contradicted",
                Verdict.ELIGIBLE,
                None,
                criterion.clause,
                answered.evidence,
                f"Đơn vị tự đánh giá “{answered.evidence.text}” nhưng danh sách của văn phòng "
                f"có vi phạm đã kết luận (trang {violation.evidence.sheet}, ô "
                f"{violation.evidence.cell}).",
                f"criterion.{criterion.id}",
            )
            for violation in self.violated[unit]
            if violation.state == "confirmed"
        ]


def _reason(criterion: Criterion, weight: Verdict, evidence: Evidence, said: str) -> Reason:
    code = "criterion_not_met" if weight is Verdict.INELIGIBLE else "criterion_open"
    return Reason(
        code,
        weight,
        Ground.CRITERIA_NOT_MET,
        criterion.clause,
        evidence,
        f"Tiêu chí {criterion.shown_code}: {said}",
        f"criterion.{criterion.id}",
    )


def _not_met(answered: Answered, criterion: Criterion) -> str:
    answer = answered.answer
    if answer.asked is Asked.CRITERION and answer.number is not None:
        needed = comma(criterion.minimum or Decimal(0))
        return f"đạt {comma(answer.number)}%, mức cần là {needed}%."
    return f"đơn vị tự đánh giá “{answered.evidence.text}”."
