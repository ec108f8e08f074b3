from __future__ import annotations

import shutil
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from campaign.grid import UNCALCULATED, Grid
from campaign.intake.formula_text import shifted
from campaign.intake.reading import read_source
from campaign.intake.sheet_plain import without_blanks
from campaign.intake.sheet_xml import cell_formats
from campaign.intake.xml_parts import remembered
from tests.intake_files import (
    MAIN,
    changed,
    converted,
    parts_of,
    sheet_xml,
    simple_xlsx,
    with_sheet,
    xlsx,
)


def read_first(data: bytes) -> Grid:
    return read_source("tệp.xlsx", data).grids[0]


def test_values_stand_dense_from_a1() -> None:
    grid = read_first(xlsx(lambda book: book.add_worksheet("A").write(2, 1, "Thới An")))
    assert grid.rows == [["", ""], ["", ""], ["", "Thới An"]]
    assert (grid.file, grid.sheet, grid.visible) == ("tệp.xlsx", "A", True)


def test_spaces_and_vietnamese_stay_as_typed() -> None:
    row = ["   ", "  Tân  Thới\nHiệp ", "Tân Thới Hiệp", "\u00a0x\u200b", "=1+1"]
    grid = read_first(xlsx(lambda book: book.add_worksheet().write_row(0, 0, row[:4])))
    assert grid.rows == [row[:4]]


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_are_the_same_in_both_calendars(*, date_1904: bool) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        for column, (number_format, value) in enumerate(
            [
                ("dd/mm/yyyy", datetime.fromisoformat("2020-05-20")),
                ("dd/mm/yyyy hh:mm", datetime.fromisoformat("2020-05-20T17:30")),
                ("hh:mm", time(17, 30)),
                ("[h]:mm", timedelta(hours=36)),
            ]
        ):
            sheet.write_datetime(0, column, value, book.add_format({"num_format": number_format}))

    grid = read_first(xlsx(fill, date_1904=date_1904))
    afternoon = datetime.fromisoformat("2020-05-20T17:30")
    assert grid.rows == [[date(2020, 5, 20), afternoon, time(17, 30), timedelta(hours=36)]]
    assert grid.number_format(0, 0) == "dd/mm/yyyy"


def test_number_formats_come_on_request() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        for column, code in enumerate(["0%", "0.00%", "#,##0", "General", '0.0"%"']):
            sheet.write_number(0, column, 1, book.add_format({"num_format": code}))

    grid = read_first(xlsx(fill))
    formats = [grid.number_format(0, column) for column in range(5)]
    assert formats == ["0%", "0.00%", "#,##0", "", '0.0"%"']
    assert grid.number_format(99, 99) == ""


def test_a_formula_whose_result_is_not_kept_is_told_from_an_empty_text() -> None:
    cells = (
        '<row r="1"><c r="A1"><f>DATE(2020,5,15)</f></c><c r="B1" s="0"><f>1+1</f><v/></c>'
        '<c r="C1" t="str"><f>IF(1,"","")</f><v></v></c><c r="D1"><f>1+1</f><v>2</v></c></row>'
    )
    grid = read_first(with_sheet(sheet_xml(cells)))
    assert grid.errors == {(0, 0): UNCALCULATED, (0, 1): UNCALCULATED}


def test_errors_and_formulas_are_told() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 1, '=HYPERLINK("http://x","a<b")', None, "a<b")
        sheet.write_formula(2, 2, "=SUM(A1:A2)", None, 3)

    grid = read_first(xlsx(fill))
    assert grid.errors == {(0, 0): "#DIV/0!"}
    assert grid.rows[0][0] == ""
    assert grid.rows[1][1] == "a<b"
    assert grid.formulas == {
        (0, 0): "=1/0",
        (1, 1): '=HYPERLINK("http://x","a<b")',
        (2, 2): "=SUM(A1:A2)",
    }


