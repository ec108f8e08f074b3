"""The product against a second reading of the plan, on thousands of small random campaigns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.awards.points import unit_scores
from campaign.awards.shortlist import Shortlister
from campaign.columns import DECLARATION
from campaign.judging.deadlines import Deadlines
from campaign.judging.eligibility import Eligibility
from campaign.judging.facts import gather
from campaign.judging.subjects import subjects
from campaign.labels import SUBJECT
from campaign.plan.definition import (
    Award,
    Campaign,
    Form,
    LateEffect,
    Quota,
    Scoring,
    SubjectKind,
    WeekendRule,
    WeightingDecision,
)
from campaign.reading.answers import AnswerReader
from campaign.records import Row
from campaign.result.evidence import Evidence
from campaign.result.lists import Shortlist
from campaign.result.office_facts import Receipt, Violation
from campaign.result.submissions import EXTENSION, RECEIPT, Submission
from campaign.result.verdicts import Judgement, Verdict
from campaign.roster.units import Unit
from tests import oracle
from tests.oracle import BK, GK, Case
from tests.rule_cases import Q12, row, source

CASES = 10_000
FORMS_OF = {
    "registration": Form.REGISTRATION,
    "interim_report": Form.INTERIM,
    "results": Form.RESULT,
}
AWARDS = {GK: "Giấy khen", BK: "Bằng khen"}
CELL = Evidence("office", "so.xlsx", "Vi phạm", "D5", "")
READER = AnswerReader(Q12)


@cache
def awards(
    quotas: tuple[tuple[tuple[str, str | None, int], ...], ...], threshold: int | None
) -> tuple[Award, ...]:
    given = dict(zip((GK, BK), quotas, strict=True))
    limit = None if threshold is None else Decimal(threshold)
    return tuple(
        award.model_copy(
            update={
                "vote_threshold": limit,
                "quotas": tuple(
                    Quota(kind=SubjectKind(kind), group=group, places=places)
                    for kind, group, places in given[award.id]
                ),
            }
        )
        for award in Q12.awards
    )


def plan(case: Case) -> Campaign:
    """Quận 12's plan under the settings of a case."""
    deliverables = tuple(
        item.model_copy(
            update={
                "inclusive": case.inclusive,
                "weekend": WeekendRule.ROLL if case.roll else WeekendRule.KEEP,
                "late": LateEffect(case.late),
            }
        )
        for item in Q12.deliverables
    )
    scoring = Scoring()
    if case.weights is not None:
        ids = [item.id for item in Q12.indicators]
        scoring = Scoring(
            weights=dict(zip(ids, map(Decimal, case.weights), strict=True)),
            decision=WeightingDecision(number="1/QĐ", date=date(2020, 6, 1), signer="CT"),
        )
    quotas = tuple(tuple(case.quotas[award]) for award in (GK, BK))
    made = {"deliverables": deliverables, "scoring": scoring}
    return Q12.model_copy(update=made | {"awards": awards(quotas, case.threshold)})


def rows(case: Case) -> list[Row]:
    """The case as units would type it."""
    made = []
    for unit in case.units:
        for key, typed in unit.typed.items():
            day = typed.isoformat() if isinstance(typed, date) else ""
            made.append(row(FORMS_OF[key], unit.id, id=f"{unit.id}-{key}", submitted=day))
        answers = {f"4.1.{key}": said for key, said in unit.criteria.items()}
        for item, value in zip(Q12.indicators, unit.values, strict=True):
            answers[item.id] = "" if value is None else f"{float(value):.2f}".replace(".", ",")
        answers[DECLARATION] = unit.declared
        made += [
            row(Form.CRITERIA, unit.id, id=f"{unit.id}-{key}", criterion=key, text=key, answer=said)
            for key, said in answers.items()
        ]
    return made + [_proposed(one) for one in case.proposals]


def _proposed(one: oracle.Proposal) -> Row:
    return row(
        Form.PROPOSAL,
        one.unit,
        id=one.row,
        kind=SUBJECT[SubjectKind(one.kind)],
        name=one.name,
        award=AWARDS[one.award],
        gender=one.gender,
        women_share="" if one.share is None else str(one.share),
        votes="" if one.votes is None else f"{one.votes[0]}/{one.votes[1]}",
    )


