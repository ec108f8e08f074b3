"""Single changes of facts: what would mend a reason, and what would break a good standing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from campaign.cells.decimals import comma
from campaign.cells.declarations import Declaration
from campaign.columns import DECLARATION
from campaign.judging.facts import Answered
from campaign.plan.definition import Award, Campaign, Criterion, SubjectKind
from campaign.reading.answers import Answer, Asked
from campaign.reasons.card import Change
from campaign.reasons.situation import Situation
from campaign.result.evidence import Evidence
from campaign.result.office_facts import Violation
from campaign.result.submissions import Standing, Submission
from campaign.result.verdicts import Reason

_RULE = Evidence("rule")


@dataclass(frozen=True, slots=True)
class Atom:
    """One changed fact, and the situation it makes."""

    change: Change
    apply: Callable[[Situation], Situation]


def mending(campaign: Campaign, award: Award, reason: Reason, now: Situation) -> Iterator[Atom]:
    """The changes that take a reason away; none when no fact of the subject's own does."""
    rule, _, what = reason.rule.partition(".")
    if rule == "deliverable":
        yield _handed_in(campaign, what, reason.evidence)
    elif rule == "criterion":
        yield _met(campaign, what, reason.evidence)
    elif rule == "violations":
        yield _cleared(reason)
    elif rule == "declaration":
        yield _declared(reason)
    elif reason.code == "name_missing":
        yield _named(reason)
    elif reason.code == "proposal_held":
        yield _clarified(reason)
    elif reason.code == "votes":
        yield _voted(award, reason, now)


def breaking(campaign: Campaign, award: Award, now: Situation) -> Iterator[Atom]:
    """Single changes that could take a candidate off a list; whether they do is to be judged."""
    if now.subject.kind is SubjectKind.COLLECTIVE:
        for item in campaign.deliverables:
            if item.required_for_award and any(s.deliverable == item.id for s in now.submissions):
                yield _missing(campaign, item.id, now)
        for criterion in campaign.criteria:
            if criterion.declared and criterion.applies_to is SubjectKind.COLLECTIVE:
                yield _not_met(criterion, now)
    if now.subject.unit is not None:
        yield _violated(now)
    if award.vote_threshold is not None:
        yield _voted_down(award, now)


def proposed(award: Award, now: Situation) -> Atom:
    """The unit proposes the subject for an award too."""
    change = Change("proposed", f"được đề nghị {award.short_name}", now.subject.evidence)

    def apply(then: Situation) -> Situation:
        awards = (*then.subject.awards, award.id)
        return replace(then, subject=replace(then.subject, awards=awards))

    return Atom(change, apply)


def points(delta: Decimal) -> Atom:
    """So many points more, or fewer."""
    word = "thêm" if delta > 0 else "mất"
    shown = format(abs(delta).normalize(), "f").replace(".", ",")
    change = Change("points", f"tổng điểm {word} {shown}", _RULE)
    return Atom(change, lambda now: replace(now, bonus=now.bonus + delta))


def _handed_in(campaign: Campaign, deliverable: str, evidence: Evidence) -> Atom:
    name = campaign.deliverable(deliverable).short_name
    change = Change("deliverable_on_time", f"{name} được nộp đủ, đúng hạn", evidence)
    return Atom(change, lambda now: _standing(now, deliverable, Standing.ON_TIME))


def _missing(campaign: Campaign, deliverable: str, now: Situation) -> Atom:
    name = campaign.deliverable(deliverable).short_name
    evidence = next(s.evidence for s in now.submissions if s.deliverable == deliverable)
    change = Change("deliverable_missing", f"thiếu {name}", evidence)
    return Atom(change, lambda then: _standing(then, deliverable, Standing.MISSING))


def _standing(now: Situation, deliverable: str, standing: Standing) -> Situation:
    def turned(item: Submission) -> Submission:
        if item.deliverable != deliverable:
            return item
        return replace(item, standing=standing, doubt=None)

    return replace(now, submissions=[turned(item) for item in now.submissions])


def _met(campaign: Campaign, criterion: str, evidence: Evidence) -> Atom:
    asked = next(item for item in campaign.criteria if item.id == criterion)
    change = Change("criterion_met", f"tiêu chí {criterion} đạt", evidence)
    return Atom(change, lambda now: _answer(now, asked, evidence, met=True))


