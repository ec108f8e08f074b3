"""A model that is done before it begins has a slip in one of its two cells."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.consolidation.consolidate import Consolidator
from campaign.grid import CellValue
from campaign.problems import Weight
from campaign.records import Row, Status
from tests.grids import Lines, codes, issue, job, read_rows

HEADER: list[CellValue] = ["STT", "Tên mô hình", "Bắt đầu", "Hoàn thành"]


def planned(starts: CellValue, ends: CellValue) -> Row:
    lines: Lines = [["UBND PHƯỜNG THỚI AN"], HEADER, [1, "Một cửa thân thiện", starts, ends]]
    return read_rows(lines).rows[0]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2020, 10, 1), date(2020, 5, 31)),
        ("01/10/2020", "31/05/2020"),
        (date(2020, 10, 1), "tháng 5/2020"),
        ("tháng 10/2020", "quý II/2020"),
        ("2021", date(2020, 12, 31)),
    ],
)
def test_a_beginning_after_the_end_waits_at_the_end(starts: CellValue, ends: CellValue) -> None:
    row = planned(starts, ends)
    found = issue(row, "span_backwards")
    assert (found.cell, found.weight, row.status) == ("D3", Weight.HOLD, Status.HELD)
    assert found.readings == (row.text("starts"), row.text("ends"))


def test_both_days_are_shown_as_offices_write_them() -> None:
    found = issue(planned(date(2020, 10, 1), "tháng 5/2020"), "span_backwards")
    assert found.typed == "tháng 5/2020"
    assert "Bắt đầu (01/10/2020) sau Hoàn thành (tháng 5/2020)" in found.message
    assert "đơn vị sửa ngay trong biểu, văn phòng ghi vào cột Giá trị chốt" in found.message


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2020, 5, 1), date(2020, 10, 31)),
        (date(2020, 5, 20), date(2020, 5, 20)),
        (date(2020, 5, 20), "tháng 5/2020"),
        ("tháng 5/2020", date(2020, 5, 1)),
        ("2020", "tháng 3/2020"),
        ("thường xuyên", date(2020, 5, 1)),
        (date(2020, 5, 1), "thường xuyên"),
        (date(2020, 5, 1), None),
        (None, date(2020, 5, 1)),
    ],
)
def test_what_can_be_in_order_is_not_remarked(starts: CellValue, ends: CellValue) -> None:
    row = planned(starts, ends)
    assert "span_backwards" not in codes(row)
    assert row.status is Status.ACCEPTED


def test_the_office_settles_the_end_and_the_row_waits_no_longer() -> None:
    lines: Lines = [["UBND PHƯỜNG THỚI AN"], HEADER, [1, "Một cửa", "01/10/2020", "31/05/2020"]]
    out = read_rows(lines)
    settled = {(out.rows[0].id, "ends"): "31/10/2020"}
    Consolidator(job().names, job().cells).run([out], settled)
    assert out.rows[0].status is Status.ACCEPTED
    assert out.rows[0].text("ends") == "2020-10-31"
