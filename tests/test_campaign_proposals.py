"""Proposals of one name for different awards are one subject; for the same award they stay two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from campaign.judging.subjects import subjects
from campaign.plan.definition import Form
from campaign.records import Row
from campaign.result.verdicts import Subject
from tests.rule_cases import Q12, facts_of, row

GK, BK = "district_certificate", "city_commendation"


def proposal(id: str, award: str = "Giấy khen", name: str = "Tổ Hòa giải", **more: str) -> Row:  # noqa: A002
    return row(Form.PROPOSAL, id=id, award=award, name=name, **more)


def made(*rows: Row) -> list[Subject]:
    return subjects(facts_of(*rows), Q12, [])


def test_two_awards_of_one_name_are_one_candidate_with_both_rows() -> None:
    (one,) = made(
        proposal("b", "Giấy khen", votes="7/9"),
        proposal("a", "Bằng khen", name="TỔ HOÀ GIẢI", votes="8/9"),
    )
    assert (one.id, set(one.awards), one.rows) == ("a", {GK, BK}, ("a", "b"))
    assert (one.votes_for(GK), one.votes_for(BK)) == ("7/9", "8/9")
    assert one.place_of(BK).cell != one.place_of(GK).cell


def test_a_form_of_address_or_a_degree_makes_nobody_else_of_a_person() -> None:
    kind = {"kind": "Cá nhân"}
    (one,) = made(
        proposal("a", name="Bà Lê Thị Thử", **kind),
        proposal("b", "Bằng khen", name="ThS. Lê Thị Thử", **kind),
    )
    assert set(one.awards) == {GK, BK}
    bodies = proposal("a", name="CN Thuế"), proposal("b", "Bằng khen", name="Thuế")
    assert len(made(*bodies)) == 2


def test_what_one_row_lacks_the_other_fills_in() -> None:
    (one,) = made(proposal("a", women_share=""), proposal("b", "Bằng khen", women_share="75"))
    assert str(one.women_share) == "75"


def test_shares_that_disagree_speak_for_nobody() -> None:
    (one,) = made(proposal("a", women_share="80"), proposal("b", "Bằng khen", women_share="50"))
    assert one.women_share is None


def test_the_same_award_twice_stays_two_proposals() -> None:
    assert [one.rows for one in made(proposal("a"), proposal("b"))] == [("a",), ("b",)]


def test_people_of_one_name_and_different_birth_or_gender_are_two() -> None:
    for column, one, other in (("born", "1980", "1991"), ("gender", "Nam", "Nữ")):
        rows = (
            proposal("a", name="Lê Văn Mẫu", kind="Cá nhân", **{column: one}),
            proposal("b", "Bằng khen", name="Lê Văn Mẫu", kind="Cá nhân", **{column: other}),
        )
        assert [subject.id for subject in made(*rows)] == ["a", "b"]


def test_other_units_and_other_kinds_are_others() -> None:
    rows = (
        proposal("a"),
        proposal("b", "Bằng khen", unit="phuong-thanh-loc"),
        proposal("c", "Bằng khen", kind="Cá nhân"),
    )
    assert len(made(*rows)) == 3


def test_a_row_that_names_no_award_is_not_hidden_in_another() -> None:
    assert [one.awards for one in made(proposal("a"), proposal("b", "Bằng tốt nghiệp"))] == [
        (GK,),
        (),
    ]


@given(st.permutations([("a", "Giấy khen"), ("b", "Bằng khen"), ("c", "Giấy khen"), ("d", "BK")]))
def test_the_order_of_rows_changes_no_subject(order: list[tuple[str, str]]) -> None:
    found = made(*(proposal(id, award) for id, award in order))  # noqa: A001
    assert sorted(one.rows for one in found) == [("a", "b"), ("c", "d")]
