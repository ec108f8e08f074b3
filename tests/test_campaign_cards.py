"""A card shows every rule that was asked: what passed, what did not, and from which cell."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.awards.decisions import Decision, Override
from campaign.plan.definition import Form, SubjectKind
from campaign.reasons.card import Card, Outcome, Place
from campaign.reasons.cards import CardMaker
from campaign.result.evidence import Evidence
from campaign.result.office_facts import OfficeFacts
from campaign.result.verdicts import Verdict
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests import oracle
from tests.rule_cases import NOW, Q12, ROSTER, WARD, answers, handed_in, row, source, violation
from tests.test_campaign_what_if import what_ifs
from tests.test_oracle import decide

GK = "district_certificate"
CELL = Evidence("office", "so.xlsm", "Giấy khen", "L6")


def result(*overrides: Override, declared: str = "Không có cá nhân nào vi phạm") -> Result:
    rows = [
        row(Form.PROPOSAL, id="p", name="UBND phường Thới An", award="Giấy khen"),
        row(Form.PROPOSAL, id="q", name="Lê Thị Thí Dụ", award="Giấy khen", kind="Cá nhân"),
    ]
    made = source(*handed_in(), *answers(declared=declared), *rows)
    office = OfficeFacts(overrides=[*overrides])
    return MainJob(Q12, ROSTER, NOW).decide([made], office=office)


def card(made: Result, key: str = "p") -> Card:
    assert made.cards is not None
    found = made.cards.of(key)
    assert found is not None
    return found


def test_a_card_has_every_criterion_with_its_cell_and_every_rule_that_passed() -> None:
    checks = {check.rule: check for check in card(result()).checks}
    assert list(checks) == [
        "unit",
        "deliverable.registration",
        "deliverable.interim_report",
        "deliverable.results",
        "criterion.4.1.a",
        "criterion.4.1.b",
        "criterion.4.1.c",
        "criterion.4.1.d",
        "violations",
        "declaration",
        "proposal",
        "list",
    ]
    assert {check.outcome for check in checks.values()} == {Outcome.PASSED}
    for name, check in checks.items():
        if name.startswith("criterion."):
            assert (check.evidence.kind, bool(check.evidence.cell)) == ("cell", True)
    assert checks["criterion.4.1.d"].evidence.text == "100%"


def test_what_the_council_judges_is_named_and_not_decided() -> None:
    council = [one for one in card(result(), "q").checks if one.code == "council"]
    assert [(one.rule, one.outcome) for one in council] == [("criterion.4.2.staff", Outcome.NOTED)]


def test_a_rule_that_did_not_pass_says_why_and_what_would_mend_it() -> None:
    made = card(result(declared=""))
    (failed,) = [one for one in made.checks if one.outcome is not Outcome.PASSED]
    assert (failed.rule, failed.code) == ("declaration", "declaration_missing")
    (what_if,) = made.what_if
    assert what_if.message == "Giấy khen: vào danh sách nếu đơn vị khai không có vi phạm."


def test_what_would_take_a_listed_one_off_is_one_fact_each() -> None:
    codes = {one.changes[0].code for one in card(result()).what_if}
    assert codes == {"deliverable_missing", "criterion_not_met", "violation_confirmed"}
    assert all(len(one.changes) == 1 and not one.listed for one in card(result()).what_if)


def test_an_override_stands_beside_what_was_computed() -> None:
    taken = Override("p", GK, Decision.TAKE, "Chủ tịch", "9/BB", "Đã xem", "", CELL)
    made = card(result(taken, declared=""))
    line = next(one for one in made.lists if one.award == GK)
    assert (line.computed, line.place, line.override) == (Place.HELD, Place.LISTED, taken)
    assert made.verdict is Verdict.HELD
    assert [change.code for change in made.what_if[0].changes] == ["declaration_none"]
    out = card(result(replace(taken, decision=Decision.LEAVE_OUT)))
    line = next(one for one in out.lists if one.award == GK)
    assert (line.computed, line.place) == (Place.LISTED, Place.REFUSED)
    assert [one.place for one in out.lists if one.award != GK] == [Place.NOT_PROPOSED]


def test_a_violation_reaches_the_card_of_the_collective_and_of_nobody_innocent() -> None:
    made = MainJob(Q12, ROSTER, NOW).decide(
        [source(*handed_in(), *answers(), row(Form.PROPOSAL, id="q", name="A", kind="Cá nhân"))],
        office=OfficeFacts([violation()]),
    )
    assert made.cards is not None
    assert len(made.cards) == len(made.judgements)
    assert made.cards.of("nobody") is None
    outcomes = {
        one.subject.id: {c.outcome for c in one.checks if c.rule == "violations"}
        for one in made.cards
    }
    assert outcomes[f"unit:{WARD}"] == {Outcome.FAILED}
    assert outcomes["q"] == {Outcome.PASSED}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_every_reason_is_a_check_and_every_list_agrees_with_the_card(seed: int) -> None:
    world = decide(oracle.random_case(seed))
    plan = world.shortlister.campaign
    lists = [*world.lists.values()]
    cards = [*CardMaker(plan, what_ifs(world), lists).cards(world.judged)]
    assert [one.subject for one in cards] == [one.subject for one in world.judged]
    for judgement, made in zip(world.judged, cards, strict=True):
        shown = {(check.code, check.message) for check in made.checks}
        assert {(reason.code, reason.message) for reason in judgement.reasons} <= shown
        assert all(check.message and check.clause for check in made.checks)
        for line in made.lists:
            listed = world.lists[line.award].placed
            on_it = any(one.subject.id == made.subject.id for one in listed)
            assert (line.place is Place.LISTED) is on_it
            if judgement.verdict is Verdict.INELIGIBLE and line.place is not Place.NOT_PROPOSED:
                assert line.place is Place.REFUSED
        if made.subject.kind is SubjectKind.CITIZEN:
            assert not any(check.rule == "unit" for check in made.checks)
