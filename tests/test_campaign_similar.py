from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.consolidation.similar import similar_titles
from campaign.result.whole import SimilarPair
from campaign.vietnamese.text import bare

SAMPLE = Path(__file__).parent / "data" / "initiatives-sample.csv"


def titles() -> list[str]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return [row["title"] for row in csv.DictReader(file)]


def score(one: str, two: str) -> int | None:
    pairs = similar_titles([("r1", "an-phu", one), ("r2", "tan-hung", two)])
    return pairs[0].score if pairs else None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ngày thứ 5 không hẹn", "Ngày thứ Năm không hẹn"),
        (
            "Chính quyền thân thiện vì nhân dân phục vụ",
            "Chính quyền thân thiện, vì Nhân dân phục vụ",
        ),
        ("Hỗ trợ dịch vụ công tại khu dân cư", "Mô hình: hỗ trợ DVC tại khu dân cư"),
        ("Công dân không viết", "CÔNG DÂN KHÔNG VIẾT"),
        ("Công dân không viết", "Mô hình “Công dân không viết” tại UBND phường Tân Thới Nhất"),
        ("Công dân không viết", "Công dân không viết - Phường 5"),
        ("Mô hình 03 không trong giải quyết TTHC", "3 không trong giải quyết thủ tục hành chính"),
        ("Cà phê sáng cùng doanh nghiệp", "Ca phe sang cung doanh nghiep"),
        ("Trạm cấp cứu vệ tinh", unicodedata.normalize("NFD", "Trạm cấp cứu vệ tinh")),
        ("Số hoá hồ sơ hành chính", "Số hóa hồ sơ hành chính"),
        ("Ngày không hẹn, tuần không viết", "Tuần không viết,\nngày không hẹn"),
    ],
)
def test_the_same_title_in_another_spelling_scores_100(one: str, two: str) -> None:
    assert score(one, two) == 100


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Tổ tư vấn dịch vụ công trực tuyến", "Tổ tư vấn dịhc vụ công trực tuyến"),
        ("Trường học không sử dụng tiền mặt", "rTường học không sử dụng tiền mặt"),
        ("Gửi giấy báo nộp phạt nguội về tận nhà", "Gửi giấy báo phạt nguội về tận nhà"),
    ],
)
def test_a_slip_still_leaves_titles_alike(one: str, two: str) -> None:
    assert 85 <= (score(one, two) or 0) < 100


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("4 xin, 4 luôn", "3 xin, 3 luôn"),
        ("Ngày thứ 5 không hẹn", "Ngày thứ 6 không hẹn"),
        ("Tổ công tác giải quyết hồ sơ 12 khu phố", "Tổ công tác giải quyết hồ sơ 21 khu phố"),
        ("Một cửa", "Một cửa"),
        ("Mô hình một cửa tại phường An Phú", "Một cửa"),
        ("Trang Zalo “Phường An Khê”", "Trang Zalo “Phường Hòa Minh”"),
        ("", ""),
        ("…", "2025"),
        (
            "Nâng cao hiệu quả công tác quản lý hộ tịch trong cải cách hành chính",
            "Nâng cao hiệu quả công tác quản lý đất đai trong cải cách hành chính",
        ),
    ],
)
def test_other_numbers_topics_and_other_content_are_not_alike(one: str, two: str) -> None:
    assert score(one, two) is None


def test_titles_of_one_unit_are_not_listed() -> None:
    title = "Công dân không viết"
    assert similar_titles([("r1", "an-phu", title), ("r2", "an-phu", title)]) == []
    assert similar_titles([("r1", "", title), ("r2", "", title)]) == []


def test_each_copy_within_a_unit_goes_with_a_row_of_another_unit() -> None:
    rows = [(f"a{i}", "an-phu", "Công dân không viết") for i in range(3)]
    pairs = similar_titles([*rows, ("b", "tan-hung", "Công dân không viết")])
    assert pairs == [SimilarPair(f"a{i}", "b", 100) for i in range(3)]


def test_near_titles_pair_rows_of_different_units_when_the_first_rows_share_one() -> None:
    near = "Gửi giấy báo phạt nguội về tận nhà"
    rows = [("a", "u1", "Gửi giấy báo nộp phạt nguội về tận nhà"), ("b", "u1", near)]
    assert similar_titles(rows) == []
    assert SimilarPair("a", "c", 94) in similar_titles([*rows, ("c", "u2", near)])


def test_sixty_equal_titles_make_a_chain() -> None:
    pairs = similar_titles((f"r{i:02}", f"u{i}", "Ngày không hẹn") for i in range(60))
    assert [(pair.first, pair.second) for pair in pairs] == [
        (f"r{i:02}", f"r{i + 1:02}") for i in range(59)
    ]


def test_many_near_titles_give_each_row_a_few_partners() -> None:
    base = "Tổ tư vấn dịch vụ công trực tuyến cho người cao tuổi neo đơn"
    letters = "abcdefghijklmnopqrstuvwxyz"
    rows = [
        (f"r{one}{two}", f"u{one}{two}", f"{base} {one}{two}") for one in letters for two in letters
    ]
    pairs = similar_titles(rows)
    listed = Counter(row for pair in pairs for row in (pair.first, pair.second))
    assert len(listed) == len(rows)
    assert len(pairs) <= 3 * len(rows)
    assert max(listed.values()) <= 40


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [(f"r{i}", f"u{i % 7}", title) for i, title in enumerate(titles() * 3)]
    expected = similar_titles(rows)
    other_order = [*rows[1::2], *reversed(rows[::2])]
    assert similar_titles(iter(other_order)) == expected


def test_the_threshold_is_the_least_score() -> None:
    rows = [("a", "u1", "Tổ tư vấn dịch vụ công"), ("b", "u2", "Tổ tư vấn các dịch vụ công")]
    assert [pair.score for pair in similar_titles(rows, threshold=80)] == [92]
    assert similar_titles(rows, threshold=93) == []


def test_nothing_comes_of_nothing() -> None:
    assert similar_titles([]) == []


CHANGES: dict[str, Callable[[str], str]] = {
    "no diacritics": bare,
    "capitals": str.upper,
    "decomposed": lambda title: unicodedata.normalize("NFD", title),
    "lead words": lambda title: f"Giải pháp {title}",
    "place": lambda title: f"{title} tại UBND phường Tân Chánh Hiệp",
    "a letter lost": lambda title: title[: len(title) // 2] + title[len(title) // 2 + 1 :],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_real_titles_are_found_again(change: Callable[[str], str]) -> None:
    real = titles()
    rows = [(f"a{i:03}", "u1", title) for i, title in enumerate(real)]
    rows += [(f"b{i:03}", "u2", change(title)) for i, title in enumerate(real)]
    listed = {row for pair in similar_titles(rows) for row in (pair.first, pair.second)}
    assert sum(f"b{i:03}" in listed for i in range(len(real))) >= 0.96 * len(real)
