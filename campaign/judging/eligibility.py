"""Eligibility before merit: đủ, chưa xét or không đủ, each reason with clause and evidence.

Sources: plan 1 (who takes part), plan 4 (criteria), plan 5 (exclusion of collectives), the holds
and the four grounds of the campaign definition. The rules stand in ``*_rules.py`` beside; here is
whom each is asked of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from campaign.judging import proposal_rules
from campaign.judging.candidates import Candidates, name_of
from campaign.judging.criteria_rules import CriteriaRules
from campaign.judging.facts import Facts
from campaign.judging.hand_in_rules import HandInRules
from campaign.judging.judged import Judged, Ruling, gravest
from campaign.judging.violation_rules import ViolationRules
from campaign.plan.definition import Campaign, SubjectKind
from campaign.plan.rule_packs import PackRule
from campaign.result.office_facts import Violation
from campaign.result.submissions import Submission
from campaign.result.verdicts import Judgement, Reason, Subject
from campaign.vietnamese.text import key


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
        own = self._of_subject(subject, name_of(subject.kind, key(subject.name)))
        reasons = (*self._of_side(subject.unit, subject.kind), *own)
        return Judgement(subject, gravest(reasons), reasons)

    def submissions_of(self, unit: str) -> Sequence[Submission]:
        """What a unit owes, with the verdict on each."""
        return self._hand_ins.owed(unit)

    def violations_of(self, unit: str) -> Sequence[Violation]:
        """Violations that are not cleared and of a unit's people, or of nobody knows whose."""
        known = self._violations
        return (*known.by_unit.get(unit, ()), *known.unplaced)

    @cached_property
    def _hand_ins(self) -> HandInRules:
        return HandInRules(self.campaign, self.submissions)

    @cached_property
    def _violations(self) -> ViolationRules:
        return ViolationRules(self.campaign, self.facts, self.violations)

    @cached_property
    def _criteria(self) -> CriteriaRules:
        return CriteriaRules(self.campaign, self.facts, self._violations.by_unit)

    def _of_side(self, unit: str | None, kind: SubjectKind) -> Sequence[Reason]:
        """What a unit's facts say of all its candidates of one kind."""
        if kind is SubjectKind.COLLECTIVE:
            rule = self._of_collective
        elif kind is SubjectKind.HEAD:
            rule = self._violations.on_head
        else:
            return ()
        return () if unit is None or self._barred(unit, kind) else rule(unit)

    def _of_collective(self, unit: str) -> list[Reason]:
        reasons = self._hand_ins.on(unit)
        reasons += self._criteria.on(unit)
        reasons += self._violations.on_collective(unit)
        return reasons

    def _of_subject(self, subject: Subject, name: str) -> list[Reason]:
        """What is said of one subject alone, after what its unit's facts say.

        Args:
            subject: Who is looked at.
            name: The subject's name (``name_of``).
        """
        reasons: list[Reason] = []
        kind, unit = subject.kind, subject.unit
        if code := self._barred(unit, kind):
            reasons.append(proposal_rules.barred(self.campaign, code, subject))
        elif unit is not None and self._violations.count_for(kind):
            reasons += self._violations.on_person(name, unit, kind)
            if subject.may_lead:
                reasons += self._violations.on_maybe_head(unit)
        if self.dissolution is not None and self._is_no_more(unit, kind):
            reasons.append(proposal_rules.no_more(self.dissolution, subject))
        return reasons + proposal_rules.short(self.campaign, subject)

    def _apart(self, candidates: Candidates) -> list[int]:
        """Numbers of those of whom ``_of_subject`` can have something to say."""
        short = [
            number
            for number, one in enumerate(candidates)
            if not one.awards or not one.name or one.waiting
        ]
        plain = self._plain()
        apart = [
            candidates.members[number]
            for number, (unit, kind) in enumerate(candidates.sides)
            if unit not in plain and self._each_differs(unit, kind)
        ]
        return sorted({*short, *chain.from_iterable(apart)})

    def _plain(self) -> frozenset[str]:
        """Units that take part, go on, and whose people violated nothing: most."""
        if self._violations.unplaced:
            return frozenset()
        taking_part = self.in_force if self.participants is None else self.participants
        return (self.in_force & taking_part) - self.dissolved - self._violations.by_unit.keys()

    def _each_differs(self, unit: str | None, kind: SubjectKind) -> bool:
        """Whether what is said of a unit's candidates of one kind depends on who each is."""
        rules = self._violations
        violated = (unit in rules.by_unit or bool(rules.unplaced)) and rules.count_for(kind)
        return violated or self._is_no_more(unit, kind) or bool(self._barred(unit, kind))

    def _is_no_more(self, unit: str | None, kind: SubjectKind) -> bool:
        return kind is SubjectKind.COLLECTIVE and unit in self.dissolved

    def _barred(self, unit: str | None, kind: SubjectKind) -> str:
        """Why no candidate of a unit can take part (plan 1); citizens need no unit."""
        if kind is SubjectKind.CITIZEN:
            return ""
        if unit is None:
            return proposal_rules.UNKNOWN
        if unit not in self.in_force:
            return proposal_rules.NOT_IN_FORCE
        taking_part = self.participants is None or unit in self.participants
        return "" if taking_part else proposal_rules.NOT_PARTICIPATING
