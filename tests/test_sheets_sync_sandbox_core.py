from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from gspread.exceptions import APIError
from gspread.utils import ExportFormat, ValidationConditionType, ValueInputOption

from sheets_sync.sandbox.server import Sandbox
from tests.sandbox_server import WARD, person_client

if TYPE_CHECKING:
    import gspread


def test_a_service_account_signs_in_writes_and_reads_back(office: gspread.Client) -> None:
    sheet = office.create("Đăng ký").sheet1
    sheet.update([["Tên", 1, 2.5], ["", True]], "A1")
    assert sheet.get("A1:C2", value_render_option="UNFORMATTED_VALUE") == [
        ["Tên", 1, 2.5],
        ["", True],
    ]


def test_a_typed_date_follows_the_spreadsheets_locale(office: gspread.Client) -> None:
    book = office.create("Ngày")
    book.update_locale("vi_VN")
    how = ValueInputOption.user_entered
    book.sheet1.update([["1/2/2026", "1.234,5", "12%"]], "A1", value_input_option=how)
    assert book.sheet1.get("A1:C1", value_render_option="UNFORMATTED_VALUE") == [
        [46054, 1234.5, 0.12]
    ]
    assert book.sheet1.get("A1:C1") == [["1/2/2026", "1.234,5", "12%"]]


def test_a_unit_edits_its_own_area_and_nothing_else(
    office: gspread.Client, ward: gspread.Client
) -> None:
    book = office.create("Phường An Phú")
    book.share(WARD, perm_type="user", role="writer", notify=False)
    book.batch_update(
        {
            "requests": [
                {
                    "addProtectedRange": {
                        "protectedRange": {
                            "range": {"sheetId": 0},
                            "unprotectedRanges": [
                                {
                                    "sheetId": 0,
                                    "startRowIndex": 1,
                                    "endRowIndex": 50,
                                    "startColumnIndex": 0,
                                    "endColumnIndex": 3,
                                }
                            ],
                        }
                    }
                }
            ]
        }
    )
    mine = ward.open_by_key(book.id).sheet1
    mine.update([["của đơn vị"]], "A2")
    for cell in ("A1", "D2"):
        with pytest.raises(APIError, match="protected cell or object"):
            mine.update([["x"]], cell)
    assert book.sheet1.get("A1:D2") == [[], ["của đơn vị"]]
    book.sheet1.update([["tiêu đề"]], "A1")


def test_strangers_and_readers_are_kept_out(sandbox: Sandbox, office: gspread.Client) -> None:
    book = office.create("Kín")
    stranger = person_client(sandbox, "nguoi.la@sandbox.test")
    with pytest.raises(PermissionError):
        stranger.open_by_key(book.id)
    book.share("nguoi.la@sandbox.test", perm_type="user", role="reader", notify=False)
    seen = stranger.open_by_key(book.id)
    with pytest.raises(APIError, match="does not have permission"):
        seen.sheet1.update([["x"]], "A1")
    assert sandbox.world.mails == []


def test_a_batch_is_carried_out_whole_or_not_at_all(office: gspread.Client) -> None:
    book = office.create("Một lần")
    requests = [
        {"updateSheetProperties": {"properties": {"title": "Mới"}, "fields": "title"}},
        {"deleteSheet": {"sheetId": 99}},
    ]
    with pytest.raises(APIError, match=r"requests\[1\]\.deleteSheet: No grid with id: 99"):
        book.batch_update({"requests": requests})
    assert [sheet.title for sheet in book.worksheets()] == ["Sheet1"]


def test_the_export_carries_what_the_cells_hold(office: gspread.Client, tmp_path: Path) -> None:
    import openpyxl

    book = office.create("Xuất")
    sheet = book.sheet1
    how = ValueInputOption.user_entered
    sheet.update([["chữ", 5, "2026-03-04", "=B1*2"]], "A1", value_input_option=how)
    sheet.merge_cells("A3:B4")
    sheet.hide_rows(5, 6)
    sheet.hide_columns(3, 4)
    sheet.format("A1", {"textFormat": {"bold": True, "fontFamily": "Times New Roman"}})
    sheet.add_validation("A2:A9", ValidationConditionType.one_of_list, ["a", "b"], strict=True)
    first = office.export(book.id, ExportFormat.EXCEL)
    assert office.export(book.id, ExportFormat.EXCEL) == first

    (tmp_path / "x.xlsx").write_bytes(first)
    page = openpyxl.load_workbook(tmp_path / "x.xlsx", data_only=True).active
    assert page is not None
    assert [page["A1"].value, page["B1"].value, page["D1"].value] == ["chữ", 5, 10]
    assert page["C1"].value.isoformat() == "2026-03-04T00:00:00"
    assert [str(one) for one in page.merged_cells.ranges] == ["A3:B4"]
    assert page.row_dimensions[6].hidden
    assert page.column_dimensions["D"].hidden
    assert (page["A1"].font.name, page["A1"].font.bold) == ("Times New Roman", True)
    rule = page.data_validations.dataValidation[0]
    assert (str(rule.sqref), rule.formula1) == ("A2:A9", '"a,b"')


def test_metadata_stays_with_its_column_when_columns_move(office: gspread.Client) -> None:
    book = office.create("Cột")
    column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    note = {
        "metadataKey": "cot",
        "metadataValue": "ten",
        "visibility": "DOCUMENT",
        "location": {"dimensionRange": column},
    }
    book.batch_update({"requests": [{"createDeveloperMetadata": {"developerMetadata": note}}]})
    book.sheet1.update([["a", "b", "c"]], "A1")
    source = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    book.batch_update({"requests": [{"moveDimension": {"source": source, "destinationIndex": 3}}]})
    client = office.http_client
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}"
    wanted = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "cot"}}]}
    found = client.request("post", f"{url}/values:batchGetByDataFilter", json=wanted).json()
    assert found["valueRanges"][0]["valueRange"]["values"] == [["b"]]
    assert found["valueRanges"][0]["valueRange"]["range"] == "Sheet1!C1:C1000"


def test_a_listing_of_ten_thousand_would_take_eleven_pages(
    sandbox: Sandbox, office: gspread.Client
) -> None:
    names = {office.create(f"Đơn vị {number}").id for number in range(3)}
    client = office.http_client
    url = "https://www.googleapis.com/drive/v3/files"
    seen: set[str] = set()
    token = ""
    while token is not None:
        query = {"pageSize": 2, "fields": "nextPageToken,files(id,version)", "pageToken": token}
        page = client.request("get", url, params=query).json()
        assert all(set(file) == {"id", "version"} for file in page["files"])
        seen |= {file["id"] for file in page["files"]}
        token = page.get("nextPageToken")
    assert seen == names
    assert sandbox.log.counts["drive.files.list"] == 2
