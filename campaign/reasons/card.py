"""A candidate's card: every criterion, every rule passed or failed, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from campaign.awards.decisions import Override
from campaign.plan.definition import Ground
from campaign.result.evidence import Evidence
from campaign.result.verdicts import Subject, Verdict


class Outcome(StrEnum):
    """What a rule said of a candidate."""

    PASSED = "passed"
    NOTED = "noted"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule applied to one candidate.

    Attributes:
        rule: What was asked, stable: ``deliverable.results``, ``criterion.4.1.a``, ``violations``.
        code: Reason code when it did not simply pass, else ``passed``.
        award: Award id for a rule of one list only, else empty.
        message: One Vietnamese sentence.
    """

    rule: str
    code: str
    outcome: Outcome
    ground: Ground | None
    clause: str
    evidence: Evidence
    message: str
    award: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would be another: what, and where it stands now."""

    code: str
    message: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The smallest change of facts that turns the result on one list, found by judging again.

    Attributes:
        award: Award id.
        listed: Whether the candidate would then be on the list.
        changes: All of them together; none can be spared. Empty when no change of facts of the
            candidate's own would do it.
        message: One Vietnamese sentence.
    """

    award: str
    listed: bool
    changes: tuple[Change, ...]
    message: str


class Place(StrEnum):
    """Where a candidate stands on one list."""

    LISTED = "listed"
    HELD = "held"
    REFUSED = "refused"
    NOT_PROPOSED = "not_proposed"


@dataclass(frozen=True, slots=True)
class OnList:
    """A candidate on or off one list.

    Attributes:
        computed: What the rules alone say.
        place: The same after overrides.
        rank: Computed rank, also of those a quota cuts; ``None`` when unranked.
        override: The person's decision that was applied, if any.
    """

    award: str
    computed: Place
    place: Place
    rank: int | None
    tied: bool
    points: Decimal | None
    provisional: bool
    override: Override | None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that speaks for and against one candidate.

    Attributes:
        verdict: Computed; an override never changes it.
        checks: Every rule that was asked, in the order of the plan, failed or not.
        lists: One line an award.
        what_if: One or more an award the candidate was proposed for.
    """

    subject: Subject
    verdict: Verdict
    checks: tuple[Check, ...]
    lists: tuple[OnList, ...]
    what_if: tuple[WhatIf, ...]
