"""What a unit answers about the criteria, and what waits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from campaign.cells.declarations import Declaration
from campaign.columns import DECLARATION, DECLARATION_CODE
from campaign.grid import CellValue
from campaign.plan.loading import load_campaign
from campaign.reading.answers import AnswerReader, Asked
from campaign.records import Row, Status
from tests.grids import CITY, CRITERIA, Q12, codes, read_rows, why

HEADING: list[CellValue] = ["UBND PHƯỜNG THỚI AN"]


def answered(code: str, text: str, answer: CellValue, form: str = "") -> Row:
    out = read_rows(
        [HEADING, CRITERIA, [code, text, answer, "Biên bản"]],
        number_format=lambda _row, _column: form,
    )
    return out.rows[0]


@pytest.mark.parametrize(
    ("typed", "form", "number", "met"),
    [
        ("100%", "", "100", True),
        (1, "0%", "100", True),
        ("25/25", "", "100", True),
        ("25/26", "", "96.15", False),
        ("29999/30000", "", "99.99", False),
        ("99,5", "", "99.5", False),
        ("99.5", "", "99.5", False),
    ],
)
def test_a_share_is_compared_with_its_minimum(
    typed: CellValue, form: str, number: str, *, met: bool
) -> None:
    row = answered("4.1.d", "", typed, form)
    found = AnswerReader(load_campaign(Q12)).read(row)
    assert found is not None
    assert found.number is not None
    assert round(found.number, 2) == Decimal(number)
    assert found.met is met


def test_two_thirds_do_not_reach_a_minimum_in_hundredths_that_lies_above_them() -> None:
    plan = load_campaign(Q12)
    asked = [
        one.model_copy(update={"minimum": Decimal("66.67")}) if one.id == "4.1.d" else one
        for one in plan.criteria
    ]
    reader = AnswerReader(plan.model_copy(update={"criteria": tuple(asked)}))
    short, enough = (reader.read(answered("4.1.d", "", typed)) for typed in ("2/3", "66,67%"))
    assert short is not None
    assert enough is not None
    assert (short.number, short.met) == (Decimal("66.66"), False)
    assert (enough.number, enough.met) == (Decimal("66.67"), True)


def test_an_amount_of_money_is_no_share() -> None:
    for stored, seen in ((95, "95 ₫"), (1000, "1.000 ₫")):
        row = answered("4.1.d", "100% cán bộ", stored, '#,##0 "₫"')
        assert (row.status, row.text("answer")) == (Status.HELD, seen)


@pytest.mark.parametrize("typed", ["Đạt", "1.000", None])
def test_a_share_that_is_no_number_waits(typed: CellValue) -> None:
    row = answered("4.1.d", "100% cán bộ", typed)
    assert row.status is Status.HELD


@pytest.mark.parametrize(
    ("typed", "declared", "held"),
    [
        ("Không có cá nhân nào vi phạm", Declaration.NONE, False),
        ("Đang xem xét kỷ luật 01 cá nhân", Declaration.UNDER_REVIEW, True),
        ("nhắc nhở", Declaration.UNDER_REVIEW, True),
        ("01 cá nhân bị khiển trách", Declaration.DECLARED, False),
        (None, None, True),
    ],
)
@pytest.mark.parametrize("code", [DECLARATION, DECLARATION_CODE, ""])
def test_what_is_declared(
    code: str, typed: CellValue, declared: Declaration | None, *, held: bool
) -> None:
    row = answered(code, "Khai báo vi phạm", typed)
    found = AnswerReader(load_campaign(Q12)).read(row)
    assert found is not None
    assert (found.asked, found.declaration) == (Asked.DECLARATION, declared)
    assert found.held is held
    assert (row.status is Status.HELD) is held


@pytest.mark.parametrize(("typed", "met"), [("Đạt", True), ("Không đạt", False), ("x y z", None)])
def test_pass_or_fail(typed: str, *, met: bool | None) -> None:
    row = answered("4.1.a", "Có kế hoạch", typed)
    found = AnswerReader(load_campaign(Q12)).read(row)
    assert found is not None
    assert found.met is met
    assert (row.status is Status.HELD) is (met is None)


@pytest.mark.parametrize("campaign", [Q12, CITY])
def test_every_question_is_known_by_code_and_by_words(campaign: str) -> None:
    plan = load_campaign(campaign)
    reader = AnswerReader(plan)
    asked = [(item.id, item.shown_code, item.text) for item in plan.criteria]
    asked += [(item.id, item.shown_code, item.name) for item in plan.indicators]
    for known, code, text in asked:
        for typed in ([code, ""], ["", text], [code.upper(), "x"], [known, "của biểu cũ"]):
            out = read_rows([HEADING, CRITERIA, [*typed, "Đạt", None]], campaign)
            found = reader.read(out.rows[0])
            assert found is not None
            assert found.id == known


@pytest.mark.parametrize("text", ["Tiêu chí tự thêm", "100%", "cán bộ", "Có"])
def test_words_that_fit_no_question_wait(text: str) -> None:
    row = answered("", text, "Đạt")
    assert "criterion_unknown" in codes(row)
    assert row.status is Status.HELD


def test_a_self_assessment_nobody_began_is_no_data() -> None:
    lines: list[list[CellValue]] = [["4.1.a", "Có kế hoạch"], ["4.1.d", "100% cán bộ"]]
    blank = read_rows([HEADING, CRITERIA, *lines])
    assert not blank.rows
    assert [kind for kind, _ in why(blank)] == ["unanswered"] * 2
    begun = read_rows([HEADING, CRITERIA, [*lines[0], "Đạt"], lines[1]])
    assert [row.status for row in begun.rows] == [Status.ACCEPTED, Status.HELD]
    assert "answer_missing" in codes(begun.rows[1])


@pytest.mark.parametrize(("box", "status"), [(True, Status.ACCEPTED), (False, Status.HELD)])
def test_a_ticked_box_is_an_answer_and_an_empty_one_waits(box: CellValue, status: Status) -> None:
    row = answered("4.1.a", "", box)
    found = AnswerReader(load_campaign(Q12)).read(row)
    assert found is not None
    assert (row.status, found.met) == (status, True if box else None)


@pytest.mark.parametrize(
    ("typed", "met"),
    [("Không", None), ("Có", None), ("không có", None), ("Đạt", True), ("Không đạt", False)],
)
def test_a_yes_or_no_to_a_criterion_that_asks_for_an_absence_waits(
    typed: str, *, met: bool | None
) -> None:
    asked = "Không có cán bộ, công chức, viên chức vi phạm kỷ luật trong thực thi công vụ"
    out = read_rows([["Phường Sài Gòn"], CRITERIA, ["II.4", asked, typed, "BC 12"]], CITY)
    (row,) = out.rows
    found = AnswerReader(load_campaign(CITY)).read(row)
    assert found is not None
    assert found.met is met
    assert (row.status is Status.HELD) is (met is None)
    assert codes(row) == (["pass_fail_either_way"] if met is None else [])


def test_a_yes_or_no_to_any_other_criterion_is_an_answer() -> None:
    row = answered("4.1.a", "Có kế hoạch cải cách hành chính", "Không")
    found = AnswerReader(load_campaign(Q12)).read(row)
    assert found is not None
    assert (row.status, found.met) == (Status.ACCEPTED, False)