def receipts(case: Case) -> list[Receipt]:
    made = []
    for unit in case.units:
        for key, days in unit.receipts.items():
            made += [
                Receipt(unit.id, key, RECEIPT, "", "", day.isoformat(), None, "", "", CELL)
                for day in days
            ]
        for key, until in unit.until.items():
            made.append(
                Receipt(
                    unit.id, key, EXTENSION, "2020-04-20", "", "", until, "1/UBND", "Chủ tịch", CELL
                )
            )
    return made


@dataclass(frozen=True)
class World:
    """What the product's rules make of a case, with what made it."""

    submissions: list[Submission]
    judged: list[Judgement]
    lists: dict[str, Shortlist]
    rules: Eligibility
    shortlister: Shortlister


def decide(case: Case, given: list[Row] | None = None) -> World:
    """What the product's rules say of a case."""
    campaign = plan(case)
    facts = gather([source(*(rows(case) if given is None else given))], READER)
    units = [Unit(u.id, u.kind, u.id, u.id, valid_to=u.ends) for u in case.units]
    units = [unit for unit in units if unit.in_force(case.as_of)]
    now = datetime.combine(case.as_of, time(8))
    submissions = Deadlines(campaign, now, facts, receipts(case)).judge(units)
    ids = frozenset(unit.id for unit in units)
    rules = Eligibility(campaign, facts, submissions, violations(case), ids, ids)
    judged = rules.judge(subjects(facts, campaign, units))
    groups = {
        unit.id: group.id for unit in units if (group := campaign.group_of(unit.kind)) is not None
    }
    shortlister = Shortlister(campaign, unit_scores(campaign, facts, ids), groups)
    made = {one.award: one for one in shortlister.lists(judged)}
    return World(submissions, judged, made, rules, shortlister)


def violations(case: Case) -> list[Violation]:
    found = [(unit.id, *one) for unit in case.units for one in unit.violations]
    return [
        Violation(unit, person, "Gây phiền hà", state, "1/QĐ", replace(CELL, cell=f"D{number}"))
        for number, (unit, person, state) in enumerate(found, 5)
    ]


def disagreement(case: Case) -> str:
    """What the two readings say differently; empty when they agree."""
    world = decide(case)
    submissions, judged, made = world.submissions, world.judged, world.lists
    units = {unit.id: unit for unit in case.units}
    for item in submissions:
        said = oracle.standing(case, units[item.unit], item.deliverable)
        if said != item.standing.value:
            return f"{item.unit} {item.deliverable}: {said}, not {item.standing.value}"
    stand = {one.id: one for one in oracle.candidates(case)}
    proposed = [one for one in judged if one.subject.proposals]
    if {one.subject.id for one in proposed} != set(stand):
        return f"candidates: {sorted(stand)}"
    for judgement in proposed:
        one = stand[judgement.subject.id]
        said = oracle.verdict(case, one.kind, one.unit, one.name)
        if said != judgement.verdict.value:
            return f"{one}: {said}, not {judgement.verdict.value}"
    expected = oracle.lists(case)
    for award, shortlist in made.items():
        found = {one.subject.id: (one.rank, one.tied) for one in shortlist.placed}
        if found != expected[award]:
            return f"{award}: {expected[award]}, not {found}"
        absent = {one.subject.id for one in shortlist.absent if one.reasons}
        asked = {one.id for one in stand.values() if award in one.asked}
        if absent != asked - set(found):
            return f"{award}: absent {absent}"
    return ""


@pytest.mark.parametrize("part", range(10))
def test_two_readings_of_the_plan_agree(part: int) -> None:
    size = CASES // 10
    for seed in range(part * size, (part + 1) * size):
        case = oracle.random_case(seed)
        said = disagreement(case)
        assert not said, f"seed {seed}: {said}\n{case}"


