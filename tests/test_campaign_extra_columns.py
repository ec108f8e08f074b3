"""Columns beside the form's are named; a second date column is never passed over."""

from __future__ import annotations

from campaign.grid import CellValue
from campaign.records import Status
from tests.grids import codes, grid, issue, job, read, read_rows

TOP: list[CellValue] = ["UBND PHƯỜNG THỚI AN"]
HEADER: list[CellValue] = ["STT", "Tên mô hình", "Nội dung", "Ngày nộp"]


def test_a_column_that_no_form_has_is_named_with_its_letter() -> None:
    out = read_rows([TOP, [*HEADER, "Kinh phí", ""], [1, "Một cửa", "x", "15/5/2020", 5, "z"]])
    said = issue(out, "column_not_read").message
    assert "Kinh phí (E)" in said
    assert "(không tiêu đề) (F)" in said


def test_one_that_nobody_filled_is_not() -> None:
    out = read_rows([TOP, [*HEADER, "Kinh phí"], [1, "Một cửa", "x", "15/5/2020", None]])
    assert codes(out) == []


def test_the_office_s_own_columns_of_a_shared_sheet_are_not() -> None:
    header = [*HEADER, "Văn phòng: tình trạng"]
    assert codes(read_rows([TOP, header, [1, "Một cửa", "x", "15/5/2020", "Nhận"]])) == []


def test_two_days_of_handing_in_wait_for_a_person() -> None:
    header: list[CellValue] = [*HEADER, "Ngày nộp"]
    lines = [[1, "Một cửa", "x", "15/5/2020", "22/5/2020"], [2, "Hẹn giờ", "x", "15/5/2020", ""]]
    out = read_rows([TOP, header, *lines])
    assert [row.status for row in out.rows] == [Status.HELD, Status.ACCEPTED]
    found = issue(out.rows[0], "column_twice")
    assert (found.cell, found.readings) == ("E3", ("2020-05-15", "2020-05-22"))
    assert out.rows[0].get("submitted") is None


def test_such_a_row_is_judged_as_of_an_uncertain_day() -> None:
    header: list[CellValue] = [*HEADER, "Ngày nộp"]
    out = read(grid([TOP, header, [1, "Một cửa", "x", "15/5/2020", "22/5/2020"]], "Đăng ký"))
    result = job().decide([out])
    found = next(s for s in result.submissions if s.unit == "phuong-thoi-an")
    assert found.standing.value == "uncertain"


def test_a_table_of_results_under_the_registrations_is_read_as_results() -> None:
    results: list[CellValue] = ["STT", "Tên mô hình", "Kết quả, hiệu quả", "Ngày nộp"]
    lines = [HEADER, [1, "Một cửa", "x", "15/5/2020"], [], ["II. KẾT QUẢ THỰC HIỆN"], results]
    out = read_rows([TOP, *lines, [1, "Một cửa", "Giảm nửa ngày", "30/10/2020"]], sheet="Đăng ký")
    assert [row.form.value for row in out.rows] == ["registration", "result"]
    assert out.rows[1].text("outcome") == "Giảm nửa ngày"
