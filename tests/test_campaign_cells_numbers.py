from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.cells.decimals import comma, per_cent
from campaign.cells.numbers import read_number, read_pass_fail, read_percent
from campaign.grid import CellValue
from campaign.problems import Reading, Weight
from tests.cell_values import CELL_VALUES


def outcome(reading: Reading[Decimal]) -> str:
    """The number as text, or the code of what holds it."""
    if reading.value is not None:
        return f"{reading.value:f}"
    return reading.problems[0].code if reading.problems else ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("99,5", "99.5"),
        ("99.5", "99.5"),
        ("99,50", "99.5"),
        ("0,125", "0.125"),
        (",5", "0.5"),
        ("100", "100"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("1.000.000", "1000000"),
        ("1,000,000", "1000000"),
        ("1 000 000", "1000000"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1234.567", "1234.567"),
        ("1.234.567,8", "1234567.8"),
        ("93 điểm", "93"),
        ("93%", "93"),
        ("12 hồ sơ", "12"),
        ("\u200b 7\u00a0", "7"),
        (5, "5"),
        (5.0, "5"),
        (99.5, "99.5"),
        (0.1 + 0.2, "0.3"),
        (75.34, "75.34"),
        (None, ""),
        ("", ""),
        ("1.000", "number_ambiguous"),
        ("1,000", "number_ambiguous"),
        ("3.946", "number_ambiguous"),
        ("100.000 hồ sơ", "number_ambiguous"),
        (">93", "number_inequality"),
        ("≥ 93%", "number_inequality"),
        ("trên 93", "number_inequality"),
        ("93 trở lên", "number_inequality"),
        ("1.00.000", "number_unreadable"),
        ("12 5", "number_unreadable"),
        ("5.", "number_unreadable"),
        ("25/26", "number_unreadable"),
        ("1e5", "number_unreadable"),
        ("(5)", "number_unreadable"),
        ("chín mươi", "number_unreadable"),
        ("12 người", "number_unreadable"),
        ("٣", "number_unreadable"),
        ("9" * 40, "number_unreadable"),
        (">" * 3000, "number_unreadable"),
        (1e300, "number_unreadable"),
        (float("inf"), "number_unreadable"),
        (True, "number_unreadable"),
        (date(2020, 5, 1), "number_is_date"),
    ],
)
def test_numbers_are_read_with_either_decimal_sign(typed: CellValue, meant: str) -> None:
    reading = read_number(typed)
    assert outcome(reading) == meant
    assert reading.held == meant.startswith("number_")


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1.000", ("1", "1000")),
        ("1,000", ("1", "1000")),
        ("3.946", ("3.946", "3946")),
        (">93", ("93",)),
    ],
)
def test_a_held_number_shows_its_readings(typed: str, readings: tuple[str, ...]) -> None:
    assert read_number(typed).problems[0].readings == readings


@pytest.mark.parametrize(
    ("number_format", "sign"),
    [
        ('#,##0 "₫"', "₫"),
        ("#,##0\\ [$₫-42A]", "₫"),
        ('_-* #,##0\\ "₫"_-;\\-* #,##0\\ "₫"_-', "₫"),
        ('"$"#,##0.00', "$"),
        ('#,##0 "VNĐ"', "VNĐ"),
        ('0 "đồng"', "đồng"),
    ],
)
def test_an_amount_of_money_is_no_number_to_count_with(number_format: str, sign: str) -> None:
    for read in (read_number, read_percent):
        reading = read(5.0, number_format=number_format)
        assert reading.value is None
        (problem,) = reading.problems
        assert (problem.code, problem.readings) == ("number_is_money", ("5",))
        assert f"“5 {sign}”" in problem.message
        (large,) = read(12500000.0, number_format=number_format).problems
        assert f"“12.500.000 {sign}”" in large.message
        assert large.readings == ("12500000",)


