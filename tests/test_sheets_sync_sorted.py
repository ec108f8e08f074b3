"""A unit sorts its shared sheet, whose ids are locked: what the office wrote goes with its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.workbook.layout import layout_of
from campaign.plan.loading import load_campaign
from tests.sheets_office import CAMPAIGN, REGISTRATION, ROW, UNITS, Office, new_office
from tests.workbook_samples import find, table_of, write_note

WARD = UNITS[0]
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
