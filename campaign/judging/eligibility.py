"""Eligibility before merit: đủ, chưa xét or không đủ, each reason with clause and evidence.

Sources: plan 4 (criteria), plan 5 (exclusion of collectives), the holds and the four grounds of
the campaign definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from campaign.cells.declarations import Declaration
from campaign.judging.candidates import Candidates
from campaign.judging.facts import Answered, Facts, declared
from campaign.judging.holds import hold_for
from campaign.judging.judged import Judged, Ruling, gravest
from campaign.plan.definition import (
    Campaign,
    Criterion,
    Deliverable,
    Ground,
    LateEffect,
    SubjectKind,
)
from campaign.plan.rule_packs import VERDICT_OF, PackRule
from campaign.reading.answers import Asked
from campaign.result import (
    Doubt,
    Evidence,
    Judgement,
    Reason,
    Standing,
    Subject,
    Submission,
    Verdict,
    Violation,
)
from campaign.vietnamese.names import plain_key, plain_name
from campaign.vietnamese.text import bare_key, key

_OURS = Evidence("rule")
_NO_ANSWERS: Mapping[str, Sequence[Answered]] = {}
_LATE = {
    LateEffect.NOTE: Verdict.ELIGIBLE,
    LateEffect.HOLD: Verdict.HELD,
    LateEffect.REFUSE: Verdict.INELIGIBLE,
}
"""What coming late does to eligibility."""


@dataclass(frozen=True)
class Eligibility:
    """Judges subjects of one campaign.

    Attributes:
        campaign: The plan.
        facts: Self-assessments and mentions.
        submissions: Verdicts on deliverables.
        violations: The office's own list.
        in_force: Ids of units that exist on the day.
        dissolved: Ids of units that took part and are no more at the moment of judging.
        dissolution: What the law of the day says of a collective that is no more.
        participants: Ids of those that belong to a group of the plan; ``None``: all.
    """

    campaign: Campaign
    facts: Facts
    submissions: Sequence[Submission]
    violations: Sequence[Violation]
    in_force: frozenset[str]
    participants: frozenset[str] | None = None
    dissolved: frozenset[str] = frozenset()
    dissolution: PackRule | None = None

    def judge(self, subjects: Iterable[Subject]) -> Judged:
        """A verdict with every reason, in the order given.

        What a unit's facts say is judged once for all its candidates of one kind; a candidate is
        looked at alone only where something can be said of nobody else.
        """
        candidates = Candidates.of(subjects)
        sides = [Ruling.of(self._of_side(unit, kind)) for unit, kind in candidates.sides]
        own: dict[int, Ruling] = {}
        for number in self._apart(candidates):
            if reasons := self._of_subject(candidates[number], candidates.names[number]):
                shared = sides[candidates.side[number]].reasons
                own[number] = Ruling.of((*shared, *reasons))
        return Judged(candidates, sides, own)

    def judgement(self, subject: Subject) -> Judgement:
        """The verdict on one subject."""
        own = self._of_subject(subject, key(subject.name))
        reasons = (*self._of_side(subject.unit, subject.kind), *own)
        return Judgement(subject, gravest(reasons), reasons)

    def _of_side(self, unit: str | None, kind: SubjectKind) -> Sequence[Reason]:
        """What a unit's facts say of all its candidates of one kind."""
        if kind is SubjectKind.COLLECTIVE:
            rule = self._collective
        elif kind is SubjectKind.HEAD:
            rule = self._of_head
        else:
            return ()
        return () if unit is None or self._barred(unit, kind) else rule(unit)

    def _of_subject(self, subject: Subject, name: str) -> list[Reason]:
        """What is said of one subject alone, after what its unit's facts say.

        Args:
            subject: Who is looked at.
            name: The key of the subject's name.
        """
        barred = self._barred(subject.unit, subject.kind)
        if barred:
            reasons = [self._outside(barred, subject)]
        elif subject.unit is not None and self._own_count(subject.kind):
            reasons = self._own(name, subject.unit)
        else:
            reasons = []
        return [*reasons, *self._no_more(subject), *self._file(subject)]

    def _apart(self, candidates: Candidates) -> list[int]:
        """Numbers of those of whom ``_of_subject`` can have something to say."""
        short = [
            number
            for number, one in enumerate(candidates)
            if not one.awards or not one.name or one.waiting
        ]
        sides = zip(candidates.sides, candidates.members, strict=True)
        apart = [members for side, members in sides if self._each_differs(*side)]
        return sorted({*short, *chain.from_iterable(apart)})

    def _each_differs(self, unit: str | None, kind: SubjectKind) -> bool:
        """Whether what is said of a unit's candidates of one kind depends on who each is."""
        if kind is SubjectKind.COLLECTIVE:
            alone = unit in self.dissolved
        else:
            alone = unit in self._violated and self._own_count(kind)
        return alone or bool(self._barred(unit, kind))

    def _own_count(self, kind: SubjectKind) -> bool:
        """Whether violations of a person of that kind exclude that person (plan 5)."""
        effect = self.campaign.violations
        if kind is SubjectKind.HEAD:
            return effect.person and not effect.head
        return effect.person and kind is SubjectKind.INDIVIDUAL

    def _barred(self, unit: str | None, kind: SubjectKind) -> str:
        """Why no candidate of a unit can take part (plan 1); citizens need no unit."""
        if kind is SubjectKind.CITIZEN:
            return ""
        if unit is None:
            return "unit_unknown"
        if unit not in self.in_force:
            return "unit_not_in_force"
        taking_part = self.participants is None or unit in self.participants
        return "" if taking_part else "unit_not_participating"

    def _collective(self, unit: str) -> list[Reason]:
        reasons = [self._deliverable(*one) for one in self._amiss.get(unit, ())]
        reasons += self._criteria(unit)
        reasons += self._violations_of_unit(unit, self.campaign.violations.collective)
        return reasons + [one._replace(rule="declaration") for one in self._declared(unit)]

    def _of_head(self, unit: str) -> list[Reason]:
        return self._violations_of_unit(unit, self.campaign.violations.head)

    def _outside(self, code: str, subject: Subject) -> Reason:
        """The subject belongs to no unit that can take part."""
        message, weight = {
            "unit_unknown": ("Chưa rõ đơn vị của đối tượng được đề nghị.", Verdict.HELD),
            "unit_not_in_force": (
                "Đơn vị không còn (hoặc chưa) hoạt động vào ngày xét.",
                Verdict.INELIGIBLE,
            ),
            "unit_not_participating": (
                "Đơn vị không thuộc đối tượng tham gia của kế hoạch.",
                Verdict.INELIGIBLE,
            ),
        }[code]
        clause = self.campaign.awards[0].clause
        return Reason(code, weight, Ground.WRONG_SUBJECT, clause, subject.evidence, message, "unit")

    def _no_more(self, subject: Subject) -> list[Reason]:
        """The collective took part and has been dissolved since: what the law of the day says."""
        rule = self.dissolution
        if rule is None or subject.kind is not SubjectKind.COLLECTIVE:
            return []
        if subject.unit not in self.dissolved:
            return []
        weight = VERDICT_OF[rule.effect]
        ground = Ground.WRONG_SUBJECT if weight is Verdict.INELIGIBLE else None
        message = f"Đơn vị không còn tồn tại vào ngày xét. {rule.shown}."
        return [
            Reason("unit_dissolved", weight, ground, rule.clause, subject.evidence, message, "unit")
        ]

    @cached_property
    def _submitted(self) -> dict[str, list[Submission]]:
        by_unit: dict[str, list[Submission]] = {}
        for submission in self.submissions:
            by_unit.setdefault(submission.unit, []).append(submission)
        return by_unit

    @cached_property
    def _violated(self) -> dict[str, list[Violation]]:
        by_unit: dict[str, list[Violation]] = {}
        for violation in self.violations:
            if violation.unit is not None and violation.state != "cleared":
                by_unit.setdefault(violation.unit, []).append(violation)
        return by_unit

    @cached_property
    def _declarable(self) -> list[Criterion]:
        """Criteria that a unit itself answers."""
        return [
            criterion
            for criterion in self.campaign.criteria
            if criterion.declared and criterion.applies_to is SubjectKind.COLLECTIVE
        ]

    def submissions_of(self, unit: str) -> Sequence[Submission]:
        """What a unit owes, with the verdict on each."""
        return self._submitted.get(unit, ())

    def violations_of(self, unit: str) -> Sequence[Violation]:
        """Violations of a unit's people that are not cleared."""
        return self._violated.get(unit, ())

    @cached_property
    def _amiss(self) -> dict[str, list[tuple[Submission, Deliverable, Verdict]]]:
        """What each unit did not hand in as it should, with the verdict that follows."""
        asked = {one.id: one for one in self.campaign.deliverables if one.required_for_award}
        found: dict[str, list[tuple[Submission, Deliverable, Verdict]]] = {}
        for submission in self.submissions:
            deliverable = asked.get(submission.deliverable)
            if deliverable is None:
                continue
            weight = _weight_of(submission, deliverable)
            if weight is not None:
                found.setdefault(submission.unit, []).append((submission, deliverable, weight))
        return found

    def _deliverable(
        self, submission: Submission, deliverable: Deliverable, weight: Verdict
    ) -> Reason:
        return Reason(
            f"deliverable_{submission.standing.value}",
            weight,
            Ground.INCOMPLETE_FILE,
            deliverable.clause,
            submission.evidence,
            submission.message,
            f"deliverable.{deliverable.id}",
        )

    def _criteria(self, unit: str) -> list[Reason]:
        given = self.facts.answers.get(unit, _NO_ANSWERS)
        reasons: list[Reason] = []
        for criterion in self._declarable:
            answers = given.get(criterion.id)
            if not answers:
                reasons.append(self._unanswered(criterion, unit))
            else:
                for answered in answers:
                    reasons += self._criterion(criterion, answered, unit)
        return reasons

    def _unanswered(self, criterion: Criterion, unit: str) -> Reason:
        late = self.facts.too_late.get(unit, {}).get(criterion.id)
        said = "chưa tự đánh giá" if late is None else self._too_late(late)
        return _criterion_reason(criterion, Verdict.HELD, late or _OURS, said)

    def _criterion(self, criterion: Criterion, answered: Answered, unit: str) -> Sequence[Reason]:
        answer = answered.answer
        if answer.held or answer.met is None:
            said = answer.problems[0].message if answer.problems else "chưa rõ"
            return [_criterion_reason(criterion, Verdict.HELD, answered.evidence, said)]
        if not answer.met:
            said = _not_met(answered, criterion)
            return [_criterion_reason(criterion, Verdict.INELIGIBLE, answered.evidence, said)]
        if criterion.contradicted_by_violation and unit in self._violated:
            return self._contradiction(criterion, answered, unit)
        return ()

    def _too_late(self, late: Evidence) -> str:
        cutoff = self.campaign.campaign.data_cutoff
        day = date.fromisoformat(late.text[:10])
        return (
            f"tự đánh giá ghi ngày nộp {day:%d/%m/%Y} sau ngày chốt số liệu {cutoff:%d/%m/%Y} nên "
            "không được tính"
        )

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
            for violation in self._violated[unit]
            if violation.state == "confirmed"
        ]

    def _violations_of_unit(self, unit: str, applies: bool) -> list[Reason]:  # noqa: FBT001
        """What individuals' violations do to the collective and to its head."""
        if not applies or (unit not in self._violated and unit not in self.facts.mentions):
            return []
        reasons = [self._violation(v) for v in self._violated.get(unit, ())]
        for mention in self.facts.mentions.get(unit, ()):
            message = f"Biểu của đơn vị có dòng ẩn nhắc đến kỷ luật: “{mention.text}”."
            reasons.append(self._waits("violation_mentioned", mention, message, mention.text))
        return reasons

    def _violation(self, violation: Violation) -> Reason:
        effect = self.campaign.violations
        if violation.state == "confirmed":
            document = f", {violation.document}" if violation.document else ""
            message = f"Có cá nhân vi phạm đã kết luận{document}: {violation.content}."
            return Reason(
                "violation_confirmed",
                Verdict.INELIGIBLE,
                effect.ground,
                effect.clause,
                violation.evidence,
                message,
                "violations",
            )
        if violation.state == "unclear":
            message = f"Văn phòng chưa ghi rõ tình trạng vi phạm: {violation.content}."
            return self._hold("violation_unclear", violation.evidence, message)
        message = f"Đang được xem xét, chưa kết luận: {violation.content}."
        texts = violation.evidence.text, violation.content
        return self._waits("violation_considered", violation.evidence, message, *texts)

    def _waits(self, code: str, evidence: Evidence, message: str, *texts: str) -> Reason:
        """A hold of the law ("chưa xét"), with the clause of the one that the texts speak of."""
        hold = hold_for(self.campaign.holds, *texts)
        if hold is None:
            return self._hold(code, evidence, message)
        said = f"{message.removesuffix('.')} ({hold.name[:1].lower()}{hold.name[1:]})."
        return Reason(code, Verdict.HELD, None, hold.clause, evidence, said, "violations")

    def _hold(self, code: str, evidence: Evidence, message: str) -> Reason:
        """A doubt about violations that somebody must settle first; no hold of the law."""
        clause = self.campaign.violations.clause
        return Reason(code, Verdict.HELD, None, clause, evidence, message, "violations")

    def _declared(self, unit: str) -> list[Reason]:
        reasons = []
        given = declared(self.facts, unit)
        for answered in given:
            said = answered.answer.declaration
            text = answered.evidence.text
            if said is Declaration.NONE:
                continue
            code, message = {
                Declaration.DECLARED: (
                    "violation_declared",
                    f"Đơn vị tự khai có vi phạm: “{text}”. Chờ văn phòng xác nhận ở trang Vi phạm.",
                ),
                Declaration.UNDER_REVIEW: (
                    "violation_considered",
                    f"Đơn vị khai đang xem xét: “{text}”.",
                ),
                None: (
                    "declaration_missing" if not text else "declaration_unclear",
                    "Đơn vị chưa khai về vi phạm."
                    if not text
                    else f"Lời khai về vi phạm chưa rõ: “{text}”.",
                ),
            }[said]
            if said is Declaration.UNDER_REVIEW:
                reasons.append(self._waits(code, answered.evidence, message, text))
            else:
                reasons.append(self._hold(code, answered.evidence, message))
        if not given:
            message = "Đơn vị chưa khai về vi phạm (thiếu dòng khai báo trong trang Tiêu chí)."
            reasons.append(self._hold("declaration_missing", _OURS, message))
        return reasons

    def _own(self, name: str, unit: str) -> list[Reason]:
        """A person's own violations: the same full name in the same unit."""
        own: list[Reason] = []
        mine = plain_key(name)
        for violation in self._violated.get(unit, ()):
            person = plain_name(violation.person)
            if person and person == mine:
                own.append(self._violation(violation))
            elif person and bare_key(person) == bare_key(mine):
                message = f"Tên gần giống người vi phạm “{violation.person}”: cần xác nhận."
                own.append(self._hold("violation_name_alike", violation.evidence, message))
        return own

    def _file(self, subject: Subject) -> list[Reason]:
        """What the proposal itself lacks."""
        said: list[tuple[str, str]] = []
        if not subject.awards and not subject.id.startswith("unit:"):
            message = "Cột Hình thức đề nghị không ghi hình thức nào của kế hoạch."
            said.append(("award_unknown", message))
        if not subject.name:
            said.append(("name_missing", "Dòng đề nghị chưa có họ tên hoặc tên tập thể."))
        if subject.waiting:
            message = f"Dòng đề nghị đang chờ làm rõ, {subject.waiting}"
            said.append(("proposal_held", message))
        return [self._short(subject, code, message) for code, message in said]

    def _short(self, subject: Subject, code: str, message: str) -> Reason:
        """A file that is not whole yet: somebody must complete it first."""
        clause, ground = self.campaign.awards[0].clause, Ground.INCOMPLETE_FILE
        return Reason(code, Verdict.HELD, ground, clause, subject.evidence, message, "proposal")


def _weight_of(submission: Submission, deliverable: Deliverable) -> Verdict | None:
    """What a standing does to eligibility; ``None`` when it does nothing."""
    standing = submission.standing
    if submission.doubt is Doubt.UNIT:
        return Verdict.HELD
    if standing is Standing.ON_TIME:
        return None
    if standing is Standing.MISSING:
        return Verdict.INELIGIBLE
    if standing is Standing.LATE:
        return _LATE[deliverable.late]
    if standing is Standing.UNCERTAIN and deliverable.late is LateEffect.NOTE:
        return _LATE[deliverable.late]
    return Verdict.HELD


def _criterion_reason(
    criterion: Criterion, weight: Verdict, evidence: Evidence, said: str
) -> Reason:
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
        number = format(answer.number, "f").replace(".", ",")
        return f"đạt {number}%, mức cần là {criterion.minimum}%."
    return f"đơn vị tự đánh giá “{answered.evidence.text}”."
