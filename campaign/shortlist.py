"""The award lists: eligible first, shared ranks, a cut through a tie stops for the council.

Sources: plan 5 (Bằng khen among Giấy khen), the tie chain and quotas of the definition. Where
nothing is declared, nothing is invented: equal candidates share a rank.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaign.definition import Award, Campaign, Ground, Quota, SubjectKind, TieBreak
from campaign.labels import SUBJECT
from campaign.points import total_points
from campaign.result import (
    Absent,
    Evidence,
    Judgement,
    Placed,
    Reason,
    Score,
    Shortlist,
    Subject,
    Verdict,
)
from campaign.text import bare_key, key

_RULE = Evidence("rule")
_VOTES = re.compile(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*")


@dataclass(frozen=True, slots=True)
class Shortlister:
    """Makes the lists of one campaign.

    Attributes:
        campaign: The plan.
        scores: Points of each unit's indicators.
        groups: Group id of each unit, for quotas.
    """

    campaign: Campaign
    scores: dict[str, tuple[Score, ...]]
    groups: dict[str, str]

    def lists(self, judgements: Sequence[Judgement]) -> list[Shortlist]:
        """One list an award, in plan order; a list chosen from another comes after it."""
        made: dict[str, Shortlist] = {}
        for award in _in_order(self.campaign.awards):
            made[award.id] = self._list(award, judgements, made)
        return [made[award.id] for award in self.campaign.awards]

    def _list(
        self, award: Award, judgements: Sequence[Judgement], made: dict[str, Shortlist]
    ) -> Shortlist:
        absent: list[Absent] = []
        able: list[Judgement] = []
        for judgement in judgements:
            against = self._against(award, judgement, made)
            if against:
                absent.append(Absent(judgement.subject, tuple(against)))
            else:
                able.append(judgement)
        able, repeated = _once(award, able)
        absent += repeated
        placed = self._ranked(able)
        placed, cut, council = self._cut(award, placed)
        warnings = (self.campaign.campaign.several_awards_warning,) if award.among else ()
        return Shortlist(
            award.id, tuple(placed), (*absent, *cut), tuple(council), tuple(filter(None, warnings))
        )

    def _against(
        self, award: Award, judgement: Judgement, made: dict[str, Shortlist]
    ) -> list[Reason]:
        """Everything that keeps a subject off a list before any ranking."""
        subject = judgement.subject
        against = [r for r in judgement.reasons if r.weight is not Verdict.ELIGIBLE]
        if award.id not in subject.awards:
            against.append(_not_proposed(award, subject))
        elif subject.kind not in award.kinds:
            against.append(_wrong_kind(award, subject))
        elif award.among is not None:
            base = made[award.among]
            if not any(_same(placed.subject, subject) for placed in base.placed):
                against.append(self._not_among(award, judgement, base))
        return against + self._votes(award, subject)

    def _not_among(self, award: Award, judgement: Judgement, made: Shortlist) -> Reason:
        """Held while the base list may still take the subject, else refused."""
        base = next(a for a in self.campaign.awards if a.id == award.among)
        subject = judgement.subject
        waiting = any(
            _same(absent.subject, subject)
            and all(reason.weight is Verdict.HELD for reason in absent.reasons)
            for absent in made.absent
        )
        held = waiting or judgement.verdict is Verdict.HELD
        verdict = Verdict.HELD if held else Verdict.INELIGIBLE
        return Reason(
            "not_on_base_list",
            verdict,
            Ground.CRITERIA_NOT_MET,
            award.clause,
            subject.evidence,
            f"Không có tên trong danh sách {base.short_name}; {award.short_name} chỉ chọn trong "
            f"số được {base.short_name}.",
        )

    def _votes(self, award: Award, subject: Subject) -> list[Reason]:
        """Votes are counted over all members; no threshold set, no vote asked."""
        if award.vote_threshold is None or award.id not in subject.awards:
            return []
        found = _VOTES.fullmatch(subject.votes)
        if found is None or not 0 < int(found[2]) >= int(found[1]):
            message = f"Chưa có kết quả bỏ phiếu (cần {award.vote_threshold}% tổng số thành viên)."
            return [_vote_reason(award, subject, Verdict.HELD, message)]
        share = Decimal(100) * int(found[1]) / int(found[2])
        if share >= award.vote_threshold:
            return []
        message = (
            f"Được {subject.votes} phiếu, chưa đạt {award.vote_threshold}% tổng số thành viên."
        )
        return [_vote_reason(award, subject, Verdict.INELIGIBLE, message)]

    def _ranked(self, able: Sequence[Judgement]) -> list[Placed]:
        """Order by points within a kind, then by the declared tie chain; equals share a rank."""
        by_kind: dict[SubjectKind, list[Judgement]] = defaultdict(list)
        for judgement in able:
            by_kind[judgement.subject.kind].append(judgement)
        placed: list[Placed] = []
        for kind in SubjectKind:
            placed += self._ranked_kind(by_kind.get(kind, []))
        return placed

    def _ranked_kind(self, able: Iterable[Judgement]) -> list[Placed]:
        merits = [(self._merit(judgement.subject), judgement) for judgement in able]
        merits.sort(key=lambda pair: (*pair[0], _name_order(pair[1].subject)))
        placed: list[Placed] = []
        counts = Counter(merit for merit, _ in merits)
        first: dict[tuple[int, Decimal, tuple[int, ...]], int] = {}
        for number, (merit, judgement) in enumerate(merits):
            points, scores = self._points(judgement.subject)
            unscored = judgement.subject.kind is SubjectKind.COLLECTIVE and points is None
            rank = None if unscored else first.setdefault(merit, number + 1)
            tied = rank is not None and counts[merit] > 1
            remarks = tuple(r for r in judgement.reasons if r.weight is Verdict.ELIGIBLE)
            placed.append(
                Placed(
                    judgement.subject,
                    rank,
                    tied,
                    points,
                    scores,
                    self.campaign.scoring.provisional,
                    remarks,
                )
            )
        return placed

    def _points(self, subject: Subject) -> tuple[Decimal | None, tuple[Score, ...]]:
        """Points belong to collectives: the plan's aims measure units, not people."""
        if subject.kind is not SubjectKind.COLLECTIVE or subject.unit is None:
            return None, ()
        scores = self.scores.get(subject.unit, ())
        return total_points(self.campaign, scores), scores

    def _merit(self, subject: Subject) -> tuple[int, Decimal, tuple[int, ...]]:
        """Sorting key without any name in it: (unscored last, fewer points last, tie chain)."""
        points, _ = self._points(subject)
        missing = int(points is None)
        return missing, -(points or Decimal(0)), tuple(self._tie(subject))

    def _tie(self, subject: Subject) -> Iterable[int]:
        """0 where a declared step of the tie chain speaks for the subject, else 1."""
        for step in self.campaign.ties:
            if step.rule is TieBreak.FEMALE_FIRST:
                person = subject.kind is not SubjectKind.COLLECTIVE
                yield int(not (person and bare_key(subject.gender) == "nu"))
            else:
                share = subject.women_share
                enough = share is not None and share >= (step.minimum_share or Decimal(0))
                yield int(not (subject.kind is SubjectKind.COLLECTIVE and enough))

    def _cut(
        self, award: Award, placed: list[Placed]
    ) -> tuple[list[Placed], list[Absent], list[str]]:
        """Apply the quotas; where a quota ends inside a tie the council decides."""
        council: list[str] = []
        cut: list[Absent] = []
        out: set[str] = set()
        for quota in award.quotas:
            members = [p for p in placed if self._in_quota(p, quota) and p.subject.id not in out]
            if len(members) <= quota.places:
                continue
            tied, beyond = _split(members, quota.places)
            if tied:
                council.append(_tie_sentence(award, quota, tied, quota.places))
            cut += [Absent(p.subject, (_at_the_cut(award, p, quota),)) for p in tied]
            cut += [Absent(p.subject, (_over_quota(award, p, quota),)) for p in beyond]
            out |= {p.subject.id for p in (*tied, *beyond)}
        return [p for p in placed if p.subject.id not in out], cut, council

    def _in_quota(self, placed: Placed, quota: Quota) -> bool:
        subject = placed.subject
        if subject.kind is not quota.kind:
            return False
        return quota.group is None or self.groups.get(subject.unit or "") == quota.group


