"""Judged together or one by one, a candidate has the same verdict, reasons and place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.judging.candidates import Candidates
from campaign.plan.definition import SubjectKind
from campaign.result.verdicts import Verdict
from tests import oracle
from tests.rule_cases import OTHER, WARD, answers, handed_in, judge, subject, violation
from tests.test_oracle import decide

SEEDS = st.integers(0, 10**6)


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_together_and_one_by_one_the_rules_say_the_same(seed: int) -> None:
    world = decide(oracle.random_case(seed))
    alone = [world.rules.judgement(one.subject) for one in world.judged]
    assert [*world.judged] == alone
    assert {one.award: one for one in world.shortlister.lists(alone)} == world.lists


@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_a_verdict_is_the_gravest_of_the_reasons(seed: int) -> None:
    for one in decide(oracle.random_case(seed)).judged:
        weights = {reason.weight for reason in one.reasons}
        grave = [v for v in (Verdict.INELIGIBLE, Verdict.HELD) if v in weights]
        assert one.verdict is (grave[0] if grave else Verdict.ELIGIBLE)


def test_what_a_unit_did_is_said_once_for_all_its_candidates_of_a_kind() -> None:
    team = subject("Tổ Một cửa")
    body, other = judge(subject(), team, rows=[*handed_in(), *answers(**{"4.1.a": "Không đạt"})])
    assert body.reasons
    assert all(one is two for one, two in zip(body.reasons, other.reasons, strict=True))


def test_what_is_said_of_one_is_said_of_nobody_else() -> None:
    names = ("Trần Văn Mẫu", "Lê Thị Thí Dụ")
    people = [subject(name, SubjectKind.INDIVIDUAL) for name in names]
    guilty, innocent = judge(*people, violations=(violation(),))
    assert [one.code for one in guilty.reasons] == ["violation_confirmed"]
    assert innocent.reasons == ()


def test_candidates_are_numbered_by_what_the_rules_ask() -> None:
    body, team = subject(), subject("Tổ Một cửa")
    ann, ben = (subject(name, SubjectKind.INDIVIDUAL, OTHER) for name in ("Bà An", "Ông Ba"))
    again = replace(ann, id="z", name="BÀ AN", gender="Nữ")
    found = Candidates([team, body, ben, ann, again])
    assert found.sides == [(WARD, SubjectKind.COLLECTIVE), (OTHER, SubjectKind.INDIVIDUAL)]
    assert found.members == [[0, 1], [2, 3, 4]]
    assert found.likeness == [0, 0, 1, 1, 2]
    assert [*found.shared_names] == [found.name[3]]
    assert [found[number].name for number in found.in_print] == [
        "Bà An",
        "BÀ AN",
        "Ông Ba",
        "Tổ Một cửa",
        "UBND phường Thới An",
    ]
