"""Provision against the sandbox: what a unit cannot touch, and what is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import gspread
import pytest
from gspread.exceptions import APIError

from sheets_sync.gsheets.errors import Stop
from sheets_sync.jobs.turn import BusyError, only
from sheets_sync.sandbox.server import OFFICE
from tests.discovery import Validator
from tests.sheets_drift import ONE, drifted, first
from tests.sheets_office import REGISTRATION, ROW, TABS, UNITS, Office, account_of, new_office
from tests.test_sheets_sync_provision_matching import (
    every_column_marked_as_the_title,
    order_reversed,
)

WARD, OTHER, _ = UNITS


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path) as made:
        yield made


def test_run_again_it_finds_nothing_to_do(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    done = office.provision()
    assert all(one.plan is not None and one.plan.idle for one in done)


def test_a_unit_fills_its_own_cells(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    assert sheet.acell(f"B{ROW}").value == "Một cửa"


@pytest.mark.parametrize("cell", ["A1", "B7", "G8", f"O{ROW}", f"P{ROW}", f"Q{ROW}"])
def test_a_unit_cannot_change_a_header_an_id_or_an_office_column(office: Office, cell: str) -> None:
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    before = sheet.acell(cell).value
    with pytest.raises(APIError):
        sheet.update([["x"]], cell)
    assert sheet.acell(cell).value == before


@pytest.mark.parametrize("title", ["Hướng dẫn", "Văn phòng trả lời"])
def test_a_unit_cannot_write_in_the_office_s_tabs(office: Office, title: str) -> None:
    with pytest.raises(APIError):
        office.book(WARD).worksheet(title).update([["x"]], "A10")


def test_a_unit_cannot_remove_a_tab_or_lift_the_protection(office: Office) -> None:
    book = office.book(WARD)
    sheet = book.worksheet(REGISTRATION.title)
    with pytest.raises(APIError):
        book.del_worksheet(sheet)
    with pytest.raises(APIError):
        sheet.delete_protected_range(str(sheet.id))


def test_a_unit_cannot_open_another_unit_s_sheet(office: Office) -> None:
    with pytest.raises((APIError, PermissionError)):
        office.book(OTHER, account_of(WARD))


def drift_locale(book: gspread.Spreadsheet) -> None:
    book.update_locale("en_US")


def drift_title(book: gspread.Spreadsheet) -> None:
    book.worksheet(REGISTRATION.title).update_title("Trang 1")


def drift_header(book: gspread.Spreadsheet) -> None:
    book.worksheet(REGISTRATION.title).update([["Gọi là gì"]], "B7")


def drift_tab(book: gspread.Spreadsheet) -> None:
    book.del_worksheet(book.worksheet(TABS[1].title))


def drift_protection(book: gspread.Spreadsheet) -> None:
    sheet = book.worksheet(REGISTRATION.title)
    sheet.delete_protected_range(str(sheet.id))


def drift_id(book: gspread.Spreadsheet) -> None:
    book.worksheet(REGISTRATION.title).batch_clear([f"O{ROW}"])


def drift_column(book: gspread.Spreadsheet) -> None:
    book.worksheet(REGISTRATION.title).delete_columns(16)


def drift_rule(book: gspread.Spreadsheet) -> None:
    sheet = book.worksheet(REGISTRATION.title)
    clear = {"range": {"sheetId": sheet.id, "startColumnIndex": 2, "endColumnIndex": 3}}
    book.batch_update({"requests": [{"setDataValidation": clear}]})


@pytest.mark.parametrize(
    "drift",
    [
        drift_locale,
        drift_title,
        drift_header,
        drift_tab,
        drift_protection,
        drift_id,
        drift_column,
        drift_rule,
    ],
)
def test_what_drifted_is_mended_and_the_unit_s_data_stay(
    office: Office, drift: Callable[[gspread.Spreadsheet], None]
) -> None:
    office.fill(WARD, "Một cửa")
    drift(office.book(WARD, OFFICE))
    mended = next(one.plan for one in office.provision() if one.unit.id == WARD)
    assert mended is not None
    assert mended.steps
    again = next(one.plan for one in office.provision() if one.unit.id == WARD)
    assert again is not None
    assert again.idle, [step.said for step in again.steps]
    assert office.book(WARD).worksheet(REGISTRATION.title).acell(f"B{ROW}").value == "Một cửa"
    with pytest.raises(APIError):
        office.book(WARD).worksheet(REGISTRATION.title).update([["x"]], "B7")


def test_a_dry_run_changes_nothing(office: Office) -> None:
    drift_header(office.book(WARD, OFFICE))
    office.box.log.clear()
    plan = next(one.plan for one in office.provision(dry_run=True) if one.unit.id == WARD)
    assert plan is not None
    assert [step.said for step in plan.steps] == [
        f"{REGISTRATION.title}: ghi lại “{REGISTRATION.columns[1].label}”"
    ]
    assert not any("batchUpdate" in name for name in office.box.log.counts)


def test_nobody_gets_mail_unless_asked(office: Office) -> None:
    assert office.box.world.mails == []


def test_a_service_account_without_storage_is_told_what_to_do(tmp_path: Path) -> None:
    with new_office(tmp_path) as office:
        with office.box.lock:
            office.box.world.files.clear()
            office.box.world.settings.service_storage = False
        with pytest.raises(Stop, match="Drive dùng chung"):
            office.provision()
        drive = office.box.shared_drive("Thi đua", {OFFICE: "organizer"})
        done = office.provision(folder=drive, units=(WARD,))
        assert done[0].plan is not None
        assert set(office.files()) == {WARD}


def test_two_provisions_of_a_campaign_never_run_at_once(office: Office) -> None:
    lock = office.folder / "state" / "made-q12-cchc-2020.lock"
    with only(lock, "đang chạy"), pytest.raises(BusyError, match="đang chạy"):
        office.provision()


def test_a_file_that_no_listing_shows_yet_is_not_made_again(office: Office) -> None:
    office.provision()
    office.box.faults.add("stale-listing", name="files.list", seconds=7 * 86400)
    assert all(one.plan is not None and one.plan.idle for one in office.provision())
    with office.box.lock:
        next(iter(office.box.world.files.values())).trashed = True
    drawn = [one for one in office.provision() if one.plan is not None and not one.plan.file]
    assert len(drawn) == 1


def test_all_that_is_asked_of_google_and_answered_stands_in_its_discovery_documents(
    tmp_path: Path,
) -> None:
    """A first provision, a mending of everything, syncs of what is in order and of what is not."""
    validator = Validator()
    with new_office(tmp_path, ONE, validator) as office:
        first(office)
        office.provision(editors=("truong.phong@sandbox.test",))
        office.fill(WARD, "Một cửa")
        assert office.later().complete
        drift_header(office.book(WARD, OFFICE))
        drift_title(office.book(WARD, OFFICE))
        assert office.later().complete
        drifted(office)
        order_reversed(office.book(WARD, OFFICE))
        every_column_marked_as_the_title(office.book(WARD, OFFICE))
        assert all(one.done for one in office.provision())
        seen = set(office.box.log.counts)
    assert validator.faults == []
    assert {"drive.files.create", "drive.files.export", "sheets.spreadsheets.batchUpdate"} <= seen
