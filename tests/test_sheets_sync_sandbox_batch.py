from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ValueInputOption

from sheets_sync.sandbox.batch_updates import HANDLERS
from sheets_sync.sandbox.server import Sandbox
from tests.discovery import document
from tests.sandbox_server import WARD, person_client


def area(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> dict[str, int]:
    ends = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return {"sheetId": sheet} | dict(zip(ends, (top, bottom, left, right), strict=True))


def span(dimension: str, start: int, end: int, sheet: int = 0) -> dict[str, object]:
    return {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": end}


@pytest.fixture
def book(office: gspread.Client) -> gspread.Spreadsheet:
    made = office.create("Nhiều lệnh")
    made.sheet1.update([["b", 2, "x"], ["a", 3, "y"], ["c", 1, "x"]], "A1")
    return made


def ask(book: gspread.Spreadsheet, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = book.batch_update({"requests": list(requests)})["replies"]
    return found


def shown(book: gspread.Spreadsheet) -> list[list[str]]:
    return book.sheet1.get_all_values()


def part(book: gspread.Spreadsheet, fields: str) -> dict[str, Any]:
    found: dict[str, Any] = book.fetch_sheet_metadata({"fields": f"sheets({fields})"})["sheets"][0]
    return found


def test_every_request_that_is_played_is_one_of_googles() -> None:
    googles = set(document("sheets")["schemas"]["Request"]["properties"])
    assert set(HANDLERS) <= googles
    unplayed = ("Chart", "Comment", "DataSource", "Slicer", "Table", "EmbeddedObject")
    rest = {name for name in googles - set(HANDLERS) if not any(one in name for one in unplayed)}
    assert rest == {"autoFill", "randomizeRange"}


def test_a_request_that_is_not_played_says_so(book: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError, match=r"Unknown name \"addSlicer\" at 'requests\[1\]'") as told:
        ask(book, {"updateCells": {"range": area(0, 1, 0, 1)}}, {"addSlicer": {"slicer": {}}})
    assert "The sandbox does not play this batchUpdate request" in str(told.value)
    error = told.value.response.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    (violation,) = error["details"][0]["fieldViolations"]
    assert violation == {"field": "requests[1]", "description": error["message"]}


def test_rows_inserted_take_ranges_along(book: gspread.Spreadsheet) -> None:
    book.sheet1.merge_cells("A3:B3")
    ask(
        book,
        {"addProtectedRange": {"protectedRange": {"range": area(2, 3, 0, 3)}}},
        {"addNamedRange": {"namedRange": {"name": "dong", "range": area(0, 3, 0, 1)}}},
        {"insertDimension": {"range": span("ROWS", 1, 3)}},
    )
    assert shown(book) == [
        ["b", "2", "x"],
        ["", "", ""],
        ["", "", ""],
        ["a", "3", "y"],
        ["c", "", "x"],
    ]
    sheet = part(book, "merges,protectedRanges.range")
    assert sheet["merges"][0]["startRowIndex"] == 4
    assert sheet["protectedRanges"][0]["range"]["endRowIndex"] == 5
    named = book.fetch_sheet_metadata({"fields": "namedRanges"})["namedRanges"][0]
    assert named["range"]["endRowIndex"] == 5


def test_columns_deleted_take_what_lies_on_them(book: gspread.Spreadsheet) -> None:
    book.sheet1.merge_cells("A5:B5")
    rule = {
        "ranges": [area(0, 9, 1, 2)],
        "booleanRule": {"condition": {"type": "BLANK"}, "format": {}},
    }
    ask(
        book,
        {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        {"deleteDimension": {"range": span("COLUMNS", 1, 2)}},
    )
    assert shown(book) == [["b", "x"], ["a", "y"], ["c", "x"]]
    sheet = part(book, "merges,conditionalFormats,properties.gridProperties")
    assert "conditionalFormats" not in sheet
    assert sheet["properties"]["gridProperties"]["columnCount"] == 25
    assert sheet["merges"][0]["endColumnIndex"] == 1


def test_rows_move_with_what_marks_them(book: gspread.Spreadsheet) -> None:
    location = {"dimensionRange": span("ROWS", 0, 1)}
    note = {"metadataKey": "dong", "visibility": "PROJECT", "location": location}
    made = ask(
        book,
        {"createDeveloperMetadata": {"developerMetadata": note}},
        {"moveDimension": {"source": span("ROWS", 0, 1), "destinationIndex": 3}},
    )[0]["createDeveloperMetadata"]["developerMetadata"]
    assert [row[0] for row in shown(book)] == ["a", "c", "b"]
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/developerMetadata"
    found = book.client.request("get", f"{url}/{made['metadataId']}").json()
    assert found["location"]["dimensionRange"]["startIndex"] == 2
    lookup = {"developerMetadataLookup": {"metadataKey": "dong"}}
    changed = {
        "dataFilters": [lookup],
        "developerMetadata": {"metadataValue": "mới"},
        "fields": "metadataValue",
    }
    ask(book, {"updateDeveloperMetadata": changed})
    matched = book.client.request("post", f"{url}:search", json={"dataFilters": [lookup]}).json()
    assert matched["matchedDeveloperMetadata"][0]["developerMetadata"]["metadataValue"] == "mới"
    gone = ask(book, {"deleteDeveloperMetadata": {"dataFilter": lookup}})[0]
    assert len(gone["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]) == 1


def test_cells_are_written_by_mask(book: gspread.Spreadsheet) -> None:
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}, "note": "xem"}
    value = {"userEnteredValue": {"numberValue": 7}}
    rows = [{"values": [value | bold]}]
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    ask(
        book,
        {
            "updateCells": {
                "start": start,
                "rows": rows,
                "fields": "userEnteredFormat.textFormat.bold",
            }
        },
        {"repeatCell": {"range": area(0, 2, 1, 2), "cell": bold, "fields": "note"}},
        {"updateCells": {"range": area(2, 3, 0, 3), "fields": "userEnteredValue"}},
        {"appendCells": {"sheetId": 0, "rows": rows, "fields": "*"}},
    )
    assert shown(book) == [["b", "2", "x"], ["a", "3", "y"], ["7", "", ""]]
    data = part(book, "data.rowData.values(note,userEnteredFormat)")["data"][0]["rowData"]
    assert data[0]["values"][0] == {"userEnteredFormat": {"textFormat": {"bold": True}}}
    assert [row["values"][1]["note"] for row in data[:2]] == ["xem", "xem"]


def test_cells_formatted_together_are_changed_apart(book: gspread.Spreadsheet) -> None:
    form = {"textFormat": {"bold": True}, "borders": {"top": {"style": "SOLID"}}}
    one = {"userEnteredFormat": {"textFormat": {"italic": True}}}
    wanted = "userEnteredFormat.textFormat.italic"
    ask(
        book,
        {
            "repeatCell": {
                "range": area(0, 3, 0, 1),
                "cell": {"userEnteredFormat": form},
                "fields": "userEnteredFormat",
            }
        },
        {"repeatCell": {"range": area(1, 2, 0, 1), "cell": one, "fields": wanted}},
        {"updateBorders": {"range": area(1, 2, 0, 1), "top": {"style": "NONE"}}},
    )
    book.sheet1.update([["2026-03-02"]], "A3", value_input_option=ValueInputOption.user_entered)
    data = part(book, "data.rowData.values.userEnteredFormat")["data"][0]["rowData"]
    forms = [row["values"][0]["userEnteredFormat"] for row in data]
    assert forms[0] == form
    assert forms[1] == {"textFormat": {"bold": True, "italic": True}}
    assert forms[2] == form | {"numberFormat": {"type": "DATE", "pattern": "yyyy-MM-dd"}}


def test_sorting_puts_empty_cells_last_either_way(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["", 9, "z"]], "A4")
    for order, found in (("ASCENDING", "abc"), ("DESCENDING", "cba")):
        spec = {"dimensionIndex": 0, "sortOrder": order}
        ask(book, {"sortRange": {"range": area(0, 4, 0, 3), "sortSpecs": [spec]}})
        assert [row[0] for row in shown(book)] == [*found, ""]


def test_finding_and_replacing_counts_what_it_did(book: gspread.Spreadsheet) -> None:
    request = {"find": "X", "replacement": "ký", "allSheets": True}
    reply = ask(book, {"findReplace": request})[0]["findReplace"]
    assert reply == {
        "valuesChanged": 2,
        "occurrencesChanged": 2,
        "rowsChanged": 2,
        "sheetsChanged": 1,
    }
    pattern = {"find": "^(k)(.)$", "replacement": "$2$1", "searchByRegex": True, "sheetId": 0}
    ask(book, {"findReplace": pattern})
    assert [row[2] for row in shown(book)] == ["ýk", "y", "ýk"]


def test_copies_tile_their_destination_and_cuts_leave_nothing(book: gspread.Spreadsheet) -> None:
    ask(
        book,
        {"copyPaste": {"source": area(0, 1, 0, 2), "destination": area(4, 6, 0, 4)}},
        {
            "cutPaste": {
                "source": area(0, 1, 0, 1),
                "destination": {"sheetId": 0, "rowIndex": 7, "columnIndex": 1},
                "pasteType": "PASTE_NORMAL",
            }
        },
    )
    assert shown(book)[4:6] == [["b", "2", "b", "2"]] * 2
    assert (shown(book)[0][0], shown(book)[7][1]) == ("", "b")
    turned = {
        "source": area(1, 2, 0, 2),
        "destination": area(9, 10, 0, 1),
        "pasteOrientation": "TRANSPOSE",
        "pasteType": "PASTE_VALUES",
    }
    ask(book, {"copyPaste": turned})
    assert [row[0] for row in shown(book)[9:]] == ["a", "3"]


def test_ranges_are_pushed_aside_and_close_up(book: gspread.Spreadsheet) -> None:
    ask(book, {"insertRange": {"range": area(1, 2, 0, 1), "shiftDimension": "ROWS"}})
    assert [row[0] for row in shown(book)] == ["b", "", "a", "c"]
    assert [row[1] for row in shown(book)] == ["2", "3", "1", ""]
    ask(book, {"deleteRange": {"range": area(0, 2, 0, 1), "shiftDimension": "ROWS"}})
    assert [row[0] for row in shown(book)] == ["a", "c", ""]
    ask(book, {"deleteRange": {"range": area(0, 1, 0, 1), "shiftDimension": "COLUMNS"}})
    assert shown(book)[0] == ["2", "x", ""]


def test_tidying_trims_splits_and_drops_doubles(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["  Phường   1 "], ["p, q"], ["p, q"]], "E1")
    replies = ask(
        book,
        {"trimWhitespace": {"range": area(0, 3, 4, 5)}},
        {"deleteDuplicates": {"range": area(0, 3, 4, 5)}},
        {"textToColumns": {"source": area(1, 2, 4, 5), "delimiterType": "COMMA"}},
    )
    assert replies[0] == {"trimWhitespace": {"cellsChangedCount": 1}}
    assert replies[1] == {"deleteDuplicates": {"duplicatesRemovedCount": 1}}
    assert book.sheet1.get("E1:F3") == [["Phường 1"], ["p", "q"]]


def test_validation_is_checked_and_kept(book: gspread.Spreadsheet) -> None:
    values = [{"userEnteredValue": "đạt"}, {"userEnteredValue": "chưa"}]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": True}
    ask(book, {"setDataValidation": {"range": area(0, 2, 3, 4), "rule": rule}})
    data = part(book, "data.rowData.values.dataValidation")["data"][0]["rowData"]
    assert data[1]["values"][3]["dataValidation"] == rule
    broken = {"condition": {"type": "NUMBER_BETWEEN", "values": values[:1]}}
    with pytest.raises(APIError, match="between 2 and 2 ConditionValues, but 1"):
        ask(book, {"setDataValidation": {"range": area(0, 2, 3, 4), "rule": broken}})
    ask(book, {"setDataValidation": {"range": area(0, 2, 3, 4)}})
    assert "dataValidation" not in str(part(book, "data.rowData.values.dataValidation"))


def test_bands_filters_borders_and_groups_are_kept(book: gspread.Spreadsheet) -> None:
    band = {"range": area(0, 9, 0, 3), "rowProperties": {"firstBandColor": {"red": 1}}}
    line = {"style": "SOLID", "color": {"blue": 1}}
    replies = ask(
        book,
        {"addBanding": {"bandedRange": band}},
        {"addFilterView": {"filter": {"title": "lọc", "range": area(0, 9, 0, 3)}}},
        {"updateBorders": {"range": area(0, 2, 0, 2), "top": line, "innerVertical": line}},
        {"addDimensionGroup": {"range": span("ROWS", 1, 4)}},
        {"addDimensionGroup": {"range": span("ROWS", 2, 3)}},
    )
    sheet = part(book, "bandedRanges,filterViews,rowGroups,data.rowData.values.userEnteredFormat")
    style = {"rgbColor": {"red": 1}}
    assert sheet["bandedRanges"][0]["rowProperties"]["firstBandColorStyle"] == style
    assert [one["depth"] for one in sheet["rowGroups"]] == [1, 2]
    borders = sheet["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]["borders"]
    assert set(borders) == {"top", "right"}
    band_id = replies[0]["addBanding"]["bandedRange"]["bandedRangeId"]
    view_id = replies[1]["addFilterView"]["filter"]["filterViewId"]
    inner = {"range": span("ROWS", 2, 3), "depth": 2, "collapsed": True}
    ask(
        book,
        {
            "updateBanding": {
                "bandedRange": {"bandedRangeId": band_id, "range": area(0, 5, 0, 3)},
                "fields": "range",
            }
        },
        {
            "updateFilterView": {
                "filter": {"filterViewId": view_id, "title": "khác"},
                "fields": "title",
            }
        },
        {"duplicateFilterView": {"filterId": view_id}},
        {"deleteFilterView": {"filterId": view_id}},
        {"updateDimensionGroup": {"dimensionGroup": inner, "fields": "collapsed"}},
    )
    sheet = part(book, "bandedRanges,filterViews,data.rowMetadata")
    assert sheet["bandedRanges"][0]["range"]["endRowIndex"] == 5
    assert [view["title"] for view in sheet["filterViews"]] == ["Copy of khác"]
    assert sheet["data"][0]["rowMetadata"][2]["hiddenByUser"] is True
    ask(
        book,
        {"deleteBanding": {"bandedRangeId": band_id}},
        {"deleteDimensionGroup": {"range": span("ROWS", 2, 3)}},
    )
    assert "bandedRanges" not in part(book, "bandedRanges,properties")


def test_conditional_formats_are_an_ordered_list(book: gspread.Spreadsheet) -> None:
    def rule(kind: str) -> dict[str, Any]:
        return {
            "ranges": [area(0, 9, 0, 1)],
            "booleanRule": {"condition": {"type": kind}, "format": {"backgroundColor": {"red": 1}}},
        }

    ask(
        book,
        {"addConditionalFormatRule": {"rule": rule("BLANK"), "index": 0}},
        {"addConditionalFormatRule": {"rule": rule("NOT_BLANK"), "index": 0}},
        {"updateConditionalFormatRule": {"sheetId": 0, "index": 0, "newIndex": 1}},
        {"updateConditionalFormatRule": {"rule": rule("TEXT_IS_EMAIL"), "index": 1}},
    )
    rules = part(book, "conditionalFormats")["conditionalFormats"]
    kinds = [one["booleanRule"]["condition"]["type"] for one in rules]
    assert kinds == ["BLANK", "TEXT_IS_EMAIL"]
    ask(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})
    with pytest.raises(APIError, match="No conditional format on sheet: 0 at index: 5"):
        ask(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 5}})


