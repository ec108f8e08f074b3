from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.cells.dates import DateValue, diagnose_swapped, read_date, swapped_problem
from campaign.grid import CellValue
from campaign.problems import Weight
from tests.cell_values import CELL_VALUES

YEAR_2020 = (date(2020, 1, 1), date(2020, 12, 31))


def outcome(value: CellValue) -> str:
    """A date in ISO form, or the code of what holds it."""
    reading = read_date(value)
    if reading.value is not None:
        return reading.value.isoformat()
    return reading.problems[0].code if reading.problems else ""


def readings(value: CellValue) -> tuple[str, ...]:
    return read_date(value).problems[0].readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20/5/2020", "2020-05-20"),
        ("20/05/2020", "2020-05-20"),
        ("5/6/2020", "2020-06-05"),
        ("20-05-2020", "2020-05-20"),
        ("15.5.2020", "2020-05-15"),
        ("15-5-20", "2020-05-15"),
        ("20 / 5 / 2020", "2020-05-20"),
        ("20,5,2020", "2020-05-20"),
        ("20\\5\\2020", "2020-05-20"),
        ("\u200b20/5/2020\u00a0", "2020-05-20"),
        ("ngày 15 tháng 5 năm 2020", "2020-05-15"),
        ("Ngày 05 tháng 06 năm 2020", "2020-06-05"),
        ("ngay 15 thang 5 nam 2020", "2020-05-15"),
        ("15 tháng 5, 2020", "2020-05-15"),
        ("15 thg 5 2020", "2020-05-15"),
        ("15-May-20", "2020-05-15"),
        ("2020-05-15", "2020-05-15"),
        ("2020/05/15", "2020-05-15"),
        ("2020-05-15T17:30:00", "2020-05-15T17:30"),
        ("20/05/2020 17g30", "2020-05-20T17:30"),
        ("20/05/2020 17h30", "2020-05-20T17:30"),
        ("20/05/2020 17h", "2020-05-20T17:00"),
        ("20/05/2020 17:30", "2020-05-20T17:30"),
        ("20/05/2020 17:30:05", "2020-05-20T17:30:05"),
        ("20/05/2020 17 giờ 30 phút", "2020-05-20T17:30"),
        ("17 giờ 30 ngày 20/05/2020", "2020-05-20T17:30"),
        ("20/5/2020 5:30 PM", "2020-05-20T17:30"),
        ("20/5/2020 5 giờ 30 chiều", "2020-05-20T17:30"),
        ("20/5/2020 8h sáng", "2020-05-20T08:00"),
        ("Thứ tư, ngày 20/5/2020", "2020-05-20"),
        ("Thứ 4, 20/5/2020", "2020-05-20"),
        ("20/5/2020 (thứ Tư)", "2020-05-20"),
        ("Đợt 1: 20/5/2020", "2020-05-20"),
        ("đã nộp ngày 20/5/2020 qua email", "2020-05-20"),
        ("20/5/2020, 20/05/2020", "2020-05-20"),
        ("29/02/2020", "2020-02-29"),
        ("20/5/2202", "2202-05-20"),
        ("43966", "2020-05-15"),
        (43966, "2020-05-15"),
        (43966.0, "2020-05-15"),
        (43966.729166666664, "2020-05-15T17:30"),
        (date(2020, 5, 20), "2020-05-20"),
        (datetime(2020, 5, 20), "2020-05-20"),  # noqa: DTZ001 - a sheet has no zone
        (datetime(2020, 5, 20, 17, 30), "2020-05-20T17:30"),  # noqa: DTZ001
        (None, ""),
        ("", ""),
        (" \u00a0", ""),
    ],
)
def test_dates_are_read_day_first(typed: CellValue, meant: str) -> None:
    assert outcome(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code", "may_mean"),
    [
        ("18/5/2020 (nộp bổ sung 22/5/2020)", "date_several", ("2020-05-18", "2020-05-22")),
        ("1/6/2020 - 30/11/2020", "date_several", ("2020-06-01", "2020-11-30")),
        ("18-22/5/2020", "date_several", ("2020-05-18", "2020-05-22")),
        ("18/5-22/5/2020", "date_several", ("2020-05-18", "2020-05-22")),
        ("ngày 18 và 22/5/2020", "date_several", ("2020-05-18", "2020-05-22")),
        ("l5/5/2020", "date_unreadable", ()),
        ("15/5/20l9", "date_unreadable", ()),
        ("1 5/5/2020", "date_unreadable", ()),
        ("05/20/2020", "date_us_order", ("2020-05-20",)),
        ("31/06/2020", "date_invalid", ()),
        ("29/02/2019", "date_invalid", ()),
        ("00/00/2020", "date_invalid", ()),
        ("32/13/2020", "date_invalid", ()),
        ("2020-06-31", "date_invalid", ()),
        ("5/2020", "date_partial", ("2020-05-01", "2020-05-31")),
        ("tháng 02/2020", "date_partial", ("2020-02-01", "2020-02-29")),
        ("tháng 5 năm 2020", "date_partial", ("2020-05-01", "2020-05-31")),
        ("quý II/2020", "date_partial", ("2020-04-01", "2020-06-30")),
        ("Quý 4 năm 2020", "date_partial", ("2020-10-01", "2020-12-31")),
        ("6 tháng cuối năm 2020", "date_partial", ("2020-07-01", "2020-12-31")),
        ("từ tháng 5/2020 đến tháng 11/2020", "date_partial", ("2020-05-01", "2020-11-30")),
        ("2020", "date_partial", ("2020-01-01", "2020-12-31")),
        (2020, "date_partial", ("2020-01-01", "2020-12-31")),
        (1980.0, "date_partial", ("1980-01-01", "1980-12-31")),
        ("năm 2020", "date_partial", ("2020-01-01", "2020-12-31")),
        ("hết năm 2020", "date_partial", ("2020-01-01", "2020-12-31")),
        ("Đến cuối năm 2020", "date_partial", ("2020-01-01", "2020-12-31")),
        ("tháng 5-9/2020", "date_partial", ("2020-05-01", "2020-09-30")),
        ("từ tháng 5 đến tháng 9/2020", "date_partial", ("2020-05-01", "2020-09-30")),
        ("T5, 6/2020", "date_partial", ("2020-05-01", "2020-06-30")),
        ("quý II và III năm 2020", "date_partial", ("2020-04-01", "2020-09-30")),
        ("5-9/2020", "date_or_months", ("2020-09-05", "2020-05-01", "2020-09-30")),
        ("01/06/2020-30/11/2020", "date_several", ("2020-06-01", "2020-11-30")),
        ("01.06.2020-30.11.2020", "date_several", ("2020-06-01", "2020-11-30")),
        ("20/5/2020-2020-05-21", "date_several", ("2020-05-20", "2020-05-21")),
        ("2020-05-20-2020-05-21", "date_unreadable", ()),
        ("quý 5/2020", "date_unreadable", ()),
        ("20/5", "date_no_year", ()),
        ("29/2", "date_no_year", ()),
        ("ngày 31 tháng 5", "date_no_year", ()),
        ("5/20", "date_no_year", ()),
        ("31/6", "date_invalid", ()),
        ("31-6", "date_invalid", ()),
        ("30/2", "date_invalid", ()),
        ("0/6", "date_invalid", ()),
        ("hết ngày 31 tháng 6", "date_invalid", ()),
        ("từ 1/6 đến 31/11", "date_invalid", ()),
        ("1/6-31/6", "date_invalid", ()),
        ("tháng 9", "date_no_year", ()),
        ("đến hết tháng 9", "date_no_year", ()),
        ("hết ngày 30/9", "date_no_year", ()),
        ("từ 1/6 đến 30/11", "date_no_year", ()),
        ("Quý II", "date_no_year", ()),
        ("hết quý III", "date_no_year", ()),
        ("6 tháng cuối năm", "date_no_year", ()),
        ("cuối năm", "date_no_year", ()),
        ("trước ngày 20/5/2020", "date_qualified", ("2020-05-20",)),
        ("dự kiến 20/5/2020", "date_qualified", ("2020-05-20",)),
        ("chưa nộp (hạn 20/5/2020)", "date_qualified", ("2020-05-20",)),
        ("15/5/85", "date_short_year", ("1985-05-15", "2085-05-15")),
        ("20/5/2020 25h70", "date_time_unclear", ("2020-05-20",)),
        ("20/5/2020 8h-11h", "date_time_unclear", ("2020-05-20",)),
        ("2020-05-19T17:00:00Z", "date_time_unclear", ("2020-05-19",)),
        ("19/5/2020 17:00 GMT", "date_time_unclear", ("2020-05-19",)),
        ("Tháng sau", "date_unreadable", ()),
        ("đã nộp", "date_unreadable", ()),
        ("20/5/202", "date_unreadable", ()),
        ("20/5/20200", "date_unreadable", ()),
        (20200520, "date_unreadable", ()),
        (5.5, "date_unreadable", ()),
        (float("nan"), "date_unreadable", ()),
        (True, "date_unreadable", ()),
        (time(17, 30), "date_unreadable", ()),
        (timedelta(hours=30), "date_unreadable", ()),
    ],
)
def test_what_is_no_single_day_is_held(
    typed: CellValue, code: str, may_mean: tuple[str, ...]
) -> None:
    assert outcome(typed) == code
    assert readings(typed) == may_mean
    assert read_date(typed).held


