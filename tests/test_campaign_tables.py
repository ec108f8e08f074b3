"""Headers found by meaning: moved, merged, renamed, repeated, or not there at all."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from campaign.columns import FORMS
from campaign.grid import CellValue
from campaign.plan.definition import Form
from campaign.reading.headers import header_text, meaning
from campaign.reading.tables import find_tables
from campaign.records import Status
from campaign.vietnamese.text import bare
from tests.grids import (
    CITY,
    HEADER,
    PEOPLE,
    Q12,
    WARD,
    WARD_ID,
    Lines,
    codes,
    grid,
    issue,
    read,
    read_rows,
    titles,
    units,
    why,
)
from tests.test_campaign_legacy import as_tcvn3, as_vni

FULL: list[CellValue] = [
    "STT",
    "Đơn vị",
    "Tên mô hình, sáng kiến, giải pháp, cách làm hay",
    "Loại hình",
    "Nội dung",
    "Bắt đầu",
    "Kết thúc",
    "Điện thoại",
]
ROW: list[CellValue] = [
    1,
    "Phường Thới An",
    "Một cửa",
    "Mô hình",
    "Gọi số",
    "1/5/2020",
    "31/10/2020",
    909123456,
]


@pytest.mark.parametrize(
    ("header", "form", "key"),
    [
        ("STT", Form.REGISTRATION, "order"),
        ("Số TT", Form.REGISTRATION, "order"),
        ("TÊN MÔ HÌNH", Form.REGISTRATION, "title"),
        ("Ten mo hinh", Form.REGISTRATION, "title"),
        ("Tên mô hình (*)", Form.REGISTRATION, "title"),
        ("Tên mô hình, sáng kiến:", Form.REGISTRATION, "title"),
        ("Tên sáng kiến đăng ký năm 2020", Form.REGISTRATION, "title"),
        ("Họ tên", Form.PROPOSAL, "name"),
        ("Hình thức\nkhen thưởng", Form.PROPOSAL, "award"),
        ("Tự đánh giá [đơn vị ghi]", Form.CRITERIA, "answer"),
    ],
)
def test_a_header_is_known_by_synonym(header: str, form: Form, key: str) -> None:
    assert meaning(header).get(form) == key


@pytest.mark.parametrize("text", ["", "Phường Thới An", "Một cửa thân thiện", "x" * 500, "2020"])
def test_other_text_is_no_header(text: str) -> None:
    assert meaning(text) == {}


@pytest.mark.parametrize("above", [0, 1, 5, 12])
@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_header_may_stand_anywhere(above: int, left: int) -> None:
    lead: list[CellValue] = [None] * left
    title: list[CellValue] = [*lead, "DANH SÁCH ĐĂNG KÝ MÔ HÌNH"]
    out = read_rows([*[title] * above, [*lead, *FULL], [*lead, *ROW]])
    assert titles(out) == ["Một cửa"]
    assert out.rows[0].text("phone") == "0909123456"


@pytest.mark.parametrize("seed", range(5))
def test_columns_may_come_in_any_order(seed: int) -> None:
    places = list(range(len(FULL)))
    random.Random(seed).shuffle(places)  # noqa: S311 - a shuffle, no secret
    out = read_rows([[FULL[i] for i in places], [ROW[i] for i in places]])
    assert titles(out) == ["Một cửa"]
    assert out.rows[0].text("ends") == "2020-10-31"
    assert out.rows[0].unit == "phuong-thoi-an"


def test_a_header_without_diacritics_is_read() -> None:
    out = read_rows([[bare(str(text)) for text in FULL], ROW])
    assert titles(out) == ["Một cửa"]


@pytest.mark.parametrize(
    ("upper", "lower", "merges"),
    [
        (
            [*FULL[:5], "Thời gian", None, "Điện thoại"],
            [None] * 5 + ["Bắt đầu", "Kết thúc", None],
            ((1, 5, 1, 6), *((1, i, 2, i) for i in (0, 1, 2, 3, 4, 7))),
        ),
        (
            [*FULL[:5], "Thời gian", None, "Điện thoại"],
            [None] * 5 + ["Bắt đầu", "Hoàn thành", None],
            (),
        ),
        (
            [*FULL[:5], "Thời gian thực hiện", None, "Điện thoại"],
            [None] * 5 + ["Từ ngày", "Đến ngày", None],
            ((1, 5, 1, 6),),
        ),
    ],
)
def test_thoi_gian_stands_over_bat_dau_and_ket_thuc(
    upper: list[CellValue], lower: list[CellValue], merges: tuple[tuple[int, int, int, int], ...]
) -> None:
    out = read_rows([["BIỂU ĐĂNG KÝ"], upper, lower, ROW], merges=merges)
    assert titles(out) == ["Một cửa"]
    assert (out.rows[0].text("starts"), out.rows[0].text("ends")) == ("2020-05-01", "2020-10-31")


def test_unknown_words_under_a_merged_header_belong_to_it() -> None:
    upper: list[CellValue] = ["STT", "Đơn vị", "Tên mô hình", "Thời lượng", None]
    out = read_rows(
        [upper, [None, None, None, "Tuần", "Tháng"], [1, "Phường Thới An", "Một cửa", 2, 3]],
        merges=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4)),
    )
    assert titles(out) == ["Một cửa"]


def test_a_first_row_of_header_like_words_is_still_data() -> None:
    out = read_rows([["STT", "Tên mô hình", "Loại hình"], [1, "Giải pháp", "Sáng kiến"]])
    assert titles(out) == ["Giải pháp"]


def test_a_header_repeated_on_each_page_starts_no_new_form() -> None:
    page: Lines = [["UBND PHƯỜNG THỚI AN"], ["STT", "Tên mô hình", "Nội dung"]]
    out = read_rows(
        [
            *page,
            [1, "Một cửa", "x"],
            [2, "Hẹn giờ", "y"],
            page[1],
            [3, "Tổng đài 1022", "z"],
            [None, "Tổng cộng: 3 mô hình"],
        ]
    )
    assert titles(out) == ["Một cửa", "Hẹn giờ", "Tổng đài 1022"]
    assert units(out) == ["phuong-thoi-an"] * 3
    assert codes(out) == []


def test_two_tables_in_one_sheet() -> None:
    out = read_rows(
        [
            ["UBND PHƯỜNG THỚI AN"],
            ["I. TẬP THỂ"],
            ["STT", "Tên tập thể", "Hình thức khen thưởng"],
            [1, "Ban Chỉ huy Quân sự", "Giấy khen"],
            [None, None, None],
            ["II. CÁ NHÂN"],
            PEOPLE,
            [1, "Nguyễn Văn A", "Công chức", None, "Giấy khen"],
        ],
    )
    assert titles(out) == ["Ban Chỉ huy Quân sự", "Nguyễn Văn A"]
    assert [table.form for table in out.tables] == [Form.PROPOSAL, Form.PROPOSAL]
    assert units(out) == ["phuong-thoi-an"] * 2


def test_each_table_may_have_a_unit_of_its_own() -> None:
    header: list[CellValue] = ["STT", "Tên mô hình", "Nội dung"]
    out = read_rows(
        [
            ["UBND PHƯỜNG THỚI AN"],
            header,
            [1, "Một cửa", "x"],
            [],
            ["UBND PHƯỜNG THẠNH LỘC"],
            header,
            [1, "Hẹn giờ", "y"],
        ]
    )
    assert titles(out) == ["Một cửa", "Hẹn giờ"]
    assert units(out) == ["phuong-thoi-an", "phuong-thanh-loc"]


def test_units_named_in_the_rows_above_are_no_heading() -> None:
    out = read_rows(
        [
            HEADER,
            [1, "Phường Thới An", "Một cửa"],
            [2, "Phường Thạnh Lộc", "Hẹn giờ"],
            HEADER,
            [3, "Phường Thới An", "Tổng đài 1022"],
        ]
    )
    assert units(out) == ["phuong-thoi-an", "phuong-thanh-loc", "phuong-thoi-an"]
    assert [row.status for row in out.rows] == [Status.ACCEPTED] * 3


def test_a_second_table_may_stand_elsewhere() -> None:
    moved: list[CellValue] = [None, *PEOPLE]
    out = read_rows([PEOPLE, [1, "A Văn B", "x", None, "y"], moved, [None, 1, "C Văn D", "x"]])
    assert titles(out) == ["A Văn B", "C Văn D"]


@pytest.mark.parametrize(
    ("sheet", "form"),
    [("Sơ kết", Form.INTERIM), ("Kết quả", Form.RESULT), ("Đăng ký", Form.REGISTRATION)],
)
def test_the_tab_decides_between_forms_that_look_alike(sheet: str, form: Form) -> None:
    [found] = find_tables(grid([["STT", "Đơn vị", "Tên mô hình", "Ghi chú"]], sheet))
    assert found.form is form


def test_a_missing_required_column_is_one_clear_error() -> None:
    rows: list[list[CellValue]] = [[n, "Phường Thới An", "Đã áp dụng", "Tốt"] for n in (1, 2, 3)]
    header: list[CellValue] = ["STT", "Đơn vị", "Tình trạng", "Hiệu quả mang lại"]
    out = read_rows([header, *rows[:2], header, rows[2]], sheet="Kết quả")
    found = issue(out, "missing_column")
    assert codes(out) == ["missing_column"]
    assert "Kết quả" in found.message
    assert "Tên mô hình, sáng kiến, giải pháp, cách làm hay" in found.message
    assert [row.status for row in out.rows] == [Status.HELD] * 3


@pytest.mark.parametrize("campaign", [Q12, CITY])
def test_both_campaigns_read_the_same_table(campaign: str) -> None:
    out = read_rows([HEADER, [1, WARD[campaign], "Một cửa", "x"]], campaign)
    assert units(out) == [WARD_ID[campaign]]


def test_a_foreign_sheet_is_named_and_not_read() -> None:
    foreign: list[list[CellValue]] = [["Thu", "Chi", "Tồn"], ["1", "2", "3"], ["a", "b", "c"]]
    out = read(grid(foreign, "Quỹ"), grid([HEADER, [1, "Phường Thới An", "Một cửa", "x"]]))
    assert codes(out) == ["no_table"]
    assert issue(out, "no_table").sheet == "Quỹ"
    assert titles(out) == ["Một cửa"]


def test_an_empty_sheet_is_no_issue() -> None:
    assert codes(read(grid([], "Sheet2"), grid([[None, ""], [""]], "Sheet3"))) == []


def test_a_hidden_sheet_is_read_and_reported() -> None:
    out = read(grid([HEADER, [1, "Phường Thới An", "Một cửa", "x"]], "Ẩn", visible=False))
    assert codes(out) == ["hidden_sheet"]
    assert titles(out) == ["Một cửa"]


def test_a_hidden_column_is_read() -> None:
    rows: Lines = [HEADER, [1, "Phường Thới An", "Một cửa", "x"]]
    out = read_rows(rows, hidden_columns=frozenset({1}))
    assert units(out) == ["phuong-thoi-an"]


TWO_HEADERS: list[CellValue] = [*HEADER[:3], "Ngày nộp", *PEOPLE]


def beside(*gap: CellValue) -> Lines:
    """A registration and, right of it, a list of people, as an office puts both on one page."""
    ward = "Phường Thới An"
    return [
        ["UBND PHƯỜNG THỚI AN"],
        [*TWO_HEADERS[:4], *gap, *TWO_HEADERS[4:]],
        [1, ward, "Một cửa", "15/5/2020", *gap, 1, "A Văn B", "Văn thư", ward, "Giấy khen"],
        [None, None, None, None, *gap, 2, "C Văn D", "Chủ tịch", ward, "Giấy khen"],
    ]


@pytest.mark.parametrize("gap", [(), (None,), (None, None)])
def test_tables_beside_each_other_are_read_apart(gap: tuple[CellValue, ...]) -> None:
    out = read_rows(beside(*gap))
    assert titles(out) == ["Một cửa", "A Văn B", "C Văn D"]
    assert [row.form for row in out.rows] == [Form.REGISTRATION, Form.PROPOSAL, Form.PROPOSAL]
    assert units(out) == ["phuong-thoi-an"] * 3
    assert out.rows[0].text("category") == ""
    assert out.cell(out.rows[2], "name") == f"{'FGH'[len(gap)]}4"
    assert not codes(out)


def test_a_list_in_two_columns_of_the_page_is_one_list() -> None:
    header: list[CellValue] = ["STT", "Tên mô hình"]
    out = read_rows(
        [["Phường Thới An"], [*header, *header], [1, "Một cửa", 3, "Gọi số"], [2, "Hẹn giờ"]],
        sheet="Đăng ký",
    )
    assert titles(out) == ["Một cửa", "Hẹn giờ", "Gọi số"]
    assert units(out) == ["phuong-thoi-an"] * 3


def test_an_empty_column_inside_a_table_splits_nothing() -> None:
    header = [*HEADER[:3], None, *HEADER[3:]]
    out = read_rows([header, [1, "Phường Thới An", "Một cửa", None, "Gọi số", "15/5/2020"]])
    assert titles(out) == ["Một cửa"]
    assert out.rows[0].text("submitted") == "2020-05-15"
    assert not codes(out)


def test_what_stands_under_tables_beside_each_other_is_read_once() -> None:
    out = read_rows([*beside(None), HEADER, [3, "Phường Thới An", "Gọi số", "x", "16/5/2020"]])
    assert sorted(titles(out)) == ["A Văn B", "C Văn D", "Gọi số", "Một cửa"]


def test_a_very_wide_row_of_tables_is_read_within_bounds() -> None:
    out = read_rows([["STT", "Tên mô hình"] * 4000, [1, "Một cửa"] * 4000], sheet="Đăng ký")
    assert set(titles(out)) == {"Một cửa"}


def test_the_heading_of_the_next_table_is_no_row_of_the_one_above() -> None:
    out = read_rows(
        [
            ["UBND PHƯỜNG THỚI AN"],
            HEADER,
            [1, None, "Một cửa", "x", "15/5/2020"],
            [None, None, "Hẹn giờ"],
            ["BÁO CÁO SƠ KẾT GIAI ĐOẠN 1"],
            ["STT", "Tên mô hình", "Tình hình triển khai", "Kết quả bước đầu", "Ngày báo cáo"],
            [1, "Một cửa", "Đã làm", "Tốt", "10/6/2020"],
        ]
    )
    assert titles(out) == ["Một cửa", "Hẹn giờ", "Một cửa"]
    assert [row.form for row in out.rows] == [Form.REGISTRATION, Form.REGISTRATION, Form.INTERIM]
    assert why(out) == [("note", "BÁO CÁO SƠ KẾT GIAI ĐOẠN 1")]


@pytest.mark.parametrize("words", [("Từ", "Đến"), ("Từ tháng", "Đến tháng"), ("từ ngày", "đến")])
def test_from_and_to_under_a_span_of_time_are_its_first_and_last_day(
    words: tuple[str, str],
) -> None:
    out = read_rows(
        [
            ["STT", "Đơn vị", "Tên mô hình", "Thời gian thực hiện", None, "Ngày nộp"],
            [None, None, None, *words, None],
            [1, "Phường Thới An", "Một cửa", "01/06/2020", "30/11/2020", "15/5/2020"],
        ],
        merges=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 1, 5)),
    )
    (row,) = out.rows
    assert (row.text("starts"), row.text("ends")) == ("2020-06-01", "2020-11-30")
    assert not codes(out)


@pytest.mark.parametrize("first", ["Họ và tên đệm", "Họ và chữ lót", "Họ đệm"])
def test_half_a_name_is_no_name(first: str) -> None:
    header: list[CellValue] = ["STT", first, "Tên", "Chức vụ", "Hình thức khen thưởng"]
    people: list[CellValue] = [1, "Trần Thị", "Mẫu", "Công chức", "Giấy khen"]
    out = read_rows([["UBND PHƯỜNG THỚI AN"], header, people])
    assert (out.rows[0].get("name"), out.rows[0].status) == (None, Status.HELD)
    assert "missing_column" in codes(out)


def test_columns_that_say_man_or_woman_are_no_share_of_women() -> None:
    header: list[CellValue] = ["STT", "Họ và tên", "Nam", "Nữ", "Chức vụ", "Hình thức khen thưởng"]
    people: list[CellValue] = [1, "Trần Thị Mẫu", None, "x", "Công chức", "Giấy khen"]
    out = read_rows([["UBND PHƯỜNG THỚI AN"], header, people])
    assert out.rows[0].status is Status.ACCEPTED
    assert codes(out) == ["column_not_read"]
    assert meaning("Nữ (%)")[Form.PROPOSAL] == "women_share"


NUMBERED: list[CellValue] = ["(1)", "(2)", "(3)", "(4)", "(5)"]


@pytest.mark.parametrize("numbers", [NUMBERED, [1, 2, 3, 4, 5], ["A", "B", "1", "2", "3"]])
def test_numbers_of_the_columns_may_stand_inside_a_header(numbers: list[CellValue]) -> None:
    out = read_rows(
        [
            ["UBND PHƯỜNG THỚI AN"],
            ["STT", "Tên mô hình", "Thời gian", None, "Người phụ trách"],
            numbers,
            [None, None, "Bắt đầu", "Kết thúc", None],
            [1, "Một cửa", "1/4/2020", "30/9/2020", "A Văn B"],
        ],
        merges=((1, 2, 1, 3),),
    )
    assert titles(out) == ["Một cửa"]
    assert (out.rows[0].text("starts"), out.rows[0].text("ends")) == ("2020-04-01", "2020-09-30")
    assert not codes(out)


def test_a_header_of_four_rows_keeps_its_columns() -> None:
    out = read_rows(
        [
            ["STT", "Nội dung thi đua", None, None, "Ngày nộp"],
            [None, "Mô hình, sáng kiến", "Thời gian", None, None],
            [None, "Tên mô hình", "Kế hoạch", None, None],
            NUMBERED,
            [None, None, "Bắt đầu", "Hoàn thành", None],
            [1, "Một cửa", "1/4/2020", "30/9/2020", "15/5/2020"],
        ],
        file="UBND phường Thới An.xlsx",
        merges=((0, 0, 2, 0), (0, 1, 0, 3), (1, 2, 1, 3), (2, 2, 2, 3), (0, 4, 2, 4)),
    )
    row = out.rows[0]
    assert (row.text("order"), row.text("title"), row.text("ends")) == (
        "1",
        "Một cửa",
        "2020-09-30",
    )
    assert row.text("submitted") == "2020-05-15"
    assert not codes(out)


def test_a_header_repeated_under_the_numbers_of_an_empty_page_is_another_page() -> None:
    header: list[CellValue] = ["STT", "Tên mô hình", "Nội dung", "Ngày nộp", "Ghi chú"]
    out = read_rows([header, NUMBERED, header, NUMBERED, [1, "Một cửa"]], sheet="Đăng ký")
    assert titles(out) == ["Một cửa"]
    assert [table.header for table in out.tables] == [0, 2]
    assert [reason for reason, _ in why(out)] == ["index", "index"]


@pytest.mark.parametrize("encode", [as_tcvn3, as_vni])
@pytest.mark.parametrize("form", Form)
def test_every_header_is_known_in_a_font_that_is_lost(
    form: Form, encode: Callable[[str], str]
) -> None:
    for column in FORMS[form]:
        for label in (column.label, *column.synonyms):
            known = meaning(label)[form]
            assert meaning(header_text(encode(label)))[form] == known, label


def test_a_heading_in_a_lost_font_still_says_whose_table_it_is() -> None:
    """TCVN3's ``ư`` is a soft hyphen, which cleaning takes away."""
    header = ["STT", "Tên mô hình", "Nội dung", "Người phụ trách", "Ghi chú"]
    lines: Lines = [
        [as_tcvn3("Ủy ban nhân dân phường Tân Hưng Thuận")],
        list(map(as_tcvn3, header)),
        [1, "Một cửa", "Gọi số", "Nguyễn Văn Mẫu", "đã xong"],
    ]
    out = read_rows(lines)
    assert units(out) == ["phuong-tan-hung-thuan"]
    assert set(out.tables[0].places) == {"order", "title", "content", "person", "note"}
    assert out.rows[0].status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("header", "title"),
    [
        (["STT", "Tªn m« h×nh", "Ngµy nép"], "Ngµy thø b¶y t×nh nguyÖn"),
        (["STT", "Teân moâ hình", "Ngaøy noäp"], "Ngaøy thöù baûy tình nguyeän"),
    ],
)
def test_a_table_whose_font_is_lost_is_found_and_its_rows_wait(
    header: list[CellValue], title: str
) -> None:
    out = read_rows([["Phường Thới An"], header, [1, title, "15/5/2020"]], sheet="Sheet1")
    (row,) = out.rows
    assert row.text("submitted") == "2020-05-15"
    assert row.status is Status.HELD
    assert issue(row, "legacy_font_lost").readings == ("Ngày thứ bảy tình nguyện",)