def test_a_duplicated_sheet_has_ids_of_its_own(book: gspread.Spreadsheet) -> None:
    request = {"protectedRange": {"range": area(0, 1, 0, 3)}}
    first = ask(book, {"addProtectedRange": request})[0]["addProtectedRange"]["protectedRange"]
    copy = {"sourceSheetId": 0, "newSheetName": "Bản sao", "insertSheetIndex": 1}
    ask(book, {"duplicateSheet": copy}, {"updateSheetProperties": {
        "properties": {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}},
        "fields": "gridProperties.frozenRowCount",
    }})  # fmt: skip
    sheets = book.fetch_sheet_metadata()["sheets"]
    assert [one["properties"]["title"] for one in sheets] == ["Sheet1", "Bản sao"]
    second = sheets[1]["protectedRanges"][0]
    assert second["protectedRangeId"] != first["protectedRangeId"]
    assert second["range"]["sheetId"] == sheets[1]["properties"]["sheetId"]
    assert "frozenRowCount" not in sheets[1]["properties"]["gridProperties"]


def test_a_sheet_can_be_copied_into_another_spreadsheet(
    office: gspread.Client, book: gspread.Spreadsheet
) -> None:
    other = office.create("Đích")
    book.sheet1.copy_to(other.id)
    assert other.worksheet("Copy of Sheet1").get("A1:C1") == [["b", "2", "x"]]