@pytest.mark.parametrize("stored", [date(1905, 6, 2), datetime(1905, 6, 2)])  # noqa: DTZ001
def test_a_year_typed_into_a_cell_of_days_is_no_day_of_1905(stored: date) -> None:
    """Spreadsheets keep 1980 there as the day with that number, and show 02/06/1905."""
    reading = read_date(stored)
    assert reading.value is None
    assert reading.held
    (problem,) = reading.problems
    assert problem.readings == ("1980-01-01", "1980-12-31")
    assert problem.message.startswith("Ô lưu ngày 02/06/1905: có lẽ đã gõ năm 1980")


def test_days_before_and_after_those_that_are_a_year_are_days() -> None:
    days = [date(1905, 3, 13), date(1905, 3, 14), date(1906, 1, 7), date(1906, 1, 8)]
    assert [read_date(day).held for day in days] == [False, True, True, False]
    assert not read_date(datetime(1905, 6, 2, 7, 30)).held  # noqa: DTZ001


def test_a_day_the_calendar_has_not_got_is_named() -> None:
    problem = read_date("31/06/2020").problems[0]
    assert problem.message.startswith("Không có ngày 31/06/2020")


def test_a_day_that_its_month_has_in_no_year_is_named_also_without_a_year() -> None:
    assert read_date("31/6").problems[0].message == (
        "“31/6”: tháng 6 không có ngày 31. Đề nghị đơn vị ghi lại ngày đúng, đủ cả năm, "
        "ví dụ 20/05/2020."
    )


