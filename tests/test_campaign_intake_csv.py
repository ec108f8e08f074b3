from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import SourceError
from campaign.grid import Grid
from campaign.intake.csv_files import separator_of
from campaign.intake.reading import ReadSource, read_source

TABLE = "STT,Đơn vị,Ngày\n1,Thới An,20/5/2020\n2,Tân Thới Nhất,\n"
ROWS = [["STT", "Đơn vị", "Ngày"], ["1", "Thới An", "20/5/2020"], ["2", "Tân Thới Nhất", ""]]


def read(data: bytes, name: str = "đợt 1/a.csv") -> ReadSource:
    return read_source(name, data)


def rows_of(text: str) -> list[list[object]]:
    grid: Grid = read(text.encode()).grids[0]
    return grid.rows  # type: ignore[return-value]


def codes(source: ReadSource) -> list[str]:
    return [problem.code for problem in source.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_note(encoding: str) -> None:
    source = read(TABLE.encode(encoding))
    assert (source.kind, source.grids[0].sheet, codes(source)) == ("csv", "a", [])
    assert source.grids[0].rows == ROWS


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_with_and_without_mark(encoding: str) -> None:
    source = read(TABLE.encode(encoding))
    assert source.grids[0].rows == ROWS
    assert codes(source) == ["encoding"]


def test_windows_1258_is_composed() -> None:
    typed = "Ðơn vị,Ghi chú\nThới An,Đã nộp đủ\n".replace("Ð", "Đ")
    decomposed = {
        "ị": "i\u0323",
        "ớ": "ơ\u0301",
        "ộ": "ô\u0323",
        "ủ": "u\u0309",
        "ã": "a\u0303",
        "ú": "u\u0301",
    }
    for letter, pair in decomposed.items():
        typed = typed.replace(letter, pair)
    source = read(typed.encode("cp1258"))
    assert source.grids[0].rows == [["Đơn vị", "Ghi chú"], ["Thới An", "Đã nộp đủ"]]
    assert codes(source) == ["encoding"]


def test_an_unknown_encoding_is_noted_and_nothing_is_lost() -> None:
    source = read("a,b\n§¬n vÞ,T©n Thíi NhÊt\n".encode("cp1252"))
    assert source.grids[0].rows[1] == ["§¬n vÞ", "T©n Thíi NhÊt"]
    assert "kiểm tra" in source.problems[0].message


def test_legacy_text_in_utf8_is_left_as_it_is() -> None:
    assert rows_of("a,b\nT©n Thíi NhÊt,1\n")[1] == ["T©n Thíi NhÊt", "1"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_each_separator_is_found(mark: str) -> None:
    text = f'STT{mark}Mô hình{mark}Ghi chú\n1{mark}"a, b; c\n| d"{mark}x\n'
    assert rows_of(text) == [["STT", "Mô hình", "Ghi chú"], ["1", "a, b; c\n| d", "x"]]


def test_decimal_commas_do_not_mislead() -> None:
    assert separator_of("a;b;c\n1,5;2,5;3\n1,5;2;3\n") == ";"
    assert separator_of("Báo cáo, quý 2\n\nSTT\tTên\n1\tA, b, c\n2\tD\n") == "\t"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_separator_line_decides_and_is_no_row(line: str) -> None:
    assert rows_of(f"{line}\r\na,b;c\r\n") == [["a,b", "c"]]


def test_values_stay_text() -> None:
    assert rows_of('0909123456,1.000,TRUE,"=1+1",\n')[0] == [
        "0909123456",
        "1.000",
        "TRUE",
        "=1+1",
        "",
    ]


def test_one_column_is_a_table_too() -> None:
    assert rows_of("Thới An\nHiệp Thành\n") == [["Thới An"], ["Hiệp Thành"]]


def test_a_table_saved_as_xls_is_read_and_noted() -> None:
    source = read(TABLE.replace(",", "\t").encode(), "a.xls")
    assert source.grids[0].rows == ROWS
    assert codes(source) == ["mislabelled"]


_field = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.lists(_field, min_size=2, max_size=2), min_size=2, max_size=6))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]]) -> None:
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    data = target.getvalue().encode("utf-8-sig")
    assert read(data).grids[0].rows == rows


def test_a_quote_that_is_never_closed_is_refused_instead_of_swallowing_rows() -> None:
    with pytest.raises(SourceError, match="dấu ngoặc kép không khớp"):
        read_source("a.csv", 'STT;Tên\n1;"Một cửa\n2;Hẹn giờ\n'.encode())
    rows = read_source("a.csv", 'STT;Tên\n1;Màn hình 32"\n'.encode()).grids[0].rows
    assert rows[1] == ["1", 'Màn hình 32"']