def test_only_whom_a_protection_lets_in_may_lift_it(
    sandbox: Sandbox, book: gspread.Spreadsheet
) -> None:
    book.share(WARD, perm_type="user", role="writer", notify=False)
    mine = person_client(sandbox).open_by_key(book.id)
    protected = {"protectedRange": {"range": area(0, 1, 0, 3), "description": "Tiêu đề"}}
    made = ask(book, {"addProtectedRange": protected})[0]["addProtectedRange"]["protectedRange"]
    wanted = {"protectedRangeId": made["protectedRangeId"]}
    for request in (
        {"deleteProtectedRange": wanted},
        {"updateProtectedRange": {"protectedRange": wanted, "fields": "editors"}},
        {"deleteDimension": {"range": span("COLUMNS", 0, 1)}},
        {"sortRange": {"range": area(0, 3, 0, 3)}},
        {"deleteSheet": {"sheetId": 0}},
        {"mergeCells": {"range": area(0, 2, 0, 1), "mergeType": "MERGE_ALL"}},
        {"findReplace": {"find": "b", "replacement": "", "allSheets": True}},
        {"cutPaste": {"source": area(0, 1, 0, 1), "destination": {"sheetId": 0, "rowIndex": 5}}},
        {"addProtectedRange": {"protectedRange": {"range": area(0, 2, 0, 1)}}},
    ):
        with pytest.raises(APIError, match="protected cell or object"):
            ask(mine, request)
    with pytest.raises(APIError, match="protected cell or object"):
        mine.client.import_csv(book.id, "a,b")
    seen = mine.fetch_sheet_metadata()["sheets"][0]["protectedRanges"][0]
    assert "editors" not in seen
    assert "requestingUserCanEdit" not in seen
    editors = {"protectedRange": wanted | {"editors": {"users": [WARD]}}, "fields": "editors"}
    ask(book, {"updateProtectedRange": editors})
    mine.sheet1.update([["được"]], "A1")
    assert shown(book)[0][0] == "được"


