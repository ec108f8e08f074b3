from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given

from campaign.cells.declarations import Declaration, read_declaration
from campaign.grid import CellValue
from tests.cell_values import CELL_VALUES


@pytest.mark.parametrize(
    "typed",
    [
        "Không có cá nhân nào vi phạm",
        "KHÔNG CÓ CÁ NHÂN NÀO VI PHẠM.",
        "khong co ca nhan vi pham",
        "Không",
        "không có",
        "Không phát sinh",
        "0",
        "00 trường hợp",
        0,
        0.0,
        "Vi phạm: không",
        "Số cá nhân vi phạm: 0",
        "Kỷ luật: không có",
        "Không có trường hợp nào bị khiển trách",
        "Không có cán bộ, công chức, viên chức vi phạm",
        "Không có tập thể, cá nhân bị xử lý kỷ luật",
        "Không vi phạm kỷ luật, không có đơn thư khiếu nại, tố cáo",
        "không để xảy ra trường hợp nhũng nhiễu",
        "chưa phát hiện vi phạm",
        "Không ai bị kỷ luật",
        "Đơn vị không có cá nhân vi phạm trong đợt 1 năm 2020",
        "Không có cá nhân vi phạm quy định về văn hóa công sở",
    ],
)
def test_a_plain_denial_declares_none(typed: CellValue) -> None:
    reading = read_declaration(typed)
    assert reading.value is Declaration.NONE
    assert reading.problems == ()


@pytest.mark.parametrize(
    "typed",
    [
        "Có 01 trường hợp khiển trách",
        "khiển trách",
        "Cảnh cáo",
        "đã bị cảnh cáo",
        "có vi phạm",
        "vi phạm giờ giấc làm việc",
        "Nguyễn Văn A - khiển trách",
        "Kỷ luật 01 cá nhân",
        "Không có vi phạm; bị khiển trách",
        "Không có, trừ 01 trường hợp khiển trách",
        "Không báo cáo, bị khiển trách",
        "khiển trách 01 cá nhân không hoàn thành nhiệm vụ",
        "Có 2 cá nhân vi phạm không bị kỷ luật",
        "Có vi phạm nhưng chưa xử lý",
    ],
)
def test_a_violation_is_declared(typed: CellValue) -> None:
    assert read_declaration(typed).value is Declaration.DECLARED


@pytest.mark.parametrize(
    "typed",
    [
        "Đang xem xét kỷ luật 01 cá nhân",
        "đang xác minh đơn tố cáo",
        "Đang chờ kết luận thanh tra",
        "nhắc nhở",
        "Phê bình 02 đồng chí",
        "Rút kinh nghiệm",
        "Có 1 đơn tố cáo",
        "Không có, trừ 01 trường hợp nhắc nhở",
        "Không có, trừ nhắc nhở",
    ],
)
def test_what_is_pending_waits(typed: CellValue) -> None:
    reading = read_declaration(typed)
    assert reading.value is Declaration.UNDER_REVIEW
    assert [p.code for p in reading.problems] == ["declaration_under_review"]
    assert reading.held


@pytest.mark.parametrize(
    "typed",
    [
        "Không đạt",
        "Không có ý kiến",
        "Có",
        "Chưa",
        "01",
        "x",
        "-",
        1,
        True,
        date(2020, 5, 20),
        "Không có vi phạm?",
        "Không phải là không có vi phạm",
        "Không có cá nhân nào không vi phạm",
        "Không có vi phạm nghiêm trọng",
        "Không còn vi phạm",
        "Không thực hiện quy định bị kỷ luật",
        "Không có 01 trường hợp vi phạm nào",
        "không xử lý kỷ luật",
        "chưa xử lý kỷ luật",
        "chưa có kết quả xác minh",
        "Chấp hành tốt kỷ luật",
    ],
)
def test_what_may_mean_either_is_held(typed: CellValue) -> None:
    reading = read_declaration(typed)
    assert reading.value is None
    assert [p.code for p in reading.problems] == ["declaration_unclear"]
    assert reading.held


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0\u200b"])
def test_silence_is_not_a_denial(blank: CellValue) -> None:
    reading = read_declaration(blank)
    assert reading.value is None
    assert [p.code for p in reading.problems] == ["declaration_missing"]
    assert "chưa khai" in reading.problems[0].message


@pytest.mark.parametrize("phrase", ["cơ quan ", "xử lý kỷ luật ", "đơn vị ", "không có ", "a, "])
def test_a_very_long_cell_is_weighed_quickly(phrase: str) -> None:
    started = time.perf_counter()
    read_declaration(phrase * 3000 + "!")
    assert time.perf_counter() - started < 2


@given(CELL_VALUES)
def test_no_cell_breaks_the_reader(value: CellValue) -> None:
    reading = read_declaration(value)
    assert (
        reading.value is Declaration.DECLARED or reading.value is Declaration.NONE or reading.held
    )