def test_the_cases_are_of_every_kind() -> None:
    """An oracle that only sees empty lists proves nothing."""
    seen: set[str] = set()
    for seed in range(1000):
        world = decide(oracle.random_case(seed))
        seen |= {item.standing.value for item in world.submissions}
        seen |= {f"{one.subject.kind.value} {one.verdict.value}" for one in world.judged}
        for award, shortlist in world.lists.items():
            seen |= {f"{award} tied" for one in shortlist.placed if one.tied}
            seen |= {f"{award} {r.code}" for one in shortlist.absent for r in one.reasons}
    for word in ("on_time", "late", "missing", "uncertain", "not_due"):
        assert word in seen
    for kind in ("collective", "head", "individual"):
        for verdict in Verdict:
            assert f"{kind} {verdict.value}" in seen
    for award in (GK, BK):
        assert {f"{award} {code}" for code in ("tied", "votes", "over_quota", "tie_at_cut")} <= seen
    assert f"{GK} proposed_twice" in seen
    assert f"{BK} not_on_base_list" in seen


SEEDS = st.integers(0, 10**6)


def shown(world: World) -> object:
    made = world.lists
    return (
        {(item.unit, item.deliverable): item.standing for item in world.submissions},
        {one.subject.id: one.verdict for one in world.judged},
        {
            award: ([(p.subject.id, p.rank, p.tied) for p in one.placed], one.council)
            for award, one in made.items()
        },
        {
            (award, absent.subject.id): sorted(reason.code for reason in absent.reasons)
            for award, one in made.items()
            for absent in one.absent
        },
    )


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(seed: int, dice: oracle.random.Random) -> None:
    case = oracle.random_case(seed)
    mixed = rows(case)
    dice.shuffle(mixed)
    assert shown(decide(case, mixed)) == shown(decide(case))


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_a_candidate_that_is_not_eligible_never_changes_the_others(seed: int) -> None:
    case = oracle.random_case(seed)
    before = decide(case)
    out = {one.subject.id for one in before.judged if one.verdict is not Verdict.ELIGIBLE}
    gone = {row for one in before.judged if one.subject.id in out for row in one.subject.rows}
    case.proposals = [one for one in case.proposals if one.row not in gone]
    after = decide(case)
    for award in (GK, BK):
        assert _order(after, award) == _order(before, award)


def _order(world: World, award: str) -> list[tuple[str, int | None, bool]]:
    return [(p.subject.id, p.rank, p.tied) for p in world.lists[award].placed]


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_who_is_excluded_is_on_no_list_and_nobody_else_is_excluded_for_it(seed: int) -> None:
    case = oracle.random_case(seed)
    world = decide(case)
    judged, made = world.judged, world.lists
    confirmed = {
        (unit.id, person)
        for unit in case.units
        for person, state in unit.violations
        if state == "confirmed"
    }
    listed = {p.subject.id for one in made.values() for p in one.placed}
    for one in judged:
        subject = one.subject
        hit = {person for unit, person in confirmed if unit == subject.unit}
        if subject.kind in (SubjectKind.COLLECTIVE, SubjectKind.HEAD):
            assert not (hit and subject.id in listed)
        elif subject.kind is SubjectKind.INDIVIDUAL:
            assert not (subject.name in hit and subject.id in listed)
            codes = {reason.code for reason in one.reasons}
            assert subject.name in hit or "violation_confirmed" not in codes
    certified = {(p.subject.unit, p.subject.kind, p.subject.name) for p in made[GK].placed}
    for placed in made[BK].placed:
        subject = placed.subject
        assert (subject.unit, subject.kind, subject.name) in certified


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_nobody_wins_a_tie_by_his_row(seed: int, dice: oracle.random.Random) -> None:
    """Other row ids, as another order of rows would give, change no rank and no cut."""
    case = oracle.random_case(seed)
    before = decide(case)
    ids = [one.row for one in case.proposals]
    new = dict(zip(ids, dice.sample([f"z{n}" for n in range(len(ids))], len(ids)), strict=True))
    for one in case.proposals:
        one.row = new[one.row]
    after = decide(case)
    for award in (GK, BK):
        assert _merits(after, award) == _merits(before, award)


def _merits(world: World, award: str) -> list[tuple[str, str, int | None, bool]]:
    return sorted(
        (p.subject.unit or "", p.subject.name, p.rank or 0, p.tied)
        for p in world.lists[award].placed
    )
