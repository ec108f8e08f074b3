"""Workbooks as different programs write them, down to what no program should write."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from addin.package import WorkbookPackage
from campaign.errors import UsageError
from tests.package_files import LINKS, MAIN, link, plain_package, texts, worksheet

PART = "xl/worksheets/sheet1.xml"

EXCEL_LIKE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"
 xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
><sheetPr filterMode="1"><tabColor rgb="FF00B050"/></sheetPr><dimension ref="A1:C4"/>
<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><sheetData
><row r="1" spans="1:3" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c></row>
<row r="2" spans="1:3" hidden="1"><c r="A2"><v>2</v></c><c r="C2"><f>A2*2</f><v>4</v></c></row>
<row r="3"><c r="C3"><f t="shared" ref="C3:C4" si="0">A3*2</f><v>6</v></c></row>
<row r="4"><c r="C4"><f t="shared" si="0"/><v>8</v></c></row>
</sheetData><sheetProtection sheet="1"/><protectedRanges
><protectedRange sqref="B2:B4" name="nhap"/></protectedRanges
><autoFilter ref="A1:C4"><filterColumn colId="0"><filters><filter val="x"/></filters
></filterColumn><filterColumn colId="1" hiddenButton="1"/><sortState ref="A2:C4"
><sortCondition ref="A2:A4"/></sortState></autoFilter>
<mc:AlternateContent><mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent
><extLst><ext uri="x" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
 xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"
><x14:dataValidations count="1"><x14:dataValidation type="list" prompt="a>b"
><x14:formula1><xm:f>DM!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>B2:B4 E2:E4 D3</xm:sqref
></x14:dataValidation></x14:dataValidations><x14:sparklineGroups><x14:sparkline><xm:f>S!A2:C2</xm:f
><xm:sqref>D2</xm:sqref></x14:sparkline></x14:sparklineGroups></ext></extLst></worksheet>"""

STRINGS = f"""<sst xmlns="{MAIN}" count="1"><si><r><rPr><color rgb="FF"/></rPr><t>Đơn </t></r><r
><t>vị</t></r><rPh sb="0" eb="1"><t>bỏ</t></rPh></si></sst>"""


def opened(sheet: str, parts: dict[str, str] | None = None, links: str = "") -> WorkbookPackage:
    return WorkbookPackage.from_bytes(plain_package(sheet, parts, links), "s.xlsx")


def values(package: WorkbookPackage) -> dict[int, dict[int, object]]:
    return {n: {c: cell.value for c, cell in row.items()} for n, row in package.rows("S")}


@pytest.fixture
def excel() -> WorkbookPackage:
    links = link("sharedStrings", "sharedStrings.xml") + link("calcChain", "calcChain.xml")
    parts = {"sharedStrings.xml": STRINGS, "calcChain.xml": "<calcChain/>"}
    return opened(EXCEL_LIKE, parts, links)


def test_rich_text_and_shared_formulas_are_read(excel: WorkbookPackage) -> None:
    rows = dict(excel.rows("S"))
    assert rows[0][0].value == "Đơn vị"
    assert [rows[n][2].formula for n in (1, 2, 3)] == ["A2*2", "A3*2", "A4*2"]
    assert rows[3][2].value == 8


def test_what_excel_adds_around_the_rows_is_kept_and_fitted(excel: WorkbookPackage) -> None:
    excel.replace_rows("S", 1, [[n, "b", 1] for n in range(10)], styles=[0, 0, 0])
    found = texts(excel.to_bytes())
    sheet = found[PART]
    head, _, rest = EXCEL_LIKE.partition("<sheetData\n>")
    tail = rest.partition("</sheetData>")[2]
    assert sheet.startswith(
        head.replace(' filterMode="1"', "").replace("A1:C4", "A1:C11") + "<sheetData\n>"
    )
    start = tail.index('<filterColumn colId="0"')
    end = tail.index('<filterColumn colId="1"')
    expected = tail[:start] + tail[end:]
    sort = expected.index("<sortState"), expected.index("</sortState>") + len("</sortState>")
    expected = (expected[: sort[0]] + expected[sort[1] :]).replace("A1:C4", "A1:C11")
    expected = expected.replace("B2:B4", "B2:B11").replace("E2:E4", "E2:E11")
    assert sheet.endswith("</sheetData>" + expected)
    assert "calcChain" not in "".join([*found, *found.values()])
    assert '<calcPr fullCalcOnLoad="1"/></workbook>' in found["xl/workbook.xml"]


