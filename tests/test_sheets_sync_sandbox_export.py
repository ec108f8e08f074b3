"""Exports as .xlsx: conditional looks, formulas of the moment, formulas of a locale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import gspread
import openpyxl
import pytest
from gspread.utils import ExportFormat, ValueRenderOption

from campaign.cells.money import money_sign
from campaign.intake.reading import read_source
from sheets_sync.sandbox.server import Sandbox

RED = {"backgroundColor": {"red": 1}, "textFormat": {"bold": True}}


def exported(book: gspread.Spreadsheet, *, data_only: bool = False) -> Any:  # noqa: ANN401
    data = book.client.export(book.id, ExportFormat.EXCEL)
    return openpyxl.load_workbook(BytesIO(data), data_only=data_only).active


def boolean(kind: str, *values: dict[str, str]) -> dict[str, object]:
    condition = {"type": kind, "values": list(values)}
    return {"booleanRule": {"condition": condition, "format": RED}}


def entered(text: str) -> dict[str, str]:
    return {"userEnteredValue": text}


BLUE, WHITE = {"blue": 1}, {"red": 1, "green": 1, "blue": 1}
SCALE = {
    "gradientRule": {
        "minpoint": {"color": WHITE, "type": "MIN"},
        "midpoint": {"color": RED["backgroundColor"], "type": "PERCENT", "value": "50"},
        "maxpoint": {"color": BLUE, "type": "NUMBER", "value": "9"},
    }
}


@pytest.mark.parametrize(
    ("rule", "kind", "operator", "formula"),
    [
        (boolean("NUMBER_GREATER", entered("1,5")), "cellIs", "greaterThan", ["1.5"]),
        (boolean("NUMBER_BETWEEN", entered("1"), entered("5")), "cellIs", "between", ["1", "5"]),
        (
            boolean("DATE_BEFORE", {"relativeDate": "TODAY"}),
            "cellIs",
            "lessThan",
            ["TODAY()"],
        ),
        (boolean("DATE_AFTER", entered("20/5/2020")), "cellIs", "greaterThan", ["43971"]),
        (
            boolean("TEXT_CONTAINS", entered("lỗi")),
            "containsText",
            "containsText",
            ['NOT(ISERROR(SEARCH("lỗi",A2)))'],
        ),
        (boolean("TEXT_EQ", entered("Nhận")), "cellIs", "equal", ['"Nhận"']),
        (boolean("BLANK"), "containsBlanks", None, ["LEN(TRIM(A2))=0"]),
        (
            boolean("CUSTOM_FORMULA", entered('=OR($A2>1,5;$B2="a;b")')),
            "expression",
            None,
            ['OR($A2>1.5,$B2="a;b")'],
        ),
    ],
)
def test_a_conditional_look_is_exported(
    office: gspread.Client, rule: dict[str, object], kind: str, operator: str, formula: list[str]
) -> None:
    book = office.create("Tô màu")
    book.update_locale("vi_VN")
    area = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 9, "endColumnIndex": 2}
    add = {"addConditionalFormatRule": {"rule": {"ranges": [area]} | rule, "index": 0}}
    book.batch_update({"requests": [add]})
    ((place, rules),) = exported(book).conditional_formatting._cf_rules.items()
    assert str(place.sqref) == "A2:B9"
    (found,) = rules
    assert (found.type, found.operator, found.formula) == (kind, operator, formula)
    assert found.dxf.font.b
    assert found.dxf.fill.bgColor.rgb == "FFFF0000"
    assert found.stopIfTrue


def test_a_colour_scale_over_two_ranges_is_exported(office: gspread.Client) -> None:
    book = office.create("Thang màu")
    places = [
        {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 5, "endColumnIndex": 1},
        {"sheetId": 0, "startRowIndex": 7, "endRowIndex": 9, "endColumnIndex": 1},
    ]
    rule = {"ranges": places} | SCALE
    book.batch_update({"requests": [{"addConditionalFormatRule": {"rule": rule}}]})
    ((place, rules),) = exported(book).conditional_formatting._cf_rules.items()
    assert str(place.sqref) == "A1:A5 A8:A9"
    scale = rules[0].colorScale
    assert [(one.type, one.val) for one in scale.cfvo] == [
        ("min", 0),
        ("percent", 50),
        ("num", 9),
    ]
    assert [one.rgb for one in scale.color] == ["FFFFFFFF", "FFFF0000", "FF0000FF"]


def test_today_moves_with_the_clock_wherever_it_is_read(
    sandbox: Sandbox, office: gspread.Client
) -> None:
    with sandbox.alone() as world:
        world.clock.set_to(datetime(2020, 5, 10, 17, 30, tzinfo=UTC))
    book = office.create("Còn lại")
    book.update_locale("vi_VN")
    book.update_timezone("Asia/Ho_Chi_Minh")
    sheet = book.sheet1
    sheet.update([["=DATE(2020;5;20)-TODAY()", "=TODAY()", "=SUM(A1;1,5)"]], "A1", raw=False)
    assert sheet.get("A1:C1") == [["9", "11/05/2020", "10,5"]]
    raw = sheet.get("A1:B1", value_render_option=ValueRenderOption.unformatted)
    assert raw == [[9, 43962]]
    sandbox.advance(86400)
    assert sheet.get("A1:B1") == [["8", "12/05/2020"]]
    cells = book.fetch_sheet_metadata(params={"includeGridData": True})
    shown = cells["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert (shown["formattedValue"], shown["effectiveValue"]) == ("8", {"numberValue": 8})
    assert exported(book)["C1"].value == "=SUM(A1,1.5)"
    values = exported(book, data_only=True)
    assert (values["A1"].value, values["B1"].value) == (8, datetime(2020, 5, 12))  # noqa: DTZ001
    assert office.export(book.id, ExportFormat.CSV).decode() == '8,12/05/2020,"9,5"'


def test_an_export_is_made_anew_when_the_sheet_or_what_it_shows_of_the_clock_changes(
    sandbox: Sandbox, office: gspread.Client
) -> None:
    book = office.create("Giữ lại")
    sheet = book.sheet1
    sheet.update([["Thới An", "=TODAY()"]], "A1", raw=False)
    today = exported(book, data_only=True)["B1"].value
    first = office.export(book.id, ExportFormat.EXCEL)
    assert office.export(book.id, ExportFormat.EXCEL) == first
    sandbox.advance(86400)
    assert exported(book, data_only=True)["B1"].value == today + timedelta(days=1)
    sheet.update([["Hiệp Thành"]], "A1")
    assert exported(book, data_only=True)["A1"].value == "Hiệp Thành"
    sheet.update([["=NOW()"]], "B1", raw=False)
    before = exported(book, data_only=True)["B1"].value
    sandbox.advance(60)
    assert exported(book, data_only=True)["B1"].value != before


def test_an_amount_of_money_keeps_its_sign_on_the_way_to_the_intake(
    office: gspread.Client,
) -> None:
    book = office.create("Kinh phí")
    book.update_locale("vi_VN")
    book.sheet1.update([["5₫", "1.500.000 ₫", "5"]], "A1", value_input_option="USER_ENTERED")  # type: ignore[arg-type]
    assert book.sheet1.row_values(1) == ["5 ₫", "1.500.000 ₫", "5"]
    (grid,) = read_source("a.xlsx", office.export(book.id, ExportFormat.EXCEL)).grids
    assert grid.rows[0] == [5, 1500000, 5]
    assert [money_sign(grid.number_format(0, column)) for column in range(3)] == ["₫", "₫", ""]
