"""Rows that the office put in or took away in a unit's spreadsheet: nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import gspread
import pytest

from campaign.plan.definition import Form
from campaign.plan.loading import load_campaign
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.questions import questions
from sheets_sync.office_columns import FEEDBACK
from sheets_sync.provision.feedback_tab import DETAIL, HEADER, ITEM, LEFT, STANDING
from sheets_sync.sandbox.server import OFFICE
from tests.sheets_office import CAMPAIGN, REGISTRATION, ROW, TABS, UNITS, Office, new_office
from tests.workbook_samples import table_of

WARD = UNITS[0]
TITLES = ["Một cửa thân thiện", "Hẹn giờ qua tin nhắn"]
NOTE = "Phường xin lùi hạn, đã báo anh Tư"
CRITERIA = next(tab for tab in TABS if tab.form is Form.CRITERIA)
FIRST = header_of(CRITERIA.columns).last + 2
"""The first question's row, as people count."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, UNITS[:1]) as made:
        made.fill(WARD, *TITLES)
        made.sync()
        yield made


def sheet_of(office: Office, title: str, email: str = OFFICE) -> gspread.Worksheet:
    return office.book(WARD, email).worksheet(title)


def provision_settles(office: Office) -> None:
    """One run mends all, and the next finds nothing to do."""
    (done,) = office.provision()
    assert done.done, done.error
    (after,) = office.provision()
    assert after.plan is not None
    assert after.plan.idle, [step.said for step in after.plan.steps]


def registered(office: Office) -> dict[object, object]:
    return {
        line["title"].value: line["row_id"].value
        for line in table_of(office.workbook, "registration")
    }


@pytest.mark.parametrize(
    ("at", "count"), [(1, 1), (2, 2), (4, 1), (6, 1), (7, 1), (7, 3), (8, 1), (1, 20)]
)
def test_what_was_typed_in_rows_put_in_above_the_table_stays(
    office: Office, at: int, count: int
) -> None:
    before = registered(office)
    put_in = [["", "", "", "", "", "", f"{NOTE} {number}"] for number in range(count)]
    sheet_of(office, REGISTRATION.title).insert_rows(put_in, at)
    provision_settles(office)
    sheet = sheet_of(office, REGISTRATION.title)
    assert sheet.get(f"G{at}:G{at + count - 1}") == [[row[6]] for row in put_in]
    assert sheet.col_values(2)[ROW - 1 + count :] == TITLES
    office.later()
    assert registered(office) == before
    status = sheet.find("Văn phòng: tình trạng")
    told = sheet_of(office, REGISTRATION.title).col_values(status.col)
    assert [text for text in told[ROW - 1 + count :] if text] == told[-len(TITLES) :]


def test_the_unit_fills_its_rows_and_no_header_after_rows_were_put_in(office: Office) -> None:
    sheet_of(office, REGISTRATION.title).insert_rows([[NOTE], [""]], 7)
    provision_settles(office)
    sheet = sheet_of(office, REGISTRATION.title, f"{WARD}@sandbox.test")
    sheet.update([["Bản đồ đèn đường"]], f"B{ROW + 4}")
    for row in (7, 8, ROW, ROW + 1):
        with pytest.raises(gspread.exceptions.APIError, match="protected"):
            sheet.update([["x"]], f"B{row}")
    office.later()
    assert set(registered(office)) == {*TITLES, "Bản đồ đèn đường"}


def test_a_row_put_in_while_another_was_taken_away_stays(office: Office) -> None:
    sheet = sheet_of(office, REGISTRATION.title)
    sheet.delete_rows(5)
    sheet.insert_rows([[NOTE]], 3)
    provision_settles(office)
    assert NOTE in sheet.col_values(1)
    office.later()
    assert set(registered(office)) == set(TITLES)


def test_a_header_that_was_typed_over_is_written_again_in_its_place(office: Office) -> None:
    sheet = sheet_of(office, REGISTRATION.title)
    head = sheet.row_values(ROW - 2)
    sheet.update([["Cột khác"] * 6], f"A{ROW - 2}")
    sheet.update([["Tiêu đề khác"]], "A3")
    title = sheet.row_count
    provision_settles(office)
    sheet = sheet_of(office, REGISTRATION.title)
    assert sheet.row_values(ROW - 2) == head
    assert sheet.row_count == title


def answers(office: Office) -> dict[str, str]:
    """What the unit's sheet says of each question, by its code."""
    sheet = sheet_of(office, CRITERIA.title)
    keys = [column.key for column in CRITERIA.columns]
    rows = sheet.get_values()
    code, answer = keys.index("criterion"), keys.index("answer")
    return {row[code]: row[answer] for row in rows[FIRST - 1 :] if row[code]}


