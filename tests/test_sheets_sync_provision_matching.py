"""Whatever was done to tabs and their marks, provision finds its own again and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import gspread
import pytest

from campaign.unit_tabs.headings import header_of
from sheets_sync.provision.apply import Provisioned
from sheets_sync.sandbox.server import OFFICE
from tests.sheets_office import REGISTRATION, ROW, TABS, UNITS, Office, new_office

WARD = UNITS[0]
TITLES = ["Hướng dẫn", "Văn phòng trả lời", *(tab.title for tab in TABS)]
ROWS = ("Một cửa", "Hẹn giờ")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, UNITS[:1]) as made:
        made.fill(WARD, *ROWS)
        yield made


def again(office: Office) -> Provisioned:
    (done,) = office.provision()
    return done


def lookup(key: str) -> dict[str, object]:
    return {"developerMetadataLookup": {"metadataKey": key}}


def order_reversed(book: gspread.Spreadsheet) -> None:
    book.reorder_worksheets(list(reversed(book.worksheets())))


def tab_of_the_unit_in_front(book: gspread.Spreadsheet) -> None:
    book.add_worksheet("Nháp", 10, 5, index=0)


def titles_swapped(book: gspread.Spreadsheet) -> None:
    first, second = book.worksheet(TABS[0].title), book.worksheet(TABS[1].title)
    first.update_title("x")
    second.update_title(TABS[0].title)
    first.update_title(TABS[1].title)


def tab_copied_to_the_front(book: gspread.Spreadsheet) -> None:
    book.worksheet(REGISTRATION.title).duplicate(insert_sheet_index=0, new_sheet_name="Bản sao")


def every_tab_marked_as_the_first(book: gspread.Spreadsheet) -> None:
    mark = {"metadataValue": TABS[0].code}
    change = {"dataFilters": [lookup("thidua.tab")], "developerMetadata": mark}
    request = {"updateDeveloperMetadata": change | {"fields": "metadataValue"}}
    book.batch_update({"requests": [request]})


def every_column_marked_as_the_title(book: gspread.Spreadsheet) -> None:
    change = {
        "dataFilters": [lookup("thidua.column")],
        "developerMetadata": {"metadataValue": "title"},
        "fields": "metadataValue",
    }
    book.batch_update({"requests": [{"updateDeveloperMetadata": change}]})


def marks_deleted(book: gspread.Spreadsheet) -> None:
    requests = [
        {"deleteDeveloperMetadata": {"dataFilter": lookup(key)}}
        for key in ("thidua.tab", "thidua.column")
    ]
    book.batch_update({"requests": requests})


def check_pasted_over(book: gspread.Spreadsheet) -> None:
    sheet = book.worksheet(REGISTRATION.title)
    area = {"sheetId": sheet.id, "startRowIndex": ROW + 2, "endRowIndex": ROW + 3}
    area |= {"startColumnIndex": 2, "endColumnIndex": 3}
    book.batch_update({"requests": [{"setDataValidation": {"range": area}}]})


@pytest.mark.parametrize(
    "deed",
    [
        order_reversed,
        tab_of_the_unit_in_front,
        titles_swapped,
        tab_copied_to_the_front,
        every_tab_marked_as_the_first,
        every_column_marked_as_the_title,
        marks_deleted,
        check_pasted_over,
    ],
)
def test_one_run_mends_it_and_the_next_finds_nothing_to_do(
    office: Office, deed: Callable[[gspread.Spreadsheet], None]
) -> None:
    deed(office.book(WARD))
    mended = again(office)
    assert mended.done, mended.error
    assert mended.plan is not None
    assert mended.plan.steps
    after = again(office).plan
    assert after is not None
    assert after.idle, [step.said for step in after.steps]
    book = office.book(WARD)
    assert [sheet.title for sheet in book.worksheets()][: len(TITLES)] == TITLES
    assert book.worksheet(REGISTRATION.title).col_values(2)[ROW - 1 :] == list(ROWS)


def test_a_column_that_was_deleted_comes_back_as_the_last_with_its_look(office: Office) -> None:
    sheet = office.book(WARD, OFFICE).worksheet(REGISTRATION.title)
    width = sheet.col_count
    sheet.delete_columns(3)
    assert again(office).done
    sheet = office.book(WARD, OFFICE).worksheet(REGISTRATION.title)
    head = header_of(REGISTRATION.columns).first
    assert sheet.col_count == width
    assert sheet.row_values(head + 1)[-1] == REGISTRATION.columns[2].label
    area = {"fields": "sheets.data.rowData.values(dataValidation,userEnteredFormat)"}
    place = f"{REGISTRATION.title}!{gspread.utils.rowcol_to_a1(ROW, width)}"
    answer = sheet.client.fetch_sheet_metadata(sheet.spreadsheet_id, area | {"ranges": place})
    (cell,) = answer["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert cell["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
    assert cell["userEnteredFormat"]["borders"]


def test_rows_that_are_added_are_checked_like_the_others(office: Office) -> None:
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    rows = sheet.row_count
    full = [[f"Mô hình {number}"] for number in range(rows - ROW + 1)]
    sheet.update(full, f"B{ROW}")
    assert again(office).done
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    assert sheet.row_count > rows
    sheet.update([["Thêm nữa"]], f"B{rows + 1}")
    last = f"{REGISTRATION.title}!C{sheet.row_count}"
    asked = {"fields": "sheets.data.rowData.values.dataValidation", "ranges": last}
    answer = sheet.client.fetch_sheet_metadata(sheet.spreadsheet_id, asked)
    assert answer["sheets"][0]["data"][0]["rowData"][0]["values"][0]["dataValidation"]


def test_a_tab_that_the_unit_made_under_our_title_keeps_every_cell(office: Office) -> None:
    title = TABS[1].title
    book = office.book(WARD, OFFICE)
    book.del_worksheet(book.worksheet(title))
    own = [[f"riêng {row}", "của", "phường"] for row in range(12)]
    office.book(WARD).add_worksheet(title, 30, 6).update(own, "A1")
    done = again(office)
    assert f"tab “{title}” không phải do văn phòng lập" in str(done.error)
    assert office.book(WARD).worksheet(title).get_values() == own


def test_an_empty_tab_under_our_title_becomes_ours(office: Office) -> None:
    title = TABS[1].title
    book = office.book(WARD, OFFICE)
    book.del_worksheet(book.worksheet(title))
    office.book(WARD).add_worksheet(title, 30, 6)
    assert again(office).done
    found = again(office).plan
    assert found is not None
    assert found.idle
    heads = office.book(WARD).worksheet(title).row_values(header_of(TABS[1].columns).first + 1)
    assert heads[1] == TABS[1].columns[1].label


def marked_as(office: Office, code: str, other: str) -> None:
    """Make a tab another form's, as an earlier version of the campaign had it."""
    book = office.book(WARD, OFFICE)
    sheet = book.worksheet(next(tab.title for tab in TABS if tab.code == code))
    where = {"metadataLocation": {"sheetId": sheet.id}, "metadataKey": "thidua.tab"}
    change = {
        "dataFilters": [{"developerMetadataLookup": where}],
        "developerMetadata": {"metadataValue": other},
        "fields": "metadataValue",
    }
    book.batch_update({"requests": [{"updateDeveloperMetadata": change}]})
    sheet.update_title(f"Biểu cũ {code}")


