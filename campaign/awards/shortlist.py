"""The award lists: eligible first, shared ranks, a cut through a tie stops for the council.

Sources: plan 5 (Bằng khen among Giấy khen), the tie chain and quotas of the definition. Where
nothing is declared, nothing is invented: equal candidates share a rank.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from campaign.awards import list_reasons
from campaign.awards.decisions import Override
from campaign.awards.overrides import apply_overrides
from campaign.awards.points import total_points
from campaign.awards.quotas import cut
from campaign.plan.definition import Award, Campaign, SubjectKind, TieBreak
from campaign.result import (
    Absent,
    Judgement,
    Placed,
    Reason,
    Score,
    Shortlist,
    Subject,
    Verdict,
)
from campaign.vietnamese.text import bare_key, key

_VOTES = re.compile(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*")

Name = tuple[str, SubjectKind, str]
"""Unit, kind and name: who a proposal is for."""

Merit = tuple[int, Decimal, tuple[int, ...]]
"""Sorting key without any name in it: unscored last, fewer points last, then the tie chain."""


@dataclass(frozen=True)
class Shortlister:
    """Makes the lists of one campaign.

    Attributes:
        campaign: The plan.
        scores: Points of each unit's indicators.
        groups: Group id of each unit, for quotas.
        overrides: Decisions of people, applied after the rules have spoken.
    """

    campaign: Campaign
    scores: Mapping[str, tuple[Score, ...]]
    groups: Mapping[str, str]
    overrides: Sequence[Override] = ()

    def lists(self, judgements: Sequence[Judgement]) -> list[Shortlist]:
        """One list an award, in plan order; a list chosen from another comes after it."""
        made: dict[str, Shortlist] = {}
        for award in in_order(self.campaign.awards):
            base = None if award.among is None else _Base(made[award.among])
            computed = self._list(award, judgements, base)
            decided = apply_overrides(
                award,
                computed,
                self.overrides,
                self.groups,
                provisional=self.campaign.scoring.provisional,
            )
            made[award.id] = self._finished(award, decided)
        return [made[award.id] for award in self.campaign.awards]

    def _list(self, award: Award, judgements: Sequence[Judgement], base: _Base | None) -> Shortlist:
        absent: list[Absent] = []
        able: list[Judgement] = []
        others: list[Subject] = []
        for judgement in judgements:
            if award.id not in judgement.subject.awards:
                others.append(judgement.subject)
            elif against := self._against(award, judgement, base):
                absent.append(Absent(judgement.subject, tuple(against)))
            else:
                able.append(judgement)
        able, repeated = self._once(award, able)
        left = cut(award, self._ranked(able), self.groups)
        return Shortlist(
            award.id,
            tuple(left.placed),
            (*absent, *repeated, *left.absent),
            tuple(left.council),
            not_proposed=tuple(others),
        )

    def _once(
        self, award: Award, able: Sequence[Judgement]
    ) -> tuple[list[Judgement], list[Absent]]:
        """Nobody takes two places: of equal proposals for one name the least id stands.

        Where they differ in what ranks them, taking either would decide a tie by a row: all wait.
        """
        kept: list[Judgement] = []
        repeated: list[Absent] = []
        by_name: dict[Name, list[Judgement]] = defaultdict(list)
        for judgement in able:
            by_name[identity(judgement.subject)].append(judgement)
        for group in by_name.values():
            if len(group) == 1:
                kept += group
                continue
            ordered = sorted(group, key=lambda judgement: judgement.subject.id)
            equal = len({self.merit(one.subject) for one in group}) == 1
            kept += ordered[:1] if equal else []
            for one in ordered[1:] if equal else ordered:
                beside = ordered[0] if one is not ordered[0] else ordered[1]
                reason = list_reasons.proposed_twice(award, one.subject, beside)
                repeated.append(Absent(one.subject, (reason,)))
        return kept, repeated

    def _finished(self, award: Award, made: Shortlist) -> Shortlist:
        """The list with the warning about several awards for one achievement, where it applies."""
        warning = self.campaign.campaign.several_awards_warning
        if award.among is None or not warning or not made.placed:
            return made
        base = self._award(award.among)
        placed = []
        for item in made.placed:
            remark = list_reasons.several_awards(award, base, item.subject)
            placed.append(replace(item, remarks=(*item.remarks, remark)))
        return replace(made, placed=tuple(placed), warnings=(warning,))

    def _against(self, award: Award, judgement: Judgement, base: _Base | None) -> list[Reason]:
        """Everything that keeps a proposed subject off a list before any ranking."""
        subject = judgement.subject
        against = [r for r in judgement.reasons if r.weight is not Verdict.ELIGIBLE]
        if subject.kind not in award.kinds:
            against.append(list_reasons.wrong_kind(award, subject))
        elif base is not None and not base.lists(subject):
            held = base.waits_for(subject) or judgement.verdict is Verdict.HELD
            verdict = Verdict.HELD if held else Verdict.INELIGIBLE
            named = self._award(award.among)
            against.append(list_reasons.not_on_base_list(award, named, subject, verdict))
        return against + votes_against(award, subject)

    def _award(self, award: str | None) -> Award:
        return next(item for item in self.campaign.awards if item.id == award)

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
        merits = [(self.merit(judgement.subject), judgement) for judgement in able]
        merits.sort(key=lambda pair: (pair[0], _name_order(pair[1].subject)))
        counts = Counter(merit for merit, _ in merits)
        first: dict[Merit, int] = {}
        placed: list[Placed] = []
        for number, (merit, judgement) in enumerate(merits):
            points = self.points(judgement.subject)
            unscored = judgement.subject.kind is SubjectKind.COLLECTIVE and points is None
            rank = None if unscored else first.setdefault(merit, number + 1)
            tied = rank is not None and counts[merit] > 1
            placed.append(self.line(judgement, rank, tied=tied))
        return placed

    def line(self, judgement: Judgement, rank: int | None, *, tied: bool) -> Placed:
        """A line of a list with its points and remarks."""
        subject = judgement.subject
        return Placed(
            subject,
            rank,
            tied,
            self.points(subject),
            self._breakdown(subject),
            self.campaign.scoring.provisional,
            tuple(r for r in judgement.reasons if r.weight is Verdict.ELIGIBLE),
        )

    def _breakdown(self, subject: Subject) -> tuple[Score, ...]:
        """Points belong to collectives: the plan's aims measure units, not people."""
        if subject.kind is not SubjectKind.COLLECTIVE or subject.unit is None:
            return ()
        return self.scores.get(subject.unit, ())

    @cached_property
    def _totals(self) -> dict[str, Decimal | None]:
        return {unit: total_points(self.campaign, given) for unit, given in self.scores.items()}

    def points(self, subject: Subject) -> Decimal | None:
        """The total of a collective's unit; ``None`` for people and where a value is missing."""
        if subject.kind is not SubjectKind.COLLECTIVE or subject.unit is None:
            return None
        return self._totals.get(subject.unit)

    def merit(self, subject: Subject) -> Merit:
        """What orders subjects of one kind; equal merits share a rank."""
        found = self._merits.get(subject.id)
        if found is None:
            points = self.points(subject)
            found = int(points is None), -(points or Decimal(0)), self.precedence(subject)
            self._merits[subject.id] = found
        return found

    @cached_property
    def _merits(self) -> dict[str, Merit]:
        """Merits by subject id, counted once for all lists."""
        return {}

    def precedence(self, subject: Subject) -> tuple[int, ...]:
        """The tie chain's answer: of equals the least goes first."""
        return tuple(self._tie(subject))

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


