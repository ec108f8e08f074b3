"""A sentence about a doubtful cell is read by the unit and by the office: it serves both."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.problems import Weight
from campaign.roster.resolver import Resolver
from campaign.roster.units import load_roster
from tests.grids import Lines, issue, read_rows

UNIT, OFFICE = "đơn vị sửa ngay trong biểu", "văn phòng ghi vào cột Giá trị chốt"
HEADER = ["STT", "Đơn vị", "Tên mô hình"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Phường Hưng Thuận", "unit_ambiguous"),
        ("Phường Thới Ann", "unit_fuzzy"),
        ("Xã Nào Đó Xa Lạ", "unit_unknown"),
        ("---", "unit_unknown"),
    ],
)
def test_a_doubtful_unit_says_what_to_write_and_where(typed: str, code: str) -> None:
    lines: Lines = [HEADER, [1, typed, "Một cửa thân thiện"]]
    found = issue(read_rows(lines, file="bao cao.xlsx").rows[0], code)
    assert found.weight is Weight.HOLD
    assert "ghi đủ tên như trong danh sách đơn vị" in found.message
    assert UNIT in found.message.replace("Đơn vị sửa", "đơn vị sửa")
    assert OFFICE in found.message


def test_a_row_without_any_unit_says_where_to_write_it() -> None:
    lines: Lines = [["STT", "Tên mô hình"], [1, "Một cửa thân thiện"]]
    found = issue(read_rows(lines, file="bao cao.xlsx").rows[0], "unit_missing")
    assert UNIT in found.message
    assert OFFICE in found.message


def test_a_name_typed_elsewhere_is_not_sent_to_a_column_that_is_not_there() -> None:
    """In a command, or in the office's own sheets, no cell *Giá trị chốt* stands beside it."""
    names = Resolver(load_roster("q12-2020"), date(2020, 5, 19))
    (problem,) = names.resolve("Phường Hưng Thuận").problems
    assert "Giá trị chốt" not in problem.message
    assert "ghi đủ tên như trong danh sách đơn vị" in problem.message
