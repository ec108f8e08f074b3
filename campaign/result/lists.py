"""An award's list: who stands on it with which points, who does not and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from campaign.result.evidence import Evidence
from campaign.result.verdicts import Reason, Subject

if TYPE_CHECKING:
    from campaign.awards.decisions import NotApplied, Override


class Score(NamedTuple):
    """One indicator of one unit: the value read and its points on the fixed scale."""

    indicator: str
    value: Decimal | None
    points: Decimal | None
    evidence: Evidence


class Placed(NamedTuple):
    """A line of a shortlist. ``rank`` is shared by equals (1-1-3); ``None`` when unscored.

    With an ``override`` a person took the candidate in; ``remarks`` then hold what spoke against.
    """

    subject: Subject
    rank: int | None
    tied: bool
    points: Decimal | None
    breakdown: tuple[Score, ...]
    provisional: bool
    remarks: tuple[Reason, ...] = ()
    override: Override | None = None


class Absent(NamedTuple):
    """A candidate who is not on a list, with the reasons.

    ``rank`` and ``points`` are those of a candidate who was ranked and cut or left out.
    """

    subject: Subject
    reasons: tuple[Reason, ...]
    rank: int | None = None
    points: Decimal | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Shortlist:
    """One award's list: who is on it, who is not and why, and what the council must settle.

    ``not_proposed`` are those whom nobody proposed for this award: one reason for all of them.
    ``not_applied`` are overrides that changed nothing.
    """

    award: str
    placed: Sequence[Placed]
    absent: Sequence[Absent]
    council: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    not_proposed: Sequence[Subject] = ()
    not_applied: tuple[NotApplied, ...] = ()
