from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import pytest

from campaign.errors import SourceError
from campaign.grid import Grid
from campaign.intake.reading import read_source
from tests.intake_files import changed, ods, ods_row, ods_table, ods_text, zipped


def read_first(rows: str, styles: str = "", faces: str = "") -> Grid:
    source = read_source("a.ods", ods(ods_table(rows), styles, faces))
    assert (source.kind, source.problems) == ("ods", ())
    return source.grids[0]


def cell(kind: str, stored: str = "", text: str = "", more: str = "") -> str:
    name = {"float": "value", "percentage": "value", "currency": "value"}.get(kind, f"{kind}-value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{stored}" {more}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def test_values_of_every_type() -> None:
    grid = read_first(
        ods_row(
            cell("float", "1.5", "1,5")
            + cell("percentage", "1", "100%")
            + cell("currency", "1000", "1.000 đ")
            + cell("date", "2020-05-20", "20/05/20")
            + cell("date", "2020-05-20T17:30:00.000000000")
            + cell("time", "PT17H30M00S")
            + cell("time", "PT36H00M00S")
            + cell("boolean", "true", "TRUE")
        )
    )
    afternoon = datetime.fromisoformat("2020-05-20T17:30")
    assert grid.rows == [
        [1.5, 1.0, 1000.0, date(2020, 5, 20), afternoon, time(17, 30), timedelta(hours=36), True]
    ]
    assert [grid.number_format(0, column) for column in range(3)] == ["", "0%", ""]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tân<text:s/>Thới<text:s text:c='2'/>An", "Tân Thới  An"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ("a</text:p><text:p>b", "a\nb"),
        ("<text:a>Mô hình</text:a> <text:span>1</text:span>", "Mô hình 1"),
        (
            "a</text:p><office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>b",
            "a\nb",
        ),
    ],
)
def test_text(written: str, read: str) -> None:
    assert read_first(ods_row(ods_text(written))).rows == [[read]]


def test_a_date_out_of_range_stays_text() -> None:
    assert read_first(ods_row(cell("date", "32767-12-31", "lạ"))).rows == [["lạ"]]


def test_repeats_are_expanded_and_empty_ends_are_not() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    grid = read_first(
        ods_row(ods_text("a", 'table:number-columns-repeated="2"') + empty)
        + ods_row(empty, 'table:number-rows-repeated="2"')
        + ods_row(
            '<table:table-cell table:number-columns-repeated="2"/>' + ods_text("b") + empty,
            'table:number-rows-repeated="2"',
        )
        + ods_row(empty, 'table:number-rows-repeated="1000000"')
    )
    assert grid.rows == [["a", "a"], [], [], [None, None, "b"], [None, None, "b"]]


