"""Deadlines: three settings, evidence by strength, extensions by a person, doubts kept."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.judging.deadlines import Deadlines
from campaign.judging.due_days import last_day, setting_text
from campaign.judging.facts import gather
from campaign.plan.definition import CountedDate, Form, WeekendRule
from campaign.problems import Issue, Weight
from campaign.reading.answers import AnswerReader
from campaign.records import Row
from campaign.result.submissions import EXTENSION, Doubt, Standing, Submission
from tests.rule_cases import (
    CITY,
    CITY_ROSTER,
    NOW,
    Q12,
    ROSTER,
    WARD,
    facts_of,
    held,
    receipt,
    row,
    source,
    submission,
    with_deliverable,
)

CITY_NOW = datetime(2026, 11, 20, 8)  # noqa: DTZ001 - office time
CITY_WARD = "phuong-sai-gon"
GRANT = {
    "until": "2020-05-25",
    "signed": "2020-05-18",
    "document": "12/UBND-NV",
    "person": "Chủ tịch",
}


def registered(day: str = "") -> list[Row]:
    return [row(Form.REGISTRATION, submitted=day)]


def test_the_day_itself_is_late_when_exclusive_and_on_time_when_inclusive() -> None:
    came = (receipt(received="2020-05-20"),)
    late = submission(receipts=came)
    assert (late.standing, late.days_late, late.last_day) == (Standing.LATE, 1, date(2020, 5, 19))
    assert "không tính ngày hạn" in late.setting
    plan = with_deliverable(Q12, "registration", inclusive=True)
    fine = submission(receipts=came, campaign=plan)
    assert (fine.standing, fine.days_late) == (Standing.ON_TIME, 0)
    assert "; tính cả ngày hạn" in f"; {fine.setting}"


def test_a_weekend_is_kept_or_rolled_and_the_setting_says_which() -> None:
    came = (receipt("results", received="2020-11-02"),)
    kept = submission(deliverable="results", receipts=came)
    assert (kept.standing, kept.days_late) == (Standing.LATE, 2)
    assert "giữ nguyên cuối tuần" in kept.setting
    plan = with_deliverable(Q12, "results", weekend=WeekendRule.ROLL)
    rolled = submission(deliverable="results", receipts=came, campaign=plan)
    assert (rolled.standing, rolled.last_day) == (Standing.ON_TIME, date(2020, 11, 2))
    assert "ngày làm việc kế tiếp" in rolled.setting


def test_each_counted_date_is_named() -> None:
    named = {
        setting_text(Q12.deliverables[0].model_copy(update={"counts": counted})).rsplit("; ")[-1]
        for counted in CountedDate
    }
    assert named == {"xét theo ngày ký", "xét theo ngày gửi", "xét theo ngày đến"}


def test_only_the_counted_date_of_a_receipt_is_held_against_the_deadline() -> None:
    came = (receipt(signed="2020-05-15", received="2020-05-21"),)
    assert submission(receipts=came).standing is Standing.LATE
    plan = with_deliverable(Q12, "registration", counts=CountedDate.SIGNED)
    assert submission(receipts=came, campaign=plan).standing is Standing.ON_TIME


def test_a_receipt_outranks_what_the_unit_typed() -> None:
    verdict = submission(*registered("2020-05-10"), receipts=(receipt(received="2020-05-22"),))
    assert (verdict.standing, verdict.days_late) == (Standing.LATE, 3)
    assert (verdict.evidence.kind, verdict.evidence.cell) == ("receipt", "C4")


def test_a_typed_date_is_evidence_with_its_cell() -> None:
    verdict = submission(*registered("2020-05-10"))
    assert verdict.standing is Standing.ON_TIME
    assert (verdict.evidence.kind, verdict.evidence.file) == ("typed", "a.xlsx")
    assert verdict.evidence.cell == "N7"


def test_an_extension_with_name_date_and_document_moves_the_last_day_not_the_due_date() -> None:
    lines = (receipt(received="2020-05-24"), receipt(action=EXTENSION, **GRANT))
    verdict = submission(receipts=lines)
    assert verdict.standing is Standing.ON_TIME
    assert (verdict.due, verdict.last_day) == (date(2020, 5, 20), date(2020, 5, 25))
    assert verdict.extension is not None
    assert verdict.extension.granted_on == "2020-05-18"
    assert "12/UBND-NV" in verdict.message


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("document", "số văn bản"),
        ("person", "người cho gia hạn"),
        ("signed", "ngày"),
        ("until", "hạn mới"),
    ],
)
def test_an_extension_that_lacks_something_is_not_applied_and_said(lacking: str, said: str) -> None:
    lines = (
        receipt(received="2020-05-24"),
        receipt(action=EXTENSION, **{**GRANT, lacking: ""}),
    )
    verdict = submission(receipts=lines)
    assert (verdict.standing, verdict.extension) == (Standing.LATE, None)
    assert f"chưa áp dụng vì thiếu {said} (trang Sổ tiếp nhận, ô C4)." in verdict.message


def test_a_shorter_extension_never_shortens_the_deadline() -> None:
    line = receipt(action=EXTENSION, **{**GRANT, "until": "2020-05-01"})
    assert submission(receipts=(line,)).last_day == date(2020, 5, 19)


def test_two_days_in_one_cell_are_uncertain_with_both_readings() -> None:
    typed = held(row(Form.REGISTRATION), "submitted", "2020-05-22", "2020-05-18")
    verdict = submission(typed)
    assert verdict.standing is Standing.UNCERTAIN
    assert verdict.readings == ("2020-05-18", "2020-05-22")
    assert "18/05/2020 hoặc 22/05/2020" in verdict.message


def test_a_day_in_doubt_says_where_it_stands_and_who_can_tell_it() -> None:
    typed = held(row(Form.REGISTRATION), "submitted", "2020-05-22", "2020-05-18")
    verdict = submission(typed)
    place = verdict.evidence
    assert verdict.message.endswith(
        f" Đề nghị đơn vị ghi rõ một ngày nộp (dòng ở tệp {place.file}, trang {place.sheet}, ô "
        f"{place.cell}), hoặc văn phòng ghi ngày nhận vào trang Sổ tiếp nhận."
    )
    assert place.cell


def test_no_date_at_all_is_uncertain_after_the_deadline() -> None:
    verdict = submission(*registered())
    assert (verdict.standing, verdict.received) == (Standing.UNCERTAIN, "")


@pytest.mark.parametrize("readings", [("2020-05-18",), ()])
def test_a_doubt_that_could_save_a_late_unit_stays_a_doubt(readings: tuple[str, ...]) -> None:
    doubt = held(row(Form.REGISTRATION), "submitted", *readings)
    verdict = submission(*registered("2020-05-22"), doubt)
    assert verdict.standing is Standing.UNCERTAIN


def test_a_doubt_that_changes_nothing_is_no_doubt() -> None:
    doubt = held(row(Form.REGISTRATION), "submitted", "2020-05-23")
    assert submission(*registered("2020-05-22"), doubt).standing is Standing.LATE
    assert submission(*registered("2020-05-11"), doubt).standing is Standing.ON_TIME


def test_nothing_later_than_the_moment_of_judging_counts() -> None:
    early = datetime(2020, 5, 21, 8)  # noqa: DTZ001
    lines = (
        receipt(received="2020-05-22"),
        receipt(received="2020-05-21T17:00:00"),
        receipt(action=EXTENSION, **{**GRANT, "signed": "2020-05-23"}),
    )
    assert submission(receipts=lines, as_of=early).standing is Standing.MISSING
    assert submission(*registered("2020-05-22"), as_of=early).standing is Standing.UNCERTAIN


def test_missing_incomplete_and_not_due() -> None:
    early = datetime(2020, 5, 19, 23)  # noqa: DTZ001
    unfinished = row(Form.REGISTRATION, title="")
    assert submission().standing is Standing.MISSING
    assert submission(unfinished).standing is Standing.INCOMPLETE
    assert submission(as_of=early).standing is Standing.NOT_DUE
    seen = submission(*registered(), as_of=early)
    assert (seen.standing, seen.evidence.kind) == (Standing.ON_TIME, "seen")


def test_too_few_rows_are_incomplete() -> None:
    plan = with_deliverable(Q12, "registration", minimum_rows=2)
    found = submission(*registered("2020-05-10"), campaign=plan)
    assert found.standing is Standing.INCOMPLETE
    assert "Biểu “Đăng ký” cần ít nhất 2 dòng đủ các cột bắt buộc, hiện có 1." in found.message


def test_a_self_assessment_can_be_a_deliverable() -> None:
    typed = row(Form.CRITERIA, CITY_WARD, criterion="ii.1", answer="Đạt", submitted="2026-10-12")
    verdict = submission(
        typed, deliverable="self_assessment", campaign=CITY, as_of=CITY_NOW, unit=CITY_WARD
    )
    assert verdict.standing is Standing.ON_TIME


def test_proposals_alone_do_not_make_a_final_report() -> None:
    proposal = row(Form.PROPOSAL, CITY_WARD, name="A", award="Bằng khen", submitted="2026-11-01")
    report = row(Form.RESULT, CITY_WARD, submitted="2026-11-02")

    def handed_in(*rows: Row) -> Submission:
        return submission(
            *rows, deliverable="final_report", campaign=CITY, as_of=CITY_NOW, unit=CITY_WARD
        )

    def standing(*rows: Row) -> Standing:
        return handed_in(*rows).standing

    assert standing(proposal) is Standing.INCOMPLETE
    assert "Biểu “Tổng kết” cần ít nhất 1 dòng" in handed_in(proposal).message
    assert standing(proposal, report) is Standing.ON_TIME
    assert standing(report) is Standing.ON_TIME


def test_the_second_campaign_rolls_a_saturday_to_monday() -> None:
    signup = CITY.deliverable("signup")
    assert (signup.due, last_day(signup)) == (date(2026, 2, 28), date(2026, 3, 2))


def test_every_unit_has_one_verdict_for_each_deliverable_it_owes() -> None:
    units = ROSTER.on(NOW.date())
    judged = Deadlines(Q12, NOW, facts_of()).judge(units)
    pairs = [(item.unit, item.deliverable) for item in judged]
    assert len(pairs) == len(set(pairs)) == len(units) * 3


@given(
    st.permutations(
        [
            ("2020-05-22", ()),
            ("2020-05-10", ()),
            ("", ("2020-05-18", "2020-05-22")),
            ("", ()),
            ("2021-01-01", ()),
        ]
    ),
    st.integers(0, 5),
)
def test_the_order_of_rows_never_changes_a_verdict(
    days: list[tuple[str, tuple[str, ...]]], kept: int
) -> None:
    def verdict(given_days: list[tuple[str, tuple[str, ...]]]) -> tuple[object, ...]:
        rows = []
        for day, readings in given_days:
            one = row(Form.REGISTRATION, WARD, submitted=day)
            rows.append(held(one, "submitted", *readings) if readings else one)
        found = submission(*rows)
        said, _, cell = found.message.partition(" Đề nghị ")
        return found.standing, found.received, found.readings, said, bool(cell)

    assert verdict(days[:kept]) == verdict(sorted(days[:kept]))


AFTER = datetime(2020, 12, 20, 8)  # noqa: DTZ001 - office time


def test_what_came_after_the_data_cutoff_does_not_count_and_says_so() -> None:
    typed = row(Form.REGISTRATION, submitted="2020-12-05")
    for verdict in (
        submission(typed, as_of=AFTER),
        submission(receipts=(receipt(received="2020-12-05"),), as_of=AFTER),
    ):
        assert (verdict.standing, verdict.received) == (Standing.MISSING, "")
        assert "05/12/2020 nhưng sau ngày chốt số liệu 30/11/2020" in verdict.message
    on_the_day = submission(row(Form.REGISTRATION, submitted="2020-11-30"), as_of=AFTER)
    assert on_the_day.standing is Standing.LATE


def test_nothing_is_missing_while_a_held_row_may_be_it() -> None:
    doubt = row(Form.REGISTRATION, None, submitted="2020-05-10")
    readings = ("phuong-thoi-an", "phuong-thanh-loc")
    doubt.mark(
        Issue("unit_ambiguous", Weight.HOLD, "m", "a.xlsx", "s", "B7", "unit", "?", readings)
    )
    verdict = submission(doubt)
    assert (verdict.standing, verdict.doubt) == (Standing.UNCERTAIN, Doubt.UNIT)
    assert verdict.evidence.cell
    assert verdict.evidence.cell in verdict.message
    assert "ghi tên đơn vị vào cột Giá trị chốt" in verdict.message
    assert submission(doubt, unit="phuong-hiep-thanh").standing is Standing.MISSING
    sure = row(Form.REGISTRATION, submitted="2020-05-10")
    assert submission(doubt, sure).standing is Standing.ON_TIME
    assert submission(doubt, deliverable="results", as_of=NOW).standing is Standing.MISSING


@pytest.mark.parametrize(
    ("sender", "standing"),
    [
        (None, Standing.INCOMPLETE),
        (CITY_WARD, Standing.INCOMPLETE),
        ("phuong-ben-thanh", Standing.MISSING),
    ],
)
def test_what_another_unit_proposes_is_no_hand_in_of_the_unit_proposed(
    sender: str | None, standing: Standing
) -> None:
    sent = source(row(Form.PROPOSAL, CITY_WARD, name="A", award="Bằng khen"))
    sent.tables[0].unit = sender
    facts = gather([sent], AnswerReader(CITY))
    judged = Deadlines(CITY, CITY_NOW, facts).judge(CITY_ROSTER.on(CITY_NOW.date()))
    found = {(one.unit, one.deliverable): one.standing for one in judged}
    assert found[CITY_WARD, "final_report"] is standing
