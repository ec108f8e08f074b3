"""A workbook edited part-wise: what was written is there, and nothing else has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import load_workbook as calamine

from addin.package import CellOut, Formula, Note, Styled, WorkbookPackage
from campaign.errors import UsageError
from tests.package_files import FIRST, OTHER, SHEET, raw_parts, rich_workbook, rows_to_write, texts

# openpyxl tells of what it would drop; nothing is saved with it here.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

SHEET_PART = "xl/worksheets/sheet1.xml"
CHANGED = {"xl/charts/chart1.xml", SHEET_PART, "xl/tables/table1.xml", "xl/workbook.xml"}


@pytest.fixture
def styles() -> dict[str, int]:
    return {}


@pytest.fixture
def book(tmp_path: Path, styles: dict[str, int]) -> Path:
    path = tmp_path / "tổng hợp.xlsx"
    styles.update(rich_workbook(path))
    return path


def plain_day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def filled(path: Path, day: int, count: int) -> WorkbookPackage:
    package = WorkbookPackage.open(path)
    assert (
        package.replace_rows(SHEET, FIRST, rows_to_write(count), styles=[0, 0, 0, day, 0]) == count
    )
    package.save(path)
    return package


@pytest.mark.parametrize("count", [0, 1, 5, 12, 60])
def test_other_parts_keep_their_bytes(book: Path, styles: dict[str, int], count: int) -> None:
    before = raw_parts(book)
    filled(book, styles["day"], count)
    after = raw_parts(book)
    assert list(before) == list(after)
    assert {part for part in before if before[part] != after[part]} <= CHANGED


def test_openpyxl_and_calamine_read_what_was_written(book: Path, styles: dict[str, int]) -> None:
    filled(book, styles["day"], 60)
    rows = rows_to_write(60)
    sheet = openpyxl.load_workbook(book)[SHEET]
    read = [[cell.value for cell in line[:5]] for line in sheet.iter_rows(min_row=FIRST + 1)]
    assert [[plain_day(value) for value in row] for row in read] == rows
    plain = calamine(str(book)).get_sheet_by_name(SHEET).to_python()[FIRST:]
    assert [[*row[:4], row[4] or None] for row in plain] == rows
    assert sheet.cell(FIRST + 1, 4).number_format == "dd/mm/yyyy"


@pytest.mark.parametrize(("count", "last"), [(3, 7), (12, 16), (60, 64)])
def test_ranges_follow_the_last_row(
    book: Path, styles: dict[str, int], count: int, last: int
) -> None:
    filled(book, styles["day"], count)
    found = texts(book)
    sheet, table = found[SHEET_PART], found["xl/tables/table1.xml"]
    assert f'<dimension ref="A1:E{last}"/>' in sheet
    assert re.findall(r'ref="([^"]*)"', table) == [f"A4:E{last}"] * 2
    assert f'<conditionalFormatting sqref="C5:C{last}">' in sheet
    assert f'<conditionalFormatting sqref="A5:E{last}">' in sheet
    assert f"<xm:sqref>C5:C{last}</xm:sqref>" in sheet
    assert f'sqref="E5:E{last}"' in sheet
    assert 'sqref="C5:C901"' in sheet
    assert f'Print_Area" localSheetId="0">\'{SHEET}\'!$A$1:$E${last}<' in found["xl/workbook.xml"]
    assert f'Print_Titles" localSheetId="0">\'{SHEET}\'!$4:$4<' in found["xl/workbook.xml"]


def test_an_empty_table_keeps_one_row(book: Path, styles: dict[str, int]) -> None:
    filled(book, styles["day"], 0)
    assert 'ref="A4:E5"' in texts(book)["xl/tables/table1.xml"]
    filled(book, styles["day"], 20)
    found = texts(book)
    assert 'ref="A4:E24"' in found["xl/tables/table1.xml"]
    assert 'sqref="A5:E24"' in found[SHEET_PART]


def test_rows_above_and_their_merges_stay(book: Path, styles: dict[str, int]) -> None:
    before = texts(book)[SHEET_PART]
    filled(book, styles["day"], 60)
    after = texts(book)[SHEET_PART]
    above = re.search(r'<sheetData>.*?(?=<row r="5")', before, re.DOTALL)
    assert above is not None
    assert above[0] in after
    assert '<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>' in after


def test_comments_and_links_in_replaced_rows_are_kept_and_told(
    book: Path, styles: dict[str, int]
) -> None:
    notes = filled(book, styles["day"], 3).notes
    assert [(note.sheet, note.cell) for note in notes] == [(SHEET, "B5"), (SHEET, "B6")]
    assert "Nhớ gọi lại" in notes[0].text
    assert "https://example.vn/ho-so" in notes[1].text


def test_filter_criteria_are_cleared_and_hidden_rows_shown(book: Path) -> None:
    package = WorkbookPackage.open(book)
    package.replace_rows(OTHER, 1, [[5, 6]] * 4, styles=[0, 0])
    package.save(book)
    found = texts(book)
    sheet = found["xl/worksheets/sheet2.xml"]
    assert '<autoFilter ref="A1:B5"></autoFilter>' in sheet
    assert "hidden" not in sheet
    assert "filterMode" not in sheet
    assert f"'{OTHER}'!$A$1:$B$5" in found["xl/workbook.xml"]
    assert any("ẩn" in note.text for note in package.notes)
    assert any("Bộ lọc" in note.text for note in package.notes)


def test_every_kind_of_value(book: Path, styles: dict[str, int]) -> None:
    values: list[CellOut | Styled] = [
        True,
        Decimal("12.50"),
        date(2026, 2, 3),
        Formula('SUM(A1:A2)&"<"', "7<"),
        Styled("có kiểu", styles["day"]),
    ]
    package = WorkbookPackage.open(book)
    package.replace_rows(SHEET, FIRST, [values, [None]], styles=[0, 0, styles["day"], 0, 0])
    package.save(book)
    cells = dict(package.rows(SHEET))[FIRST]
    assert [cells[i].value for i in range(5)] == [True, 12.5, date(2026, 2, 3), "7<", "có kiểu"]
    assert cells[3].formula == 'SUM(A1:A2)&"<"'
    assert cells[4].style == styles["day"]
    assert package.style_row(SHEET, FIRST + 1) == {0: 0, 1: 0, 2: styles["day"], 3: 0, 4: 0}
    assert "<v>12.50</v>" in texts(book)[SHEET_PART]


def test_styles_of_single_cells_in_rows_of_every_length(book: Path) -> None:
    package = WorkbookPackage.open(book)
    rows: list[list[CellOut | Styled]] = [
        ["a", Styled("b", 2), 1],
        [Styled("a & b", 2), Styled(None, 1), Styled(2.5, 3)],
        [Styled("=a", 0)],
        ["a", "b", 1],
        [],
    ]
    package.replace_rows(SHEET, FIRST, rows * 2, styles=[0, 0, 1])
    found = [
        [(cell.value, cell.style) for cell in cells.values()]
        for number, cells in package.rows(SHEET)
        if number >= FIRST
    ]
    empty = [(None, 0), (None, 1)]
    quoted = found[2][0][1]  # its text stays text when somebody edits the cell
    assert quoted not in range(4)
    assert found == 2 * [
        [("a", 0), ("b", 2), (1, 1)],
        [("a & b", 2), (None, 1), (2.5, 3)],
        [("=a", quoted), *empty],
        [("a", 0), ("b", 0), (1, 1)],
        [(None, 0), *empty],
    ]


def test_text_like_a_formula_stays_text(book: Path) -> None:
    before = texts(book)["xl/styles.xml"]
    package = WorkbookPackage.open(book)
    rows = [["=1+1"], ["@SUM"], ["-"], ["- gạch đầu dòng"], ["a=b"]]
    package.replace_rows(SHEET, FIRST, rows, styles=[0])
    package.save(book)
    found = [cells[0] for number, cells in package.rows(SHEET) if number >= FIRST]
    assert [cell.value for cell in found] == [row[0] for row in rows]
    quoted = found[0].style
    assert quoted
    assert [cell.style for cell in found] == [quoted, quoted, 0, quoted, 0]
    after = texts(book)["xl/styles.xml"]
    assert after.count("quotePrefix") == 1
    assert (
        re.sub(r'<xf quotePrefix="1"[^>]*>', "", after).replace(
            f'cellXfs count="{quoted + 1}"', f'cellXfs count="{quoted}"'
        )
        == before
    )


def test_a_second_run_appends_no_second_style(book: Path) -> None:
    for _ in range(2):
        package = WorkbookPackage.open(book)
        package.replace_rows(SHEET, FIRST, [["=1"]], styles=[0])
        package.save(book)
    assert texts(book)["xl/styles.xml"].count("quotePrefix") == 1


def test_single_cells_keep_their_style(book: Path) -> None:
    package = WorkbookPackage.open(book)
    style = package.style_row(SHEET, 0)[0]
    package.set_cells(SHEET, {(0, 0): "NĂM 2026", (1, 2): 5, (0, 9): "xa", (40, 0): "dưới"})
    assert dict(package.rows(SHEET))[0][0] == ("NĂM 2026", style, None)
    package.replace_rows(SHEET, FIRST, rows_to_write(2), styles=[0] * 5)
    package.set_cells(SHEET, {(1, 2): "sau", (FIRST + 1, 1): "trong bảng"})
    rows = dict(package.rows(SHEET))
    assert rows[1][2].value == "sau"
    assert rows[FIRST + 1][1].value == "trong bảng"
    assert rows[FIRST + 1][0].value == 2
    assert 40 not in rows


@pytest.mark.parametrize("row", [0, 1, 2, FIRST - 1, FIRST, FIRST + 2, FIRST + 5])
def test_single_cells_leave_every_other_row(book: Path, row: int) -> None:
    for replaced in (False, True):
        package = WorkbookPackage.open(book)
        if replaced:
            package.replace_rows(SHEET, FIRST, rows_to_write(5), styles=[0] * 5)
        before = dict(package.rows(SHEET))
        package.set_cells(SHEET, {(row, 9): "thêm"})
        after = dict(package.rows(SHEET))
        assert after.pop(row) == {**before.pop(row, {}), 9: ("thêm", 0, None)}
        assert after == before


def test_a_sheet_can_be_filled_from_itself_and_read_twice_at_once(book: Path) -> None:
    package = WorkbookPackage.open(book)
    package.replace_rows(SHEET, FIRST, [[n, f"Phường {n}"] for n in range(20_000)], styles=[0, 0])
    doubled = ((cells[0].value, cells[1].value) for n, cells in package.rows(SHEET) if n >= FIRST)
    assert package.replace_rows(SHEET, FIRST, doubled, styles=[0, 0]) == 20_000
    readers = package.rows(SHEET), package.rows(SHEET)
    assert all(first == second for first, second in zip(*readers, strict=True))


def test_a_new_header_text_renames_the_column_of_its_table(book: Path) -> None:
    package = WorkbookPackage.open(book)
    package.set_cells(SHEET, {(FIRST - 1, 2): "Điểm & hạng"})
    package.save(book)
    assert 'name="Điểm &amp; hạng"' in texts(book)["xl/tables/table1.xml"]
    assert openpyxl.load_workbook(book)[SHEET].cell(FIRST, 3).value == "Điểm & hạng"


def test_the_same_input_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    made = []
    for name in ("một.xlsx", "hai.xlsx"):
        package = WorkbookPackage.open(book)
        package.replace_rows(SHEET, FIRST, rows_to_write(3000), styles=[0] * 5)
        package.save(tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1] == package.to_bytes()


def test_a_failing_source_of_rows_leaves_the_workbook_as_it_was(book: Path) -> None:
    def rows() -> Iterator[list[str]]:
        yield from [["a" * 50]] * 20_000
        raise RuntimeError("nguồn hỏng")

    before = book.read_bytes()
    package = WorkbookPackage.open(book)
    with pytest.raises(RuntimeError):
        package.replace_rows(SHEET, FIRST, rows(), styles=[0])
    package.save(book.with_name("khác.xlsx"))
    assert raw_parts(book.with_name("khác.xlsx")) == raw_parts(book)
    assert book.read_bytes() == before
    assert sorted(path.name for path in book.parent.iterdir()) == ["khác.xlsx", book.name]


def test_unknown_values_and_wide_rows_are_the_callers_mistake(book: Path) -> None:
    package = WorkbookPackage.open(book)
    with pytest.raises(TypeError, match="list"):
        package.replace_rows(SHEET, FIRST, [[[]]], styles=[0])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="2 values"):
        package.replace_rows(SHEET, FIRST, [[1, 2]], styles=[0])
    with pytest.raises(ValueError, match="left to right"):
        package.replace_rows(SHEET, FIRST, [], styles=[0, 0], cell_columns=[2, 1])


def test_columns_and_heights_as_asked(book: Path) -> None:
    package = WorkbookPackage.open(book)
    package.replace_rows(
        SHEET,
        FIRST,
        [["a", "b"], ["c", "d"], ["e", "f"]],
        styles=[0, 0],
        cell_columns=[1, 27],
        heights=[30, None],
        fit=lambda row: 46.5 if row[0] == "e" else 15,
    )
    assert {c: cell.value for c, cell in dict(package.rows(SHEET))[FIRST].items()} == {
        1: "a",
        27: "b",
    }
    package.save(book)
    for tag in ('<row r="5" ht="30">', '<row r="6">', '<row r="7" ht="46.5">'):
        assert tag in texts(book)[SHEET_PART]


def test_an_unknown_sheet_is_named_with_those_there_are(book: Path) -> None:
    with pytest.raises(UsageError, match=f"“{OTHER}”"):
        WorkbookPackage.open(book).style_row("không có", 0)


def test_numbers_that_are_none_and_long_texts_are_noted(book: Path) -> None:
    package = WorkbookPackage.open(book)
    package.replace_rows(SHEET, FIRST, [[float("inf"), "x" * 40_000]], styles=[0, 0])
    cells = dict(package.rows(SHEET))[FIRST]
    assert (cells[0].value, cells[1].value) == (0, "x" * 32_767)
    told = {note.cell: note for note in package.notes if isinstance(note, Note)}
    assert "hữu hạn" in told["A5"].text
    assert "cắt bớt" in told["B5"].text