def answered(office: Office) -> dict[str, str]:
    """Give every question an answer of its own."""
    asked = questions(load_campaign(CAMPAIGN))
    column = [c.key for c in CRITERIA.columns].index("answer") + 1
    area = f"{gspread.utils.rowcol_to_a1(FIRST, column)}"
    given = [[f"trả lời {number}"] for number in range(len(asked))]
    sheet_of(office, CRITERIA.title, f"{WARD}@sandbox.test").update(given, area)
    return answers(office)


def test_answers_stay_beside_their_questions_when_a_row_is_put_in(office: Office) -> None:
    given = answered(office)
    sheet_of(office, CRITERIA.title).insert_rows([["", "", NOTE]], FIRST + 2)
    provision_settles(office)
    assert answers(office) == given
    assert sheet_of(office, CRITERIA.title).acell(f"C{FIRST + 2}").value == NOTE


def test_a_question_that_was_taken_away_comes_back_and_the_others_keep_their_answers(
    office: Office,
) -> None:
    given = answered(office)
    sheet_of(office, CRITERIA.title).delete_rows(FIRST + 1)
    provision_settles(office)
    after = answers(office)
    assert list(after) == list(given)
    assert [code for code in given if after[code] != given[code]] == [list(given)[1]]


def test_answers_stay_beside_their_questions_when_the_office_sorts_them(office: Office) -> None:
    given = answered(office)
    sheet = sheet_of(office, CRITERIA.title)
    last = gspread.utils.rowcol_to_a1(FIRST + len(given) - 1, len(CRITERIA.columns))
    sheet.sort((1, "des"), range=f"A{FIRST}:{last}")
    assert list(answers(office)) != list(given)
    provision_settles(office)
    assert answers(office) == given


def test_the_office_s_answers_stand_beside_their_deliverables_after_a_row_was_put_in(
    office: Office,
) -> None:
    before = sheet_of(office, FEEDBACK).get_values()
    sheet_of(office, FEEDBACK).insert_rows([[NOTE]], HEADER + 3)
    office.fill(WARD, "Bản đồ đèn đường")
    office.later()
    provision_settles(office)
    office.later()
    after = sheet_of(office, FEEDBACK).get_values()
    assert after[HEADER + 2][ITEM] == NOTE
    rest = [*after[: HEADER + 2], *after[HEADER + 3 :]]
    assert [row[ITEM] for row in rest] == [row[ITEM] for row in before]
    assert [row[STANDING] for row in rest] == [row[STANDING] for row in before]
    assert [row[LEFT] for row in rest] == [row[LEFT] for row in before]
    assert not after[HEADER + 2][STANDING]


def test_a_note_in_the_office_s_tab_stays_while_a_deleted_line_comes_back(office: Office) -> None:
    before = sheet_of(office, FEEDBACK).get_values()
    sheet = sheet_of(office, FEEDBACK)
    sheet.delete_rows(HEADER + 2)
    sheet.insert_rows([[NOTE], [""]], 3)
    provision_settles(office)
    office.later()
    after = sheet_of(office, FEEDBACK).get_values()
    assert after[2][ITEM] == NOTE
    assert [row[:DETAIL] for row in (*after[:2], *after[4:])] == [row[:DETAIL] for row in before]


def test_a_question_that_the_plan_adds_gets_a_row_between_the_others(office: Office) -> None:
    given = answered(office)
    text = office.campaign.read_text("utf-8")
    here = '[[indicators]]\nid = "on_time"'
    new = (
        '[[indicators]]\nid = "late"\ncode = "CS9"\nname = "Tỷ lệ hồ sơ trễ hạn"\n'
        'short_name = "Trễ hạn"\nunit = "%"\nlowest = 0\nhighest = 100\nclause = "đoạn kết"\n\n'
    )
    office.campaign.write_text(text.replace(here, new + here), "utf-8")
    provision_settles(office)
    after = answers(office)
    assert {code: after[code] for code in given} == given
    assert [code for code in after if code not in given] == ["CS9"]
    codes = list(after)
    assert codes[codes.index("CS9") + 1] == "CS2"


def test_a_row_that_slid_up_without_its_id_is_not_written_over(office: Office) -> None:
    sheet = sheet_of(office, REGISTRATION.title)
    place = sheet.find("Mã dòng")
    sheet.update([[""]], gspread.utils.rowcol_to_a1(ROW, place.col))
    sheet.delete_rows(ROW - 1)
    provision_settles(office)
    assert sheet_of(office, REGISTRATION.title).col_values(2)[ROW - 1 :] == TITLES
