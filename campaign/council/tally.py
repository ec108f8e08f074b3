"""One candidate's tally: every member is accounted for, nobody's silence is a nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from campaign.cells.decimals import comma, per_cent
from campaign.council.ballots import Ballot, Member, Stance, Vote

if TYPE_CHECKING:
    from campaign.result.evidence import Evidence

_FEWEST = 4
"""Scores from which on one can be called far off."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A member's score."""

    member: str
    score: Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """What the council said of one candidate for one award.

    Attributes:
        members: All members, absentees included: what a vote is counted over.
        marks: Scores given, by the members' order.
        abstained: Members who chose to give none.
        recused: Members who stood back; their votes and scores count nowhere.
        missing: Members of whom nothing is known yet.
        conflicts: Members of the candidate's own unit who have not stood back.
        outliers: Scores far from the others: shown, and counted all the same.
        mean: Of the scores given; ``None`` when there are none. A missing score is no nought.
        votes: Votes for; ``None`` when nobody voted.
        evidence: The lines that were counted, by the members' order.
        threshold: Votes needed, in per cent of all members; ``None`` where none are.
    """

    award: str
    subject: str
    name: str
    members: int
    marks: tuple[Mark, ...]
    abstained: tuple[str, ...]
    recused: tuple[str, ...]
    missing: tuple[str, ...]
    conflicts: tuple[str, ...]
    outliers: tuple[Mark, ...]
    mean: Decimal | None
    votes: int | None
    evidence: tuple[Evidence, ...] = ()
    threshold: Decimal | None = None

    @property
    def open(self) -> bool:
        """Whether the council has something left to do."""
        return bool(self.missing or self.conflicts)

    @property
    def share(self) -> Decimal | None:
        """Votes for in per cent of all members, to a hundredth, to be shown."""
        if self.votes is None:
            return None
        return per_cent(self.votes, self.members, threshold=self.threshold)

    @property
    def message(self) -> str:
        """One Vietnamese sentence."""
        said = [f"{len(self.marks)}/{self.members} thành viên đã chấm"]
        if self.mean is not None:
            said.append(f"bình quân {_comma(self.mean)}")
        if self.votes is not None and self.share is not None:
            said.append(f"{self.votes}/{self.members} phiếu đồng ý ({comma(self.share)}%)")
        for words, names in (
            ("chưa có phiếu của", self.missing),
            ("không cho điểm", self.abstained),
            ("rút khỏi việc xét", self.recused),
            ("CÙNG ĐƠN VỊ, chưa rút khỏi việc xét", self.conflicts),
        ):
            if names:
                said.append(f"{words}: {', '.join(names)}")
        far = ", ".join(f"{mark.member} {_comma(mark.score)}" for mark in self.outliers)
        if far:
            said.append(f"lệch xa các phiếu khác, vẫn tính: {far}")
        return f"{self.name}: {'; '.join(said)}."


@dataclass(frozen=True, slots=True)
class Candidacy:
    """Who is voted on, and for what; the threshold in per cent of all members, if one is set."""

    award: str
    subject: str
    name: str
    unit: str | None
    threshold: Decimal | None = None


def tally(
    candidacy: Candidacy,
    members: Sequence[Member],
    ballots: Mapping[str, Ballot],
    scale: Decimal,
    decimals: int,
) -> Tally:
    """Count one candidate's ballots.

    Args:
        candidacy: Who, and for what.
        members: All members.
        ballots: One a member, by the member's name.
        scale: The highest score; the least is 0.
        decimals: Decimals of the mean, half up.
    """
    given = {member.name: ballots.get(member.name) for member in members}
    stances = {name: ballot.stance for name, ballot in given.items() if ballot is not None}
    recused = tuple(name for name, stance in stances.items() if stance is Stance.RECUSED)
    counted = [(name, b) for name, b in given.items() if b is not None and name not in recused]
    marks = _marks(counted)
    scored = {mark.member for mark in marks}
    abstained = tuple(name for name, stance in stances.items() if stance is Stance.ABSTAINS)
    known = {*scored, *abstained, *recused}
    own = candidacy.unit
    return Tally(
        candidacy.award,
        candidacy.subject,
        candidacy.name,
        len(members),
        marks,
        abstained,
        recused,
        tuple(name for name in given if name not in known),
        tuple(m.name for m in members if own and m.unit == own and m.name not in recused),
        outliers(marks, scale),
        _mean(marks, decimals),
        _votes([b for _, b in counted]),
        tuple(ballot.evidence for ballot in given.values() if ballot is not None),
        candidacy.threshold,
    )


def _marks(counted: Sequence[tuple[str, Ballot]]) -> tuple[Mark, ...]:
    """The scores of members who give one; an empty cell is none."""
    return tuple(
        Mark(member, ballot.score)
        for member, ballot in counted
        if ballot.score is not None and ballot.stance is Stance.SCORES
    )


def outliers(marks: Sequence[Mark], scale: Decimal) -> tuple[Mark, ...]:
    """Scores beyond one and a half times the spread of the middle half (Tukey's fences).

    A score within a twentieth of the scale of its neighbours is never called far off.
    """
    if len(marks) < _FEWEST:
        return ()
    ordered = sorted(mark.score for mark in marks)
    low, high = _quartile(ordered, 1), _quartile(ordered, 3)
    room = max((high - low) * 3 / 2, scale / 20)
    return tuple(mark for mark in marks if not low - room <= mark.score <= high + room)


def _quartile(ordered: Sequence[Decimal], number: int) -> Decimal:
    """A quartile between the two nearest scores, exactly."""
    place = Decimal((len(ordered) - 1) * number) / 4
    whole = int(place)
    after = ordered[min(whole + 1, len(ordered) - 1)]
    return ordered[whole] + (after - ordered[whole]) * (place - whole)


def _mean(marks: Sequence[Mark], decimals: int) -> Decimal | None:
    if not marks:
        return None
    total = sum((mark.score for mark in marks), Decimal(0))
    return (total / len(marks)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _votes(ballots: Sequence[Ballot]) -> int | None:
    cast = [ballot.vote for ballot in ballots if ballot.vote is not None]
    return cast.count(Vote.FOR) if cast else None


def _comma(number: Decimal) -> str:
    return format(number, "f").replace(".", ",")