def test_merges_and_covered_cells() -> None:
    grid = read_first(
        ods_row(
            ods_text("Thời gian", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
            + "<table:covered-table-cell/>"
            + ods_text("x")
        )
        + ods_row('<table:covered-table-cell table:number-columns-repeated="2"/>' + ods_text("y"))
    )
    assert grid.rows == [["Thời gian", None, "x"], [None, None, "y"]]
    assert grid.merges == ((0, 0, 1, 1),)


def test_hidden_rows_columns_and_tables() -> None:
    columns = (
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="99"/>'
    )
    rows = (
        "<table:table-header-rows>" + ods_row(ods_text("a") * 3) + "</table:table-header-rows>"
        "<table:table-row-group>"
        + ods_row(ods_text("b"), 'table:visibility="filter"')
        + "</table:table-row-group>"
        + ods_row(ods_text("c"), 'table:visibility="collapse" table:number-rows-repeated="2"')
    )
    style = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    tables = ods_table(columns + rows) + ods_table("", "Ẩn", 'table:style-name="ta2"')
    shown, hidden = read_source("a.ods", ods(tables, style)).grids
    assert (shown.visible, hidden.visible, hidden.rows) == (True, False, [])
    assert shown.hidden_rows == {1, 2, 3}
    assert shown.hidden_columns == {1, 2}


def test_formulas_and_errors() -> None:
    grid = read_first(
        ods_row(
            cell("float", "3", "3", 'table:formula="of:=SUM([.A1:.B2])+[.$C$3]"')
            + cell("string", "", "#DIV/0!", 'table:formula="of:=1/0"')
            + cell("float", "0", "Err:502", 'table:formula="of:=X()"')
            + cell("string", "#N/A", "#N/A")
        )
    )
    assert grid.rows == [[3.0, "", "", "#N/A"]]
    assert grid.errors == {(0, 1): "#DIV/0!", (0, 2): "Err:502"}
    assert grid.formulas[0, 0] == "=SUM(A1:B2)+$C$3"


def test_hints() -> None:
    name = '<table:named-expression table:name="{}" table:expression="of:=&quot;{}&quot;"/>'
    inner = f"<table:named-expressions>{name.format('thidua_form', 'f')}</table:named-expressions>"
    outer = f"<table:named-expressions>{name.format('thidua_unit', 'u')}</table:named-expressions>"
    first, second = read_source("a.ods", ods(ods_table(inner) + ods_table("", "B") + outer)).grids
    assert first.hints == {"thidua_unit": "u", "thidua_form": "f"}
    assert second.hints == {"thidua_unit": "u"}


def test_tracked_changes_and_nested_tables_are_not_data() -> None:
    inner = f"<draw:frame xmlns:draw='d'>{ods_table(ods_row(ods_text('lạ')))}</draw:frame>"
    shapes = f"<table:shapes>{inner}</table:shapes>"
    tracked = f"<table:tracked-changes>{ods_row(ods_text('cũ'))}</table:tracked-changes>"
    grids = read_source("a.ods", ods(tracked + ods_table(shapes + ods_row(ods_text("a"))))).grids
    assert [grid.rows for grid in grids] == [[["a"]]]


def test_legacy_fonts_by_cell_column_and_run() -> None:
    faces = '<style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
    styles = (
        '<style:style style:name="ce0" style:family="table-cell">'
        '<style:text-properties style:font-name="F1"/></style:style>'
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="ce0"/>'
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-family="VNI-Times"/></style:style>'
    )
    rows = (
        '<table:table-column/><table:table-column table:default-cell-style-name="ce0"/>'
        + ods_row(
            ods_text("T©n Thíi NhÊt", 'table:style-name="ce1"')
            + ods_text("Thíi An")
            + ods_text('Phường <text:span text:style-name="T1">Thaïnh Loäc</text:span>')
        )
    )
    grid = read_first(rows, styles, faces)
    assert grid.rows == [["Tân Thới Nhất", "Thới An", "Phường Thạnh Lộc"]]
    assert grid.typed[0, 2] == "Phường Thaïnh Loäc"


def test_a_file_of_odfpy() -> None:
    opendocument = pytest.importorskip("odf.opendocument")
    from odf import table as parts
    from odf.text import P

    document = opendocument.OpenDocumentSpreadsheet()
    table = parts.Table(name="Đăng ký")
    row = parts.TableRow()
    for text in ("STT", "Thới An"):
        made = parts.TableCell(valuetype="string")
        made.addElement(P(text=text))
        row.addElement(made)
    row.addElement(parts.TableCell(valuetype="float", value="2"))
    table.addElement(row)
    document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.write(target)
    grid = read_source("a.ods", target.getvalue()).grids[0]
    assert (grid.sheet, grid.rows) == ("Đăng ký", [["STT", "Thới An", 2.0]])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "damaged"),
        (changed(ods(""), {"content.xml": "<a>"}), "damaged"),
        (changed(ods(""), {"content.xml": "<a/>"}), "not_a_workbook"),
    ],
)
def test_broken_documents(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source("a.ods", data)
    assert caught.value.code == code


def _line(name: str, style: str, family: str = "table-cell", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}">'
        f'<style:text-properties style:text-line-through-style="{style}"/></style:style>'
    )


def test_struck_text_is_seen_whole_and_in_part() -> None:
    styles = _line("ce1", "solid") + _line("ce3", "none", parent="ce1")
    styles += '<style:style style:name="ce2" style:family="table-cell" '
    styles += 'style:parent-style-name="ce1"/>'
    grid = read_first(
        ods_row(
            ods_text("a", 'table:style-name="ce1"')
            + ods_text("b", 'table:style-name="ce2"')
            + ods_text("c", 'table:style-name="ce3"')
            + ods_text('d <text:span text:style-name="T1">e</text:span>')
            + ods_text("f")
        ),
        styles + _line("T1", "solid", "text"),
    )
    assert grid.rows == [["a", "b", "c", "d e", "f"]]
    assert grid.struck == {(0, 0), (0, 1), (0, 3)}


def test_comments_are_read_without_who_wrote_them_and_when() -> None:
    said = (
        "<office:annotation><office:creator>A</office:creator><office:date>2020-05-20</office:date>"
        "<text:p>xin <text:span>rút</text:span></text:p><text:p>mô hình</text:p>"
        "</office:annotation>"
    )
    empty = f"<table:table-cell>{said}</table:table-cell>"
    text = ods_text("Một cửa").replace("<text:p>", f"{said}<text:p>")
    grid = read_first(ods_row("<table:table-cell/>") + ods_row(text + ods_text("b") + empty))
    assert grid.rows == [[], ["Một cửa", "b"]]
    assert grid.notes == {(1, 0): "xin rút\nmô hình", (1, 2): "xin rút\nmô hình"}