def test_the_first_cell_of_a_shared_formula_is_not_taken_away(excel: WorkbookPackage) -> None:
    with pytest.raises(UsageError, match="công thức dùng chung"):
        excel.set_cells("S", {(2, 2): 1})
    excel.set_cells("S", {(3, 2): 1})
    assert values(excel)[3][2] == 1
    assert texts(excel.to_bytes())[PART].count("<f") == EXCEL_LIKE.count("<f") - 1


PREFIXED = f"""<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"
><x:is><x:t>đầu</x:t></x:is></x:c></x:row></x:sheetData><x:autoFilter ref="A1:A1"/></x:worksheet>"""


@pytest.mark.parametrize(
    "sheet",
    [
        PREFIXED,
        PREFIXED.replace("'", '"').replace('r="1"', "r='1'").replace('"A1"', "'A1'"),
        worksheet("<sheetData><row><c t='inlineStr'><is><t>đầu</t></is></c></row></sheetData>"),
        worksheet(
            '<sheetData><row r="1"><c r="A1" t="str"><v>đ&#x1EA7;u</v></c></row></sheetData>'
        ),
    ],
)
def test_rows_are_replaced_under_any_prefix_and_quoting(sheet: str) -> None:
    package = opened(sheet)
    assert values(package) == {0: {0: "đầu"}}
    package.replace_rows("S", 1, [["a & b", 1.5], [None]], styles=[0, 3])
    package.set_cells("S", {(0, 1): "thêm", (5, 0): True})
    made = WorkbookPackage.from_bytes(package.to_bytes(), "s.xlsx")
    assert values(made) == {
        0: {0: "đầu", 1: "thêm"},
        1: {0: "a & b", 1: 1.5},
        2: {0: None, 1: None},
        5: {0: True},
    }


@pytest.mark.parametrize(
    "sheet",
    [
        worksheet("<sheetData/>"),
        worksheet("<sheetData />"),
        worksheet("<sheetData></sheetData>"),
        worksheet("<sheetData>\n </sheetData><pageMargins left='1'/>"),
        worksheet("<cols><col min='1' max='2'/></cols><pageMargins left='1'/>"),
        worksheet(""),
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData/></x:worksheet>',
    ],
)
def test_a_sheet_without_rows_takes_rows(sheet: str) -> None:
    package = opened(sheet)
    assert values(package) == {}
    package.set_cells("S", {(0, 0): "đầu"})
    package.replace_rows("S", 2, [["a"]], styles=[0])
    made = texts(package.to_bytes())[PART]
    assert values(package) == {0: {0: "đầu"}, 2: {0: "a"}}
    kept = made[: made.index("sheetData")] + made[made.rindex("sheetData") :]
    assert ("pageMargins" in sheet) == ("pageMargins" in kept)