@pytest.mark.parametrize(
    "number_format",
    [
        "_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-",  # the comma style of a Vietnamese Excel
        "[$-42A]#,##0",
        '0 "điểm"',
        "[Red]#,##0",
        "General",
        "",
    ],
)
def test_a_format_without_a_sign_of_money_leaves_the_number_a_number(number_format: str) -> None:
    assert read_number(5.0, number_format=number_format).value == Decimal(5)


def test_a_number_in_a_percent_format_is_read_as_shown() -> None:
    reading = read_number(0.995, number_format="0.0%")
    assert reading.value == Decimal("99.5")
    assert [p.weight for p in reading.problems] == [Weight.NOTE]


@pytest.mark.parametrize(
    ("typed", "number_format", "meant"),
    [
        ("100%", "", "100"),
        ("100 %", "", "100"),
        ("96,15%", "", "96.15"),
        ("1%", "", "1"),
        (1, "0%", "100"),
        (0.9615, "0.00%", "96.15"),
        (0.5, "# ?/?", "50"),
        ("25/25", "", "100"),
        ("25/26", "", "96.15"),
        ("1/3", "", "33.33"),
        ("2/3", "", "66.67"),
        ("0/26", "", "0"),
        ("25/26 hồ sơ", "", "96.15"),
        ("25/26 (96,15%)", "", "96.15"),
        ("96,2% (25/26)", "", "96.15"),
        (99.5, "", "99.5"),
        ("99,5", "", "99.5"),
        (100, "General", "100"),
        (0, "", "0"),
        ("0", "", "0"),
        (None, "", ""),
        ("", "", ""),
        ("Đạt", "", "percent_not_a_number"),
        ("đầy đủ", "", "percent_not_a_number"),
        (True, "", "percent_not_a_number"),
        (1, "", "percent_ambiguous"),
        (1, "General", "percent_ambiguous"),
        ("1", "", "percent_ambiguous"),
        (0.96, "", "percent_ambiguous"),
        (101, "", "percent_out_of_range"),
        ("120%", "", "percent_out_of_range"),
        (1.2, "0%", "percent_out_of_range"),
        ("-1%", "", "percent_out_of_range"),
        ("5/0", "", "percent_bad_fraction"),
        ("26/25", "", "percent_bad_fraction"),
        ("90% (25/26)", "", "percent_conflict"),
        (">93%", "", "number_inequality"),
        ("1.000%", "", "number_ambiguous"),
        (datetime(2020, 12, 11), "", "number_is_date"),  # noqa: DTZ001
    ],
)
def test_percentages_are_read_in_percent(typed: CellValue, number_format: str, meant: str) -> None:
    reading = read_percent(typed, number_format=number_format)
    assert outcome(reading) == meant
    assert reading.held == (reading.value is None and meant != "")


def test_a_fraction_is_kept_beside_its_percentage() -> None:
    note = read_percent("25/26").problems[0]
    assert (note.weight, note.readings) == (Weight.NOTE, ("25/26",))


def test_a_clerk_is_told_that_a_percentage_is_asked_for() -> None:
    assert "Cần tỷ lệ %, không phải “Đạt”" in read_percent("Đạt").problems[0].message


def test_a_lone_one_may_be_one_percent_or_all() -> None:
    assert read_percent(1).problems[0].readings == ("1", "100")


@pytest.mark.parametrize(
    ("stored", "fractions"),
    [
        (date(2020, 12, 11), ("11/12",)),
        (date(2026, 10, 1), ("1/10", "10/26")),
        (date(2020, 5, 25), ("5/25",)),
    ],
)
def test_a_date_may_have_been_a_fraction(stored: date, fractions: tuple[str, ...]) -> None:
    assert read_percent(stored).problems[0].readings == fractions


@pytest.mark.parametrize(
    ("typed", "passed"),
    [
        *dict.fromkeys(
            ["Đạt", "ĐẠT", "đạt.", "Có", "x", "X", "✓", "Dat", "co", True], True
        ).items(),
        *dict.fromkeys(["Không đạt", "chưa đạt", "Không", "Chưa", "khong dat"], False).items(),
        (False, False),
    ],
)
def test_pass_marks_are_read(typed: CellValue, passed: bool) -> None:  # noqa: FBT001 - a column
    reading = read_pass_fail(typed)
    assert reading.value is passed
    assert reading.problems == ()


