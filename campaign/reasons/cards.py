"""Each candidate's card: every rule asked, with its outcome and evidence, and what would change it.

A rule that speaks against somebody is a reason already; here those that passed are added, so that
a card shows the whole judgement and not only what went wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign.plan.definition import Award, Campaign, Criterion, SubjectKind
from campaign.reasons.card import Card, Check, OnList, Outcome, Place
from campaign.reasons.situation import Situation
from campaign.reasons.what_if import WhatIfs
from campaign.result.evidence import Evidence
from campaign.result.lists import Absent, Placed, Shortlist
from campaign.result.verdicts import Judgement, Reason, Subject, Verdict

PASSED = "passed"
"""Code of a check that nothing spoke against."""

_RULE = Evidence("rule")
_OUTCOMES = {
    Verdict.ELIGIBLE: Outcome.NOTED,
    Verdict.HELD: Outcome.HELD,
    Verdict.INELIGIBLE: Outcome.FAILED,
}


@dataclass(frozen=True)
class Cards:
    """The cards of a run, made when they are asked for: a country's would fill the memory.

    Attributes:
        maker: Makes them.
        judgements: Whose cards they are, in their order.
    """

    maker: CardMaker
    judgements: Sequence[Judgement]

    def __len__(self) -> int:
        return len(self.judgements)

    def __iter__(self) -> Iterator[Card]:
        return self.maker.cards(self.judgements)

    def of(self, subject_id: str) -> Card | None:
        """One card; ``None`` when nobody with that id was judged."""
        judgement = self._by_id.get(subject_id)
        return None if judgement is None else next(self.maker.cards([judgement]))

    @cached_property
    def _by_id(self) -> Mapping[str, Judgement]:
        return {one.subject.id: one for one in self.judgements}


@dataclass(frozen=True)
class CardMaker:
    """Makes the cards of one run.

    Attributes:
        campaign: The plan.
        what_ifs: Answers what would change a result.
        lists: The lists after people's decisions.
    """

    campaign: Campaign
    what_ifs: WhatIfs
    lists: Sequence[Shortlist]

    def cards(self, judgements: Iterable[Judgement]) -> Iterator[Card]:
        """One card a subject, in the order of the judgements."""
        for judgement in judgements:
            now = self.what_ifs.situations.of(judgement.subject)
            yield Card(
                judgement.subject,
                judgement.verdict,
                tuple(self._checks(judgement, now)),
                tuple(self._on_list(award, judgement.subject) for award in self.campaign.awards),
                self.what_ifs.of(judgement),
            )

    def _checks(self, judgement: Judgement, now: Situation) -> Iterator[Check]:
        against: dict[str, list[Reason]] = defaultdict(list)
        for reason in judgement.reasons:
            against[reason.rule].append(reason)
        for passed in self._asked(judgement.subject, now):
            reasons = against.pop(passed.rule, [])
            yield from map(_check, reasons) if reasons else [passed]
        for reasons in against.values():
            yield from map(_check, reasons)
        for award in self.campaign.awards:
            if award.id in judgement.subject.awards:
                yield from self._of_list(award, judgement)

    def _asked(self, subject: Subject, now: Situation) -> Iterator[Check]:
        """Every rule that is asked of a kind of subject, as if it had passed."""
        clause = self.campaign.awards[0].clause
        if subject.kind is not SubjectKind.CITIZEN:
            said = "Đơn vị thuộc đối tượng tham gia và đang hoạt động."
            yield _passed("unit", clause, subject.evidence, said)
        if subject.kind is SubjectKind.COLLECTIVE and subject.unit is not None:
            yield from self._handed_in(now)
        yield from self._criteria(subject, now)
        if subject.kind is not SubjectKind.CITIZEN:
            said = "Không có vi phạm nào tính cho đối tượng trong danh sách của văn phòng."
            yield _passed("violations", self.campaign.violations.clause, _RULE, said)
        if subject.kind is SubjectKind.COLLECTIVE and subject.unit is not None:
            yield self._declaration(now)
        if subject.proposals:
            names = ", ".join(a.short_name for a in self.campaign.awards if a.id in subject.awards)
            yield _passed("proposal", clause, subject.evidence, f"Được đề nghị: {names}.")

    def _handed_in(self, now: Situation) -> Iterator[Check]:
        for item in now.submissions:
            deliverable = self.campaign.deliverable(item.deliverable)
            if deliverable.required_for_award:
                rule = f"deliverable.{item.deliverable}"
                yield _passed(rule, deliverable.clause, item.evidence, item.message)

    def _criteria(self, subject: Subject, now: Situation) -> Iterator[Check]:
        for criterion in self.campaign.criteria:
            if criterion.applies_to is subject.kind:
                if criterion.declared:
                    yield _answered(criterion, now)
                else:
                    said = f"Tiêu chí {criterion.shown_code}: do Hội đồng xét, phần mềm không chấm."
                    rule = f"criterion.{criterion.id}"
                    yield Check(rule, "council", Outcome.NOTED, None, criterion.clause, _RULE, said)

    def _declaration(self, now: Situation) -> Check:
        said = [
            one.evidence
            for answers in now.answers.values()
            for one in answers
            if one.answer.declaration is not None
        ]
        evidence = said[0] if said else _RULE
        words = f"Đơn vị khai: “{evidence.text}”." if said else "Đơn vị đã khai về vi phạm."
        return _passed("declaration", self.campaign.violations.clause, evidence, words)

    def _of_list(self, award: Award, judgement: Judgement) -> Iterator[Check]:
        """The rules of one list: what keeps the subject off it, or where it stands on it."""
        line = self._lines[award.id].get(judgement.subject.id)
        reasons = line.reasons if isinstance(line, Absent) else line.remarks if line else ()
        known = set(map(id, judgement.reasons))
        apart = [reason for reason in reasons if id(reason) not in known]
        yield from (_check(reason, award.id) for reason in apart)
        if isinstance(line, Placed) and line.override is None:
            rank = f"xếp hạng {line.rank}" if line.rank else "chưa xếp hạng vì thiếu điểm"
            said = f"Trong danh sách {award.short_name}, {rank}."
            yield _passed(
                "list", award.clause, judgement.subject.place_of(award.id), said, award.id
            )

    def _on_list(self, award: Award, subject: Subject) -> OnList:
        line = self._lines[award.id].get(subject.id)
        provisional = self.campaign.scoring.provisional
        if line is None:
            place = Place.NOT_PROPOSED
            return OnList(award.id, place, place, None, False, None, provisional, None)  # noqa: FBT003
        on_it = isinstance(line, Placed)
        reasons = line.remarks if isinstance(line, Placed) else line.reasons
        place = Place.LISTED if on_it else _place(reasons)
        computed = place
        if line.override is not None:
            computed = _place(reasons) if on_it else Place.LISTED
        tied = isinstance(line, Placed) and line.tied
        return OnList(
            award.id, computed, place, line.rank, tied, line.points, provisional, line.override
        )

    @cached_property
    def _lines(self) -> Mapping[str, Mapping[str, Placed | Absent]]:
        return {one.award: _by_subject(one) for one in self.lists}


def _by_subject(shortlist: Shortlist) -> dict[str, Placed | Absent]:
    items: list[Placed | Absent] = [*shortlist.placed, *shortlist.absent]
    return {item.subject.id: item for item in items}


def _place(reasons: Iterable[Reason]) -> Place:
    weights = {reason.weight for reason in reasons}
    return Place.REFUSED if Verdict.INELIGIBLE in weights else Place.HELD


def _answered(criterion: Criterion, now: Situation) -> Check:
    answers = now.answers.get(criterion.id, ())
    evidence = answers[0].evidence if answers else _RULE
    said = f"Tiêu chí {criterion.shown_code}: đơn vị ghi “{evidence.text}”, đạt."
    return _passed(f"criterion.{criterion.id}", criterion.clause, evidence, said)


def _passed(rule: str, clause: str, evidence: Evidence, said: str, award: str = "") -> Check:
    return Check(rule, PASSED, Outcome.PASSED, None, clause, evidence, said, award)


def _check(reason: Reason, award: str = "") -> Check:
    return Check(
        reason.rule or reason.code,
        reason.code,
        _OUTCOMES[reason.weight],
        reason.ground,
        reason.clause,
        reason.evidence,
        reason.message,
        award,
    )
