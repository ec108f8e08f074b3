"""What the office writes of the council: its members, and one line a member and candidate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign.result.evidence import Evidence


class Stance(StrEnum):
    """What a member does about a candidate."""

    SCORES = "scores"
    ABSTAINS = "abstains"
    RECUSED = "recused"


class Vote(StrEnum):
    """A member's vote; no vote at all is none of these."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the council; ``unit`` is where he or she works, ``None`` when not certain."""

    name: str
    unit: str | None
    post: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's line on one candidate.

    Attributes:
        award: Award id; ``None`` when the line does not say for which list.
        candidate: Name of the candidate, or a row id, as typed.
        unit: Unit id of the candidate where it was typed.
        member: Name of the member as typed.
        score: Points on the campaign's scale; ``None`` when none were given or none are certain.
        vote: The vote, if one was cast.
    """

    award: str | None
    candidate: str
    unit: str | None
    member: str
    stance: Stance
    score: Decimal | None
    vote: Vote | None
    evidence: Evidence
