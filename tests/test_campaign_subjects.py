"""Who is judged: everybody proposed, and every unit that nobody proposed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from campaign.judging.subjects import awards_named, subjects
from campaign.plan.definition import Form, SubjectKind
from campaign.problems import Problem, Weight
from campaign.result.verdicts import Subject
from tests.rule_cases import CITY, OTHER, Q12, ROSTER, WARD, facts_of, row

UNITS = [unit for unit in ROSTER.units if unit.id in {WARD, OTHER}]
GK, BK = "district_certificate", "city_commendation"


def only(**values: str) -> Subject:
    """The one proposed subject of a row."""
    facts = facts_of(row(Form.PROPOSAL, **{"award": "Giấy khen", **values}))
    return subjects(facts, Q12, UNITS)[0]


def test_every_unit_nobody_proposed_is_judged_too() -> None:
    made = subjects(facts_of(row(Form.PROPOSAL, name="UBND phường Thới An")), Q12, UNITS)
    assert [(one.id, one.unit) for one in made] == [("x-1", WARD), (f"unit:{OTHER}", OTHER)]
    assert {one.kind for one in made} == {SubjectKind.COLLECTIVE}


def test_a_person_proposed_does_not_stand_for_the_unit() -> None:
    made = subjects(facts_of(row(Form.PROPOSAL, name="Lê Thị Thí Dụ", salutation="Bà")), Q12, UNITS)
    assert [one.id for one in made] == ["x-1", *(f"unit:{unit.id}" for unit in UNITS)]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"kind": "Tập thể"}, SubjectKind.COLLECTIVE),
        ({"kind": "Tập thể lãnh đạo"}, SubjectKind.COLLECTIVE),
        ({"kind": "Người đứng đầu"}, SubjectKind.HEAD),
        ({"kind": "Cá nhân"}, SubjectKind.INDIVIDUAL),
        ({"kind": "Người dân, doanh nghiệp"}, SubjectKind.CITIZEN),
        ({"name": "UBND P. Thới An"}, SubjectKind.COLLECTIVE),
        ({"name": "Công ty TNHH Thí Dụ"}, SubjectKind.CITIZEN),
        ({"name": "Lê Văn Mẫu", "position": "Chủ tịch UBND phường"}, SubjectKind.HEAD),
        ({"name": "Lê Văn Mẫu", "position": "Chánh án"}, SubjectKind.HEAD),
        ({"name": "Lê Văn Mẫu", "position": "Phó Chủ tịch"}, SubjectKind.INDIVIDUAL),
        ({"name": "Tổ tiếp nhận hồ sơ"}, SubjectKind.COLLECTIVE),
        ({"name": "Ban Thi dua Khen thuong"}, SubjectKind.COLLECTIVE),
        ({"name": "Phòng Nội vụ"}, SubjectKind.COLLECTIVE),
        ({"name": "Ban Thi Mau"}, SubjectKind.INDIVIDUAL),
        ({"name": "Bàn Thị Mẫu"}, SubjectKind.INDIVIDUAL),
        ({"name": "Trương Văn Mẫu"}, SubjectKind.INDIVIDUAL),
        ({"name": "Phương Thị Mẫu"}, SubjectKind.INDIVIDUAL),
        ({"name": "Lê Văn Mẫu", "salutation": "Ông"}, SubjectKind.INDIVIDUAL),
        ({"name": "P. Thới An"}, SubjectKind.COLLECTIVE),
        ({"name": "Công đoàn cơ sở UBND phường"}, SubjectKind.COLLECTIVE),
        ({"name": "Lê Văn Mẫu", "position": "Bí thư, Chủ tịch UBND phường"}, SubjectKind.HEAD),
        ({"name": "Lê Văn Mẫu", "position": "Q. Trưởng phòng"}, SubjectKind.HEAD),
        ({"name": "Lê Văn Mẫu", "position": "Chủ tịch phường"}, SubjectKind.HEAD),
        ({"name": "Lê Văn Mẫu", "position": "Chủ tịch Hội Phụ nữ"}, SubjectKind.INDIVIDUAL),
        ({"kind": "Lãnh đạo", "position": "Phó Trưởng phòng"}, SubjectKind.INDIVIDUAL),
    ],
)
def test_the_kind_is_told_by_its_column_or_by_name_and_post(
    values: dict[str, str], kind: SubjectKind
) -> None:
    assert only(**values).kind is kind


@pytest.mark.parametrize(
    ("values", "gender"),
    [
        ({"salutation": "Bà"}, "Nữ"),
        ({"salutation": "Ông"}, "Nam"),
        ({"gender": "Nữ"}, "Nữ"),
        ({}, ""),
    ],
)
def test_the_gender_is_typed_or_follows_the_form_of_address(
    values: dict[str, str], gender: str
) -> None:
    assert only(name="Lê Mẫu", **values).gender == gender


def test_the_share_of_women_is_exact() -> None:
    assert only(women_share="96.15").women_share == Decimal("96.15")
    assert only().women_share is None


@pytest.mark.parametrize(
    ("typed", "awards"),
    [
        ("Giấy khen", (GK,)),
        ("giấy khen ubnd quận", (GK,)),
        ("BK TP", (BK,)),
        ("Giấy khen, Bằng khen", (GK, BK)),
        ("Bằng khen và Giấy khen", (GK, BK)),
        ("Đề nghị tặng Bằng khen thành phố năm 2020", (BK,)),
        ("Lao động tiên tiến", ()),
        *dict.fromkeys(
            ("BK Thủ tướng", "Giấy khen của Sở Nội vụ", "Giấy khen UBND phường"), ()
        ).items(),
        ("Giấy khen, Bằng khen của Bộ Nội vụ", (GK,)),
        ("Giấy khen cho phường", (GK,)),
        ("", ()),
    ],
)
def test_awards_are_told_by_their_names(typed: str, awards: tuple[str, ...]) -> None:
    assert awards_named(typed, Q12) == awards


def test_a_longer_award_name_is_not_the_shorter_one_in_it() -> None:
    typed = "Bằng khen của Thủ tướng Chính phủ năm 2026"
    assert awards_named(typed, CITY) == ("prime_minister_commendation",)
    both = "Bằng khen UBND Thành phố và Bằng khen Thủ tướng"
    assert awards_named(both, CITY) == ("chairman_commendation", "prime_minister_commendation")


def test_the_evidence_is_the_cell_of_the_name() -> None:
    made = only(name="Lê Văn Mẫu")
    assert (made.evidence.cell, made.evidence.text) == ("D7", "Lê Văn Mẫu")


def test_what_a_proposal_waits_for_follows_its_subject_to_the_verdict() -> None:
    doubt = Problem("date_invalid", Weight.HOLD, "Không có ngày 31/06/1980 trong lịch.")
    held = row(Form.PROPOSAL, name="Lê Thị Thí Dụ", salutation="Bà", award="Giấy khen")
    held.mark(doubt.at("a.xlsx", "Đề nghị", "D2", "born", "31/06/1980"))
    waiting = subjects(facts_of(held), Q12, UNITS)[0].waiting
    assert waiting == "ô D2: Không có ngày 31/06/1980 trong lịch."
    assert only(name="Lê Thị Thí Dụ", salutation="Bà").waiting == ""


def test_a_unit_named_as_a_person_is_named_waits_until_its_kind_is_told() -> None:
    waiting = only(name="THỚI AN").waiting
    assert waiting.startswith("ô D7: “THỚI AN” là tên đơn vị hay họ tên một người?")
    for told in ({"kind": "Tập thể"}, {"salutation": "Ông"}):
        assert only(name="Thới An", **told).waiting == ""
    assert only(name="Lê Thới An").waiting == ""


@pytest.mark.parametrize("code", ["several_people", "struck_out"])
def test_nobody_is_judged_whose_name_may_be_two_or_withdrawn(code: str) -> None:
    held = row(Form.PROPOSAL, name="Lê Thị Thí Dụ; Lê Văn Mẫu", award="Giấy khen")
    doubt = Problem(code, Weight.HOLD, "Đề nghị xác nhận.")
    held.mark(doubt.at("a.xlsx", "Đề nghị", "C2", "name", ""))
    assert subjects(facts_of(held), Q12, UNITS)[0].waiting == "ô C2: Đề nghị xác nhận."


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("name", "name_unclear"),
        ("name", "legacy_font_lost"),
        ("name", "only_in_older"),
        ("award", "award_unclear"),
    ],
)
def test_a_doubt_about_who_or_what_is_proposed_keeps_the_proposal_waiting(
    column: str, code: str
) -> None:
    doubtful = row(Form.PROPOSAL, name="Trần Thị Mẫu", award="Giấy khen")
    doubtful.mark(Problem(code, Weight.HOLD, "Đề nghị xác nhận.").at("a", "s", "C7", column))
    (subject, *_) = subjects(facts_of(doubtful), Q12, UNITS)
    assert subject.waiting == "ô C7: Đề nghị xác nhận."
