"""Whose rows these are: hidden id, heading, sheet and file name; who disagrees waits."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.grid import CellValue
from campaign.plan.loading import load_campaign_roster
from campaign.reading.whose import unit_of_name
from campaign.records import Status
from campaign.roster.resolver import Resolver
from tests.grids import (
    CITY,
    HEADER,
    PEOPLE,
    Q12,
    WARD,
    WARD_ID,
    Lines,
    codes,
    grid,
    issue,
    read,
    units,
)

AN = "phuong-thoi-an"
LOC = "phuong-thanh-loc"
RESOLVER = Resolver(load_campaign_roster("q12-cchc-2020"), date(2020, 11, 20))
NAMELESS: list[CellValue] = ["STT", "Tên mô hình", "Nội dung"]
ONE: Lines = [NAMELESS, [1, "Một cửa", "Gọi số"]]


@pytest.mark.parametrize("campaign", [Q12, CITY])
@pytest.mark.parametrize("where", ["heading", "hint", "sheet", "file"])
def test_one_claim_is_enough(where: str, campaign: str) -> None:
    name, unit = WARD[campaign], WARD_ID[campaign]
    sheet = grid(
        [[f"UBND {name.upper()}"], *ONE] if where == "heading" else ONE,
        sheet=name if where == "sheet" else "Sheet1",
        file=f"Đăng ký - {name}.xlsx" if where == "file" else "bieu.xlsx",
        hints={"thidua_unit": unit} if where == "hint" else {},
    )
    out = read(sheet, campaign=campaign)
    assert units(out) == [unit]
    assert out.unit == unit
    assert out.tables[0].unit == unit


@pytest.mark.parametrize(
    ("heading", "file", "hint"),
    [
        ("UBND PHƯỜNG THỚI AN", "Phuong Thanh Loc.xlsx", ""),
        ("UBND PHƯỜNG THỚI AN", "bieu.xlsx", LOC),
        ("", "Phường Thạnh Lộc.xlsx", AN),
    ],
)
def test_claims_that_disagree_wait(heading: str, file: str, hint: str) -> None:
    out = read(grid([[heading], *ONE], file=file, hints={"thidua_unit": hint} if hint else {}))
    found = issue(out.rows[0], "unit_disagrees")
    assert set(found.readings) == {AN, LOC}
    assert (out.rows[0].unit, out.rows[0].status) == (None, Status.HELD)


@pytest.mark.parametrize("heading", ["UBND Phường Hưng Thuận", "Đơn vị: P. Tân Hiệp"])
def test_a_heading_that_names_no_unit_of_ours_gives_none(heading: str) -> None:
    out = read(grid([[heading], *ONE]))
    assert units(out) == [None]
    assert out.rows[0].status is Status.HELD


def test_an_unknown_hidden_id_claims_nothing() -> None:
    out = read(grid([["UBND PHƯỜNG THỚI AN"], *ONE], hints={"thidua_unit": "xa-nao-do"}))
    assert units(out) == [AN]


def test_a_shared_sheet_goes_by_its_column() -> None:
    out = read(
        grid(
            [
                ["PHÒNG NỘI VỤ"],
                HEADER,
                [1, "UBND P.TTH", "Một", "x"],
                [2, "P.TNMT", "Hai", "x"],
                [3, "P.TMT", "Ba", "x"],
                [4, "Phường Hưng Thuận", "Bốn", "x"],
                [5, "P.Tân Hiệp", "Năm", "x"],
            ]
        )
    )
    assert units(out) == [
        "phuong-tan-thoi-hiep",
        "phong-tai-nguyen-va-moi-truong",
        "phuong-trung-my-tay",
        None,
        None,
    ]
    assert set(issue(out.rows[3], "unit_ambiguous").readings) == {
        "phuong-tan-hung-thuan",
        "phuong-dong-hung-thuan",
    }
    assert [row.status for row in out.rows[3:]] == [Status.HELD] * 2


def test_a_blank_unit_in_a_shared_sheet_waits_with_the_units_it_may_be() -> None:
    rows: Lines = [
        ["PHÒNG NỘI VỤ"],
        HEADER,
        [1, "Phường Thới An", "Một", "x"],
        [2, None, "Hai", "x"],
        [3, "Phường Thạnh Lộc", "Ba", "x"],
    ]
    out = read(grid(rows))
    assert units(out) == [AN, None, LOC]
    assert issue(out.rows[1], "unit_missing").readings == (AN, "phong-noi-vu")


def test_a_blank_unit_in_a_unit_s_own_sheet_is_the_unit() -> None:
    out = read(grid([["UBND PHƯỜNG THỚI AN"], HEADER, [1, None, "Một", "x"]]))
    assert units(out) == [AN]


@pytest.mark.parametrize(
    "section", ["1. Phường Thới An", "I. UBND phường Thới An", "PHƯỜNG THỚI AN"]
)
def test_a_blank_unit_under_a_section_is_the_section_s(section: str) -> None:
    out = read(
        grid(
            [
                HEADER,
                [section],
                [1, None, "Một", "x"],
                [2, None, "Hai", "x"],
                ["II. UBND phường Thạnh Lộc"],
                [1, None, "Ba", "x"],
            ]
        )
    )
    assert units(out) == [AN, AN, LOC]


def test_a_section_in_another_unit_s_sheet_waits() -> None:
    out = read(
        grid([["UBND PHƯỜNG THỚI AN"], HEADER, ["I. Phường Thạnh Lộc"], [1, None, "Một", "x"]])
    )
    assert codes(out.rows[0]) == ["unit_disagrees"]


@pytest.mark.parametrize("own", [True, False])
def test_a_row_of_another_unit_in_a_unit_s_own_sheet_waits(*, own: bool) -> None:
    lines: Lines = [HEADER, [1, "Phường Thạnh Lộc", "Một", "x"]]
    hints = {"thidua_unit": AN} if own else {}
    out = read(grid([["UBND PHƯỜNG THỚI AN"], *lines], hints=hints))
    assert set(issue(out.rows[0], "unit_disagrees").readings) == {AN, LOC}


def test_a_ward_does_not_send_rows_for_another_ward() -> None:
    """Beside its own rows too: they would count for a ward that knows nothing of them."""
    lines: Lines = [
        HEADER,
        [1, "Phường Thới An", "Một", "x"],
        [2, "Phường Thạnh Lộc", "Hai", "x"],
        [3, None, "Ba", "x"],
    ]
    out = read(grid([["UBND PHƯỜNG THỚI AN"], *lines]))
    assert units(out) == [AN, None, AN]
    found = issue(out.rows[1], "unit_disagrees")
    assert (found.sheet, found.cell, set(found.readings)) == ("Sheet1", "B4", {AN, LOC})
    assert found.message == (
        "Cột Đơn vị ghi Phường Thạnh Lộc nhưng biểu là của Phường Thới An. Đề nghị ghi đúng tên "
        "một đơn vị: đơn vị sửa ngay trong biểu, văn phòng ghi vào cột Giá trị chốt."
    )


def test_a_school_does_not_send_rows_for_another_school() -> None:
    lines: Lines = [
        HEADER,
        [1, "Trường Tiểu học Kim Đồng", "Một", "x"],
        [2, "Trường THCS Nguyễn Huệ", "Hai", "x"],
    ]
    out = read(grid([["TRƯỜNG TIỂU HỌC KIM ĐỒNG"], *lines]))
    assert units(out) == ["truong-tieu-hoc-kim-dong", None]


@pytest.mark.parametrize(
    ("heading", "own"),
    [
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo"),
        ("UBND PHƯỜNG AN PHÚ ĐÔNG", "Phường An Phú Đông"),
    ],
)
def test_rows_sent_for_bodies_below_count_and_are_named(heading: str, own: str) -> None:
    lines: Lines = [
        HEADER,
        [1, own, "Một", "x"],
        [2, "Trường THCS An Phú Đông", "Hai", "x"],
        [3, "Công an phường An Phú Đông", "Ba", "x"],
    ]
    out = read(grid([[heading], *lines]))
    assert [row.status for row in out.rows] == [Status.ACCEPTED] * 3
    assert units(out)[1:] == ["truong-thcs-an-phu-dong", "cong-an-phuong-an-phu-dong"]
    found = issue(out, "sent_for_others")
    assert (found.sheet, found.cell) == ("Sheet1", "B4")
    assert f"Biểu của {own} có 2 dòng" in found.message


def test_a_ward_does_not_propose_people_of_another_ward() -> None:
    rows: Lines = [
        ["UBND PHƯỜNG THỚI AN"],
        PEOPLE,
        [1, "Nguyễn Văn A", "Tổ trưởng", "UBND phường Thạnh Lộc", "Giấy khen"],
    ]
    out = read(grid(rows))
    assert codes(out.rows[0]) == ["unit_disagrees"]


def test_where_claims_disagree_a_row_goes_by_its_column_and_says_so() -> None:
    rows: Lines = [
        ["UBND PHƯỜNG THỚI AN"],
        HEADER,
        [1, "Phường Thới An", "Một", "x"],
        [2, "Phường Hiệp Thành", "Hai", "x"],
    ]
    out = read(grid(rows, file="Phường Thạnh Lộc.xlsx"))
    assert units(out) == [AN, None]
    assert codes(out.rows[0]) == ["unit_by_column"]
    assert "Phường Thới An hoặc Phường Thạnh Lộc" in issue(out.rows[1], "unit_disagrees").message


def test_a_unit_s_folder_says_whose_file_it_is_where_nothing_else_does() -> None:
    file = "UBND P.TTH/Phong van/bieu.xlsx"
    assert units(read(grid(ONE, file=file))) == ["phuong-tan-thoi-hiep"]
    assert units(read(grid([["UBND PHƯỜNG THỚI AN"], *ONE], file=file))) == [AN]
    shared: Lines = [HEADER, [1, "Phường Thới An", "Một", "x"], [2, None, "Hai", "x"]]
    out = read(grid(shared, file=file))
    assert units(out) == [AN, None]
    assert "phuong-tan-thoi-hiep" in issue(out.rows[1], "unit_missing").readings


def test_a_line_that_refers_to_a_paper_names_its_author_only_where_nobody_else_is_named() -> None:
    line = "(Đính kèm Công văn số 12/PNV ngày 15/5/2020 của Phòng Nội vụ)"
    assert units(read(grid([["UBND PHƯỜNG THỚI AN"], [line], *ONE]))) == [AN]
    ours = "(Kèm theo Báo cáo số 12/BC-UBND của UBND phường Thới An)"
    assert units(read(grid([[ours], *ONE]))) == [AN]


def test_no_unit_anywhere_waits() -> None:
    out = read(grid(ONE))
    assert codes(out.rows[0]) == ["unit_missing"]


def test_a_proposal_s_column_names_where_people_work() -> None:
    out = read(
        grid(
            [
                ["UBND PHƯỜNG THỚI AN"],
                PEOPLE,
                [1, "Nguyễn Văn A", "Tổ trưởng", "Khu phố 1, phường Thới An", "Giấy khen"],
                [2, "Trần Thị B", "Công chức", "Tổ một cửa", "Giấy khen"],
                [3, "UBND phường Thới An", None, None, "Giấy khen"],
            ]
        )
    )
    assert units(out) == [AN] * 3
    assert "unit_from_sheet" in codes(out.rows[1])
    assert [row.status for row in out.rows] == [Status.ACCEPTED] * 3


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("Đăng ký - Phường Thới An.xlsb", AN),
        ("UBND P.TTH/Phong van/bieu.xlsx", "phuong-tan-thoi-hiep"),
        ("UBND P.TTH/Phường Thới An.xlsx", AN),
        ("UBND P.TTH/Phường Thới An và Phường Thạnh Lộc.xlsx", None),
        ("2020/bieu.xlsx", None),
        ("BC so ket P.Thoi An (ký số).pdf", AN),
        ("Gui P.Thoi An (ký số).pdf", None),
    ],
)
def test_a_file_that_nobody_can_read_is_of_the_one_unit_that_its_name_tells(
    file: str, unit: str | None
) -> None:
    assert unit_of_name(file, RESOLVER) == unit