@pytest.mark.parametrize(
    "typed", ["Tốt", "d", "-", 1, 0.0, "Đạt một phần", "Đạt?", date(2020, 1, 1)]
)
def test_other_marks_are_held(typed: CellValue) -> None:
    assert [p.code for p in read_pass_fail(typed).problems] == ["pass_fail_unreadable"]


@given(st.decimals(-999, 999, places=2), st.sampled_from(".,"))
def test_a_number_printed_with_either_sign_reads_back(number: Decimal, sign: str) -> None:
    assert read_number(f"{number:f}".replace(".", sign)).value == number


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_three_digits_after_a_lone_separator_are_never_decided(a: int, b: int, sign: str) -> None:
    assert read_number(f"{a}{sign}{b:03}").value is None


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_of_the_whole_never_passes_for_all(part: int, whole: int) -> None:
    share = read_percent(f"{part}/{whole}").value
    if share is not None:
        assert (share == 100) == (part == whole) or part * 20000 >= whole * 19999


@given(CELL_VALUES, st.sampled_from(["", "0%", "General", "# ?/?"]))
def test_no_cell_breaks_the_readers(value: CellValue, number_format: str) -> None:
    for reading in (
        read_number(value, number_format=number_format),
        read_percent(value, number_format=number_format),
    ):
        assert reading.value is None or reading.value.is_finite()
        assert all(problem.message for problem in reading.problems)
    read_pass_fail(value)


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "shown"),
    [
        (7, 7, 2, "100"),
        (6, 7, 2, "85,71"),
        (5, 7, 2, "71,43"),
        (2, 3, 2, "66,67"),
        (19_999, 25_000, 2, "79,99"),
        (20_001, 25_000, 2, "80"),
        (9_996, 10_000, 1, "99,9"),
        (9_046, 10_000, 1, "90,5"),
    ],
)
def test_a_share_is_shown_short_and_never_as_a_round_number_it_has_not_reached(
    part: int, whole: int, decimals: int, shown: str
) -> None:
    assert comma(per_cent(part, whole, decimals)) == shown


@pytest.mark.parametrize(
    ("part", "whole", "threshold", "shown"),
    [
        (2, 3, "66.67", "66,66"),
        (4, 6, "66.67", "66,66"),
        (2, 3, "66.66", "66,67"),
        (2, 3, "70", "66,67"),
        (2, 3, "66.667", "66,666"),
        (6_667, 10_000, "66.67", "66,67"),
        (7, 10, "70.00", "70"),
        (5, 7, "66.67", "71,43"),
    ],
)
def test_a_share_below_its_threshold_is_not_shown_as_if_it_had_reached_it(
    part: int, whole: int, threshold: str, shown: str
) -> None:
    assert comma(per_cent(part, whole, threshold=Decimal(threshold))) == shown


@given(
    st.integers(1, 200).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
    st.decimals(Decimal("0.01"), Decimal(100), places=2),
)
def test_a_share_is_shown_on_the_side_of_its_threshold_on_which_it_lies(
    share: tuple[int, int], threshold: Decimal
) -> None:
    reached = Fraction(100 * share[0], share[1]) >= Fraction(threshold)
    assert (per_cent(*share, threshold=threshold) >= threshold) is reached


def test_a_fraction_is_not_read_up_to_what_it_is_held_against() -> None:
    assert read_percent("18000/20001").value == Decimal("89.99")
    assert read_percent("2/3", threshold=Decimal("66.67")).value == Decimal("66.66")
    assert read_percent("2/3 (66,67%)", threshold=Decimal("66.67")).value == Decimal("66.66")
    assert read_percent("66,67%", threshold=Decimal("66.67")).value == Decimal("66.67")
