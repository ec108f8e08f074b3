"""Formats of numbers: looked up one by one they are what reading the whole sheet tells."""

from __future__ import annotations

from io import BytesIO
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from campaign.grid import address
from campaign.intake.number_formats import CellFormats, StyleBook
from campaign.intake.package import open_package
from campaign.intake.sheet_xml import cell_formats

PART = "xl/worksheets/sheet1.xml"
CODES = ("", "0%", "dd/mm/yyyy", '#,##0 "đ"')

cells = st.one_of(
    st.none(), st.just("chữ"), st.booleans(), st.integers(0, 99_999), st.floats(0, 1, width=16)
)
sheets = st.lists(st.lists(st.tuples(cells, st.sampled_from(CODES)), max_size=5), max_size=8)


def workbook(rows: list[list[tuple[object, str]]]) -> bytes:
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        formats = {code: book.add_format({"num_format": code or "General"}) for code in CODES}
        sheet = book.add_worksheet()
        for row, line in enumerate(rows):
            for column, (value, code) in enumerate(line):
                sheet.write(row, column, value, formats[code])
    return buffer.getvalue()


@given(sheets, st.randoms(use_true_random=False), st.sampled_from(("held", "inflated again")))
def test_a_number_has_one_format_however_it_is_asked_for(
    rows: list[list[tuple[object, str]]], chance: Random, way: str
) -> None:
    package = open_package("x.xlsx", workbook(rows))
    styles = StyleBook(package, "xl/styles.xml")
    xml = package.part(PART)
    whole = cell_formats(xml, styles.formats())
    one_by_one = CellFormats(styles, PART, xml if way == "held" else b"")
    places = [(row, column) for row, line in enumerate(rows) for column in range(len(line))] * 2
    chance.shuffle(places)
    for row, column in places:
        value, code = rows[row][column]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            assert one_by_one(row, column) == whole.get(address(row, column).encode(), "") == code


def test_a_sheet_asked_in_no_order_at_all_is_read_once() -> None:
    rows: list[list[tuple[object, str]]] = [[(row / 7, "0%")] for row in range(200)]
    package = open_package("x.xlsx", workbook(rows))
    asked = CellFormats(StyleBook(package, "xl/styles.xml"), PART, package.part(PART))
    assert {asked(row, 0) for row in reversed(range(200))} == {"0%"}
    assert asked.body == b""


def test_a_cell_that_is_no_number_or_stands_nowhere_has_no_format() -> None:
    rows: list[list[tuple[object, str]]] = [[("chữ", "0%"), (0.5, "0%")]]
    package = open_package("x.xlsx", workbook(rows))
    asked = CellFormats(StyleBook(package, "xl/styles.xml"), PART, package.part(PART))
    assert [asked(0, 0), asked(0, 1), asked(7, 7)] == ["", "0%", ""]