def test_a_shared_formula_is_shifted_to_each_cell() -> None:
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*$C$1</f><v>2</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    assert read_first(with_sheet(sheet_xml(rows))).formulas == {
        (0, 1): "=A1*$C$1",
        (1, 1): "=A2*$C$1",
    }


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$B$2+C$3", "B3+$B$2+D$3"),
        ('"A1"&A1', '"A1"&B3'),
        ("'T A1'!A1+LOG10(A1)", "'T A1'!B3+LOG10(B3)"),
        ("Bang1[A1]+ABC.D1", "Bang1[A1]+ABC.D1"),
    ],
)
def test_only_relative_references_move(formula: str, moved: str) -> None:
    assert shifted(formula, 2, 1) == moved


def test_a_reference_off_the_sheet_is_lost() -> None:
    assert shifted("A1", -1, 0) == "#REF!"


def test_layout_is_told() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 2, "Thời gian")
        sheet.write(4, 5, "x")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(4, 0)
        sheet.set_column(1, 2, None, None, {"hidden": True})
        sheet.set_column(5, 16383, 0)

    grid = read_first(xlsx(fill))
    assert grid.merges == ((0, 0, 1, 2),)
    assert grid.hidden_rows == {3, 4}
    assert grid.hidden_columns == {1, 2, 5}


def test_hidden_sheets_and_chart_sheets() -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("Một").write(0, 0, 1)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Một!$A$1:$A$1"})
        book.add_chartsheet("Đồ thị").set_chart(chart)
        book.add_worksheet("Ẩn").hide()
        book.add_worksheet("Ẩn kỹ").very_hidden()

    grids = read_source("a.xlsx", xlsx(fill)).grids
    assert [(g.sheet, g.visible) for g in grids] == [
        ("Một", True),
        ("Ẩn", False),
        ("Ẩn kỹ", False),
    ]


def test_hints_are_string_constants() -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("A")
        book.add_worksheet("B")
        book.define_name("thidua_unit", '="thoi-an"')
        book.define_name("thidua_form", '="a ""b"""')
        book.define_name("thidua_campaign", "=A!$A$1")
        book.define_name("B!thidua_unit", '="hiep-thanh"')

    first, second = read_source("a.xlsx", xlsx(fill)).grids
    assert first.hints == {"thidua_unit": "thoi-an", "thidua_form": 'a "b"'}
    assert second.hints["thidua_unit"] == "hiep-thanh"


def test_legacy_fonts_are_decoded_and_what_was_stored_is_kept() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        old = book.add_format({"font_name": ".VnTime"})
        sheet.write(0, 0, "T©n Thíi NhÊt", old)
        sheet.write(0, 1, "Phöôøng Thaïnh Loäc", book.add_format({"font_name": "VNI-Times"}))
        sheet.write(0, 2, "Thíi An")
        sheet.write_rich_string(1, 0, "Phường ", old, "Thíi An", " mới")

    grid = read_first(xlsx(fill))
    assert grid.rows[0] == ["Tân Thới Nhất", "Phường Thạnh Lộc", "Thíi An"]
    assert grid.rows[1][0] == "Phường Thới An mới"
    assert grid.typed == {
        (0, 0): "T©n Thíi NhÊt",
        (0, 1): "Phöôøng Thaïnh Loäc",
        (1, 0): "Phường Thíi An mới",
    }


def test_sheet_parts_are_found_by_their_relationships() -> None:
    parts = parts_of(simple_xlsx())
    parts["xl/khac/trang.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    links = parts["xl/_rels/workbook.xml.rels"].replace(
        b"worksheets/sheet1.xml", b"/xl/khac/trang.xml"
    )
    data = changed(
        simple_xlsx(),
        {
            "xl/worksheets/sheet1.xml": None,
            "xl/khac/trang.xml": parts["xl/khac/trang.xml"],
            "xl/_rels/workbook.xml.rels": links,
        },
    )
    assert read_first(data).rows[1] == [1.0, "Thới An"]


