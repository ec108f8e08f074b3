"""From the office's lines to tallies: who is meant, who votes, and what is not counted and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from campaign.council.ballots import Ballot, Member, Stance
from campaign.council.tally import Candidacy, Tally, tally
from campaign.plan.definition import Award, Campaign
from campaign.problems import Issue, Weight
from campaign.result.evidence import Evidence
from campaign.result.lists import Shortlist
from campaign.result.verdicts import Judgement, Subject
from campaign.vietnamese.text import key

Place = tuple[str, str]
"""Subject id and award id."""


@dataclass(slots=True)
class Council:
    """The council of one campaign and what it wrote.

    Attributes:
        issues: Lines that were not counted, at their cell; filled by ``tallies``.
    """

    campaign: Campaign
    members: Sequence[Member]
    ballots: Sequence[Ballot]
    issues: list[Issue] = field(default_factory=list)

    def tallies(self, judgements: Iterable[Judgement]) -> list[Tally]:
        """One tally a candidate that at least one line is about, in the order of the judgements."""
        if not self.ballots:
            return []
        subjects = [judgement.subject for judgement in judgements]
        members = self._members()
        found = self._by_place(subjects, members)
        return [
            self._tally(subject, award, list(members.values()), found[subject.id, award.id])
            for award in self.campaign.awards
            for subject in subjects
            if (subject.id, award.id) in found
        ]

    def _by_place(
        self, subjects: Sequence[Subject], members: Mapping[str, Member]
    ) -> dict[Place, dict[str, Ballot]]:
        """Ballots by candidate and member; two that differ count as none."""
        found: dict[Place, dict[str, Ballot]] = defaultdict(dict)
        void: set[tuple[Place, str]] = set()
        for typed in self.ballots:
            place, member = self._place(typed, subjects), self._member(typed, members)
            if place is None or member is None:
                continue
            ballot = self._sound(typed)
            earlier = found[place].setdefault(member, ballot)
            if _said(earlier) != _said(ballot):
                void.add((place, member))
                self._report(ballot, "ballot_twice", f"{member} {_TWICE}")
        for place, member in void:
            del found[place][member]
        return found

    def _tally(
        self, subject: Subject, award: Award, members: Sequence[Member], given: Mapping[str, Ballot]
    ) -> Tally:
        scoring = self.campaign.scoring
        who = Candidacy(award.id, subject.id, subject.name, subject.unit, award.vote_threshold)
        return tally(who, members, given, scoring.points_scale, scoring.decimals)

    def _members(self) -> dict[str, Member]:
        """Members by the key of their name; of two of one name the second can't be told apart."""
        found: dict[str, Member] = {}
        for member in self.members:
            if found.setdefault(key(member.name), member) is not member:
                message = f"Thành viên “{member.name}” có hai dòng; chỉ dòng đầu được tính."
                self._say(member.evidence, "member_twice", message)
        return found

    def _member(self, ballot: Ballot, members: Mapping[str, Member]) -> str | None:
        member = members.get(key(ballot.member))
        if member is None:
            typed = f"“{ballot.member}”" if ballot.member else "Ô trống"
            self._report(
                ballot,
                "member_unknown",
                f"{typed} không có trong trang Hội đồng nên phiếu này chưa được tính.",
            )
            return None
        return member.name

    def _place(self, ballot: Ballot, subjects: Sequence[Subject]) -> Place | None:
        """Whom a line is about, for which award; a doubt is reported and counts nowhere."""
        if ballot.award is None:
            self._report(ballot, "ballot_list", "Chưa chọn danh sách nên phiếu này chưa được tính.")
            return None
        typed = key(ballot.candidate)
        meant = [
            subject
            for subject in subjects
            if ballot.award in subject.awards
            and (typed == key(subject.name) or ballot.candidate in subject.rows)
            and (ballot.unit is None or subject.unit == ballot.unit)
        ]
        if len(meant) != 1:
            why = (
                "không có trong các đề nghị" if not meant else "có nhiều người, hãy ghi thêm đơn vị"
            )
            self._report(
                ballot,
                "ballot_candidate",
                f"“{ballot.candidate}” {why} của danh sách này nên phiếu chưa được tính.",
            )
            return None
        return meant[0].id, ballot.award

    def _sound(self, ballot: Ballot) -> Ballot:
        """The line as far as it counts: who does not score has no score."""
        if ballot.stance is Stance.SCORES:
            return ballot
        if ballot.score is not None or (ballot.stance is Stance.RECUSED and ballot.vote):
            self._report(
                ballot,
                "ballot_contradicts",
                _CONTRADICTS,
            )
        vote = None if ballot.stance is Stance.RECUSED else ballot.vote
        return replace(ballot, score=None, vote=vote)

    def _report(self, ballot: Ballot, code: str, message: str) -> None:
        self._say(ballot.evidence, code, message)

    def _say(self, where: Evidence, code: str, message: str) -> None:
        self.issues.append(
            Issue(code, Weight.HOLD, message, where.file, where.sheet, where.cell, typed=where.text)
        )


_TWICE = "có hai phiếu khác nhau cho cùng một đối tượng; cả hai chưa được tính."
_CONTRADICTS = "Thành viên không chấm hoặc đã rút mà vẫn có điểm, có phiếu: không tính phần đó."


def _said(ballot: Ballot) -> tuple[object, ...]:
    return ballot.stance, ballot.score, ballot.vote


def with_votes(judgements: Iterable[Judgement], tallies: Iterable[Tally]) -> list[Judgement]:
    """Judgements whose proposals carry the votes of the council's own ballots."""
    votes: dict[str, dict[str, str]] = defaultdict(dict)
    for one in tallies:
        if one.votes is not None:
            votes[one.subject][one.award] = f"{one.votes}/{one.members}"
    return [
        judgement._replace(subject=_voted(judgement.subject, votes[judgement.subject.id]))
        if judgement.subject.id in votes
        else judgement
        for judgement in judgements
    ]


def _voted(subject: Subject, votes: Mapping[str, str]) -> Subject:
    """The same subject, each of its proposals with the vote on each of its awards."""
    proposals = [
        replace(proposal, awards=(award,), votes=votes.get(award, proposal.votes))
        for proposal in subject.proposals
        for award in proposal.awards
    ]
    return replace(subject, proposals=tuple(proposals))


def with_council(lists: Sequence[Shortlist], tallies: Iterable[Tally]) -> list[Shortlist]:
    """Lists that also say what the council has left to do."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for one in tallies:
        if one.open:
            waiting[one.award].append(one.message)
    return [replace(made, council=(*made.council, *waiting[made.award])) for made in lists]
