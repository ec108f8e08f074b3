"""Eligibility before merit: who is excluded, who waits, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from campaign.judging.holds import hold_for
from campaign.judging.violation_rules import ViolationRules
from campaign.plan.definition import Campaign, Form, Ground, SubjectKind
from campaign.problems import Issue, Weight
from campaign.result.verdicts import Judgement, Reason, Verdict
from tests.rule_cases import (
    CITY,
    OTHER,
    Q12,
    WARD,
    answers,
    facts_of,
    handed_in,
    judge,
    row,
    subject,
    violation,
)

VIOLATOR = subject("Trần Văn Mẫu", SubjectKind.INDIVIDUAL)
COLLEAGUE = subject("Lê Thị Thí Dụ", SubjectKind.INDIVIDUAL)
HEAD = subject("Nguyễn Văn Đầu", SubjectKind.HEAD)
WARD_ITSELF = subject()
CITIZEN = subject("Công ty Thí Dụ", SubjectKind.CITIZEN, None)


def against(judgement: Judgement) -> list[Reason]:
    return [reason for reason in judgement.reasons if reason.weight is not Verdict.ELIGIBLE]


def codes(judgement: Judgement) -> list[str]:
    return [reason.code for reason in against(judgement)]


def test_who_met_everything_is_eligible() -> None:
    made = judge(WARD_ITSELF, HEAD, VIOLATOR, COLLEAGUE, CITIZEN)
    assert [item.verdict for item in made] == [Verdict.ELIGIBLE] * 5
    assert made[0].reasons == ()


@pytest.mark.parametrize("typed", ["Trần Văn Mẫu", "TRẦN VĂN MẪU", "Ông Trần Văn Mẫu"])
def test_a_confirmed_violation_reaches_collective_violator_and_head_only(typed: str) -> None:
    neighbour = subject("UBND phường Thạnh Lộc", unit=OTHER)
    namesake = subject("Trần Văn Mẫu", SubjectKind.INDIVIDUAL, OTHER)
    rows = [*handed_in(), *answers(), *handed_in(OTHER), *answers(OTHER)]
    made = judge(
        WARD_ITSELF,
        HEAD,
        VIOLATOR,
        COLLEAGUE,
        CITIZEN,
        neighbour,
        namesake,
        rows=rows,
        violations=(violation(typed),),
    )
    assert [item.verdict for item in made] == [Verdict.INELIGIBLE] * 3 + [Verdict.ELIGIBLE] * 4
    for item in made[:3]:
        (reason,) = against(item)
        assert reason.code == "violation_confirmed"
        assert reason.ground is Ground.CRITERIA_NOT_MET
        assert reason.clause == "mục 5, đoạn cuối"
        assert (reason.evidence.sheet, reason.evidence.cell) == ("Vi phạm", "D5")
        assert "118/QĐ-UBND" in reason.message


@pytest.mark.parametrize(
    "typed",
    [
        *("Trần Văn Mẫu, công chức", "Ông Trần Văn Mẫu - Phó Chủ tịch UBND phường"),
        *("Trần Văn Mẫu (công chức)", "ThS. Trần Văn Mẫu, Phòng Nội vụ", "Đ/c Trần Văn Mẫu"),
        *("Công chức Trần Văn Mẫu", "Trần Văn Mẫu và Lê Văn Thử", "1. Lê Thử\n2. Trần Văn Mẫu"),
    ],
)
def test_a_violator_is_found_beside_a_post_and_among_others(typed: str) -> None:
    made = judge(WARD_ITSELF, VIOLATOR, COLLEAGUE, violations=(violation(typed),))
    assert [item.verdict for item in made] == [Verdict.INELIGIBLE] * 2 + [Verdict.ELIGIBLE]


@pytest.mark.parametrize(
    "typed",
    [
        *("Lê Văn Thử (theo đơn của Trần Văn Mẫu)", "Chủ tịch UBND phường Trần Văn Mẫu"),
        *("Tran Van Mau, cong chuc", "Lê Văn Thử - em ông Trần Văn Mẫu"),
        *("Trần Văn Mẫu chuyên viên", "Trần Văn Mẫu 1980"),
    ],
)
def test_a_name_among_other_words_waits_for_a_person(typed: str) -> None:
    (made,) = judge(VIOLATOR, violations=(violation(typed),))
    assert (made.verdict, codes(made)) == (Verdict.HELD, ["violation_name_alike"])
    assert "ghi riêng họ tên" in against(made)[0].message


def test_a_longer_name_is_another_person_and_a_post_behind_ones_own_is_not() -> None:
    longer = judge(VIOLATOR, violations=(violation("Trần Văn Mẫu Đơn"),))
    assert [item.verdict for item in longer] == [Verdict.ELIGIBLE]
    confirmed = subject("Trần Văn Mẫu, công chức", SubjectKind.INDIVIDUAL)
    assert judge(confirmed, violations=(violation(),))[0].verdict is Verdict.HELD


def test_a_name_that_only_looks_like_the_violators_waits_for_a_person() -> None:
    alike = subject("Trần Vân Mậu", SubjectKind.INDIVIDUAL)
    (made,) = judge(alike, violations=(violation(),))
    assert (made.verdict, codes(made)) == (Verdict.HELD, ["violation_name_alike"])


@pytest.mark.parametrize(
    "name", ["BS.CKII Trần Văn Mẫu", "Th.S Trần Văn Mẫu", "DS. Trần Văn Mẫu", "CKI Trần Văn Mẫu"]
)
def test_a_degree_before_a_violators_name_hides_nobody(name: str) -> None:
    (made,) = judge(subject(name, SubjectKind.INDIVIDUAL), violations=(violation(),))
    assert (made.verdict, codes(made)) == (Verdict.INELIGIBLE, ["violation_confirmed"])


@pytest.mark.parametrize(
    ("proposed", "typed"),
    [
        *(("Trần V. Mẫu", "Trần Văn Mẫu"), ("Trần Văn Mẫu", "T.V. Mẫu"), ("Trần Mẫu", "T V Mẫu")),
        *(("ONG TRAN VAN MAU", "Trần Văn Mẫu"), ("Trần Văn Mẫu", "anh Mẫu")),
        *(("Nghệ nhân Trần Văn Mẫu", "Trần Văn Mẫu"), ("Trần Văn Mẫu", "Trần Văn M.")),
    ],
)
def test_a_name_in_part_waits_for_a_person(proposed: str, typed: str) -> None:
    who = subject(proposed, SubjectKind.INDIVIDUAL)
    (made,) = judge(who, violations=(violation(typed),))
    assert (made.verdict, codes(made)) == (Verdict.HELD, ["violation_name_alike"])


def test_who_may_be_the_head_waits_only_where_the_unit_has_a_violation() -> None:
    head = replace(COLLEAGUE, may_lead=True)
    (made,) = judge(head, violations=(violation(),))
    assert (made.verdict, codes(made)) == (Verdict.HELD, ["head_or_not"])
    assert against(made)[0].evidence.cell == "D5"
    assert judge(head)[0].verdict is Verdict.ELIGIBLE


def test_a_violation_of_an_unclear_unit_holds_whom_it_may_be_of() -> None:
    unclear = replace(violation(), unit=None, possible=(WARD,))
    namesake = subject("Trần Văn Mẫu", SubjectKind.INDIVIDUAL, OTHER)
    body = subject("UBND phường Thạnh Lộc", unit=OTHER)
    rows = [*handed_in(), *answers(), *handed_in(OTHER), *answers(OTHER)]
    asked = (WARD_ITSELF, HEAD, VIOLATOR, COLLEAGUE, CITIZEN, namesake, body)
    made = judge(*asked, rows=rows, violations=(unclear,))
    held = [["violation_unplaced"]]
    assert [codes(item) for item in made] == [*held * 3, [], [], *held, []]
    assert against(made[0])[0].evidence.cell == "D5"
    cleared = replace(unclear, state="cleared")
    assert all(not codes(item) for item in judge(*asked, rows=rows, violations=(cleared,)))


@pytest.mark.parametrize("typed", ["01 công chức", "Cán bộ Tư pháp - Hộ tịch", "chưa rõ"])
def test_a_violator_whom_nobody_named_may_be_anyone_of_the_unit(typed: str) -> None:
    made = judge(VIOLATOR, CITIZEN, violations=(violation(typed),))
    assert [codes(item) for item in made] == [["violation_unnamed"], []]
    assert f"ghi “{typed}”, chưa nêu tên ai" in against(made[0])[0].message
    assert codes(judge(VIOLATOR, violations=(violation(""),))[0]) == []


def test_a_violator_who_is_proposed_as_a_citizen_waits_for_a_person() -> None:
    names = "Trần Văn Mẫu", "Trần Mẫu"
    made = judge(*(subject(n, SubjectKind.CITIZEN) for n in names), violations=(violation(),))
    assert [codes(item) for item in made] == [["violation_name_alike"], []]
    assert "cột Đối tượng" in against(made[0])[0].message


@pytest.mark.parametrize(
    ("state", "code"),
    [("considered", "violation_considered"), ("unclear", "violation_unclear")],
)
def test_what_is_under_consideration_holds_and_refuses_nobody(state: str, code: str) -> None:
    made = judge(WARD_ITSELF, HEAD, VIOLATOR, COLLEAGUE, violations=(violation(state=state),))
    assert [item.verdict for item in made] == [Verdict.HELD] * 3 + [Verdict.ELIGIBLE]
    for item in made[:3]:
        assert codes(item) == [code]
        assert against(item)[0].ground is None


def test_a_cleared_violation_does_nothing() -> None:
    made = judge(WARD_ITSELF, HEAD, VIOLATOR, violations=(violation(state="cleared"),))
    assert {item.verdict for item in made} == {Verdict.ELIGIBLE}


def test_a_hundred_percent_that_the_list_contradicts_is_shown() -> None:
    (made,) = judge(WARD_ITSELF, violations=(violation(),))
    (shown,) = [reason for reason in made.reasons if reason.code == "claim_contradicted"]
    assert shown.weight is Verdict.ELIGIBLE
    assert shown.clause == "mục 4.1, gạch đầu dòng 4"
    assert shown.evidence.cell
    assert "trang Vi phạm, ô D5" in shown.message


def test_25_of_26_fails_the_criterion_of_a_hundred_percent() -> None:
    (made,) = judge(WARD_ITSELF, rows=[*handed_in(), *answers(_4_1_d="25/26")])
    (reason,) = against(made)
    assert (made.verdict, reason.code) == (Verdict.INELIGIBLE, "criterion_not_met")
    assert reason.ground is Ground.CRITERIA_NOT_MET
    assert reason.clause == "mục 4.1, gạch đầu dòng 4"
    assert (reason.evidence.text, bool(reason.evidence.cell)) == ("25/26", True)
    assert "96,15" in reason.message
    assert "100%" in reason.message


@pytest.mark.parametrize("said", ["Đạt", ""])
def test_no_percentage_where_one_is_asked_holds(said: str) -> None:
    (made,) = judge(WARD_ITSELF, rows=[*handed_in(), *answers(_4_1_d=said)])
    assert (made.verdict, codes(made)) == (Verdict.HELD, ["criterion_open"])


def test_not_met_by_its_own_word_refuses() -> None:
    (made,) = judge(WARD_ITSELF, rows=[*handed_in(), *answers(_4_1_a="Không đạt")])
    assert (made.verdict, codes(made)) == (Verdict.INELIGIBLE, ["criterion_not_met"])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "declaration_missing"),
        ("Không rõ", "declaration_unclear"),
        ("01 trường hợp bị khiển trách", "violation_declared"),
        ("01 công chức đang xem xét kỷ luật", "violation_considered"),
    ],
)
def test_a_declaration_other_than_none_holds(said: str, code: str) -> None:
    (made,) = judge(WARD_ITSELF, rows=[*handed_in(), *answers(declared=said)])
    assert (made.verdict, codes(made)) == (Verdict.HELD, [code])


def test_no_self_assessment_holds_every_declared_criterion_and_the_declaration() -> None:
    (made,) = judge(WARD_ITSELF, rows=handed_in())
    assert made.verdict is Verdict.HELD
    assert codes(made) == ["criterion_open"] * 4 + ["declaration_missing"]


@pytest.mark.parametrize(("plan", "tab"), [(Q12, "Tiêu chí"), (CITY, "Tự đánh giá")])
def test_a_declaration_that_lacks_is_asked_for_in_the_tab_that_the_unit_has(
    plan: Campaign, tab: str
) -> None:
    (reason,) = ViolationRules(plan, facts_of(), ()).on_collective(WARD)
    assert reason.message.endswith(f"(thiếu dòng khai báo trong trang {tab}).")


def test_a_missing_deliverable_is_an_incomplete_file() -> None:
    (made,) = judge(WARD_ITSELF, rows=[*handed_in()[:2], *answers()])
    (reason,) = against(made)
    assert (reason.code, reason.ground) == ("deliverable_missing", Ground.INCOMPLETE_FILE)
    assert made.verdict is Verdict.INELIGIBLE


def test_lateness_is_only_noted_where_the_plan_says_so() -> None:
    late = row(Form.REGISTRATION, id="late", submitted="2020-05-25")
    (made,) = judge(WARD_ITSELF, rows=[late, *handed_in()[1:], *answers()])
    assert made.verdict is Verdict.ELIGIBLE
    assert [reason.code for reason in made.reasons] == ["deliverable_late"]


def test_a_hidden_row_that_speaks_of_violations_holds_collective_and_head() -> None:
    hidden = row(Form.INTERIM, id="h", submitted="2020-06-10")
    hidden.mark(
        Issue("violation_mentioned", Weight.HOLD, "m", "a.xlsx", "s", "B9", "title", "kỷ luật")
    )
    made = judge(WARD_ITSELF, HEAD, COLLEAGUE, rows=[*handed_in(), hidden, *answers()])
    assert [item.verdict for item in made] == [Verdict.HELD, Verdict.HELD, Verdict.ELIGIBLE]
    assert against(made[0])[0].evidence.cell == "B9"


def test_a_dissolved_unit_is_the_wrong_subject() -> None:
    after = datetime(2025, 8, 1)  # noqa: DTZ001
    (made,) = judge(WARD_ITSELF, day=after)
    assert (made.verdict, codes(made)) == (Verdict.INELIGIBLE, ["unit_not_in_force"])
    assert against(made)[0].ground is Ground.WRONG_SUBJECT


def test_a_unit_outside_the_plan_is_the_wrong_subject() -> None:
    (made,) = judge(WARD_ITSELF, participants=frozenset([OTHER]))
    assert (made.verdict, codes(made)) == (Verdict.INELIGIBLE, ["unit_not_participating"])
    assert against(made)[0].ground is Ground.WRONG_SUBJECT


def test_an_unknown_unit_holds_but_citizens_need_none() -> None:
    made = judge(subject(unit=None), CITIZEN)
    assert [item.verdict for item in made] == [Verdict.HELD, Verdict.ELIGIBLE]
    assert codes(made[0]) == ["unit_unknown"]


def test_a_proposal_without_award_or_name_is_held() -> None:
    made = judge(subject("", SubjectKind.INDIVIDUAL, awards=()))
    assert codes(made[0]) == ["award_unknown", "name_missing"]
    assert all(award.short_name in against(made[0])[0].message for award in Q12.awards)


def test_whose_proposal_waits_for_a_person_is_not_judged_yet() -> None:
    waiting = replace(subject(), waiting="ô E4: Không có ngày 31/06/1980 trong lịch.")
    (made,) = judge(waiting)
    assert made.verdict is Verdict.HELD
    assert codes(made) == ["proposal_held"]
    assert "ô E4" in against(made)[0].message


def test_every_reason_has_code_clause_message_and_evidence() -> None:
    rows = [*answers(_4_1_a="Không đạt", _4_1_d="", declared="")]
    made = judge(
        WARD_ITSELF,
        subject("", unit=None, awards=()),
        subject(unit="khong-co"),
        HEAD,
        rows=rows,
        violations=(violation(), violation(state="considered")),
    )
    reasons = [reason for item in made for reason in item.reasons]
    assert len(reasons) > 10
    for reason in reasons:
        assert reason.code
        assert reason.clause
        assert reason.message.endswith(".") or reason.code == "criterion_open"
        assert reason.evidence.cell or reason.evidence.kind in {"rule", "none"}


@pytest.mark.parametrize(
    ("stated", "content", "clause"),
    [
        ("Đang xem xét kỷ luật", "", "k1"),
        ("Đang thanh tra, kiểm tra", "có đơn tố cáo", "k2"),
        ("Đang xác minh đơn", "", "k3"),
        ("Phiếu chuyển số 47", "Đơn tố cáo đang được xác minh", "k3"),
        ("", "chưa rõ", "k1"),
    ],
)
def test_a_hold_stands_on_its_own_clause(stated: str, content: str, clause: str) -> None:
    holds = tuple(
        hold.model_copy(update={"clause": f"k{number}"}) for number, hold in enumerate(Q12.holds, 1)
    )
    found = hold_for(holds, stated, content)
    assert found is not None
    assert found.clause == clause


def test_a_verdict_names_the_state_that_suspends_it() -> None:
    line = replace(violation(state="considered"), content="Đơn tố cáo đang được xác minh")
    (reason,) = against(judge(WARD_ITSELF, violations=(line,))[0])
    assert "khiếu nại, tố cáo đang được xác minh" in reason.message
    asked = judge(WARD_ITSELF, rows=[*handed_in(), *answers(declared="")])[0]
    assert [reason.clause for reason in against(asked)] == [Q12.violations.clause]


def test_a_deliverable_whose_unit_is_open_holds_whatever_lateness_does() -> None:
    doubt = row(Form.REGISTRATION, None)
    issue = Issue(
        "unit_ambiguous", Weight.HOLD, "m", "a.xlsx", "s", "B7", "unit", "?", (WARD, OTHER)
    )
    doubt.mark(issue)
    made = judge(WARD_ITSELF, rows=[*handed_in()[1:], *answers(), doubt])[0]
    assert (made.verdict, codes(made)) == (Verdict.HELD, ["deliverable_uncertain"])


def test_a_self_assessment_after_the_cutoff_counts_for_nothing_and_says_so() -> None:
    late = [
        row(Form.CRITERIA, criterion=f"4.1.{key}", answer="100%", submitted="2020-12-05")
        for key in "abcd"
    ]
    day = datetime(2020, 12, 20, 8)  # noqa: DTZ001 - office time
    made = judge(WARD_ITSELF, rows=[*handed_in(), *late, answers()[-1]], day=day)[0]
    assert codes(made) == ["criterion_open"] * 4
    assert "05/12/2020 sau ngày chốt số liệu 30/11/2020" in made.reasons[0].message