def test_a_workbook_part_of_another_name_is_read() -> None:
    parts = parts_of(simple_xlsx())
    top = parts["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/workbook2.xml")
    data = changed(
        simple_xlsx(),
        {
            "_rels/.rels": top,
            "xl/workbook.xml": None,
            "xl/_rels/workbook.xml.rels": None,
            "xl/workbook2.xml": parts["xl/workbook.xml"],
            "xl/_rels/workbook2.xml.rels": parts["xl/_rels/workbook.xml.rels"],
        },
    )
    assert read_first(data).rows[1] == [1.0, "Thới An"]


def test_unusual_xml_reads_the_same() -> None:
    odd = (
        "<?xml version='1.0' encoding='UTF-16'?>"
        "<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        "<x:cols><x:col min='2' max='2' hidden='true'/></x:cols><x:sheetData>"
        "<x:row><x:c t='inlineStr'><x:is><x:t>Thới &amp; An</x:t></x:is></x:c><x:c><x:v>7</x:v>"
        "</x:c></x:row><x:row hidden='1' r='3'><x:c t='e' r='C3'><x:f>1/0</x:f>"
        "<x:v>#REF!</x:v></x:c></x:row></x:sheetData>"
        "<x:mergeCells><x:mergeCell ref='A1:A2'/></x:mergeCells></x:worksheet>"
    )
    data = changed(simple_xlsx(), {"xl/worksheets/sheet1.xml": odd.encode("utf-16")})
    grid = read_first(data)
    assert grid.rows == [["Thới & An", 7.0, ""], ["", "", ""], ["", "", ""]]
    assert grid.errors == {(2, 2): "#REF!"}
    assert grid.formulas == {(2, 2): "=1/0"}
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {1})
    assert grid.merges == ((0, 0, 1, 0),)


def test_a_sheet_without_cells_has_no_rows() -> None:
    assert read_first(with_sheet(f"<worksheet {MAIN}><sheetData/></worksheet>")).rows == []


def test_macros_make_it_an_xlsm() -> None:
    data = changed(simple_xlsx(), {"xl/vbaProject.bin": b"x"})
    source = read_source("a.xlsm", data)
    assert (source.kind, source.problems) == ("xlsm", ())


def test_a_lying_extension_is_noted() -> None:
    source = read_source("a.xls", simple_xlsx())
    assert source.kind == "xlsx"
    assert [p.code for p in source.problems] == ["mislabelled"]


_texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
).filter(lambda text: not text.startswith(("=", "_x")) and "_x" not in text)
_values = st.one_of(
    _texts,
    st.booleans(),
    # A workbook keeps 15 significant digits.
    st.floats(-1e300, 1e300).map(lambda number: float(f"{number:.15G}")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_values, min_size=1, max_size=6), min_size=1, max_size=8))
def test_any_grid_written_is_read_back(rows: list[list[object]]) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                else:
                    sheet.write_number(number, column, value)

    read = read_first(xlsx(fill)).rows
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            inside = number < len(read) and column < len(read[number])
            assert (read[number][column] if inside else "") == value


_cells = st.sampled_from(
    [
        "",
        '<c r="{}" s="1"/>',
        '<c r="{}" s="1"></c>',
        '<c r="{}"><v>7</v></c>',
        '<c r="{}"><v>7</v></c >',
        '<c r="{}" t="str"><f>A1</f><v>x</v></c>',
        '<c r="{}" t="inlineStr"><is><t>/&gt; Thới An</t></is></c>',
        '<c r="{}" t="inlineStr"><is><t><![CDATA[<c r="A1"/></row>]]></t></is></c>',
        '<c r="{}"><!-- <row r="1"> --></c>',
        "\n",
    ]
)
_rows = st.tuples(
    st.sampled_from(['<row r="{}">{}</row>', '<row r="{}" hidden="1">{}</row>', "<row>{1}</row>"]),
    st.lists(_cells, max_size=5),
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(_rows, max_size=8), closed=st.booleans())
def test_blanks_below_the_last_full_row_change_nothing(
    rows: list[tuple[str, list[str]]], *, closed: bool
) -> None:
    body = "".join(
        row.format(number, "".join(c.format(f"{'ABCDE'[i]}{number}") for i, c in enumerate(cells)))
        + ('<row r="99"/>' if closed else "")
        for number, (row, cells) in enumerate(rows, 1)
    )
    xml = f"<worksheet {MAIN}><sheetData>{body}</sheetData></worksheet>"
    less = without_blanks(xml.encode()).decode()
    assert values(with_sheet(less)) == values(with_sheet(xml))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" s="3"><v>0.5</v></c>',
        '<c r="B2" s="3" t="n"><v>0.5</v></c>',
        '<c r="B2" t="n" s="3"><v>0.5</v></c>',
        '<c r="B2" cm="1" s="3"><v>0.5</v></c>',
        '<c r="B2" s="3" vm="1"><f>1/2</f><v>0.5</v></c>',
    ],
)
def test_a_number_has_the_format_of_its_style_wherever_the_style_stands(cell: str) -> None:
    others = '<c r="A1" s="3" t="s"><v>0</v></c><c r="C1" s="3"/><c r="D1" t="str" s="3"></c>'
    found = cell_formats(f"{others}{cell}".encode(), {b"3": "0%"})
    assert found == {b"B2": "0%"}


