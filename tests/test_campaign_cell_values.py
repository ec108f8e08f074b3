"""Cells are read a column at a time, and each comes out as if it stood alone."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.grid import CellValue
from campaign.records import Row
from tests.grids import read_rows

_HEADER: list[CellValue] = ["STT", "Tên mô hình", "Nội dung", "Bắt đầu", "Ghi chú", "Ngày nộp"]
_FIRST = 1
_FORMATS = ("", "mm/yyyy", "0%", '#,##0 "₫"')
_TEXTS = (
    *("Một cửa", "Một  cửa", " Một cửa ", "Một\u00a0cửa", "hai\ndòng", "a|b", "|", "ha\u0300"),
    *("=1+1", "-Không", "+84 909", "M« h×nh mét cöa", "Moâ hình moät cöûa", "café", "𝐁", "…"),
    *("tháng 5/2020", "5/2020", "thường xuyên", "12,5%"),
)
Line = list[tuple[CellValue, str]]

_NUMBERS = (1, 0.5, 43966.0, True)


def _lines(*days: CellValue) -> st.SearchStrategy[list[Line]]:
    cells = st.sampled_from(days) | st.sampled_from((None, *_TEXTS, *_NUMBERS))
    line = st.lists(st.tuples(cells, st.sampled_from(_FORMATS)), min_size=4, max_size=4)
    return st.lists(line, min_size=3, max_size=6)


# Days that may be months of a sheet in another order, and days that may not, tell on each other.
_FIRSTS = _lines(date(2020, 5, 1), date(2020, 6, 1))
_OTHERS = _lines(date(2020, 5, 18), date(2020, 6, 18), "20/05/2020", "31/02/2020")


def _read(lines: list[Line]) -> list[Row]:
    rows: list[list[CellValue]] = [
        [number, f"Mô hình {number}", *(value for value, _ in line)]
        for number, line in enumerate(lines, 1)
    ]

    def format_of(row: int, column: int) -> str:
        return lines[row - _FIRST][column - 2][1] if row >= _FIRST and column > 1 else ""

    return read_rows([_HEADER, *rows], file="P. Thới An.xlsx", number_format=format_of).rows


def _said(row: Row) -> tuple[object, ...]:
    issues = [(issue.code, issue.column, issue.message) for issue in row.issues]
    return row.status, row.values[3:], issues


@given(_FIRSTS | _OTHERS)
def test_a_line_says_the_same_whichever_lines_stand_around_it(lines: list[Line]) -> None:
    together = _read(lines)
    assert len(together) == len(lines)
    for row, line in zip(together, lines, strict=True):
        assert _said(row) == _said(_read([line])[0])
