"""A unit sorts its shared sheet, whose ids are locked: what the office wrote goes with its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.workbook.layout import layout_of
from campaign.plan.loading import load_campaign
from campaign.plan.words import Form
from campaign.unit_tabs.headings import header_of
from tests.sheets_office import CAMPAIGN, REGISTRATION, ROW, TABS, UNITS, Office, new_office
from tests.workbook_samples import find, table_of, write_note

WARD = UNITS[0]
PROPOSALS = next(tab for tab in TABS if tab.form is Form.PROPOSAL)
THREE = ("Một cửa thân thiện", "Hẹn giờ qua tin nhắn", "Bản đồ đèn đường")
SORTED = ("Bản đồ đèn đường", "Hẹn giờ qua tin nhắn", "Một cửa thân thiện")
NOTE = "đã gọi hỏi ngày 18/5"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, UNITS[:1]) as made:
        made.fill(WARD, *THREE)
        made.later()
        yield made


def row_of(office: Office, title: str) -> str:
    lines = table_of(office.workbook, "registration")
    return next(str(line["row_id"].value) for line in lines if line["title"].value == title)


def written(office: Office, column: str) -> dict[str, object]:
    """What a column of the office's says, by title."""
    lines = table_of(office.workbook, "registration")
    return {
        str(line["title"].value): line[column].value
        for line in lines
        if column in line and line[column].value
    }


def test_notes_stand_beside_the_row_they_were_written_for(office: Office) -> None:
    write_note(office.workbook, "registration", row_of(office, THREE[0]), "office_note", NOTE)
    office.fill(WARD, *SORTED)
    office.later()
    assert written(office, "office_note") == {THREE[0]: NOTE}
    office.later()
    assert written(office, "office_note") == {THREE[0]: NOTE}


def test_a_run_tells_that_the_form_was_sorted(office: Office) -> None:
    write_note(office.workbook, "registration", row_of(office, THREE[0]), "office_note", NOTE)
    office.fill(WARD, *SORTED)
    office.later()
    titles = layout_of(load_campaign(CAMPAIGN))["flags"]
    said = [
        line
        for line in table_of(office.workbook, titles.key)
        if "sắp xếp lại" in str(line["message"].value)
    ]
    assert [(line["sheet"].value, line["cell"].value) for line in said] == [
        (REGISTRATION.title, f"B{ROW + 2}")
    ]


def test_each_row_is_answered_where_it_stands_now(office: Office) -> None:
    write_note(office.workbook, "registration", row_of(office, THREE[0]), "office_note", NOTE)
    office.fill(WARD, *SORTED)
    office.later()
    assert list(office.told(WARD)) == list(SORTED)


def test_sorting_back_is_sorting_too(office: Office) -> None:
    write_note(office.workbook, "registration", row_of(office, THREE[0]), "office_note", NOTE)
    for order in (SORTED, THREE):
        office.fill(WARD, *order)
        office.later()
    assert written(office, "office_note") == {THREE[0]: NOTE}
    assert find(office.workbook, "registration", row_of(office, THREE[0]))["office_note"].value


AWARDS = ("Giấy khen", "Bằng khen")


def propose(office: Office, *proposals: tuple[str, str]) -> None:
    """Propose people, each with an award, as the unit's person does."""
    keys = [column.key for column in PROPOSALS.columns]
    sheet = office.book(WARD).worksheet(PROPOSALS.title)
    width = keys.index("award") + 1
    lines = [[""] * width for _ in proposals]
    for number, (line, (name, award)) in enumerate(zip(lines, proposals, strict=True), 1):
        line[keys.index("order")], line[keys.index("kind")] = str(number), "Cá nhân"
        line[keys.index("name")], line[keys.index("award")] = name, award
    first = header_of(PROPOSALS.columns).last + 2
    sheet.update(lines, f"A{first}", value_input_option="USER_ENTERED")


def noted(office: Office) -> dict[tuple[object, object], object]:
    """The office's notes, by name and award."""
    lines = table_of(office.workbook, "proposal")
    return {
        (line["name"].value, line["award"].value): line["office_note"].value
        for line in lines
        if "office_note" in line and line["office_note"].value
    }


@pytest.mark.parametrize("order", [(1, 2, 0), (2, 0, 1), (1, 0, 2)])
def test_somebody_proposed_twice_is_told_by_the_award(
    office: Office, order: tuple[int, ...]
) -> None:
    twice = [("Trần Thị Bình", award) for award in AWARDS]
    people = [*twice, ("Lê Văn Cường", AWARDS[0])]
    propose(office, *people)
    office.later()
    lines = table_of(office.workbook, "proposal")
    row = next(line["row_id"].value for line in lines if line["award"].value == AWARDS[1])
    write_note(office.workbook, "proposal", str(row), "office_note", NOTE)
    propose(office, *[people[at] for at in order])
    office.later()
    assert noted(office) == {people[1]: NOTE}
    office.later()
    assert noted(office) == {people[1]: NOTE}


def test_of_two_proposals_the_other_never_gets_the_note_of_one_that_is_gone(
    office: Office,
) -> None:
    propose(office, ("Trần Thị Bình", AWARDS[0]), ("Lê Văn Cường", AWARDS[0]))
    office.later()
    lines = table_of(office.workbook, "proposal")
    row = next(line["row_id"].value for line in lines if line["name"].value == "Trần Thị Bình")
    write_note(office.workbook, "proposal", str(row), "office_note", NOTE)
    propose(office, ("Lê Văn Cường", AWARDS[0]), ("Trần Thị Bình", AWARDS[1]))
    office.later()
    assert ("Trần Thị Bình", AWARDS[1]) not in noted(office)


def test_an_award_that_the_office_settled_still_belongs_to_its_row(office: Office) -> None:
    """The workbook shows the office's word for it, the form what the unit typed."""
    people = [("Trần Thị Bình", "=1/0"), ("Lê Văn Cường", AWARDS[0])]
    propose(office, *people)
    office.later()
    line = next(
        str(line["row_id"].value)
        for line in table_of(office.workbook, "flags")
        if str(line["row_id"].value).endswith("|award")
    )
    write_note(office.workbook, "flags", line, "settled", AWARDS[0])
    office.later()
    propose(office, *reversed(people))
    for _ in range(2):
        office.later()
        awards = {
            row["name"].value: row["award"].value for row in table_of(office.workbook, "proposal")
        }
        assert awards == dict.fromkeys(("Trần Thị Bình", "Lê Văn Cường"), AWARDS[0])