def values(data: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False)  # type: ignore[misc, return-value]


def test_a_form_that_waits_to_be_filled_keeps_its_ids() -> None:
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in (4, 5))
    ready = '<row r="3"><c r="A3" s="1"/><c r="B3"><v>7</v></c><c r="C3" s="1"/></row>'
    full = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    xml = f"<worksheet><sheetData>{full}{ready}{blank}</sheetData></worksheet>"
    kept = f'{full}<row r="3"><c r="B3"><v>7</v></c></row>'
    wanted = f"<worksheet><sheetData>{kept}</sheetData></worksheet>"
    assert without_blanks(xml.encode()).decode() == wanted


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_file_saved_by_libreoffice(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Đăng ký")
        sheet.merge_range(0, 0, 0, 3, "Thời gian")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, 0, datetime.fromisoformat("2020-05-20"), day)
        sheet.write_number(1, 1, 1, book.add_format({"num_format": "0%"}))
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write(2, 3, "Thới An")
        sheet.set_row(2, None, None, {"hidden": True})

    for target in ("xlsx", "ods", "xls"):
        first = converted(xlsx(fill), "xlsx", "ods", tmp_path)
        source = read_source(f"a.{target}", converted(first, "ods", target, tmp_path))
        grid = source.grids[0]
        assert (source.kind, grid.sheet) == (target, "Đăng ký")
        assert grid.merges == ((0, 0, 0, 3),)
        assert grid.rows[1][:2] == [date(2020, 5, 20), 1.0]
        assert grid.number_format(1, 1) == "0%"
        assert grid.errors == {(1, 2): "#DIV/0!"}
        assert grid.rows[2][3] == "Thới An"
        assert grid.hidden_rows == {2}


def test_text_struck_through_is_told_whole_or_in_part() -> None:
    def fill(book: Workbook) -> None:
        sheet, through = book.add_worksheet(), book.add_format({"font_strikeout": True})
        sheet.write(0, 0, "Một cửa", through)
        sheet.write_rich_string(1, 1, through, "Cũ", " mới")
        sheet.write(2, 2, "Hẹn giờ")
        sheet.write_blank(3, 3, None, through)

    assert read_first(xlsx(fill)).struck == {(0, 0), (1, 1)}


def test_comments_stand_at_their_cells() -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("A").write(0, 0, "x")
        book.add_worksheet("B").write_comment(1, 2, "Xin rút", {"author": ""})

    grids = read_source("tệp.xlsx", xlsx(fill)).grids
    assert [grid.notes for grid in grids] == [{}, {(1, 2): "Xin rút"}]


def test_only_small_parts_are_remembered() -> None:
    asked: list[int] = []

    @remembered(2)
    def size(content: bytes) -> int:
        asked.append(len(content))
        return len(content)

    small, large = b"<a/>", b"<a/>" + b" " * (1 << 18)
    assert [size(part) for part in (small, small, large, large)] == [4, 4, len(large), len(large)]
    assert asked == [4, len(large), len(large)]