class _Base:
    """A list that another award is chosen from."""

    def __init__(self, made: Shortlist) -> None:
        self._listed = {identity(item.subject) for item in made.placed}
        self._waiting = {
            identity(item.subject)
            for item in made.absent
            if all(reason.weight is Verdict.HELD for reason in item.reasons)
        }

    def lists(self, subject: Subject) -> bool:
        return identity(subject) in self._listed

    def waits_for(self, subject: Subject) -> bool:
        """Whether the list may still take the subject."""
        return identity(subject) in self._waiting


def in_order(awards: Sequence[Award]) -> list[Award]:
    """Awards so that each follows the one it is chosen from."""
    done: list[Award] = []
    waiting = list(awards)
    while waiting:
        ready = [a for a in waiting if a.among is None or a.among in {d.id for d in done}]
        done += ready
        waiting = [a for a in waiting if a not in ready]
    return done


def votes_against(award: Award, subject: Subject) -> list[Reason]:
    """Votes are counted over all members; no threshold set, no vote asked."""
    if award.vote_threshold is None:
        return []
    typed = subject.votes_for(award.id)
    found = _VOTES.fullmatch(typed)
    if found is None or not 0 < int(found[2]) >= int(found[1]):
        message = f"Chưa có kết quả bỏ phiếu (cần {award.vote_threshold}% tổng số thành viên)."
        return [list_reasons.votes(award, subject, Verdict.HELD, message)]
    share = Decimal(100) * int(found[1]) / int(found[2])
    if share >= award.vote_threshold:
        return []
    message = f"Được {typed} phiếu, chưa đạt {award.vote_threshold}% tổng số thành viên."
    return [list_reasons.votes(award, subject, Verdict.INELIGIBLE, message)]


def identity(subject: Subject) -> Name:
    """Who a proposal is for: the same person or collective has the same."""
    return _identity(subject.unit or "", subject.kind, subject.name)


@lru_cache(maxsize=1 << 20)
def _identity(unit: str, kind: SubjectKind, name: str) -> Name:
    """Remembered: every list asks for it again, and a key is costly to make."""
    return unit, kind, key(name)


def _name_order(subject: Subject) -> tuple[str, str, str]:
    """Print order of equals; it decides nothing."""
    unit, _, name = identity(subject)
    return unit, name, subject.id
