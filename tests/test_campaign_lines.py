"""What a line under a header is: data unless its words say otherwise."""

from __future__ import annotations

import pytest

from campaign.reading.lines import Line, kind_of_line, stated_total

ALONE = {
    Line.DATA: (
        "Một cửa thân thiện",
        "Tổng đài 1022",
        "Tổng hợp ý kiến người dân qua Zalo",
        "Tổng số hóa hồ sơ",
        "Cộng đồng chuyển đổi số",
        "Hướng dẫn người dân nộp hồ sơ trực tuyến",
        "Phần mềm quản lý hồ sơ",
        "Nhóm Zalo tiếp nhận phản ánh",
        "Mục tiêu không giấy tờ",
        "Tập thể lãnh đạo tiếp dân ngày thứ Bảy",
        "Người dân chấm điểm cán bộ",
        "Doanh nghiệp đồng hành",
        "Thủ trưởng tiếp dân",
        "Nguồn nhân lực số",
    ),
    Line.TOTAL: (
        "Tổng cộng",
        "Tổng cộng: 3 mô hình",
        "TỔNG CỘNG: 03 mô hình, sáng kiến",
        "Tổng số: 3 mô hình",
        "Tổng số mô hình đăng ký: 3",
        "Tong cong: 3",
        "Cộng",
        "Cộng: 3 mô hình",
        "Cộng chung",
        "Tổng: 12",
    ),
    Line.SECTION: (
        "I. Tập thể",
        "II. CÁ NHÂN",
        "A. Khối phường",
        "KHỐI PHƯỜNG",
        "Tập thể",
        "Nhóm 1",
        "Phần II",
        "Danh sách cá nhân đề nghị khen thưởng",
    ),
    Line.NOTE: (
        "Ghi chú: số liệu tính đến 31/10/2020",
        "Lưu ý: mỗi mô hình một dòng",
        "Hướng dẫn: ghi đúng tên mô hình",
        "Nơi nhận:",
        "Đơn vị tính: mô hình",
    ),
    Line.SIGNATURE: (
        "Người lập biểu",
        "NGƯỜI LẬP BIỂU (Ký, ghi rõ họ tên)",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "TM. ỦY BAN NHÂN DÂN",
        "TM. UBND PHƯỜNG THỚI AN",
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "(Ký, ghi rõ họ tên)",
        "(Đã ký)",
        "Quận 12, ngày 15 tháng 5 năm 2020",
        "Thới An, ngày … tháng … năm 2020",
    ),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in ALONE.items() for text in texts]
)
def test_a_line_with_one_text_in_the_title_column(kind: Line, text: str) -> None:
    assert kind_of_line([text], order="", main=text, filled=1) is kind


@pytest.mark.parametrize(
    "text", [text for texts in ALONE.values() for text in texts if "ổng cộng" not in text.lower()]
)
def test_a_numbered_line_with_a_title_is_data_whatever_the_title_begins_with(text: str) -> None:
    found = kind_of_line(["4", text], order="4", main=text, filled=1)
    assert (found is Line.DATA) is (not text.lower().startswith(("cộng chung", "tong cong")))


@pytest.mark.parametrize(
    ("texts", "order", "main", "filled", "kind"),
    [
        ([], "", "", 0, Line.BLANK),
        (["4"], "4", "", 0, Line.BLANK),
        (["4", "Một cửa"], "4", "Một cửa", 1, Line.DATA),
        (["4", "Tổng cộng", "3"], "4", "Tổng cộng", 1, Line.TOTAL),
        (["Tổng cộng", "3"], "Tổng cộng", "3", 1, Line.TOTAL),
        (["Phường Thới An", "Cộng", "3"], "", "Cộng", 2, Line.TOTAL),
        (["Cộng", "3", "25"], "Cộng", "", 2, Line.TOTAL),
        (["(1)", "(2)", "(3)"], "(1)", "(3)", 1, Line.INDEX),
        (["1", "2", "3", "4"], "1", "3", 2, Line.INDEX),
        (["A", "B", "1", "2"], "A", "1", 2, Line.INDEX),
        (["5", "6", "7"], "5", "6", 2, Line.DATA),
        (["I", "Tập thể"], "I", "Tập thể", 1, Line.SECTION),
        (["1. Phường Thới An"], "1. Phường Thới An", "", 0, Line.SECTION),
        (["1. Phường Thới An"], "", "1. Phường Thới An", 1, Line.DATA),
        (["Người lập biểu", "Thủ trưởng đơn vị"], "", "Người lập biểu", 2, Line.SIGNATURE),
        (["Nguyễn Văn A", "Chủ tịch", "Giấy khen"], "", "Nguyễn Văn A", 3, Line.DATA),
        (["Tổng đài 1022", "Nội dung"], "", "Tổng đài 1022", 2, Line.DATA),
        (["Phường Thới An", "Một cửa"], "", "Một cửa", 1, Line.DATA),
        (["42"], "", "", 0, Line.DATA),
    ],
)
def test_a_line_by_its_cells(
    texts: list[str], order: str, main: str, filled: int, kind: Line
) -> None:
    assert kind_of_line(texts, order=order, main=main, filled=filled) is kind


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tổng cộng: 3 mô hình", 3),
        ("Tổng cộng | 03", 3),
        ("Cộng", None),
        ("Tổng cộng năm 2020: 3 mô hình", None),
    ],
)
def test_the_count_a_total_states(text: str, count: int | None) -> None:
    assert stated_total(text) == count
