from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlwt
from xlsxwriter import Workbook

from campaign.errors import SourceError
from campaign.grid import Grid
from campaign.intake.reading import read_source
from tests.intake_files import converted, xlsx


def xls(fill: Callable[[xlwt.Workbook], None]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    fill(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read_first(fill: Callable[[xlwt.Workbook], None]) -> Grid:
    source = read_source("a.xls", xls(fill))
    assert (source.kind, source.problems) == ("xls", ())
    return source.grids[0]


def test_values() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("Đăng ký")
        for column, value in enumerate(["Thới An", 1.5, True, "   "]):
            sheet.write(1, column, value)
        sheet.write(5, 9, "", xlwt.easyxf("borders: left thin"))

    grid = read_first(fill)
    assert grid.rows == [[], ["Thới An", 1.5, True, "   "]]
    assert (grid.sheet, grid.visible, grid.formulas) == ("Đăng ký", True, {})


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_in_both_calendars(*, date_1904: bool) -> None:
    start = date(1904, 1, 1) if date_1904 else date(1899, 12, 30)
    serial = (date(2020, 5, 20) - start).days

    def fill(book: xlwt.Workbook) -> None:
        book.dates_1904 = date_1904
        sheet = book.add_sheet("A")
        for column, (value, code) in enumerate(
            [
                (serial, "dd/mm/yyyy"),
                (serial + 17.5 / 24, "dd/mm/yyyy hh:mm"),
                (17.5 / 24, "hh:mm"),
                (1.5, "[h]:mm"),
                (-5, "dd/mm/yyyy"),
            ]
        ):
            sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))

    grid = read_first(fill)
    afternoon = datetime.fromisoformat("2020-05-20T17:30")
    assert grid.rows == [[date(2020, 5, 20), afternoon, time(17, 30), timedelta(hours=36), -5.0]]
    assert grid.number_format(0, 1) == "dd/mm/yyyy hh:mm"


def test_number_formats() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("A")
        sheet.write(0, 0, 1, xlwt.easyxf(num_format_str="0%"))
        sheet.write(0, 1, 1)

    grid = read_first(fill)
    assert [grid.number_format(0, c) for c in range(3)] == ["0%", "", ""]


def test_layout_and_visibility() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("A")
        sheet.write_merge(0, 1, 0, 2, "Thời gian")
        sheet.write(3, 3, "x")
        sheet.row(3).hidden = True
        sheet.col(1).hidden = True
        book.add_sheet("B").visibility = 1
        book.add_sheet("C").visibility = 2

    grids = read_source("a.xls", xls(fill)).grids
    assert [grid.visible for grid in grids] == [True, False, False]
    assert grids[0].merges == ((0, 0, 1, 2),)
    assert grids[0].hidden_rows == {3}
    assert grids[0].hidden_columns == {1}


def test_errors() -> None:
    def fill(book: xlwt.Workbook) -> None:
        row = book.add_sheet("A").row(0)
        row.set_cell_error(0, "#REF!")
        row.set_cell_error(1, 0x2A)
        row.write(2, "Thới An")

    grid = read_first(fill)
    assert grid.rows == [["", "", "Thới An"]]
    assert grid.errors == {(0, 0): "#REF!", (0, 1): "#N/A"}


def test_legacy_fonts_in_cells_and_in_runs() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("A")
        old = xlwt.easyxf("font: name .VnTime")
        sheet.write(0, 0, "T©n Thíi NhÊt", old)
        sheet.write(0, 1, "Phöôøng Thaïnh Loäc", xlwt.easyxf("font: name VNI-Times"))
        sheet.write(0, 2, "Thíi An")
        sheet.write_rich_text(1, 0, ["Phường ", ("Thíi An", old.font)])

    grid = read_first(fill)
    assert grid.rows == [
        ["Tân Thới Nhất", "Phường Thạnh Lộc", "Thíi An"],
        ["Phường Thới An"],
    ]
    assert grid.typed == {
        (0, 0): "T©n Thíi NhÊt",
        (0, 1): "Phöôøng Thaïnh Loäc",
        (1, 0): "Phường Thíi An",
    }


def test_a_stray_cell_is_named() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("Đăng ký")
        sheet.write(0, 0, "x")
        sheet.write(65535, 255, "x")

    with pytest.raises(SourceError, match=r"“Đăng ký”.*IV65536") as caught:
        read_first(fill)
    assert caught.value.code == "too_wide"


def test_a_stray_format_is_read_normally() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("A")
        sheet.write(0, 0, "x")
        sheet.write(65535, 255, "", xlwt.easyxf("borders: left thin"))

    assert read_first(fill).rows == [["x"]]


def test_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    data = xls(lambda book: book.add_sheet("A").write(0, 0, 1))
    read_source("a.xls", data)
    with pytest.raises(SourceError):
        read_source("a.xls", data[:1500])
    assert capsys.readouterr() == ("", "")


def test_struck_text_is_seen_whole_and_in_part() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("A")
        struck, plain = xlwt.easyfont("struck_out on"), xlwt.easyfont("")
        whole = xlwt.easyxf("font: struck_out on")
        sheet.write(0, 0, "Một cửa", whole)
        sheet.write_rich_text(0, 1, (("Hẹn ", plain), ("giờ", struck)))
        sheet.write(0, 2, "Trả tại nhà")
        sheet.write(0, 3, "", whole)

    grid = read_first(fill)
    assert grid.struck == {(0, 0), (0, 1)}
    assert grid.rows == [["Một cửa", "Hẹn giờ", "Trả tại nhà"]]


@pytest.mark.office
def test_comments_are_read(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("B2", "Một cửa")
        sheet.write_comment("B2", "Xin rút dòng này")

    old = converted(xlsx(fill), "xlsx", "xls", tmp_path)
    source = read_source("a.xls", old)
    assert source.kind == "xls"
    assert source.grids[0].notes == {(1, 1): "Xin rút dòng này"}
