"""What violations do (plan 5): to collective, head and person; never to an innocent colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign.cells.declarations import Declaration
from campaign.columns import TABS, tab_title
from campaign.judging.facts import Answered, Facts, declared
from campaign.judging.holds import hold_for
from campaign.judging.violator_names import doubt_about, may_be_among
from campaign.plan.definition import Campaign, Form, SubjectKind
from campaign.result.evidence import Evidence
from campaign.result.office_facts import Violation
from campaign.result.verdicts import Reason, Verdict
from campaign.vietnamese.likeness import names_nobody
from campaign.vietnamese.names import plain_key
from campaign.vietnamese.people import people_in

_OURS = Evidence("rule")
_ALIKE = "violation_name_alike"


@dataclass(frozen=True)
class ViolationRules:
    """The rules on violations.

    Attributes:
        campaign: The plan.
        facts: Declarations, and hidden rows that speak of violations.
        violations: The office's own list.
    """

    campaign: Campaign
    facts: Facts
    violations: Sequence[Violation]

    @cached_property
    def by_unit(self) -> Mapping[str, Sequence[Violation]]:
        """Violations of units' people that are not cleared."""
        found: dict[str, list[Violation]] = {}
        for violation in self.violations:
            if violation.unit is not None and violation.state != "cleared":
                found.setdefault(violation.unit, []).append(violation)
        return found

    @cached_property
    def _criteria_tab(self) -> str:
        asked = (one for one in self.campaign.deliverables if Form.CRITERIA in one.forms)
        return next((tab_title(one, Form.CRITERIA) for one in asked), TABS[Form.CRITERIA])

    @cached_property
    def unplaced(self) -> Sequence[Violation]:
        """Those of which the office has not told for certain whose people they are."""
        return [one for one in self.violations if one.unit is None and one.state != "cleared"]

    def on_collective(self, unit: str) -> list[Reason]:
        """What individuals' violations and the unit's own declaration do to the collective."""
        reasons = self._on_unit(unit) if self.campaign.violations.collective else []
        return reasons + [one._replace(rule="declaration") for one in self._declared(unit)]

    def on_head(self, unit: str) -> list[Reason]:
        """What individuals' violations do to the head of their unit."""
        return self._on_unit(unit) if self.campaign.violations.head else []

    def count_for(self, kind: SubjectKind) -> bool:
        """Whether a person of that kind answers for violations of the person's own."""
        effect = self.campaign.violations
        if kind is SubjectKind.HEAD:
            return effect.person and not effect.head
        return effect.person and kind is not SubjectKind.COLLECTIVE

    def on_person(self, name: str, unit: str, kind: SubjectKind) -> list[Reason]:
        """A person's own violations: the same full name in the same unit.

        Somebody proposed as a citizen has no unit, so that a violator's name is only a doubt.

        Args:
            name: The name (``plain_name``).
            unit: Id of the unit.
            kind: What the person is proposed as.
        """
        mine = plain_key(name)
        own = [self._unplaced(one) for one in self.unplaced if may_be_among(mine, one.person)]
        for violation in self.by_unit.get(unit, ()):
            same = mine in people_in(violation.person)
            if same and kind is not SubjectKind.CITIZEN:
                own.append(self._violation(violation))
            elif message := doubt_about(mine, violation.person, kind):
                code = "violation_unnamed" if names_nobody(violation.person) else _ALIKE
                own.append(self._doubt(code, violation.evidence, message))
        return own

    def on_maybe_head(self, unit: str) -> list[Reason]:
        """What others' violations do to a mere person whose post may be that of the unit's head."""
        against = self.by_unit.get(unit, ()) if self.campaign.violations.head else ()
        message = (
            "Đơn vị có vi phạm mà chức vụ có thể là của người đứng đầu. Văn phòng ghi “Người đứng "
            "đầu” hoặc “Cá nhân” vào Giá trị chốt của dòng hỏi việc ấy ở Cảnh báo."
        )
        return [self._doubt("head_or_not", one.evidence, message) for one in against[:1]]

    def _on_unit(self, unit: str) -> list[Reason]:
        reasons = [self._violation(one) for one in self.by_unit.get(unit, ())]
        reasons += [self._unplaced(one) for one in self.unplaced if unit in one.possible]
        for mention in self.facts.mentions.get(unit, ()):
            message = f"Biểu của đơn vị có dòng ẩn nhắc đến kỷ luật: “{mention.text}”."
            reasons.append(self._waits("violation_mentioned", mention, message, mention.text))
        return reasons

    def _unplaced(self, violation: Violation) -> Reason:
        message = (
            "Có thể liên quan đến vi phạm mà văn phòng chưa ghi rõ đơn vị: "
            f"{violation.content}. Văn phòng ghi đúng tên đơn vị ở trang Vi phạm."
        )
        return self._doubt("violation_unplaced", violation.evidence, message)

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
            return self._doubt("violation_unclear", violation.evidence, message)
        message = f"Đang được xem xét, chưa kết luận: {violation.content}."
        texts = violation.evidence.text, violation.content
        return self._waits("violation_considered", violation.evidence, message, *texts)

    def _declared(self, unit: str) -> list[Reason]:
        given = declared(self.facts, unit)
        if not given:
            where = f"thiếu dòng khai báo trong trang {self._criteria_tab}"
            message = f"Đơn vị chưa khai về vi phạm ({where})."
            return [self._doubt("declaration_missing", _OURS, message)]
        none = Declaration.NONE
        return [self._declaration(one) for one in given if one.answer.declaration is not none]

    def _declaration(self, answered: Answered) -> Reason:
        """What a declaration that is not simply "none" leads to."""
        said, evidence = answered.answer.declaration, answered.evidence
        text = evidence.text
        if said is Declaration.UNDER_REVIEW:
            message = f"Đơn vị khai đang xem xét: “{text}”."
            return self._waits("violation_considered", evidence, message, text)
        if said is Declaration.DECLARED:
            message = (
                f"Đơn vị tự khai có vi phạm: “{text}”. Chờ văn phòng xác nhận ở trang Vi phạm."
            )
            return self._doubt("violation_declared", evidence, message)
        if not text:
            return self._doubt("declaration_missing", evidence, "Đơn vị chưa khai về vi phạm.")
        return self._doubt(
            "declaration_unclear", evidence, f"Lời khai về vi phạm chưa rõ: “{text}”."
        )

    def _waits(self, code: str, evidence: Evidence, message: str, *texts: str) -> Reason:
        """A hold of the law ("chưa xét"), with the clause of the one that the texts speak of."""
        hold = hold_for(self.campaign.holds, *texts)
        if hold is None:
            return self._doubt(code, evidence, message)
        said = f"{message.removesuffix('.')} ({hold.name[:1].lower()}{hold.name[1:]})."
        return Reason(code, Verdict.HELD, None, hold.clause, evidence, said, "violations")

    def _doubt(self, code: str, evidence: Evidence, message: str) -> Reason:
        """A doubt about violations that somebody must settle first; no hold of the law."""
        clause = self.campaign.violations.clause
        return Reason(code, Verdict.HELD, None, clause, evidence, message, "violations")