def _split(members: Sequence[Placed], places: int) -> tuple[list[Placed], list[Placed]]:
    """Those tied across the cut, and those surely out; the others are in."""
    edge = members[places].rank
    if not places or members[places - 1].rank != edge:
        return [], list(members[places:])
    tied = [p for p in members if p.rank == edge]
    return tied, [p for p in members[places:] if p.rank != edge]


def _in_order(awards: Sequence[Award]) -> list[Award]:
    """Awards so that each follows the one it is chosen from."""
    done: list[Award] = []
    waiting = list(awards)
    while waiting:
        ready = [a for a in waiting if a.among is None or a.among in {d.id for d in done}]
        done += ready
        waiting = [a for a in waiting if a not in ready]
    return done


def _once(award: Award, able: Sequence[Judgement]) -> tuple[list[Judgement], list[Absent]]:
    """Nobody takes two places: of several proposals for one name the least id stands."""
    kept: list[Judgement] = []
    repeated: list[Absent] = []
    by_name: dict[tuple[str, SubjectKind, str], list[Judgement]] = defaultdict(list)
    for judgement in able:
        subject = judgement.subject
        by_name[subject.unit or "", subject.kind, key(subject.name)].append(judgement)
    for group in by_name.values():
        first, *others = sorted(group, key=lambda judgement: judgement.subject.id)
        kept.append(first)
        repeated += [Absent(j.subject, (_repeated(award, j.subject, first),)) for j in others]
    return kept, repeated


