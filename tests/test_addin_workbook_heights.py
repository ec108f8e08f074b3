"""Rows are as tall as their wrapped texts, and no taller."""

from hypothesis import given
from hypothesis import strategies as st

from addin.package import Styled
from addin.workbook.heights import LINE, MOST_LINES, PADDING, UNWRAPPED, fitting


def test_a_row_whose_texts_fit_keeps_the_usual_height() -> None:
    assert fitting([20, 20])(["Thới An", None]) is None


def test_the_longest_text_decides() -> None:
    fit = fitting([10, 30])
    assert fit(["một hai ba bốn năm sáu bảy", "ngắn"]) == LINE * 3 + PADDING
    assert fit(["a\nb", Styled("c", 4)]) == LINE * 2 + PADDING


def test_a_text_that_never_wraps_makes_no_row_taller() -> None:
    assert fitting([UNWRAPPED])(["x" * 500]) is None


def test_a_very_long_text_is_shown_in_part() -> None:
    assert fitting([10])(["từ " * 1000]) == LINE * MOST_LINES + PADDING


CELLS = st.one_of(st.none(), st.integers(), st.text("ab\n", max_size=30))


@given(st.lists(CELLS, min_size=4, max_size=4), st.integers(0, 3))
def test_a_styled_text_is_as_tall_as_a_plain_one(row: list[str | int | None], at: int) -> None:
    fit = fitting([8, 12, UNWRAPPED, 5])
    styled = [*row]
    styled[at] = Styled(row[at], 3)
    assert fit(row) == fit(styled)
