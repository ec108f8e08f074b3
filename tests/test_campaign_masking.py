"""No phone or identity number of a person leaves readable; everything else stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.vietnamese.masking import Verbatim, masked

GAPS = st.sampled_from(["", " ", ".", "-", "\u00a0", " -", "–"])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0909123456", "•••••••456"),
        ("909123456", "••••••456"),
        ("0909.123.456 - 0918.123.456", "••••.•••.456 - ••••.•••.456"),
        ("+84 909 123 456", "+•• ••• ••• 456"),
        ("ĐT: (028) 3891 2345", "ĐT: (•••) •••• •345"),
        ("CCCD 079085001234;", "CCCD •••••••••234;"),
        ("CMND 225 123 456", "CMND ••• ••• 456"),
        ("1.0909123456/0918123456", "1.•••••••456/•••••••456"),
        ("0909123456/0918.123.456", "•••••••456/••••.•••.456"),
        ("SĐT0909123456x", "SĐT•••••••456x"),
        ("“79085001234” không phải số căn cước", "“••••••••234” không phải số căn cước"),
    ],
)
def test_personal_numbers_are_hidden_but_three_digits(typed: str, shown: str) -> None:
    assert masked(typed) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 1195/KH-UBND ngày 18/02/2020",
        "nộp 03.11.2020 08:00",
        "nộp 02-11-2020 17:30, hạn 01/11/2020",
        "2020-11-02T08:00",
        "tiết kiệm 1.050.000.000 đồng",
        "282,5000 điểm; 25/26; 96,15%",
        "Điều 148, 2.450 hồ sơ",
        "trang Đăng ký, ô C1048576",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


def test_ids_of_rows_and_hashes_stay() -> None:
    assert masked(Verbatim("DN-2345672345672")) == "DN-2345672345672"


@given(st.from_regex(r"0[35789]\d{8}", fullmatch=True), st.text(), st.text())
def test_no_mobile_number_survives_in_any_text(number: str, before: str, after: str) -> None:
    if re.search(r"\d\Z", before) or re.match(r"\d", after):
        before, after = f"{before}/", f" {after}"
    assert number not in masked(before + number + after)


@given(st.from_regex(r"0[35789]\d{8}", fullmatch=True), st.lists(GAPS, min_size=9, max_size=9))
def test_gaps_between_digits_hide_nothing_from_the_mask(number: str, gaps: list[str]) -> None:
    typed = "".join(a + b for a, b in zip(number, [*gaps, ""], strict=True))
    shown = masked(typed)
    assert sum(c.isdigit() for c in shown) == 3 or re.match(r"\d\d?[.-]\d", typed)
