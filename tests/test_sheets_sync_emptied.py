"""What a unit is told in a form that it emptied, while the office still keeps the rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.labels import STATUS
from campaign.records import Status
from campaign.unit_tabs.headings import header_of
from sheets_sync.pushback.emptied import EMPTIED
from tests.sheets_office import READY, REGISTRATION, ROW, TABS, UNITS, Office, new_office

WARD = UNITS[0]
TITLES = ("Một cửa thân thiện", "Hẹn giờ qua tin nhắn")
ACCEPTED = dict.fromkeys(TITLES, (STATUS[Status.ACCEPTED], ""))
TOLD = {"": ("", EMPTIED)}
INTERIM = TABS[1]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, UNITS[:1]) as made:
        made.fill(WARD, *TITLES)
        made.later()
        yield made


def cleared(office: Office) -> None:
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    sheet.batch_clear([f"A{ROW}:N{ROW + READY}"])


def written(office: Office, **options: object) -> int:
    """How many cells of the office's a sync writes."""
    return sum(one.cells for one in office.later(**options).pushed)


def test_no_row_is_accepted_where_none_stands_and_the_unit_is_told_once(office: Office) -> None:
    assert office.told(WARD) == ACCEPTED
    cleared(office)
    assert written(office) == len(TITLES) + 1
    assert office.told(WARD) == TOLD
    assert written(office) == 0
    assert office.told(WARD) == TOLD


def test_who_takes_the_rows_back_reads_their_answers_again(office: Office) -> None:
    cleared(office)
    office.later()
    office.fill(WARD, *TITLES)
    assert office.later().complete
    assert office.told(WARD) == ACCEPTED


def test_nothing_is_said_any_more_once_it_is_believed(office: Office) -> None:
    cleared(office)
    office.later()
    assert office.later(accept_empty=frozenset({WARD})).complete
    assert office.told(WARD) == {}


def test_of_one_emptied_form_only_its_own_answers_go(office: Office) -> None:
    sheet = office.book(WARD).worksheet(INTERIM.title)
    sheet.update([["1", TITLES[0], "Đang làm"]], f"A{header_of(INTERIM.columns).last + 2}")
    office.later()
    other = office.told(WARD, INTERIM)
    cleared(office)
    assert not office.later().complete
    assert (office.told(WARD), office.told(WARD, INTERIM)) == (TOLD, other)
    assert office.later().complete
    assert (office.told(WARD), office.told(WARD, INTERIM)) == ({}, other)


def test_what_could_not_be_told_is_told_by_the_next_sync(office: Office) -> None:
    cleared(office)
    office.box.faults.add("503", name="batchUpdate")
    (pushed,) = office.later().pushed
    assert pushed.error is not None
    office.box.faults.clear()
    assert written(office) == len(TITLES) + 1
    assert office.told(WARD) == TOLD
