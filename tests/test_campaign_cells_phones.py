from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.cells.phones import read_identity, read_phones
from campaign.grid import CellValue
from campaign.problems import Reading, Weight
from tests.cell_values import CELL_VALUES

ONE = ("0909123456",)
TWO = ("0909123456", "0918123456")


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("0909123456", ONE),
        ("0909.123.456", ONE),
        ("0909 123 456", ONE),
        ("0909-123-456", ONE),
        ("ĐT: 0909123456", ONE),
        ("SĐT 0909123456.", ONE),
        ("0909123456 (Zalo)", ONE),
        ("'0909123456", ONE),
        ("’0909.123.456", ONE),
        ('"0909123456"', ONE),
        ("ĐT: '0909123456", ONE),
        ("'0909123456; '0918123456", TWO),
        ("0909123456, 0909.123.456", ONE),
        ("0909.123.456 - 0918.123.456", TWO),
        ("0909123456/0918123456", TWO),
        ("0909123456\n0918123456", TWO),
        ("0909 123 456 hoặc 0918 123 456", TWO),
        ("0909123456 0918123456", TWO),
        ("(028) 3891 2345", ("02838912345",)),
        ("028.38912345-0909123456", ("02838912345", "0909123456")),
        ("01234567890", ("01234567890",)),
        ("1900 1234", ("19001234",)),
    ],
)
def test_phone_numbers_are_read(typed: CellValue, numbers: tuple[str, ...]) -> None:
    reading = read_phones(typed)
    assert reading.value == numbers
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("typed", "numbers", "code"),
    [
        (909123456, ONE, "phone_zero_restored"),
        (909123456.0, ONE, "phone_zero_restored"),
        ("909123456", ONE, "phone_zero_restored"),
        ("'909123456", ONE, "phone_zero_restored"),
        (2838912345, ("02838912345",), "phone_zero_restored"),
        (1234567890, ("01234567890",), "phone_zero_restored"),
        ("+84 909 123 456", ONE, "phone_country_code"),
        ("+84 (0) 909 123 456", ONE, "phone_country_code"),
        ("84909123456", ONE, "phone_country_code"),
        ("0084909123456", ONE, "phone_country_code"),
        ("+84909123456, +84918123456", TWO, "phone_country_code"),
    ],
)
def test_what_was_done_to_a_phone_number_is_noted(
    typed: CellValue, numbers: tuple[str, ...], code: str
) -> None:
    reading = read_phones(typed)
    assert reading.value == numbers
    assert {(p.code, p.weight) for p in reading.problems} == {(code, Weight.NOTE)}


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "12345",
        "09091234567",
        "0909.123.456/457",
        "Chị Lan 0909123456",
        "9.09E+08",
        "-",
        "'",
        "0909'123456",
        True,
        909123456.5,
        113,
        float("nan"),
        date(2020, 5, 20),
        10**30,
    ],
)
def test_what_is_no_phone_number_is_held(typed: CellValue) -> None:
    reading = read_phones(typed)
    assert reading.value is None
    assert [p.code for p in reading.problems] == ["phone_unreadable"]


@pytest.mark.parametrize(
    ("typed", "number", "codes"),
    [
        ("079090012345", "079090012345", []),
        ("079 090 012 345", "079090012345", []),
        ("123456789", "123456789", []),
        ("'079090012345", "079090012345", []),
        ("'", None, ["identity_unreadable"]),
        (123456789, "123456789", []),
        (79090012345, "079090012345", ["identity_zero_restored"]),
        (79090012345.0, "079090012345", ["identity_zero_restored"]),
        ("79090012345", "079090012345", ["identity_zero_restored"]),
        (1090012345, "001090012345", ["identity_zero_restored"]),
        (12345678, "012345678", ["identity_zero_restored"]),
        ("12345678", None, ["identity_unreadable"]),
        ("7,9E+10", None, ["identity_unreadable"]),
        ("779090012345", None, ["identity_unreadable"]),
        ("đang làm lại", None, ["identity_unreadable"]),
        (True, None, ["identity_unreadable"]),
        (None, None, []),
        ("", None, []),
    ],
)
def test_identity_numbers_stay_text(typed: CellValue, number: str | None, codes: list[str]) -> None:
    reading = read_identity(typed)
    assert reading.value == number
    assert [p.code for p in reading.problems] == codes


@pytest.mark.parametrize("empty", [None, "", " \u00a0"])
def test_an_empty_cell_has_no_number_and_no_problem(empty: CellValue) -> None:
    assert read_phones(empty) == Reading()
    assert read_identity(empty) == Reading()


MOBILES = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)


@given(st.lists(MOBILES, min_size=1, max_size=3, unique=True), st.sampled_from(["; ", " - ", "/"]))
def test_numbers_written_side_by_side_come_apart(numbers: list[str], between: str) -> None:
    assert read_phones(between.join(numbers)).value == tuple(numbers)


@given(MOBILES)
def test_a_sheet_that_drops_the_zero_loses_nothing(number: str) -> None:
    assert read_phones(int(number)).value == (number,)


@given(CELL_VALUES)
def test_no_cell_breaks_the_readers(value: CellValue) -> None:
    for number in read_phones(value).value or ():
        assert number.isdecimal()
    read_identity(value)
