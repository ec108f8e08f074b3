"""From the lines of a table to typed rows: what is kept, what waits, what is no data."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from campaign.grid import UNCALCULATED, CellValue
from campaign.problems import Weight
from campaign.records import SourceRecords, Status
from tests.grids import (
    CRITERIA,
    HEADER,
    PEOPLE,
    RESULTS,
    Lines,
    codes,
    issue,
    read_rows,
    titles,
    why,
)

UNIT = "Phường Thới An"
TITLE_LINE: list[CellValue] = ["UBND PHƯỜNG THỚI AN"]


def registered(*rows: list[CellValue], **layout: Any) -> SourceRecords:  # noqa: ANN401
    return read_rows([TITLE_LINE, HEADER, *rows], **layout)


def line(number: CellValue, title: CellValue, *more: CellValue) -> list[CellValue]:
    return [number, UNIT, title, *(more or ("Gọi số tự động",))]


def test_rows_under_a_header_are_taken() -> None:
    out = registered(line(1, "Một cửa thân thiện", "Gọi số", "15/5/2020"), line(2, "Hẹn giờ"))
    assert titles(out) == ["Một cửa thân thiện", "Hẹn giờ"]
    assert out.rows[0].text("submitted") == "2020-05-15"
    assert {row.status for row in out.rows} == {Status.ACCEPTED}
    assert not out.issues


@pytest.mark.parametrize(
    ("total", "stated_wrong"),
    [
        (["Tổng cộng: 2 mô hình"], False),
        (["Tổng cộng: 3 mô hình"], True),
        ([None, None, "Tổng cộng: 3 mô hình"], True),
        ([None, "Cộng", None, 2], False),
        ([None, "Cộng", None, 5], True),
        ([None, None, "TỔNG CỘNG", "gồm các mô hình trên", None], False),
        ([None, UNIT, "Tổng số: 4 mô hình", "x", "y"], True),
    ],
)
def test_a_total_is_no_data_and_is_checked(total: list[CellValue], *, stated_wrong: bool) -> None:
    out = registered(line(1, "Một cửa"), line(2, "Hẹn giờ"), total)
    assert titles(out) == ["Một cửa", "Hẹn giờ"]
    assert [kind for kind, _ in why(out)] == ["total"]
    assert ("total_mismatch" in codes(out)) is stated_wrong


def test_a_total_may_sum_up_its_part_only() -> None:
    out = registered(
        ["I. Khối phường"],
        line(1, "Một cửa"),
        line(2, "Hẹn giờ"),
        ["Cộng: 2"],
        ["II. Khối phòng"],
        line(3, "Tổng đài 1022"),
        ["Cộng: 1"],
        ["Tổng cộng: 3 mô hình"],
    )
    assert len(out.rows) == 3
    assert codes(out) == []


def test_titles_that_begin_like_totals_notes_or_sections_stay_rows() -> None:
    names = ["Tổng đài 1022", "Cộng đồng số", "Hướng dẫn nộp hồ sơ", "Phần mềm một cửa"]
    out = registered(*(line(number, name) for number, name in enumerate(names, 1)))
    assert titles(out) == names
    untitled: Lines = [["Tên mô hình", "Đơn vị"], *[[name, None] for name in names]]
    sparse = read_rows(untitled)
    assert titles(sparse) == names


def test_only_the_title_typed_is_a_row_that_waits_for_nothing_else() -> None:
    out = read_rows([TITLE_LINE, ["STT", "Tên mô hình"], [1, "Một cửa"], [None, "Hẹn giờ"]])
    assert titles(out) == ["Một cửa", "Hẹn giờ"]
    assert {row.status for row in out.rows} == {Status.ACCEPTED}


def test_notes_and_signatures_with_the_names_under_them_are_no_data() -> None:
    out = registered(
        line(1, "Một cửa"),
        ["Ghi chú: số liệu đến 15/5/2020"],
        [None, None, None, "Thới An, ngày 15 tháng 5 năm 2020"],
        [None, "Người lập biểu", "CHỦ TỊCH", "TM. UBND PHƯỜNG"],
        [None, "(Ký, ghi rõ họ tên)", "(Đã ký)"],
        [None, "Nguyễn Văn A", "Trần Thị B", "Lê C"],
        [None, None, "Phạm Văn D", None],
    )
    assert titles(out) == ["Một cửa"]
    kinds = [kind for kind, _ in why(out)]
    assert kinds == ["note", "signature", "signature", "signature", "signature", "signature"]


def test_a_numbered_row_under_a_signature_is_still_a_row() -> None:
    out = registered(line(1, "Một cửa"), ["Người lập biểu"], line(2, "Hẹn giờ"))
    assert titles(out) == ["Một cửa", "Hẹn giờ"]


@pytest.mark.parametrize(
    "index",
    [
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, 2, 3, 4, 5],
        ["A", "B", 1, 2, 3],
        ["(A)", "(B)", "(1)", "(2)", "(3)"],
    ],
)
def test_the_line_of_column_numbers_is_no_data(index: list[CellValue]) -> None:
    out = registered(index, line(1, "Một cửa"))
    assert titles(out) == ["Một cửa"]
    assert [kind for kind, _ in why(out)] == ["index"]
    assert not out.issues


def test_a_hidden_row_is_read_and_reported() -> None:
    out = registered(
        line(1, "Một cửa"),
        [None, None, "Nguyễn Văn A - khiển trách"],
        hidden_rows=frozenset({3}),
    )
    hidden = out.rows[1]
    assert titles(out) == ["Một cửa", "Nguyễn Văn A - khiển trách"]
    assert {"hidden_row", "violation_mentioned"} <= set(codes(hidden))
    assert hidden.status is Status.HELD


def test_hidden_lines_outside_the_form_s_columns_are_seen_too() -> None:
    out = registered(
        line(1, "Một cửa"),
        ["Nguyễn Văn A - khiển trách"],
        hidden_rows=frozenset({3}),
    )
    assert "violation_mentioned" in [i.code for row in out.rows for i in row.issues]


def test_a_merged_unit_is_filled_down() -> None:
    rows: Lines = [
        line(1, "Một cửa"),
        [2, None, "Hẹn giờ"],
        [3, None, "Tổng đài 1022"],
        [4, UNIT, "Bốn"],
    ]
    out = read_rows([HEADER, *rows], merges=((1, 1, 3, 1),))
    assert [row.unit for row in out.rows] == ["phuong-thoi-an"] * 4


def test_a_blank_line_inside_a_merge_is_not_taken_for_a_row() -> None:
    rows: Lines = [HEADER, line(1, "Một cửa"), [None], [None, None, "Cộng: 1"]]
    out = read_rows(rows, merges=((1, 1, 3, 1),))
    assert titles(out) == ["Một cửa"]
    assert [kind for kind, _ in why(out)] == ["total"]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!"])
@pytest.mark.parametrize(
    ("column", "key", "weight", "status"),
    [(3, "content", Weight.ERROR, Status.ACCEPTED), (2, "title", Weight.HOLD, Status.HELD)],
)
def test_a_formula_error_is_an_issue_at_its_cell(
    error: str, column: int, key: str, weight: Weight, status: Status
) -> None:
    row = line(1, "Một cửa", "Gọi số", "15/5/2020")
    row[column] = ""
    out = registered(row, errors={(2, column): error})
    found = issue(out.rows[0], "formula_error")
    assert (found.cell, found.column, found.weight, found.typed) == (
        f"{'ABCD'[column]}3",
        key,
        weight,
        error,
    )
    assert out.rows[0].status is status
    assert out.rows[0].text("submitted") == "2020-05-15"


def test_a_row_of_which_only_an_error_is_left_is_still_a_row() -> None:
    out = registered([1, UNIT, "", None], errors={(2, 2): "#REF!"})
    assert len(out.rows) == 1
    assert codes(out.rows[0]) == ["formula_error"]


LIVE = [
    '=HYPERLINK("http://x";"Mô hình 1 cửa")',
    '=IMPORTXML("http://x";"//a")',
    '=WEBSERVICE("http://x")',
    "=cmd|' /C calc'!A0",
]
TYPED = [*LIVE, "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0"]


@pytest.mark.parametrize("stored", ["Mô hình 1 cửa", ""])
@pytest.mark.parametrize("formula", LIVE)
def test_a_live_formula_becomes_its_own_text(formula: str, stored: str) -> None:
    out = registered(line(1, stored), formulas={(2, 2): formula})
    assert titles(out) == [formula]
    assert "live_formula" in codes(out.rows[0])


@pytest.mark.parametrize("text", TYPED)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    out = registered(line(1, text))
    assert titles(out) == [text]
    assert "formula_as_text" in codes(out.rows[0])


def test_a_live_formula_gives_no_date() -> None:
    row = line(1, "Một cửa", "Gọi số", "15/5/2020")
    out = registered(row, formulas={(2, 4): '=IMPORTDATA("http://x")'})
    assert out.rows[0].get("submitted") is None
    assert out.rows[0].status is Status.HELD


def test_a_plain_formula_is_its_value() -> None:
    out = registered(line(1, "Một cửa"), formulas={(2, 2): '="Một"&" cửa"', (2, 0): "=ROW()-2"})
    assert titles(out) == ["Một cửa"]
    assert not codes(out.rows[0])


def test_dates_swapped_by_a_us_sheet_are_held_with_both_readings() -> None:
    swapped = datetime(2020, 6, 5)  # noqa: DTZ001 - spreadsheets know no time zone
    out = registered(
        line(1, "Một", "x", swapped),
        line(2, "Hai", "x", "20/05/2020"),
        line(3, "Ba", "x", "18/05/2020"),
        line(4, "Bốn", "x", datetime(2020, 4, 5)),  # noqa: DTZ001
    )
    first = out.rows[0]
    assert first.status is Status.HELD
    assert first.get("submitted") is None
    readings = {day for item in first.issues for day in item.readings}
    assert {"2020-06-05", "2020-05-06"} <= readings
    assert out.rows[1].text("submitted") == "2020-05-20"


@pytest.mark.parametrize(
    ("typed", "form", "kept"),
    [
        (1, "0%", "100%"),
        (0.95, "0.00%", "95%"),
        (0.9615, "0.00%", "96.15%"),
        ("25/26", "", "25/26"),
        ("100%", "", "100%"),
        ("Đạt", "", "Đạt"),
        (1, "", "1"),
    ],
)
def test_an_answer_is_kept_as_the_unit_saw_it(typed: CellValue, form: str, kept: str) -> None:
    out = read_rows(
        [TITLE_LINE, CRITERIA, ["4.1.d", "100% cán bộ", typed, None]],
        number_format=lambda _row, _column: form,
    )
    assert out.rows[0].text("answer") == kept


def test_a_missing_value_is_asked_for_once_in_a_sentence() -> None:
    out = read_rows([TITLE_LINE, RESULTS, [1, "Một cửa", None, "30/10/2020"]])
    found = issue(out.rows[0], "missing_value")
    assert (found.cell, found.column, found.weight) == ("C3", "outcome", Weight.HOLD)


def test_cells_of_blanks_are_a_blank_line() -> None:
    out = registered(line(1, "Một cửa"), [" ", " ", " ", "\u00a0", "\u200b"])
    assert titles(out) == ["Một cửa"]


def test_people_are_rows_however_short() -> None:
    out = read_rows(
        [
            TITLE_LINE,
            PEOPLE,
            [1, "Nguyễn Văn A", "Chủ tịch", UNIT, "Giấy khen"],
            [None, "Trần Thị B", "Hiệu trưởng", None, None],
        ]
    )
    assert titles(out) == ["Nguyễn Văn A", "Trần Thị B"]
    assert out.rows[1].status is Status.HELD


@pytest.mark.parametrize(
    "said", ["Không có", "Không đăng ký mô hình nào", "Chưa có", "…", "-", "(như trên)", "-nt-"]
)
def test_words_that_say_there_is_none_are_no_initiative(said: str) -> None:
    out = registered(line(1, said, "x", "15/5/2020"), line(2, "Không giấy tờ khi trả kết quả"))
    assert [row.status for row in out.rows] == [Status.HELD, Status.ACCEPTED]
    assert issue(out.rows[0], "nothing_named").typed == said
    assert out.rows[0].get("title") is None


@pytest.mark.parametrize("footer", ["Trang 1/2", "trang số 3", "Page 2 of 3"])
def test_page_numbers_between_printed_pages_are_no_rows(footer: str) -> None:
    out = registered(line(1, "Một cửa"), [footer], HEADER, line(2, "Hẹn giờ"))
    assert titles(out) == ["Một cửa", "Hẹn giờ"]
    assert why(out) == [("note", footer)]


def test_a_day_of_another_century_decides_nothing() -> None:
    out = registered(line(1, "Một cửa", "x", "15/5/0220"))
    assert out.rows[0].status is Status.HELD
    assert out.rows[0].get("submitted") is None


def test_a_dash_alone_is_no_formula() -> None:
    assert codes(registered(line(1, "Một cửa", "-")).rows[0]) == []


def test_a_code_says_which_criterion_is_answered_when_its_text_was_deleted() -> None:
    out = read_rows([TITLE_LINE, CRITERIA, ["4.1.a", None, "Đạt", "KH 12"]])
    assert out.rows[0].status is Status.ACCEPTED
    unknown = read_rows([TITLE_LINE, CRITERIA, ["7.7", None, "Đạt", "KH 12"]])
    assert unknown.rows[0].status is Status.HELD


def test_a_formula_without_a_kept_result_is_not_taken_for_an_empty_cell() -> None:
    lines = {"formulas": {(2, 4): "=TODAY()"}, "errors": {(2, 4): UNCALCULATED}}
    out = registered([1, UNIT, "Một cửa", "x", ""], **lines)
    found = issue(out.rows[0], "formula_error")
    assert found.cell == "E3"
    assert "không lưu kết quả" in found.message


def test_a_number_in_a_column_of_texts_is_no_formula_whatever_stands_above_it() -> None:
    plain = registered(line(1, "Một cửa", -5))
    assert [codes(row) for row in plain.rows] == [[]]
    beside = registered(line(1, "Một  cửa", -5), line(2, "Hẹn giờ", "=1+1"))
    assert [codes(row) for row in beside.rows] == [[], ["formula_as_text"]]
    assert [row.text("content") for row in beside.rows] == ["-5", "=1+1"]


def test_tables_with_the_same_header_do_not_share_their_places() -> None:
    one, two = registered(line(1, "Một cửa")), registered(line(1, "Hẹn giờ"))
    one.tables[0].places.clear()
    assert two.tables[0].places


@pytest.mark.parametrize("mark", ["nt", "-NT-", "Như trên", "(như trên)", "″", '"', "//"])
def test_a_ditto_mark_is_the_value_above_and_logged(mark: str) -> None:
    out = registered(
        line(1, "Một cửa", "x", "15/5/2020"), [2, mark, "Hẹn giờ", "y", mark], line(3, "Mã QR")
    )
    assert [row.unit for row in out.rows] == ["phuong-thoi-an"] * 3
    assert out.rows[1].text("submitted") == "2020-05-15"
    assert out.rows[1].status is Status.ACCEPTED
    assert {item.cell for item in out.rows[1].issues} == {"B4", "E4"}
    assert issue(out.rows[1], "ditto").typed == mark


def test_a_ditto_mark_under_nothing_is_left_as_typed() -> None:
    out = registered([1, UNIT, "Một cửa", "x", "nt"])
    assert "date_unreadable" in codes(out.rows[0])


def test_a_ditto_mark_for_the_unit_is_that_of_the_row_above_wherever_it_was_named() -> None:
    out = registered([1, None, "Một cửa", "x"], [2, "nt", "Hẹn giờ", "y"])
    assert [row.unit for row in out.rows] == ["phuong-thoi-an"] * 2
    assert (out.rows[1].status, codes(out.rows[1])) == (Status.ACCEPTED, ["ditto"])


def test_numbers_of_empty_lines_are_told_in_one_line() -> None:
    out = registered(line(1, "Một cửa"), *([number] for number in range(2, 2002)), ["Ghi chú: x"])
    assert [row.text("title") for row in out.rows] == ["Một cửa"]
    blank, note = out.not_data
    assert (blank.cell, blank.text) == ("A4", "2 … 2001 (2000 dòng)")
    assert note.why == "note"


@pytest.mark.parametrize("typed", [12345, 3.5, "15/5/2020", datetime(2020, 5, 15)])  # noqa: DTZ001
def test_a_title_without_a_letter_waits_as_its_cell_shows_it(typed: CellValue) -> None:
    out = registered(line(1, typed, "x", "15/5/2020"), line(2, "Tổng đài 1022", "y", "15/5/2020"))
    assert [row.status for row in out.rows] == [Status.HELD, Status.ACCEPTED]
    shown = "15/05/2020" if isinstance(typed, datetime) else str(typed)
    assert issue(out.rows[0], "title_no_letter").typed == shown


@pytest.mark.parametrize("typed", ["1. Một cửa\n2. Hẹn giờ", "- Một cửa\n- Hẹn giờ"])
def test_a_list_of_titles_in_one_cell_waits_to_be_split(typed: str) -> None:
    out = registered(line(1, typed), line(2, "Một cửa gồm:\n1. Gọi số\n2. Hẹn giờ"))
    assert issue(out.rows[0], "several_titles").readings == ("Một cửa", "Hẹn giờ")
    assert out.rows[1].status is Status.ACCEPTED


@pytest.mark.parametrize("typed", ["tại nhà người già", "- Hiện đại hóa hành chính"])
def test_a_lone_title_without_a_number_that_seems_to_go_on_waits(typed: str) -> None:
    alone: list[CellValue] = [None, None, typed]
    out = registered(line(1, "Một cửa"), alone, [None, None, "Hẹn giờ"], line(2, typed))
    assert [row.status for row in out.rows] == [
        *(Status.ACCEPTED, Status.HELD),
        *(Status.ACCEPTED, Status.ACCEPTED),
    ]
    assert codes(out.rows[1]) == ["title_alone"]


@pytest.mark.parametrize(
    ("form", "day", "kept", "code"),
    [
        ("mmm\\-yy", date(2020, 5, 1), None, ["date_partial"]),
        ("[$-42A]mm/yyyy", date(2020, 5, 1), None, ["date_partial"]),
        ("yyyy", date(2020, 1, 1), None, ["date_partial"]),
        ("dd/mm/yyyy", date(2020, 5, 1), "2020-05-01", []),
        ("mmm\\-yy", date(2020, 5, 2), "2020-05-02", []),
        ("", date(2020, 5, 1), "2020-05-01", []),
    ],
)
def test_a_month_that_a_program_stored_as_its_first_day_is_still_a_month(
    form: str, day: date, kept: str | None, code: list[str]
) -> None:
    out = registered(line(1, "Một cửa", "x", day), number_format=lambda _row, _column: form)
    assert (out.rows[0].get("submitted"), codes(out.rows[0])) == (kept, code)


@pytest.mark.parametrize("forms", [("dd/mm/yyyy", "mm/yyyy"), ("", "yyyy")])
def test_one_stored_day_may_be_a_day_in_one_row_and_a_month_in_the_next(
    forms: tuple[str, str],
) -> None:
    day = date(2020, 5, 1)
    rows = [line(number, f"Mô hình {number}", "x", day) for number in (1, 2, 3)]
    told = [*forms, forms[0]]
    first = registered(*rows).rows[0].line
    out = registered(*rows, number_format=lambda row, _column: told[row - first])
    assert [row.get("submitted") for row in out.rows] == ["2020-05-01", None, "2020-05-01"]


def test_a_title_is_never_repeated() -> None:
    out = registered(line(1, "Một cửa"), line(2, "nt"))
    assert out.rows[1].status is Status.HELD
    assert codes(out.rows[1]) == ["nothing_named"]


def test_a_title_struck_through_may_be_withdrawn() -> None:
    struck = frozenset({(2, 0), (2, 2), (2, 4)})
    out = registered(line(1, "Một cửa", "x", "15/5/2020"), struck=struck)
    assert codes(out.rows[0]) == ["struck_out"]
    assert "“Rút”" in issue(out.rows[0], "struck_out").message


def test_a_date_struck_through_decides_nothing_and_words_are_kept() -> None:
    struck = frozenset({(2, 3), (2, 4)})
    row = registered(line(1, "Một cửa", "x", "15/5/2020"), struck=struck).rows[0]
    assert row.status is Status.HELD
    assert (row.get("submitted"), row.text("content")) == (None, "x")


@pytest.mark.parametrize(
    ("note", "code", "status"),
    [
        ("Xin rút đăng ký này", "struck_out", Status.HELD),
        ("đã rút ngắn 2 ngày", "cell_note", Status.ACCEPTED),
        ("anh A đang bị kỷ luật", "violation_mentioned", Status.HELD),
        ("chị Mẫu ghi", "cell_note", Status.ACCEPTED),
    ],
)
def test_a_comment_is_shown_beside_its_cell(note: str, code: str, status: Status) -> None:
    row = registered(line(1, "Một cửa"), notes={(2, 2): note}).rows[0]
    assert (codes(row), row.status) == ([code], status)
    assert issue(row, code).cell == "C3"


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("M« h×nh mét cöa th©n thiÖn", "Mô hình một cửa thân thiện"),
        ("Moâ hình moät cöûa", "Mô hình một cửa"),
        ("Tổ d©n phè sè 5 của phường", "Tổ dân phố số 5 của phường"),
    ],
)
def test_a_title_whose_font_is_lost_waits_with_what_it_may_mean(stored: str, meant: str) -> None:
    (row,) = registered(line(1, stored)).rows
    found = issue(row, "legacy_font_lost")
    assert (row.status, row.text("title")) == (Status.HELD, stored)
    assert (found.cell, found.typed, found.readings) == ("C3", stored, (meant,))
    assert meant in found.message
    assert "Giá trị chốt" in found.message


def test_no_letter_of_a_text_whose_font_is_lost_is_cleaned_away() -> None:
    """``ư`` of TCVN3 is a soft hyphen, and its ``é`` an Icelandic letter that prints like Đ."""
    (row,) = registered(line(1, "  T\u00adëng  tr\u00d0", "®\u00adîc")).rows
    found = issue(row, "legacy_font_lost")
    assert row.text("title") == found.typed == "T\u00adëng tr\u00d0"
    assert found.readings[0].split() == ["Tưởng", "tré"]
    assert row.text("content") == "®\u00adîc"


def test_a_soft_hyphen_in_ordinary_text_is_nothing_to_keep() -> None:
    (row,) = registered(line(1, "Một cửa thân\u00ad thiện")).rows
    assert row.text("title") == "Một cửa thân thiện"
    assert row.status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("stored", "form", "kept"),
    [
        (5, '#,##0 "₫"', "5 ₫"),
        (5000000.0, "#,##0 [$₫-42A]", "5.000.000 ₫"),
        (12500000.5, '0.0 "đồng"', "12.500.000,5 đồng"),
        (-1250, '#,##0 "VNĐ"', "-1.250 VNĐ"),
        (2.5, '"$"#,##0.00', "2,5 $"),
        (0.95, "0%", "95%"),
        (5, "0", "5"),
        (0, "", "0"),
        (2.5, "", "2.5"),
        (True, "0%", "TRUE"),
        (None, "0%", ""),
    ],
)
def test_a_number_in_a_text_column_keeps_the_sign_its_reader_sees(
    stored: CellValue, form: str, kept: str
) -> None:
    out = registered(
        line(1, "Một cửa", stored),
        line(2, "Hẹn giờ", "Gọi số"),
        number_format=lambda row, column: form if (row, column) == (2, 3) else "",
    )
    assert [row.text("content") for row in out.rows] == [kept, "Gọi số"]


def test_the_number_of_a_row_has_no_sign_whatever_its_format() -> None:
    out = registered(line(1, "Một cửa"), number_format=lambda _row, _column: "0%")
    assert out.rows[0].text("order") == "1"


def test_another_text_whose_font_is_lost_is_noted_and_its_row_kept() -> None:
    out = registered(line(1, "Một cửa", "Thñ tôc"), line(2, "Hẹn giờ", "Nội dung"))
    found = issue(out.rows[0], "legacy_font_lost")
    assert out.rows[0].status is Status.ACCEPTED
    assert (found.weight, found.readings) == (Weight.NOTE, ("Thủ tục",))
    assert not out.rows[1].issues


@pytest.mark.parametrize(
    ("value", "said"),
    [(True, "TRUE"), (False, "FALSE"), (timedelta(hours=26, minutes=30), "26:30")],
)
def test_what_is_no_day_is_told_as_its_cell_shows_it(value: CellValue, said: str) -> None:
    (row,) = registered(line(1, "Một cửa", "Gọi số", value)).rows
    found = issue(row, "date_unreadable")
    assert (row.status, found.typed) == (Status.HELD, said)
    assert f"“{said}”" in found.message


@pytest.mark.parametrize(("stated", "wrong"), [(2, False), (3, False), (4, True)])
def test_a_total_of_units_counts_units_or_rows(stated: int, *, wrong: bool) -> None:
    out = registered(
        line(1, "Một cửa"),
        line(2, "Hẹn giờ"),
        [3, "Phường Thạnh Lộc", "Gọi số"],
        [f"Cộng: {stated} đơn vị"],
    )
    assert ("total_mismatch" in codes(out)) is wrong


@pytest.mark.parametrize("typed", ["Thường xuyên", "cả năm", "hằng năm"])
def test_a_plan_without_a_last_day_is_kept_as_typed(typed: str) -> None:
    out = read_rows([["Phường Thới An"], ["STT", "Tên mô hình", "Kết thúc"], [1, "Một cửa", typed]])
    (row,) = out.rows
    assert (row.status, row.text("ends"), codes(row)) == (Status.ACCEPTED, typed, ["date_open"])
