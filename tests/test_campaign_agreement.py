"""Cells of one proposal that contradict each other wait for a person."""

from __future__ import annotations

import pytest

from campaign.grid import CellValue
from campaign.records import Row, Status
from tests.grids import Lines, codes, issue, read_rows

HEADER: list[CellValue] = ["STT", "Ông/Bà", "Họ và tên", "Giới tính", "Hình thức khen thưởng"]


def proposed(salutation: str, name: str, gender: str) -> Row:
    lines: Lines = [["UBND PHƯỜNG THỚI AN"], HEADER, [1, salutation, name, gender, "Giấy khen"]]
    return read_rows(lines).rows[0]


@pytest.mark.parametrize(("salutation", "gender"), [("Bà", "Nam"), ("Ông", "Nữ"), ("chị", "NAM")])
def test_a_salutation_against_the_gender_waits(salutation: str, gender: str) -> None:
    row = proposed(salutation, "Trần Thị Mẫu", gender)
    assert row.status is Status.HELD
    assert issue(row, "gender_disagrees").cell == "D3"


@pytest.mark.parametrize(("salutation", "gender"), [("Bà", "nữ"), ("", "Nam"), ("Ông", "")])
def test_one_that_agrees_or_is_left_out_does_not(salutation: str, gender: str) -> None:
    assert proposed(salutation, "Trần Văn Mẫu", gender).status is Status.ACCEPTED


@pytest.mark.parametrize(
    "name",
    ["Trần Thị Mẫu; Lê Văn Thử", "Trần Thị Mẫu và Lê Văn Thử", "Bà Trần Thị Mẫu\nÔng Lê Văn Thử"],
)
def test_two_people_in_one_cell_wait(name: str) -> None:
    row = proposed("", name, "")
    assert row.status is Status.HELD
    assert issue(row, "several_people").cell == "C3"


@pytest.mark.parametrize(
    "name",
    ["Phòng Tài nguyên và Môi trường", "Tập thể Tổ một cửa, Tổ hộ tịch", "Nguyễn Thị Hòa", "H'Mẫu"],
)
def test_a_collective_named_with_and_is_one(name: str) -> None:
    assert "several_people" not in codes(proposed("", name, ""))
