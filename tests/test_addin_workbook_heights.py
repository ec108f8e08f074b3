"""Rows are as tall as their wrapped texts, and no taller."""

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
