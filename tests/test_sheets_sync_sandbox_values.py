from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import InsertDataOption, ValueInputOption

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
TYPED = ValueInputOption.user_entered


@pytest.fixture
def sheet(office: gspread.Client) -> gspread.Worksheet:
    return office.create("Giá trị").sheet1


def ask(sheet: gspread.Worksheet, method: str, path: str, body: object = None) -> dict[str, Any]:
    url = f"{SHEETS}/{sheet.spreadsheet_id}/{path}"
    found: dict[str, Any] = sheet.client.request(method, url, json=body).json()  # type: ignore[arg-type]
    return found


def test_dates_come_as_numbers_or_as_shown(sheet: gspread.Worksheet) -> None:
    sheet.update([["2026-03-02", "=A1+1", "5"]], "A1", value_input_option=TYPED)
    path = "values/A1:C1?valueRenderOption={}&dateTimeRenderOption={}"

    def read(render: str, dates: str) -> object:
        return ask(sheet, "get", path.format(render, dates))["values"]

    assert read("UNFORMATTED_VALUE", "SERIAL_NUMBER") == [[46083, 46084, 5]]
    assert read("UNFORMATTED_VALUE", "FORMATTED_STRING") == [["2026-03-02", 46084, 5]]
    assert read("FORMULA", "SERIAL_NUMBER") == [[46083, "=A1+1", 5]]
    assert read("FORMATTED_VALUE", "SERIAL_NUMBER") == [["2026-03-02", "46084", "5"]]


def test_raw_is_taken_as_it_is(sheet: gspread.Worksheet) -> None:
    sheet.update([["=1+1", "2026-03-02", "1,5", True, 2.0]], "A1")
    path = "values/A1:E1?valueRenderOption=UNFORMATTED_VALUE"
    assert ask(sheet, "get", path)["values"] == [["=1+1", "2026-03-02", "1,5", True, 2]]


def test_a_cell_formatted_as_text_keeps_what_is_typed(sheet: gspread.Worksheet) -> None:
    sheet.format("A1", {"numberFormat": {"type": "TEXT"}})
    sheet.update([["0123", "0123"]], "A1", value_input_option=TYPED)
    path = "values/A1:B1?valueRenderOption=UNFORMATTED_VALUE"
    assert ask(sheet, "get", path)["values"] == [["0123", 123]]


def test_null_leaves_a_cell_and_an_empty_text_clears_it(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", "b", "c"]], "A1")
    sheet.update([[None, "", "x"]], "A1")
    assert sheet.get("A1:C1") == [["a", "", "x"]]


def test_appending_goes_under_the_last_table(sheet: gspread.Worksheet) -> None:
    sheet.update([["Tên", "Điểm"], ["a", 1]], "B2")
    sheet.update([["Ghi chú"]], "A10")
    answer = sheet.append_row(["b", 2], table_range="B2:C3")
    assert answer["tableRange"] == "Sheet1!B2:C3"
    assert answer["updates"]["updatedRange"] == "Sheet1!B4:C4"
    under = sheet.append_row(["c"], insert_data_option=InsertDataOption.insert_rows)
    assert under["updates"]["updatedRange"] == "Sheet1!A11"
    inserted = sheet.append_rows(
        [["d", 3]], table_range="B2", insert_data_option=InsertDataOption.insert_rows
    )
    assert inserted["updates"]["updatedRange"] == "Sheet1!B5:C5"
    assert sheet.get("A11:A12") == [["Ghi chú"], ["c"]]


@pytest.mark.parametrize("rows", [[], [[]]])
def test_appending_nothing_writes_nothing(sheet: gspread.Worksheet, rows: list[list[str]]) -> None:
    sheet.update([["Tên", "Điểm"], ["a", 1]], "B2")
    answer = sheet.append_rows(rows, table_range="B2:C3")
    assert answer["updates"]["updatedRange"] == "Sheet1!B4"
    assert "updatedCells" not in answer["updates"]


def test_appending_beyond_the_last_row_makes_room(sheet: gspread.Worksheet) -> None:
    sheet.resize(2, 2)
    sheet.update([["a"], ["b"]], "A1")
    sheet.append_rows([["c", "d", "e"]])
    fresh = sheet.spreadsheet.get_worksheet(0)
    assert (fresh.row_count, fresh.col_count) == (3, 3)


@pytest.mark.parametrize(
    ("cells", "values", "sentence"),
    [
        ("A1:B1", [["a", "b", "c"]], r"range \[Sheet1!A1:B1\], but tried writing to column \[3\]"),
        ("A1:B1", [["a"], ["b"]], r"range \[Sheet1!A1:B1\], but tried writing to row \[2\]"),
        ("A1001", [["a"]], "exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("Khác!A1", [["a"]], "Unable to parse range"),
        ("A1", [[{"a": 1}]], "struct_value"),
        ("A1", ["a"], "Invalid value at 'data.values"),
    ],
)
def test_what_does_not_fit_is_refused(
    sheet: gspread.Worksheet, cells: str, values: object, sentence: str
) -> None:
    with pytest.raises(APIError, match=sentence):
        ask(sheet, "put", f"values/{cells}?valueInputOption=RAW", {"values": values})


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("values/A1?valueRenderOption=NICE", "ValueRenderOption"),
        ("values/A1:B1:C1", "Unable to parse range"),
        ("values/A1:", "Unable to parse range"),
        ("values/ZZZ1", "exceeds grid limits"),
        ("values/A1?dateTimeRenderOption=x", "DateTimeRenderOption"),
    ],
)
def test_a_wrong_question_is_told(sheet: gspread.Worksheet, path: str, sentence: str) -> None:
    with pytest.raises(APIError, match=sentence):
        ask(sheet, "get", path)


