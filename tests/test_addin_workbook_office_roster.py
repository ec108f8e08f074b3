"""*Đơn vị* is the roster: what the office changes there holds, and no unit is ever lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addin.package import CellOut, WorkbookPackage
from addin.workbook.fill import write_workbook
from addin.workbook.layout import layout_of
from addin.workbook.office import KnownUnits, read_office
from addin.workbook.office_book import OfficeBook
from campaign.roster.units import Roster, Unit
from tests.workbook_samples import (
    campaign_2020,
    find,
    first_run,
    resolve,
    result_of,
    units_2020,
    write_note,
)

DAY = date(2020, 11, 2)
FIRST = units_2020()[0]
WARDS = "Ủy ban nhân dân phường"
SHEET = layout_of(campaign_2020())["units"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "so.xlsx"
    first_run(made)
    return made


def book_of(path: Path) -> OfficeBook:
    known = KnownUnits(Roster(units_2020()), DAY)
    return read_office(path, campaign_2020(), resolve, known)


def roster(path: Path) -> Roster:
    found = book_of(path).roster
    assert found is not None
    return found


def add(path: Path, *lines: dict[str, CellOut]) -> None:
    """Type lines under the table, as the office would."""
    package = WorkbookPackage.open(path)
    last = max(row for row, _ in package.rows(SHEET.title))
    package.set_cells(
        SHEET.title,
        {
            (last + number, SHEET.index(name)): value
            for number, line in enumerate(lines, 1)
            for name, value in line.items()
        },
    )
    package.save(path)


def codes(path: Path) -> list[tuple[str, str]]:
    return [(issue.code, issue.column) for issue in book_of(path).facts.issues]


def test_nothing_typed_changes_nothing(path: Path) -> None:
    assert roster(path).units == tuple(units_2020())
    assert codes(path) == []


def test_names_aliases_and_dates_are_the_offices(path: Path) -> None:
    write_note(path, "units", FIRST.id, "name", "UBND phường Thạnh Xuân mới")
    write_note(path, "units", FIRST.id, "short_name", "P. Thạnh Xuân mới")
    write_note(path, "units", FIRST.id, "aliases", "TX mới | Phường nhà")
    write_note(path, "units", FIRST.id, "valid_to", date(2020, 12, 31))
    found = roster(path).get(FIRST.id)
    assert found is not None
    assert (found.name, found.short_name) == ("UBND phường Thạnh Xuân mới", "P. Thạnh Xuân mới")
    assert (found.aliases, found.valid_to) == (("TX mới", "Phường nhà"), date(2020, 12, 31))
    assert (found.kind, found.initials) == (FIRST.kind, FIRST.initials)


def test_a_name_the_office_gave_is_understood_in_its_own_sheets(path: Path) -> None:
    write_note(path, "units", FIRST.id, "aliases", "Phường nhà")
    violations = layout_of(campaign_2020())["violations"]
    package = WorkbookPackage.open(path)
    package.set_cells(violations.title, {(violations.first, 0): "Phường nhà"})
    package.save(path)
    assert book_of(path).facts.violations[0].unit == FIRST.id


def test_a_unit_the_office_adds_takes_part_and_gets_its_line(path: Path) -> None:
    add(path, {"name": "Trường THCS Thí Dụ", "group": "Đơn vị sự nghiệp thuộc quận"})
    book = book_of(path)
    assert book.roster is not None
    added = book.roster.get("truong-thcs-thi-du")
    assert added == Unit(
        "truong-thcs-thi-du", "public_service_unit", "Trường THCS Thí Dụ", "Trường THCS Thí Dụ"
    )
    units = book.roster.units
    write_workbook(result_of(units=units), campaign_2020(), units, path, book=book)
    assert find(path, "units", added.id)["name"].value == "Trường THCS Thí Dụ"
    again = book_of(path)
    assert again.roster is not None
    assert again.roster.units == units
    assert again.sheets[SHEET.title].loose == []


def test_a_unit_that_ended_stays_in_sight_and_is_no_orphan(path: Path) -> None:
    write_note(path, "units", FIRST.id, "valid_to", date(2020, 6, 30))
    book = book_of(path)
    assert book.roster is not None
    units = book.roster.on(DAY)
    assert FIRST.id not in {unit.id for unit in units}
    result = result_of(units=units)
    result.former = (next(unit for unit in book.roster if unit.id == FIRST.id),)
    report = write_workbook(result, campaign_2020(), units, path, book=book)
    line = find(path, "units", FIRST.id)
    assert (line["verdict"].value, line["valid_to"].value) == ("Không hoạt động", date(2020, 6, 30))
    assert report.orphans == 0


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("name", "", "unit_name_missing"),
        ("name", units_2020()[1].name, "unit_repeated"),
        ("group", "Nhóm lạ", "group_unclear"),
        ("valid_to", "31/06/2020", "date_invalid"),
        ("valid_from", "hôm qua", ""),
    ],
)
def test_what_cannot_be_understood_is_said_and_changes_nothing(
    path: Path, column: str, typed: str, code: str
) -> None:
    write_note(path, "units", FIRST.id, column, typed)
    assert roster(path).units == tuple(units_2020())
    ((found, where),) = codes(path)
    assert where == column
    assert not code or found == code


def test_dates_that_turn_time_round_are_not_used(path: Path) -> None:
    write_note(path, "units", FIRST.id, "valid_from", date(2025, 8, 1))
    assert roster(path).get(FIRST.id) == FIRST
    assert codes(path) == [("dates_turned", "valid_to")]


def test_an_added_line_without_group_or_with_a_known_name_waits(path: Path) -> None:
    add(path, {"name": "Đội Không Nhóm"}, {"name": FIRST.name, "group": WARDS})
    assert roster(path).units == tuple(units_2020())
    assert {code for code, _ in codes(path)} == {"group_unclear", "unit_repeated"}
    assert len(book_of(path).sheets[SHEET.title].loose) == 2


def test_a_line_the_office_deleted_loses_no_unit(path: Path) -> None:
    package = WorkbookPackage.open(path)
    package.replace_rows(SHEET.title, SHEET.first, [], styles=[0] * len(SHEET.fields))
    package.save(path)
    assert roster(path).units == tuple(units_2020())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["name", "group", "short_name", "aliases", "valid_from", "valid_to"]),
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12),
        st.integers(-5, 99999),
        st.booleans(),
    ),
)
def test_whatever_is_typed_every_unit_is_still_there(
    path: Path, column: str, typed: CellOut
) -> None:
    write_note(path, "units", FIRST.id, column, typed)
    found = roster(path)
    assert [unit.id for unit in found.units] == [unit.id for unit in units_2020()]
    assert all(unit.name for unit in found.units)