def _same(one: Subject, two: Subject) -> bool:
    """Whether two proposals are for the same person or collective."""
    if one.unit != two.unit or one.kind is not two.kind:
        return False
    return one.id == two.id or key(one.name) == key(two.name)


def _name_order(subject: Subject) -> tuple[str, str, str]:
    """Print order of equals; it decides nothing."""
    return subject.unit or "", key(subject.name), subject.id


def _repeated(award: Award, subject: Subject, first: Judgement) -> Reason:
    place = first.subject.evidence
    return Reason(
        "proposed_twice",
        Verdict.HELD,
        None,
        award.clause,
        subject.evidence,
        f"Đã được đề nghị {award.short_name} ở tệp {place.file}, trang {place.sheet}, ô "
        f"{place.cell}; nếu là người khác trùng tên, đề nghị đơn vị ghi rõ.",
    )


def _not_proposed(award: Award, subject: Subject) -> Reason:
    return Reason(
        "not_proposed",
        Verdict.INELIGIBLE,
        Ground.INCOMPLETE_FILE,
        award.clause,
        subject.evidence,
        f"Không có đề nghị {award.short_name} cho đối tượng này.",
    )


def _wrong_kind(award: Award, subject: Subject) -> Reason:
    return Reason(
        "wrong_kind",
        Verdict.INELIGIBLE,
        Ground.WRONG_SUBJECT,
        award.clause,
        subject.evidence,
        f"{award.short_name} không xét cho {SUBJECT[subject.kind].lower()}.",
    )


def _vote_reason(award: Award, subject: Subject, verdict: Verdict, message: str) -> Reason:
    return Reason(
        "votes", verdict, Ground.CRITERIA_NOT_MET, award.clause, subject.evidence, message
    )


def _over_quota(award: Award, placed: Placed, quota: Quota) -> Reason:
    return Reason(
        "over_quota",
        Verdict.INELIGIBLE,
        Ground.CRITERIA_NOT_MET,
        award.clause,
        _RULE,
        f"Xếp hạng {placed.rank or 'chưa có'}, ngoài {quota.places} chỉ tiêu "
        f"{award.short_name} cho {SUBJECT[quota.kind].lower()}.",
    )


def _at_the_cut(award: Award, placed: Placed, quota: Quota) -> Reason:
    return Reason(
        "tie_at_cut",
        Verdict.HELD,
        None,
        award.clause,
        _RULE,
        f"Đồng hạng {placed.rank or '(chưa có điểm)'} tại ngưỡng {quota.places} chỉ tiêu; "
        "chờ Hội đồng quyết định.",
    )


def _tie_sentence(award: Award, quota: Quota, tied: Sequence[Placed], places: int) -> str:
    names = ", ".join(placed.subject.name for placed in tied)
    return (
        f"{award.short_name}, {SUBJECT[quota.kind].lower()}: {len(tied)} đối tượng bằng nhau tại "
        f"ngưỡng {places} chỉ tiêu, Hội đồng quyết định: {names}."
    )