def test_a_month_without_its_year_is_told_what_to_write() -> None:
    """The campaign's year is not taken: a plan may well end in the next one."""
    problem = read_date("đến hết tháng 9").problems[0]
    assert problem.message == (
        "“đến hết tháng 9” thiếu năm; năm nào thì phần mềm không tự chọn. Đề nghị ghi đủ cả năm, "
        "ví dụ 20/05/2020 hoặc tháng 5/2020."
    )


def test_a_serial_number_is_noted_unless_the_cell_is_formatted_as_a_date() -> None:
    assert [p.weight for p in read_date(43966).problems] == [Weight.NOTE]
    assert read_date(43966, number_format="dd/mm/yyyy").problems == ()


@pytest.mark.parametrize("typed", ["20/5/2002", "20/5/2202", date(2021, 1, 1), 42000])
def test_a_day_outside_the_campaign_is_kept_and_held(typed: CellValue) -> None:
    reading = read_date(typed, expected=YEAR_2020)
    assert reading.value is not None
    assert reading.problems[-1].code == "date_out_of_range"
    assert reading.problems[-1].readings == (reading.value.date.isoformat(),)


@pytest.mark.parametrize("day", YEAR_2020)
def test_the_first_and_last_expected_day_are_inside(day: date) -> None:
    assert not read_date(day, expected=YEAR_2020).held


@pytest.mark.parametrize(
    ("column", "suspects"),
    [
        ([date(2020, 5, 6), "20/05/2020", None], {0}),
        ([datetime(2020, 5, 6), "20/05/2020", date(2020, 7, 8)], {0, 2}),  # noqa: DTZ001
        ([date(2020, 5, 6), "20/05/2020 (nộp sau)"], {0}),
        ([date(2020, 5, 5), "20/05/2020"], set()),
        ([date(2020, 5, 6), "20/05/2020", date(2020, 5, 20)], set()),
        ([date(2020, 5, 6), "06/05/2020"], set()),
        ([date(2020, 5, 6), "đã nộp"], set()),
        (["20/05/2020", "21/05/2020"], set()),
        ([43966, "20/05/2020"], set()),
        ([], set()),
    ],
)
def test_a_column_shows_that_its_dates_were_swapped(
    column: list[CellValue], suspects: set[int]
) -> None:
    assert diagnose_swapped(column) == suspects


def test_a_swapped_date_shows_both_readings() -> None:
    problem = swapped_problem(date(2020, 5, 6))
    assert (problem.code, problem.weight) == ("date_swapped", Weight.HOLD)
    assert problem.readings == ("2020-05-06", "2020-06-05")
    assert "05/06/2020" in problem.message


PRINTED = [
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{d}.{m}.{y}",
    "{d}/{m}/{yy:02}",
    "ngày {d} tháng {m} năm {y}",
    "{d:02} tháng {m:02}, {y}",
    "{y}-{m:02}-{d:02}",
    "{d}/{m}/{y} 17g30",
    "Thứ hai, {d}/{m}/{y}",
]


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.sampled_from(PRINTED))
def test_a_date_printed_in_any_form_reads_back(day: date, form: str) -> None:
    typed = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100)
    reading = read_date(typed)
    assert reading.value is not None
    assert reading.value.date == day
    assert reading.problems == ()


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_serial_number_reads_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_date(serial).value == DateValue(day)


@given(CELL_VALUES)
def test_no_cell_breaks_the_reader(value: CellValue) -> None:
    reading = read_date(value, expected=YEAR_2020)
    assert all(problem.message for problem in reading.problems)
    if reading.value is None and value not in (None, "") and not isinstance(value, str):
        assert reading.held


@given(st.lists(CELL_VALUES))
def test_no_column_breaks_the_diagnosis(column: list[CellValue]) -> None:
    for place in diagnose_swapped(column):
        stored = column[place]
        assert isinstance(stored, date)
        assert swapped_problem(stored).readings
