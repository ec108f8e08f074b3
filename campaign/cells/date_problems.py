"""The sentences about dates that a person must look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.problems import Problem, Weight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def shown(day: date) -> str:
    """A day as Vietnamese offices write it: 20/05/2020."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _hold(code: str, message: str, *days: date) -> Problem:
    return Problem(code, Weight.HOLD, message, tuple(day.isoformat() for day in days))


def unreadable(typed: str) -> Problem:
    """No date at all."""
    ask = "Đề nghị ghi theo dạng ngày/tháng/năm, ví dụ 20/05/2020."
    return _hold("date_unreadable", f"“{typed}” không phải là ngày. {ask}")


def invalid(typed: str, day: str) -> Problem:
    """A day that the calendar has not got."""
    what = f"không có ngày {day}" if typed == day else f"“{typed}”: không có ngày {day}"
    return _hold(
        "date_invalid", f"{what[0].upper()}{what[1:]} trong lịch. Đề nghị đơn vị ghi lại ngày đúng."
    )


def no_such_day(typed: str, day: int, month: int) -> Problem:
    """A day without a year that its month has in no year: ``31/6``."""
    message = (
        f"“{typed}”: tháng {month} không có ngày {day}. Đề nghị đơn vị ghi lại ngày đúng, đủ cả "
        "năm, ví dụ 20/05/2020."
    )
    return _hold("date_invalid", message)


def us_order(typed: str, day: date) -> Problem:
    """Month first, since the second number cannot be a month."""
    message = (
        f"“{typed}” có số tháng lớn hơn 12; có thể là ngày {shown(day)} gõ tháng trước ngày sau. "
        "Đề nghị ghi lại theo dạng ngày/tháng/năm."
    )
    return _hold("date_us_order", message, day)


def several(typed: str, days: Sequence[date]) -> Problem:
    """More than one day in one cell."""
    message = (
        f"Ô “{typed}” có nhiều ngày: {', '.join(map(shown, days))}. Đề nghị chỉ ghi ngày được tính."
    )
    return _hold("date_several", message, *days)


def partial(typed: str, first: date, last: date) -> Problem:
    """Only a month, a quarter or a year."""
    message = (
        f"“{typed}” chưa có ngày cụ thể (trong khoảng {shown(first)} – {shown(last)}). "
        "Đề nghị ghi rõ ngày."
    )
    return _hold("date_partial", message, first, last)


def no_year(typed: str) -> Problem:
    """A day, a month or a quarter without its year, which is not guessed from the campaign."""
    message = (
        f"“{typed}” thiếu năm; năm nào thì phần mềm không tự chọn. Đề nghị ghi đủ cả năm, ví dụ "
        "20/05/2020 hoặc tháng 5/2020."
    )
    return _hold("date_no_year", message)


def day_or_months(typed: str, day: date, first: date, last: date) -> Problem:
    """What is a day with an odd sign in it, or a stretch of months."""
    message = (
        f"“{typed}” có thể là ngày {shown(day)}, hoặc từ tháng {first.month} đến tháng "
        f"{last.month} năm {last.year}. Đề nghị ghi rõ."
    )
    return _hold("date_or_months", message, day, first, last)


def qualified(typed: str, day: date) -> Problem:
    """A day with a word that says it is not that day (``trước``, ``dự kiến``, ``chưa``)."""
    message = f"“{typed}” không khẳng định đúng ngày {shown(day)}. Đề nghị ghi ngày thực tế."
    return _hold("date_qualified", message, day)


def short_year(typed: str, day: date) -> Problem:
    """Two digits for a year that may lie in either century."""
    message = (
        f"“{typed}”: năm ghi hai số, không rõ thuộc thế kỷ nào. Đề nghị ghi đủ bốn số của năm."
    )
    earlier = f"{day.year - 100:04}{day.isoformat()[4:]}"
    return Problem("date_short_year", Weight.HOLD, message, (earlier, day.isoformat()))


def year_stored(day: date, year: int) -> Problem:
    """A day of 1905 or so: what a spreadsheet makes of a year that is typed into a cell of days."""
    message = (
        f"Ô lưu ngày {shown(day)}: có lẽ đã gõ năm {year} vào ô ngày và bảng tính đổi ra ngày ấy. "
        f"Đề nghị ghi đủ ngày/tháng/năm; chỉ biết năm thì ghi “năm {year}”."
    )
    first, last = day.replace(year=year, month=1, day=1), day.replace(year=year, month=12, day=31)
    return _hold("date_year_stored", message, first, last)


def bad_time(typed: str, day: date) -> Problem:
    """A good day with a time of day that is none, or with several."""
    message = (
        f"“{typed}”: đọc được ngày {shown(day)} nhưng không rõ giờ. Đề nghị ghi giờ như 17:30."
    )
    return _hold("date_time_unclear", message, day)


def out_of_range(day: date, expected: tuple[date, date]) -> Problem:
    """A day outside the time the campaign can mean; often a slip in the year."""
    message = (
        f"Ngày {shown(day)} nằm ngoài khoảng {shown(expected[0])} – {shown(expected[1])}. "
        "Đề nghị kiểm tra lại, nhất là năm."
    )
    return _hold("date_out_of_range", message, day)


def serial(typed: str, day: date) -> Problem:
    """A day number in a cell without a date format; understood, and logged."""
    message = f"Số {typed} là ngày {shown(day)} theo cách lưu ngày của bảng tính."
    return Problem("date_serial", Weight.NOTE, message, (day.isoformat(),))


def swapped(d: date) -> Problem:
    """A stored day whose column shows that day and month may have been swapped."""
    other = type(d)(d.year, d.day, d.month) if d.day <= 12 else d
    message = (
        f"Ô lưu ngày {shown(d)}, nhưng có thể đã gõ {shown(other)}: trong cùng cột, các ngày lớn "
        "hơn 12 còn là chữ, nên máy nhập liệu đã hiểu tháng trước ngày sau. Đề nghị ghi lại bằng "
        "lời, ví dụ “ngày 20 tháng 5 năm 2020”."
    )
    days = (f"{d.year:04}-{d.month:02}-{d.day:02}", f"{d.year:04}-{other.month:02}-{other.day:02}")
    return Problem("date_swapped", Weight.HOLD, message, days)