def test_an_input_option_must_be_named(sheet: gspread.Worksheet) -> None:
    with pytest.raises(APIError, match="'valueInputOption' is required"):
        ask(sheet, "put", "values/A1", {"values": [["a"]]})


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("A1:B2", "Sheet1!A1:B2"),
        ("B2:A1", "Sheet1!A1:B2"),
        ("B:B", "Sheet1!B1:B1000"),
        ("3:4", "Sheet1!A3:Z4"),
        ("C3:C", "Sheet1!C3:C1000"),
        ("B2:3", "Sheet1!B2:Z3"),
        ("sheet1", "Sheet1!A1:Z1000"),
        ("Sheet1!$A$1:$B$2", "Sheet1!A1:B2"),
        ("A1:AB2000", "Sheet1!A1:Z1000"),
        ("'Đợt 1 của Dân''s'!A1", "'Đợt 1 của Dân''s'!A1"),
        ("'A1'!B2", "'A1'!B2"),
        ("R1C1:R2C2", "Sheet1!A1:B2"),
        ("Sheet1!R3C26", "Sheet1!Z3"),
        ("vung", "Sheet1!B1:C3"),
    ],
)
def test_ranges_are_named_in_full(sheet: gspread.Worksheet, asked: str, answered: str) -> None:
    sheet.spreadsheet.add_worksheet("Đợt 1 của Dân's", 5, 5)
    sheet.spreadsheet.add_worksheet("A1", 5, 5)
    sheet.define_named_range("B1:C3", "vung")
    assert ask(sheet, "get", f"values/{asked}")["range"] == answered


def test_columns_may_be_the_major_dimension(sheet: gspread.Worksheet) -> None:
    body = {"majorDimension": "COLUMNS", "values": [["a", "b"], ["c"]]}
    ask(sheet, "put", "values/A1?valueInputOption=RAW", body)
    assert sheet.get("A1:B2") == [["a", "c"], ["b"]]
    answer = ask(sheet, "get", "values/A1:B2?majorDimension=COLUMNS")
    assert answer["values"] == [["a", "b"], ["c"]]


def test_a_write_may_answer_with_what_it_wrote(sheet: gspread.Worksheet) -> None:
    path = "values/A1?valueInputOption=USER_ENTERED&includeValuesInResponse=true"
    option = "&responseValueRenderOption=UNFORMATTED_VALUE"
    answer = ask(sheet, "put", path + option, {"values": [["12%"]]})
    assert answer["updatedData"]["values"] == [[0.12]]


def test_data_filters_read_write_and_clear(sheet: gspread.Worksheet) -> None:
    here = {"gridRange": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1}}
    data = [{"dataFilter": {"a1Range": "A1:B1"}, "majorDimension": "ROWS", "values": [["a", "b"]]}]
    done = ask(
        sheet,
        "post",
        "values:batchUpdateByDataFilter",
        {"valueInputOption": "RAW", "data": data},
    )
    assert done["totalUpdatedCells"] == 2
    found = ask(sheet, "post", "values:batchGetByDataFilter", {"dataFilters": [here]})
    assert found["valueRanges"][0]["valueRange"]["values"] == [["a", "b"]]
    url = f"{SHEETS}/{sheet.spreadsheet_id}:getByDataFilter"
    asked = {"dataFilters": [here], "includeGridData": True}
    whole = sheet.client.request("post", url, json=asked).json()["sheets"][0]
    assert len(whole["data"][0]["rowMetadata"]) == 1
    cleared = ask(sheet, "post", "values:batchClearByDataFilter", {"dataFilters": [here]})
    assert cleared["clearedRanges"] == ["Sheet1!A1:Z1"]
    assert sheet.get("A1:B1") == [[]]


def test_grid_data_comes_when_asked_for_by_name_or_flag(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", 2]], "B2")
    url = f"{SHEETS}/{sheet.spreadsheet_id}"
    fields = "sheets(properties.title,data(startRow,startColumn,rowData.values.effectiveValue))"
    query = {"ranges": "Sheet1!B2:C3", "fields": fields}
    named = sheet.client.request("get", url, params=query).json()["sheets"][0]
    assert named["properties"] == {"title": "Sheet1"}
    data = named["data"][0]
    assert (data["startRow"], data["startColumn"]) == (1, 1)
    assert data["rowData"][0]["values"][1]["effectiveValue"] == {"numberValue": 2}
    flagged = sheet.client.request("get", url, params={"includeGridData": "true"}).json()
    assert flagged["sheets"][0]["data"][0]["rowData"][1]["values"][1]["formattedValue"] == "a"
    plain = sheet.client.request("get", url).json()
    assert "data" not in plain["sheets"][0]


def test_a_spreadsheet_is_made_with_sheets_and_cells(office: gspread.Client) -> None:
    body = {
        "properties": {"title": "Biểu", "locale": "vi_VN", "timeZone": "Asia/Ho_Chi_Minh"},
        "sheets": [
            {"properties": {"title": "Đăng ký", "gridProperties": {"rowCount": 50}}},
            {
                "properties": {"title": "Số liệu", "tabColor": {"red": 1}},
                "data": [{"rowData": [{"values": [{"userEnteredValue": {"numberValue": 1.5}}]}]}],
            },
        ],
    }
    made = office.http_client.request("post", SHEETS, json=body).json()
    assert [one["properties"]["title"] for one in made["sheets"]] == ["Đăng ký", "Số liệu"]
    book = office.open_by_key(made["spreadsheetId"])
    assert book.worksheet("Số liệu").acell("A1").value == "1,5"
    assert book.worksheet("Đăng ký").row_count == 50
    assert (book.title, book.locale, book.timezone) == ("Biểu", "vi_VN", "Asia/Ho_Chi_Minh")
