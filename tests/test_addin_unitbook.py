"""The workbook a unit fills, read back: tabs, ids, formats, locks, print set-up, identity."""

from __future__ import annotations

import time
import unicodedata
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from addin.unitbook import unit_workbook, write_unit_workbook
from campaign.columns import DECLARATION_CODE, Kind
from campaign.errors import UsageError
from campaign.intake.reading import read_source
from campaign.plan.definition import Form
from campaign.reading.tables import find_tables
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.ready_rows import READY_ROWS
from campaign.unit_tabs.tabs import GUIDE, Tab, tabs_of
from campaign.vietnamese.text import bare_key
from tests.unit_workbooks import (
    CAMPAIGNS,
    FILLED,
    Q12,
    ROSTERS,
    cell,
    filled,
    first_row,
    opened,
    reopened,
    sheets,
    some_unit,
    tab_of,
)

WARD = some_unit(ROSTERS["q12-cchc-2020"])
every_campaign = pytest.mark.parametrize("name", sorted(CAMPAIGNS))


def labels(book: Workbook, tab: Tab) -> list[str]:
    header = header_of(tab.columns)
    sheet = book[tab.title]
    return [
        str(sheet.cell((header.last if column.group else header.first) + 1, position).value)
        for position, column in enumerate(tab.columns, 1)
    ]


def hidden_constants(book: Workbook) -> dict[str, str | None]:
    assert all(name.hidden for name in book.defined_names.values())
    return {key: name.value for key, name in book.defined_names.items()}


def test_the_tabs_of_2020_stand_in_the_usual_order() -> None:
    usual = ["Hướng dẫn", "Đăng ký", "Sơ kết", "Kết quả", "Tiêu chí", "Đề nghị khen thưởng"]
    assert opened("q12-cchc-2020").sheetnames == usual


@every_campaign
def test_a_deliverable_names_the_tab_of_its_first_form(name: str) -> None:
    titles = opened(name).sheetnames
    for item in CAMPAIGNS[name].deliverables:
        assert item.tab in titles
    assert titles[0] == GUIDE
    assert [tab.form for tab in tabs_of(CAMPAIGNS[name], shared=False)][-2:] == [
        Form.CRITERIA,
        Form.PROPOSAL,
    ]


@every_campaign
@pytest.mark.parametrize("shared", [False, True])
def test_headers_are_the_columns_labels(name: str, shared: bool) -> None:  # noqa: FBT001
    for tab, sheet in sheets(name, shared=shared):
        assert labels(opened(name, shared=shared), tab) == [c.label for c in tab.columns]
        keys = [column.key for column in tab.columns]
        assert ("unit" in keys) is shared
        assert sheet.title == tab.title