def test_the_sheet_of_a_form_that_is_no_longer_asked_for_keeps_every_cell(office: Office) -> None:
    marked_as(office, TABS[0].code, "bieu-cu")
    assert again(office).done
    after = again(office).plan
    assert after is not None
    assert after.idle
    book = office.book(WARD)
    old, new = book.worksheet(f"Biểu cũ {TABS[0].code}"), book.worksheet(REGISTRATION.title)
    assert old.col_values(2)[ROW - 1 :] == list(ROWS)
    assert new.col_values(2)[ROW - 1 :] == []
    office.fill(WARD, "Mới")


def test_a_form_put_in_between_moves_the_others_without_a_number_twice(office: Office) -> None:
    """Numbers of sheets follow the order of forms; what is there keeps its own."""
    first, second = TABS[0].code, TABS[1].code
    marked_as(office, second, "bieu-cu")
    marked_as(office, first, second)
    assert again(office).done
    after = again(office).plan
    assert after is not None
    assert after.idle
    titles = [sheet.title for sheet in office.book(WARD).worksheets()]
    assert titles[: len(TITLES)] == TITLES


def looks(sheet: gspread.Worksheet) -> dict[str, object]:
    """Merges, formats and notes of a sheet."""
    area = "sheets(merges,data.rowData.values(userEnteredFormat,note))"
    asked = {"fields": area, "ranges": f"{sheet.title}!A1:O{ROW + 2}"}
    answer = sheet.client.fetch_sheet_metadata(sheet.spreadsheet_id, asked)["sheets"][0]
    answer["merges"].sort(key=lambda one: sorted(one.items()))
    return answer  # type: ignore[no-any-return]


@pytest.mark.parametrize("rows", [(8, 8), (7, 7), (7, 8), (1, 3), (3, 8)])
def test_rows_of_the_heading_that_somebody_deleted_come_back_above_the_unit_s_rows(
    office: Office, rows: tuple[int, int]
) -> None:
    book = office.book(WARD, OFFICE)
    sheet = book.worksheet(REGISTRATION.title)
    office.book(WARD).worksheet(REGISTRATION.title).update([["2/6/2020", "3/6/2020"]], f"G{ROW}")
    before, drawn = sheet.get(f"A1:O{ROW + 2}"), looks(sheet)
    sheet.delete_rows(*rows)
    assert again(office).done
    after = again(office).plan
    assert after is not None
    assert after.idle, [step.said for step in after.steps]
    assert office.book(WARD).worksheet(REGISTRATION.title).get(f"A1:O{ROW + 2}") == before
    assert looks(sheet) == drawn
    office.fill(WARD, "Ba cửa", row=ROW + 2)