def test_rows_in_pieces_are_read_like_rows_in_one() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>Nội dung khá dài số {0}</t></is></c></row>'
    sheet = worksheet(f"<sheetData>{''.join(row.format(n) for n in range(1, 40_001))}</sheetData>")
    package = opened(sheet)
    assert values(package)[39_999] == {0: "Nội dung khá dài số 40000"}
    package.set_cells("S", {(20_000, 0): "giữa"})
    found = values(package)
    assert len(found) == 40_000
    assert found[20_000] == {0: "giữa"}
    package.replace_rows("S", 30_000, [["cuối"]], styles=[0])
    assert len(values(package)) == 30_001


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + worksheet("<sheetData/>"), "thực thể"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + worksheet("<sheetData/>"), "UTF-8"),
        (worksheet("<sheetData><row r='1'><![CDATA[</row>]]></row></sheetData>"), "dạng lạ"),
        (worksheet("<sheetData><!-- --></sheetData>"), "dạng lạ"),
        (worksheet("<sheetData><row r='1'>")[:-13], "cắt cụt"),
        ("<chartsheet/>", "không phải trang tính"),
    ],
)
def test_strange_sheets_are_refused_in_words(sheet: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        opened(sheet).replace_rows("S", 1, [["a"]], styles=[0])


def test_declared_entities_are_refused_in_every_part() -> None:
    strings = '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'
    sheet = worksheet('<sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData>')
    package = opened(
        sheet, {"sharedStrings.xml": strings}, link("sharedStrings", "sharedStrings.xml")
    )
    with pytest.raises(UsageError, match="thực thể"):
        values(package)


def test_dates_by_format_and_by_first_day() -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="[$-42A]dd\\ &quot;tháng&quot;\\ mm"/>'
        '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellXfs count="5">'
        '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/>'
        '<xf numFmtId="165"/></cellXfs></styleSheet>'
    )
    cells = "".join(f'<c r="{c}1" s="{i}"><v>46023</v></c>' for i, c in enumerate("ABCDE"))
    cells += '<c r="F1" s="1"><v>46023.25</v></c><c r="G1" s="1"><v>60</v></c>'
    cells += '<c r="H1" s="1"><v>1</v></c><c r="I1" t="e"><v>#REF!</v></c>'
    package = opened(
        worksheet(f'<sheetData><row r="1">{cells}</row></sheetData>'),
        {"styles.xml": styles},
        link("styles", "styles.xml"),
    )
    day = date(2026, 1, 1)
    assert list(values(package)[0].values()) == [
        46023,
        day,
        datetime(2026, 1, 1),  # noqa: DTZ001
        day,
        46023,
        datetime(2026, 1, 1, 6),  # noqa: DTZ001
        60,
        date(1900, 1, 1),
        "#REF!",
    ]
    later = texts(package.to_bytes())
    book = later["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in {**later, "xl/workbook.xml": book}.items():
            made.writestr(name, text)
    since_1904 = WorkbookPackage.from_bytes(file.getvalue(), "s.xlsx")
    since_1904.replace_rows("S", 1, [[day]], styles=[1])
    assert values(since_1904)[1][0] == day
    assert values(since_1904)[0][1] == date(2030, 1, 2)


def test_a_table_below_the_table_is_not_buried() -> None:
    data = plain_package(worksheet("<sheetData/>"))
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("xl/tables/t.xml", '<table ref="A9:B12" displayName="bang_phu"/>')
        here = f"<Relationships>{link('table', '../tables/t.xml')}</Relationships>"
        made.writestr("xl/worksheets/_rels/sheet1.xml.rels", here)
    package = WorkbookPackage.from_bytes(file.getvalue(), "s.xlsx")
    with pytest.raises(UsageError, match=r"bang_phu.*A9:B12"):
        package.replace_rows("S", 1, [["a"]], styles=[0])


def test_a_total_row_that_was_replaced_is_given_up_and_told() -> None:
    file = io.BytesIO(plain_package(worksheet("<sheetData/>")))
    with zipfile.ZipFile(file, "a") as made:
        made.writestr(
            "xl/tables/t.xml",
            '<table ref="A1:B9" displayName="t" totalsRowCount="1">'
            '<autoFilter ref="A1:B8"/></table>',
        )
        here = f"<Relationships>{link('table', '../tables/t.xml')}</Relationships>"
        made.writestr("xl/worksheets/_rels/sheet1.xml.rels", here)
    package = WorkbookPackage.from_bytes(file.getvalue(), "s.xlsx")
    package.replace_rows("S", 1, [["a", 1]] * 3, styles=[0, 0])
    table = texts(package.to_bytes())["xl/tables/t.xml"]
    assert table == (
        '<table totalsRowShown="0" ref="A1:B4" displayName="t"><autoFilter ref="A1:B4"/></table>'
    )
    assert "Dòng tổng" in package.notes[0].text
