"""What is typed into a program is what the cell holds afterwards: never a formula by accident."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.buttons.cell_values import (
    FORMULA,
    plain,
    plain_line,
    sent,
    typed,
    typed_plain,
    typed_text,
    written,
)
from addin.package import CellOut, Formula, Styled
from tests.memory_book import MemorySheet

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(TEXTS)
def test_a_text_stays_that_text(text: str) -> None:
    assert written(typed(text)) == text
    sheet = MemorySheet("trang")
    sheet.type_in((0, 0), typed(text))
    assert (sheet.cells[0, 0].value, sheet.cells[0, 0].formula) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-5", "0909123456", "01/06/2020", "25/26"),
        *("1e5", "TRUE", "Sai", "2020-05-20", "'ngoặc", "#N/A", "Mar-20", "100%"),
    ],
)
def test_what_a_program_would_take_for_something_else_is_marked_as_text(text: str) -> None:
    assert typed_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Phường Thới An", "Đúng hạn", "Nhận", "• Thiếu ngày"])
def test_words_are_typed_as_they_are_where_nothing_else_could_be_read(text: str) -> None:
    assert written(typed_text(text)) == text


@pytest.mark.parametrize(
    ("value", "compared"),
    [
        (Decimal("98.50"), 98.5),
        (3.0, 3),
        (date(2020, 5, 15), 43966),
        (datetime(2020, 5, 15, 12), 43966.5),  # noqa: DTZ001
        (Formula("SUM(A1:A2)", 3), f"{FORMULA}SUM(A1:A2)"),
        (Styled("chữ", 7), "chữ"),
        ("", None),
        (True, True),
    ],
)
def test_values_compare_alike_whatever_the_program_makes_of_them(
    value: CellOut, compared: object
) -> None:
    assert plain(value) == compared


@given(st.one_of(TEXTS, st.integers(-(10**9), 10**9), st.booleans(), st.none()))
def test_what_was_kept_comes_back(value: CellOut) -> None:
    assert plain(written(typed_plain(plain(value)))) == plain(value)


MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001


@given(st.one_of(TEXTS, st.integers(-(10**9), 10**9), MOMENTS, MOMENTS.map(datetime.date)))
def test_what_is_sent_to_a_remote_program_arrives(value: CellOut) -> None:
    whole = value.replace(microsecond=0) if isinstance(value, datetime) else value
    assert plain(written(sent(typed(value)))) == plain(whole)


@given(st.lists(st.one_of(TEXTS, st.just(""), st.integers(), st.none(), st.booleans(), MOMENTS)))
def test_a_row_is_compared_as_its_cells_are(line: list[CellOut]) -> None:
    assert plain_line(line) == [plain(value) for value in line]


@given(MOMENTS)
def test_a_moment_is_kept_to_the_second(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    kept = plain(whole)
    assert isinstance(kept, (int, float))
    back = datetime(1899, 12, 30) + timedelta(days=kept)  # noqa: DTZ001
    assert abs(back - whole) < timedelta(microseconds=10)