def _not_met(criterion: Criterion, now: Situation) -> Atom:
    answers = now.answers.get(criterion.id, ())
    evidence = answers[0].evidence if answers else _RULE
    change = Change("criterion_not_met", f"tiêu chí {criterion.shown_code} không đạt", evidence)
    return Atom(change, lambda then: _answer(then, criterion, evidence, met=False))


def _answer(now: Situation, criterion: Criterion, evidence: Evidence, *, met: bool) -> Situation:
    made = Answered(Answer(Asked.CRITERION, criterion.id, met=met), evidence)
    return replace(now, answers={**now.answers, criterion.id: [made]})


def _cleared(reason: Reason) -> Atom:
    """One violation turns out to be none; the line is known by its cell."""
    place = reason.evidence
    where = f" (trang {place.sheet}, ô {place.cell})" if place.cell else ""
    said = f"vụ việc{where} được kết luận là không vi phạm"
    change = Change("violation_cleared", said, place)

    def apply(then: Situation) -> Situation:
        return replace(
            then,
            violations=[v for v in then.violations if v.evidence != reason.evidence],
            mentions=[m for m in then.mentions if m != reason.evidence],
        )

    return Atom(change, apply)


def _violated(now: Situation) -> Atom:
    own = now.subject.kind is SubjectKind.INDIVIDUAL
    person = now.subject.name if own else ""
    who = "chính cá nhân này" if own else "một người của đơn vị"
    change = Change("violation_confirmed", f"{who} có vi phạm được kết luận", _RULE)
    line = Violation(now.subject.unit, person, "", "confirmed", "", _RULE)
    return Atom(change, lambda then: replace(then, violations=[*then.violations, line]))


def _declared(reason: Reason) -> Atom:
    change = Change("declaration_none", "đơn vị khai không có vi phạm", reason.evidence)
    answer = Answer(Asked.DECLARATION, DECLARATION, declaration=Declaration.NONE)

    def apply(now: Situation) -> Situation:
        said = {
            key: [one for one in answers if one.answer.asked is not Asked.DECLARATION]
            for key, answers in now.answers.items()
        }
        return replace(now, answers=said | {DECLARATION: [Answered(answer, reason.evidence)]})

    return Atom(change, apply)


def _clarified(reason: Reason) -> Atom:
    change = Change("proposal_clarified", "dòng đề nghị được làm rõ", reason.evidence)
    return Atom(change, lambda now: replace(now, subject=replace(now.subject, waiting="")))


def _named(reason: Reason) -> Atom:
    change = Change("name_given", "ghi họ tên hoặc tên tập thể", reason.evidence)
    return Atom(change, lambda now: replace(now, subject=replace(now.subject, name="…")))


def _voted(award: Award, reason: Reason, now: Situation) -> Atom:
    """The fewest votes that reach the threshold, of the members counted so far."""
    needed = award.vote_threshold or Decimal(0)
    _, _, total = now.subject.votes_for(award.id).partition("/")
    members = int(total) if total.strip().isdigit() and int(total) else 100
    votes = int((needed * members / 100).to_integral_value(ROUND_CEILING))
    said = (
        f"được ít nhất {votes}/{members} phiếu" if total.strip() else f"được {comma(needed)}% phiếu"
    )
    change = Change("votes", said, reason.evidence)
    return Atom(change, lambda then: _with_votes(then, award, f"{votes}/{members}"))


def _voted_down(award: Award, now: Situation) -> Atom:
    """The most votes that still miss the threshold."""
    needed = award.vote_threshold or Decimal(0)
    _, _, total = now.subject.votes_for(award.id).partition("/")
    members = int(total) if total.strip().isdigit() and int(total) else 100
    votes = int((needed * members / 100).to_integral_value(ROUND_CEILING)) - 1
    change = Change("votes", f"chỉ được {votes}/{members} phiếu", now.subject.place_of(award.id))
    return Atom(change, lambda then: _with_votes(then, award, f"{votes}/{members}"))


def _with_votes(now: Situation, award: Award, votes: str) -> Situation:
    subject = now.subject
    proposals = tuple(
        replace(one, votes=votes) if award.id in one.awards else one for one in subject.proposals
    )
    return replace(now, subject=replace(subject, votes=votes, proposals=proposals))