def test_a_protections_editor_must_have_access_first(book: gspread.Spreadsheet) -> None:
    editors = {"users": ["nguoi.la@sandbox.test"]}
    with pytest.raises(APIError, match=r"nguoi\.la@sandbox\.test cannot edit"):
        ask(
            book,
            {
                "addProtectedRange": {
                    "protectedRange": {"range": area(0, 1, 0, 1), "editors": editors}
                }
            },
        )


BOOK_PROPERTIES, SHEET_PROPERTIES = "updateSpreadsheetProperties", "updateSheetProperties"


def frozen(rows: int) -> dict[str, object]:
    return {
        "properties": {"gridProperties": {"frozenRowCount": rows}},
        "fields": "gridProperties.frozenRowCount",
    }


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("addSheet", {"properties": {"title": "sheet1"}}, "already exists"),
        (
            "updateSheetProperties",
            {"properties": {"title": ""}, "fields": "title"},
            "cannot be empty",
        ),
        ("addSheet", {"properties": {"sheetId": 0}}, "Sheet with id 0 already exists"),
        ("deleteSheet", {"sheetId": 0}, "remove all the visible sheets"),
        ("repeatCell", {"range": area(0, 2000, 0, 1), "fields": "note"}, "grid limits"),
        ("repeatCell", {"range": area(0, 1, 0, 1)}, "At least one field"),
        ("deleteDimension", {"range": span("COLUMNS", 0, 26)}, "delete all the columns"),
        (
            "insertDimension",
            {"range": span("ROWS", 0, 1), "inheritFromBefore": True},
            "inheritFromBefore",
        ),
        (BOOK_PROPERTIES, {"properties": {"locale": "xx_XX"}, "fields": "locale"}, "locale: xx_XX"),
        (BOOK_PROPERTIES, {"properties": {"timeZone": "Huế"}, "fields": "timeZone"}, "time zone"),
        ("addNamedRange", {"namedRange": {"name": "A1", "range": area(0, 1, 0, 1)}}, "not valid"),
        (SHEET_PROPERTIES, frozen(1000), "freeze all visible rows"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_requests_number(
    book: gspread.Spreadsheet, name: str, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(APIError, match=rf"Invalid requests\[0\]\.{name}: .*{sentence}"):
        ask(book, {name: given})


def test_one_batch_may_answer_with_the_spreadsheet(book: gspread.Spreadsheet) -> None:
    body = {
        "requests": [{"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 5}}],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["Sheet1!A1:B1"],
        "responseIncludeGridData": True,
    }
    answer = book.batch_update(body)["updatedSpreadsheet"]["sheets"][0]
    assert answer["properties"]["gridProperties"]["rowCount"] == 1005
    assert answer["data"][0]["rowData"][0]["values"][1]["formattedValue"] == "2"


@pytest.mark.parametrize(
    ("sheet", "index", "order"),
    [(1, 2, [1, 2, 3]), (1, 3, [2, 1, 3]), (1, 4, [2, 3, 1]), (3, 1, [3, 1, 2]), (2, 2, [1, 2, 3])],
)
def test_places_of_sheets_are_counted_before_the_move(
    book: gspread.Spreadsheet, sheet: int, index: int, order: list[int]
) -> None:
    """As the discovery document says: of S1, S2, S3 the first moves behind S2 with index 2."""
    added = [{"addSheet": {"properties": {"sheetId": n, "title": f"S{n}"}}} for n in (1, 2, 3)]
    moved = {"properties": {"sheetId": sheet, "index": index}, "fields": "index"}
    ask(book, *added, {"updateSheetProperties": moved})
    assert [one.id for one in book.worksheets()][1:] == order