def test_two_columns_stand_under_their_common_header() -> None:
    sheet = opened("q12-cchc-2020")["Đăng ký"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["G7"].value == "Thời gian"
    assert (sheet["G8"].value, sheet["H8"].value) == ("Bắt đầu", "Hoàn thành")
    assert {"G7:H7", "A7:A8", "B7:B8"} <= merged


@every_campaign
def test_every_ready_row_has_an_id_of_its_own_in_a_hidden_column(name: str) -> None:
    seen = set()
    for tab, sheet in sheets(name):
        if tab.form is Form.CRITERIA:
            continue
        position = [column.key for column in tab.columns].index("row_id") + 1
        letter = get_column_letter(position)
        assert sheet.column_dimensions[letter].hidden
        for row in range(first_row(tab), first_row(tab) + READY_ROWS):
            found = sheet.cell(row, position)
            # Excel refuses to sort a protected sheet that has a locked cell among its rows.
            assert not found.protection.locked
            seen.add(found.value)
        assert sheet.cell(first_row(tab), position).value == f"{tab.code}-0001"
    tables = len(tabs_of(CAMPAIGNS[name], shared=False)) - 1
    assert len(seen) == tables * READY_ROWS


def test_a_given_id_is_kept_and_never_given_again() -> None:
    tab = tab_of(Q12, Form.REGISTRATION)
    ids = [cell(filled(), tab, "row_id", row).value for row in range(READY_ROWS)]
    assert ids[:3] == ["DK-0002", "DK-0001", "DK-0003"]
    assert len(set(ids)) == READY_ROWS


def test_many_given_rows_keep_empty_ones_below() -> None:
    tab = tab_of(Q12, Form.INTERIM)
    rows = [{"title": f"Mô hình số {number}"} for number in range(75)]
    book = reopened(unit_workbook(Q12, WARD, rows={Form.INTERIM: rows}))
    assert cell(book, tab, "title", 74).value == "Mô hình số 74"
    assert cell(book, tab, "title", 75).value is None
    assert cell(book, tab, "row_id", 84).value == "SK-0085"


@every_campaign
def test_headers_are_locked_and_what_a_unit_fills_is_not(name: str) -> None:
    for tab, sheet in sheets(name):
        for row in range(1, first_row(tab)):
            for position in range(1, len(tab.columns) + 1):
                assert sheet.cell(row, position).protection.locked
        for column in tab.columns:
            assert cell(opened(name), tab, column.key).protection.locked is tab.locks(column)


@every_campaign
def test_sheets_are_protected_without_a_password_and_leave_clerks_their_tools(name: str) -> None:
    for _, sheet in sheets(name):
        rights = sheet.protection
        assert rights.sheet
        assert rights.password is None
        allowed = (rights.sort, rights.autoFilter, rights.formatColumns, rights.insertRows)
        assert allowed == (False, False, False, False)  # False: not forbidden
        assert rights.deleteColumns
        assert rights.formatCells


@every_campaign
def test_the_page_is_a4_across_with_a_repeated_frozen_header(name: str) -> None:
    for tab, sheet in sheets(name):
        header = header_of(tab.columns)
        assert sheet.freeze_panes == f"A{header.last + 2}"
        assert sheet.print_title_rows == f"${header.first + 1}:${header.last + 1}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        foot = sheet.oddFooter
        assert foot is not None
        assert foot.right.text == "Trang &P/&N"
        assert sheet.page_margins.left <= 1


@every_campaign
def test_tables_are_in_times_new_roman_12_with_bold_filled_headers(name: str) -> None:
    for tab, sheet in sheets(name):
        for column in tab.columns:
            found = cell(opened(name), tab, column.key)
            assert (found.font.name, found.font.sz) == ("Times New Roman", 12)
            assert found.border.left.style == found.border.bottom.style == "thin"
            assert found.alignment.wrap_text
        heading = sheet.cell(header_of(tab.columns).first + 1, 1)
        assert heading.font.b
        assert heading.fill.fgColor.rgb not in {None, "00000000"}


@every_campaign
def test_cells_are_typed_so_that_excel_changes_nothing(name: str) -> None:
    book = opened(name)
    for tab, _ in sheets(name):
        for column in tab.columns:
            wanted = cell(book, tab, column.key).number_format
            if column.kind in {Kind.DATE, Kind.PERIOD_DATE}:
                assert wanted.lower() == "dd/mm/yyyy"
            elif column.kind in {Kind.PHONES, Kind.IDENTITY, Kind.PERCENT, Kind.ANSWER}:
                assert wanted == "@"
    votes = cell(book, tab_of(CAMPAIGNS[name], Form.PROPOSAL), "votes")
    assert votes.number_format == "@"  # 11/13 is not a date


def test_cells_below_the_ready_rows_are_open_and_typed_too() -> None:
    tab = tab_of(Q12, Form.REGISTRATION)
    sheet = opened("q12-cchc-2020")[tab.title]
    letter = cell(opened("q12-cchc-2020"), tab, "phone").column_letter
    below = sheet.column_dimensions[letter]
    assert (below.number_format, below.protection.locked) == ("@", False)


def test_ready_rows_are_high_enough_and_grow() -> None:
    with zipfile.ZipFile(BytesIO(unit_workbook(Q12, WARD, rows=FILLED))) as parts:
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet2.xml"))  # noqa: S314
    rows = {int(r.get("r", 0)): r for r in sheet.iter() if r.tag.endswith("}row")}
    first = first_row(tab_of(Q12, Form.REGISTRATION))
    assert float(rows[first].get("ht", 0)) > 150
    assert float(rows[first + 30].get("ht", 0)) == 22.5
    grows = [number for number, row in rows.items() if row.get("customHeight") is None]
    assert grows == list(range(first, first + READY_ROWS))
    assert "ht" in rows[first - 1].attrib


TRICKS = (
    '=HYPERLINK("http://x";"Mô hình 1 cửa")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1;2)",
    "{=1+1}",
    "https://example.vn/mo-hinh",
    "mailto:a@example.vn",
    "internal:Sheet1!A1",
    "0123",
    "\t=1",
)


@pytest.mark.parametrize("typed", TRICKS)
def test_typed_text_stays_text(typed: str) -> None:
    tab = tab_of(Q12, Form.REGISTRATION)
    row = {"title": typed, "starts": typed, "order": typed}
    book = reopened(unit_workbook(Q12, WARD, rows={Form.REGISTRATION: [row]}))
    for key in row:
        found = cell(book, tab, key)
        assert (found.data_type, found.value, found.hyperlink) == ("s", typed, None)


def test_a_campaign_and_a_unit_may_be_named_like_formulas() -> None:
    from dataclasses import replace

    header = Q12.campaign.model_copy(update={"name": "=1+1", "short_name": "A & B"})
    book = reopened(
        unit_workbook(Q12.model_copy(update={"campaign": header}), replace(WARD, name="=UBND"))
    )
    found = [c for sheet in book for line in sheet.iter_rows() for c in line if isinstance(c, Cell)]
    assert not [c.coordinate for c in found if c.data_type == "f"]


def test_values_are_written_as_what_they_are() -> None:
    tab = tab_of(Q12, Form.REGISTRATION)
    assert cell(filled(), tab, "order").value == 1
    assert cell(filled(), tab, "starts").value == datetime(2020, 5, 4)  # noqa: DTZ001
    assert cell(filled(), tab, "ends").value == "tháng 10/2020"
    assert cell(filled(), tab, "phone").value == "0909000001"


def test_criteria_are_asked_then_indicators_then_the_declaration() -> None:
    tab = tab_of(Q12, Form.CRITERIA)
    codes = [cell(opened("q12-cchc-2020"), tab, "criterion", row).value for row in range(9)]
    aims = ["CS1", "CS2", "CS3"]
    assert codes == ["4.1.a", "4.1.b", "4.1.c", "4.1.d", *aims, "Khai báo", None]
    assert cell(opened("q12-cchc-2020"), tab, "text", 3).value == Q12.criteria[3].text


@every_campaign
def test_only_what_a_unit_declares_is_asked(name: str) -> None:
    campaign = CAMPAIGNS[name]
    tab = tab_of(campaign, Form.CRITERIA)
    codes = {cell(opened(name), tab, "criterion", row).value for row in range(99)} - {None}
    declared = {item.shown_code for item in campaign.criteria if item.declared}
    aims = {item.shown_code for item in campaign.indicators}
    assert codes == declared | aims | {DECLARATION_CODE}


def test_given_answers_stand_beside_their_criterion_and_strangers_follow() -> None:
    tab = tab_of(Q12, Form.CRITERIA)
    assert cell(filled(), tab, "answer", 3).value == "25/25"
    assert cell(filled(), tab, "answer", 0).value is None
    assert cell(filled(), tab, "criterion", 8).value == "9.9"


def test_a_shared_workbook_has_no_unit_and_lets_units_copy_the_questions() -> None:
    book = opened("q12-cchc-2020", shared=True)
    tab = tab_of(Q12, Form.CRITERIA, shared=True)
    assert "thidua_unit" not in book.defined_names
    assert not cell(book, tab, "criterion").protection.locked
    assert not cell(book, tab, "text", READY_ROWS - 1).protection.locked


@every_campaign
def test_the_workbook_knows_its_unit_campaign_and_forms(name: str) -> None:
    names = hidden_constants(opened(name))
    unit = some_unit(ROSTERS[name])
    assert names["thidua_unit"] == f'"{unit.id}"'
    assert names["thidua_campaign"] == f'"{CAMPAIGNS[name].campaign.id}"'
    assert names["thidua_version"] == '"1"'
    for tab, sheet in sheets(name):
        assert sheet.defined_names["thidua_form"].value == f'"{tab.form.value}"'
    assert opened(name)[GUIDE].defined_names["thidua_form"].value == '"guide"'


@every_campaign
@pytest.mark.parametrize("shared", [False, True])
def test_our_own_reader_finds_every_table_and_no_other(name: str, shared: bool) -> None:  # noqa: FBT001
    unit = None if shared else some_unit(ROSTERS[name])
    source = read_source("bieu.xlsx", unit_workbook(CAMPAIGNS[name], unit))
    tabs = tabs_of(CAMPAIGNS[name], shared=shared)
    own = {bare_key(tab.title): tab.form for tab in tabs}
    found = [find_tables(grid, own) for grid in source.grids]
    assert not found[0]
    for tab, tables in zip(tabs, found[1:], strict=True):
        assert [table.form for table in tables] == [tab.form]
        assert set(tables[0].places) == {column.key for column in tab.columns}
        assert tables[0].header == header_of(tab.columns).last


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    units = {name: some_unit(ROSTERS[name]) for name in CAMPAIGNS}
    for name, campaign in CAMPAIGNS.items():
        write_unit_workbook(campaign, units[name], tmp_path / f"{name}.xlsx", rows=FILLED)
    time.sleep(1.1)  # zip and property times count seconds
    for name, campaign in CAMPAIGNS.items():
        again = unit_workbook(campaign, units[name], rows=FILLED)
        assert (tmp_path / f"{name}.xlsx").read_bytes() == again


@every_campaign
def test_every_unit_of_the_roster_gets_its_own_name_and_id(name: str) -> None:
    for unit in ROSTERS[name]:
        with zipfile.ZipFile(BytesIO(unit_workbook(CAMPAIGNS[name], unit))) as parts:
            assert parts.testzip() is None
            assert f'"{unit.id}"' in parts.read("xl/workbook.xml").decode()
            assert unit.name.upper() in parts.read("xl/sharedStrings.xml").decode()


@every_campaign
def test_all_that_is_shown_is_composed_unicode(name: str) -> None:
    for sheet in opened(name):
        for line in sheet.iter_rows(values_only=True):
            for value in line:
                assert not isinstance(value, str) or unicodedata.is_normalized("NFC", value)


def test_a_file_that_cannot_be_written_is_one_vietnamese_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không ghi được tệp “bieu"):
        write_unit_workbook(Q12, WARD, tmp_path / "khong-co" / "bieu.xlsx")


def test_a_workbook_is_made_quickly() -> None:
    unit_workbook(Q12, WARD)
    best = min(_seconds() for _ in range(5))
    assert best < 0.25  # about 0.03 on an idle machine


def _seconds() -> float:
    start = time.perf_counter()
    unit_workbook(Q12, WARD)
    return time.perf_counter() - start
