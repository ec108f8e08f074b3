"""Rows are as tall as their wrapped texts, and no taller."""

from hypothesis import given
from hypothesis import strategies as st

from addin.package import Styled
from addin.workbook.heights import FREE, LINE, MOST_LINES, PADDING, Room, fitting, room_of


def test_a_row_whose_texts_fit_keeps_the_usual_height() -> None:
    assert fitting([Room(20), Room(20)])(["Thới An", None]) is None


def test_the_longest_text_decides() -> None:
    fit = fitting([Room(10), Room(30)])
    assert fit(["một hai ba bốn năm sáu bảy", "ngắn"]) == LINE * 3 + PADDING
    assert fit(["a\nb", Styled("c", 4)]) == LINE * 2 + PADDING


def test_a_text_that_never_wraps_makes_no_row_taller() -> None:
    assert fitting([FREE])(["x" * 500]) is None


def test_a_very_long_text_is_shown_in_part() -> None:
    assert fitting([Room(10)])(["từ " * 1000]) == LINE * MOST_LINES + PADDING


def test_lines_of_small_print_are_as_low_as_their_letters() -> None:
    fit = fitting([room_of("text", 10), room_of("small", 44)])
    reasons = "\n".join(["Sơ kết: chưa nộp"] * 11)
    assert fit(["ngắn", reasons]) == LINE * 9 / 11 * 11 + PADDING
    assert fit(["ngắn", "Sơ kết: chưa nộp"]) is None


def test_small_print_beside_a_long_text_makes_no_row_taller() -> None:
    fit = fitting([room_of("text", 10), room_of("small", 44)])
    assert fit(["hai dòng chữ", "một dòng chữ nhỏ"]) == LINE * 2 + PADDING


CELLS = st.one_of(st.none(), st.integers(), st.text("ab\n", max_size=30))


@given(st.lists(CELLS, min_size=4, max_size=4), st.integers(0, 3))
def test_a_styled_text_is_as_tall_as_a_plain_one(row: list[str | int | None], at: int) -> None:
    fit = fitting([Room(8), Room(12, LINE * 9 / 11), FREE, Room(5)])
    styled = [*row]
    styled[at] = Styled(row[at], 3)
    assert fit(row) == fit(styled)
