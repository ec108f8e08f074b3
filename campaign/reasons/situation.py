"""Everything that decides on one subject, so that facts can be changed and judged again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from campaign.judging.eligibility import Eligibility
from campaign.judging.facts import Answered, Facts
from campaign.result.evidence import Evidence
from campaign.result.office_facts import Violation
from campaign.result.submissions import Submission
from campaign.result.verdicts import Judgement, Subject


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts of one subject and its unit.

    Attributes:
        bonus: Points added to what the unit has.
    """

    subject: Subject
    answers: Mapping[str, Sequence[Answered]]
    too_late: Mapping[str, Evidence]
    mentions: Sequence[Evidence]
    submissions: Sequence[Submission]
    violations: Sequence[Violation]
    bonus: Decimal = Decimal(0)


@dataclass(frozen=True)
class Situations:
    """Draws the situation of a subject from the facts of a run, and judges any situation."""

    eligibility: Eligibility

    def of(self, subject: Subject) -> Situation:
        """The situation as it is."""
        known, unit = self.eligibility, subject.unit or ""
        facts = known.facts
        return Situation(
            subject,
            facts.answers.get(unit, {}),
            facts.too_late.get(unit, {}),
            facts.mentions.get(unit, ()),
            known.submissions_of(unit),
            known.violations_of(unit),
        )

    def judge(self, situation: Situation) -> Judgement:
        """The verdict in a situation, by the very rules of the run."""
        subject = situation.subject
        facts = Facts()
        if subject.unit is not None:
            unit = subject.unit
            facts.answers[unit].update({key: [*said] for key, said in situation.answers.items()})
            facts.too_late[unit].update(situation.too_late)
            facts.mentions[unit] += situation.mentions
        changed = replace(
            self.eligibility,
            facts=facts,
            submissions=situation.submissions,
            violations=situation.violations,
        )
        return changed.judgement(subject)
