"""What deliverables that are late, missing or in doubt do to a collective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign.plan.definition import Campaign, Deliverable, Ground, LateEffect
from campaign.result.submissions import Doubt, Standing, Submission
from campaign.result.verdicts import Reason, Verdict

_LATE = {
    LateEffect.NOTE: Verdict.ELIGIBLE,
    LateEffect.HOLD: Verdict.HELD,
    LateEffect.REFUSE: Verdict.INELIGIBLE,
}
"""What coming late does to eligibility."""

_Amiss = tuple[Submission, Deliverable, Verdict]


@dataclass(frozen=True)
class HandInRules:
    """The rules on what each unit owes.

    Attributes:
        campaign: The plan.
        submissions: Verdicts on deliverables.
    """

    campaign: Campaign
    submissions: Sequence[Submission]

    def on(self, unit: str) -> list[Reason]:
        """What the deliverables say against a unit, or remark."""
        return [_reason(*one) for one in self._amiss.get(unit, ())]

    def owed(self, unit: str) -> Sequence[Submission]:
        """What a unit owes, with the verdict on each."""
        return self._by_unit.get(unit, ())

    @cached_property
    def _by_unit(self) -> dict[str, list[Submission]]:
        found: dict[str, list[Submission]] = {}
        for submission in self.submissions:
            found.setdefault(submission.unit, []).append(submission)
        return found

    @cached_property
    def _amiss(self) -> dict[str, list[_Amiss]]:
        """What each unit did not hand in as it should, with the verdict that follows."""
        asked = {one.id: one for one in self.campaign.deliverables if one.required_for_award}
        found: dict[str, list[_Amiss]] = {}
        for submission in self.submissions:
            deliverable = asked.get(submission.deliverable)
            if deliverable is None:
                continue
            weight = _weight_of(submission, deliverable)
            if weight is not None:
                found.setdefault(submission.unit, []).append((submission, deliverable, weight))
        return found


def _weight_of(submission: Submission, deliverable: Deliverable) -> Verdict | None:
    """What a standing does to eligibility; ``None`` when it does nothing."""
    standing = submission.standing
    if submission.doubt not in (None, Doubt.DAY):
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


def _reason(submission: Submission, deliverable: Deliverable, weight: Verdict) -> Reason:
    return Reason(
        f"deliverable_{submission.standing.value}",
        weight,
        Ground.INCOMPLETE_FILE,
        deliverable.clause,
        submission.evidence,
        submission.message,
        f"deliverable.{deliverable.id}",
    )
