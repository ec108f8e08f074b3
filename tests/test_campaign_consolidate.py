"""All sources side by side: repeated rows, versions, settled values."""

from __future__ import annotations

import pytest

from campaign.consolidation.consolidate import Consolidator
from campaign.consolidation.placed import SETTLED
from campaign.grid import CellValue
from campaign.problems import Weight
from campaign.reading.sources import account
from campaign.records import SourceRecords, Status
from tests.grids import Lines, codes, grid, issue, job, read, titles

HEADER: list[CellValue] = ["STT", "Tên mô hình", "Nội dung", "Ngày nộp", "Mã dòng"]
HEADING: list[CellValue] = ["UBND PHƯỜNG THỚI AN"]
ONE: list[CellValue] = [1, "Một cửa", "Gọi số", "15/5/2020"]
TWO: list[CellValue] = [2, "Hẹn giờ", "Nhắn tin", "15/5/2020"]


def file(name: str, *rows: list[CellValue], modified: str = "") -> SourceRecords:
    lines: Lines = [HEADING, HEADER, *rows]
    out = read(grid(lines, file=name))
    out.modified = modified
    return out


def settle(
    *sources: SourceRecords, settled: dict[tuple[str, str], str] | None = None
) -> list[SourceRecords]:
    Consolidator(job().names, job().cells).run(sources, settled or {})
    for source in sources:
        counts = account(source)
        assert counts["rows_in"] == counts["accepted"] + counts["held"] + counts["rejected"]
    ids = [row.id for source in sources for row in source.rows]
    assert len(set(ids)) == len(ids)
    return list(sources)


def test_a_row_pasted_twice_is_one_registration_and_a_reported_duplicate() -> None:
    [out] = settle(file("a.xlsx", ONE, TWO, [3, *ONE[1:]]))
    assert [row.status for row in out.rows] == [
        Status.ACCEPTED,
        Status.ACCEPTED,
        Status.REJECTED,
    ]
    found = issue(out.rows[2], "duplicate_row")
    assert (found.cell, found.readings) == ("B5", (out.rows[0].id,))
    assert "ô B3" in found.message


@pytest.mark.parametrize(
    ("again", "label"),
    [
        (["3", "MỘT CỬA", "Gọi số khác", "15/5/2020"], "Nội dung"),
        (["3", "Một cửa", "Gọi số", "16/5/2020"], "Ngày nộp"),
        (["3", "Một cửa", "Gọi số", "31/06/2020"], "Ngày nộp"),
    ],
)
def test_the_same_title_with_other_content_waits(again: list[CellValue], label: str) -> None:
    [out] = settle(file("a.xlsx", ONE, again))
    assert out.rows[1].status is Status.HELD
    assert label in issue(out.rows[1], "same_title").message


def test_two_different_unreadable_dates_are_a_difference() -> None:
    first, second = [*ONE[:3], "31/06/2020"], [*ONE[:3], "32/07/2020"]
    [out] = settle(file("a.xlsx", first, second))
    assert "same_title" in codes(out.rows[1])
    assert out.rows[1].status is Status.HELD


def test_the_same_title_of_two_units_is_no_repetition() -> None:
    header: list[CellValue] = ["Đơn vị", "Tên mô hình"]
    out = read(grid([header, ["Phường Thới An", "Một"], ["Phường Thạnh Lộc", "Một"]]))
    settle(out)
    assert [row.status for row in out.rows] == [Status.ACCEPTED] * 2


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (("a.xlsx", "2020-05-10T08:00:00Z"), ("b.xlsx", "2020-05-12T08:00:00Z")),
        (("Đăng ký v1.xlsx", ""), ("Đăng ký v2.xlsx", "")),
        (("Đăng ký.xlsx", ""), ("Đăng ký (bản sửa).xlsx", "")),
        (("Đăng ký lần 1.xlsx", ""), ("Đăng ký lần 2.xlsx", "")),
        (("dang ky.xlsx", ""), ("dang ky final.xlsx", "")),
    ],
)
@pytest.mark.parametrize("newest_first", [True, False])
def test_the_newer_version_counts(
    older: tuple[str, str], newer: tuple[str, str], *, newest_first: bool
) -> None:
    changed: list[CellValue] = [1, "Một cửa", "Gọi số tự động", "15/5/2020"]
    old = file(older[0], ONE, TWO, modified=older[1])
    new = file(newer[0], changed, TWO, modified=newer[1])
    plain = [row.id for row in new.rows]
    settle(*((new, old) if newest_first else (old, new)))
    assert [row.status for row in old.rows] == [Status.REJECTED] * 2
    assert [row.status for row in new.rows] == [Status.ACCEPTED] * 2
    assert "Nội dung" in issue(old.rows[0], "superseded").message
    assert [row.id for row in new.rows] == plain


def test_a_row_that_the_new_version_lacks_waits() -> None:
    old, new = settle(file("v1.xlsx", ONE, TWO), file("v2.xlsx", ONE))
    assert [row.status for row in old.rows] == [Status.REJECTED, Status.HELD]
    assert codes(old.rows[1]) == ["only_in_older"]
    assert [row.status for row in new.rows] == [Status.ACCEPTED]


@pytest.mark.parametrize("name", ["Thới An - bổ sung.xlsx", "DK Thoi An bo sung lan 2.xlsx"])
@pytest.mark.parametrize("saved", [("", ""), ("2020-05-15", "2020-05-18")])
def test_a_supplement_adds_rows_and_leaves_the_others_where_they_are(
    name: str, saved: tuple[str, str]
) -> None:
    """Even where it repeats a row to say where it goes on."""
    three: list[CellValue] = [3, "Trả tại nhà", "Qua bưu điện", "18/5/2020"]
    first = file("Thới An.xlsx", ONE, TWO, modified=saved[0])
    settle(first, file(name, ONE, three, modified=saved[1]))
    assert [row.status for row in first.rows] == [Status.REJECTED, Status.ACCEPTED]
    found = issue(first.rows[1], "not_in_supplement")
    assert (found.weight, found.cell) == (Weight.NOTE, "B4")
    assert f"tệp bổ sung ({name})" in found.message


def test_a_row_that_a_supplement_says_anew_is_the_supplement_s() -> None:
    again: list[CellValue] = [1, "Một cửa", "Gọi số và nhắn tin", "18/5/2020"]
    first, more = file("Thới An.xlsx", ONE, TWO), file("Thới An (bổ sung).xlsx", again)
    settle(first, more)
    assert [row.status for row in first.rows] == [Status.REJECTED, Status.ACCEPTED]
    assert [row.status for row in more.rows] == [Status.ACCEPTED]


@pytest.mark.parametrize(
    ("newer", "status"),
    [("Thới An bổ sung.xlsx", Status.ACCEPTED), ("Thới An lần 2.xlsx", Status.HELD)],
)
def test_an_empty_form_s_row_ids_do_not_make_other_rows_versions_of_each_other(
    newer: str, status: Status
) -> None:
    """Every empty form begins with the same ids, whatever is then written into it."""
    first = file("Thới An.xlsx", [*ONE, "DK-0001"], [*TWO, "DK-0002"])
    more: list[CellValue] = [1, "Trả tại nhà", "Qua bưu điện", "18/5/2020", "DK-0001"]
    settle(first, file(newer, more, [*ONE, "DK-0002"]))
    assert [row.status for row in first.rows] == [Status.REJECTED, status]
    assert "ô B4" in issue(first.rows[0], "superseded").message


def test_a_row_whose_title_was_reworded_is_the_same_row_by_its_hidden_id() -> None:
    renamed: list[CellValue] = [2, "Hẹn giờ qua mạng", "Nhắn tin", "15/5/2020", "DK-0002"]
    first = file("Thới An v1.xlsx", [*ONE, "DK-0001"], [*TWO, "DK-0002"])
    settle(first, file("Thới An v2.xlsx", [*ONE, "DK-0001"], renamed))
    assert [row.status for row in first.rows] == [Status.REJECTED] * 2
    assert "khác ở: Tên" in issue(first.rows[1], "superseded").message


def test_another_person_in_the_same_place_of_a_form_is_no_new_version_of_the_first() -> None:
    header: list[CellValue] = ["STT", "Họ và tên", "Chức vụ", "Hình thức khen thưởng", "Mã dòng"]

    def people(name: str, *rows: list[CellValue]) -> SourceRecords:
        return read(grid([HEADING, header, *rows], file=name))

    staying: list[CellValue] = [1, "Trần Thị Bình", "Công chức", "Giấy khen", "DN-0001"]
    first = people(
        "đề nghị v1.xlsx", staying, [2, "Lê Văn An", "Tổ trưởng", "Giấy khen", "DN-0002"]
    )
    more = people("đề nghị v2.xlsx", staying, [2, "Lê Văn Ba", "Tổ phó", "Giấy khen", "DN-0002"])
    settle(first, more)
    assert codes(first.rows[1]) == ["only_in_older"]


@pytest.mark.parametrize(
    "name", ["Thới An đã sửa, bổ sung.xlsx", "Bản thay thế Thới An.xlsx", "Thới An đính chính.xlsx"]
)
def test_a_list_sent_again_as_a_whole_asks_about_rows_it_lacks(name: str) -> None:
    first = file("Thới An.xlsx", ONE, TWO)
    settle(first, file(name, ONE))
    assert codes(first.rows[1]) == ["only_in_older"]
    assert "“Xác nhận”" in issue(first.rows[1], "only_in_older").message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("a.xlsx", ""), ("b.xlsx", "")),
        (("a.xlsx", "2020-05-10T08:00:00Z"), ("b.xlsx", "2020-05-10T08:00:00Z")),
        (("v2.xlsx", "2020-05-10T08:00:00Z"), ("v1.xlsx", "2020-05-12T08:00:00Z")),
        (("Phòng TNMT.xlsx", ""), ("Phòng Môi trường.xlsx", "")),
    ],
)
def test_versions_nobody_can_tell_apart_both_wait(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    lines: Lines = [["UBND PHƯỜNG THỚI AN"], HEADER]
    one = read(grid([*lines, ONE], file="a.xlsx"))
    two = read(grid([*lines, [1, "Một cửa", "Khác", "15/5/2020"]], file="b.xlsx"))
    (one.name, one.modified), (two.name, two.modified) = first, second
    settle(one, two)
    assert [one.rows[0].status, two.rows[0].status] == [Status.HELD] * 2
    assert "version_unclear" in codes(one.rows[0])
    assert "version_unclear" in codes(two.rows[0])


def test_a_file_sent_twice_counts_once() -> None:
    one, two = settle(file("a.xlsx", ONE, TWO), file("b.xlsx", ONE, TWO))
    assert [row.status for row in one.rows] == [Status.ACCEPTED] * 2
    assert [row.status for row in two.rows] == [Status.REJECTED] * 2


def test_further_rows_in_another_file_are_no_version() -> None:
    one, two = settle(file("dot 1.xlsx", ONE), file("bo sung.xlsx", TWO))
    assert [row.status for row in (*one.rows, *two.rows)] == [Status.ACCEPTED] * 2


def test_a_settled_value_takes_the_place_of_what_was_held() -> None:
    out = file("a.xlsx", [1, "Một cửa", "Gọi số", "31/06/2020"])
    assert out.count(Status.HELD) == 1
    settle(out, settled={(out.rows[0].id, "submitted"): "30/06/2020"})
    assert out.rows[0].text("submitted") == "2020-06-30"
    assert out.rows[0].status is Status.ACCEPTED
    assert [item.weight for item in out.rows[0].issues] == [Weight.NOTE]


def test_a_settled_value_answers_what_was_asked_though_nothing_waited() -> None:
    header = ["STT", "Đối tượng", "Họ và tên", "Chức vụ", "Hình thức khen thưởng"]
    person = [1, "Cá nhân", "Trần Thị Mẫu", "Trưởng phòng", "Giấy khen"]
    out = read(grid([["UBND PHƯỜNG THỚI AN"], header, person], file="a.xlsx"))
    assert "head_or_not" in codes(out.rows[0])
    settle(out, settled={(out.rows[0].id, "kind"): "Người đứng đầu"})
    assert out.rows[0].text("kind") == "Người đứng đầu"
    assert codes(out.rows[0]) == [SETTLED]


def test_a_settled_value_that_can_t_be_read_still_waits() -> None:
    out = file("a.xlsx", [1, "Một cửa", "Gọi số", "31/06/2020"])
    settle(out, settled={(out.rows[0].id, "submitted"): "31/06/2020"})
    assert out.rows[0].status is Status.HELD


def test_a_settled_unit_is_resolved_like_a_typed_one() -> None:
    out = read(grid([HEADER, ONE], file="a.xlsx"))
    assert out.rows[0].unit is None
    settle(out, settled={(out.rows[0].id, "unit"): "UBND P.TTH"})
    assert out.rows[0].unit == "phuong-tan-thoi-hiep"
    assert out.rows[0].status is Status.ACCEPTED


def test_what_was_settled_belongs_to_one_row_and_goes_over_to_its_next_version() -> None:
    doubtful: list[CellValue] = [1, "Một cửa", "Gọi số", "31/06/2020"]
    one, two = file("v1.xlsx", doubtful), file("v2.xlsx", doubtful)
    row_id = one.rows[0].id
    settle(one, two, settled={(row_id, "submitted"): "30/06/2020"})
    assert two.rows[0].id == row_id
    assert two.rows[0].status is Status.ACCEPTED
    assert one.rows[0].get("submitted") is None
    again = file("v1.xlsx", doubtful), file("v2.xlsx", doubtful)
    settle(*again, settled={(f"{row_id}.2", "submitted"): "29/06/2020"})
    assert again[0].rows[0].text("submitted") == "2020-06-29"
    assert again[1].rows[0].get("submitted") is None


@pytest.mark.parametrize("saved", [("", ""), ("2020-05-10", "2020-05-20")])
def test_what_was_settled_does_not_go_over_to_another_row_in_the_same_place_of_a_form(
    saved: tuple[str, str],
) -> None:
    first = file("Thới An.xlsx", [*ONE, "DK-0001"], [*TWO, "DK-0002"], modified=saved[0])
    row_id = first.rows[0].id
    more: list[CellValue] = [1, "Trả tại nhà", "Qua bưu điện", "18/5/2020", "DK-0001"]
    added = file("Thới An bổ sung.xlsx", more, modified=saved[1])
    settle(first, added, settled={(row_id, "title"): "Rút"})
    assert [row.status for row in first.rows] == [Status.REJECTED, Status.ACCEPTED]
    assert first.rows[0].id == row_id
    assert added.rows[0].status is Status.ACCEPTED
    again = file("Thới An bổ sung.xlsx", more, modified=saved[1])
    settle(file("Thới An.xlsx", [*ONE, "DK-0001"], modified=saved[0]), again)
    assert again.rows[0].id == added.rows[0].id


def test_a_copied_hidden_id_gives_a_new_id_and_a_note() -> None:
    out = file("a.xlsx", [*ONE, "DK-01"], [*TWO, "DK-01"])
    settle(out)
    assert titles(out) == ["Một cửa", "Hẹn giờ"]
    assert codes(out.rows[1]) == ["row_id_copied"]
    assert [row.status for row in out.rows] == [Status.ACCEPTED] * 2


def copied_sheet(settled: dict[tuple[str, str], str] | None = None) -> SourceRecords:
    """A workbook whose sheet was copied with its hidden ids, and changed in one row."""
    first: Lines = [HEADING, HEADER, [*ONE, "DK-01"], [*TWO, "DK-02"]]
    again: Lines = [
        HEADING,
        HEADER,
        [*ONE, "DK-01"],
        [2, "Hẹn giờ", "Gọi điện", "16/5/2020", "DK-02"],
    ]
    out = read(grid(first, sheet="Đăng ký"), grid(again, sheet="Đăng ký (2)"))
    settle(out, settled=settled)
    return out


def test_a_row_changed_in_a_copied_sheet_waits_and_the_first_stands() -> None:
    out = copied_sheet()
    assert [row.status for row in out.rows] == [
        Status.ACCEPTED,
        Status.ACCEPTED,
        Status.REJECTED,
        Status.HELD,
    ]
    found = issue(out.rows[3], "row_of_copied_sheet")
    assert "ô B4 của trang “Đăng ký”" in found.message
    assert (found.sheet, found.cell, found.readings) == ("Đăng ký (2)", "B4", (out.rows[1].id,))


@pytest.mark.parametrize(
    ("said", "status"), [("Xác nhận", Status.ACCEPTED), ("Trùng", Status.REJECTED)]
)
def test_the_office_says_what_a_changed_row_of_a_copied_sheet_is(said: str, status: Status) -> None:
    asked = copied_sheet().rows[3].id
    assert copied_sheet({(asked, "title"): said}).rows[3].status is status


def repeat(what: str) -> SourceRecords:
    """One file in which a title stands twice with other content; the second row is answered."""
    again: list[CellValue] = [3, "Một cửa", "Gọi số khác", "15/5/2020"]
    out = file("a.xlsx", ONE, again)
    settle(out, settled={(out.rows[1].id, "title"): what})
    return out


def test_what_the_office_confirmed_is_not_asked_again() -> None:
    for words in ("Xác nhận", "giữ nguyên", "Một cửa"):
        out = repeat(words)
        assert [row.status for row in out.rows] == [Status.ACCEPTED] * 2
        assert out.rows[1].text("title") == "Một cửa"
        assert issue(out.rows[1], "same_title").weight is Weight.NOTE


def test_one_title_with_two_contents_says_how_unit_and_office_answer() -> None:
    out = file("a.xlsx", ONE, [3, "Một cửa", "Gọi số khác", "15/5/2020"])
    settle(out)
    said = issue(out.rows[1], "same_title").message
    assert "đơn vị bỏ một dòng hoặc sửa tên cho khác" in said
    assert "văn phòng ghi “Trùng” hoặc “Xác nhận” vào cột Giá trị chốt" in said


def test_what_the_office_withdrew_is_shown_and_does_not_count() -> None:
    out = repeat("Trùng")
    assert [row.status for row in out.rows] == [Status.ACCEPTED, Status.REJECTED]
    assert (out.rows[1].text("title"), codes(out.rows[1])[0]) == ("Một cửa", "withdrawn")


@pytest.mark.parametrize("which", [0, 1])
def test_a_row_s_id_copied_from_the_possible_readings_becomes_nobody_s_title(which: int) -> None:
    asked = repeat("Xác nhận").rows[which].id
    row = repeat(asked).rows[1]
    assert (row.text("title"), row.status) == ("Một cửa", Status.HELD)
    said = issue(row, "settled_row_id")
    assert said.typed == asked
    assert "“Xác nhận”" in said.message
    assert "“Rút”" in said.message


def test_a_row_missing_in_the_new_version_is_kept_once_confirmed() -> None:
    old, new = file("v1.xlsx", ONE, TWO), file("v2.xlsx", ONE)
    settle(old, new, settled={(old.rows[1].id, "title"): "Xác nhận"})
    assert old.rows[1].status is Status.ACCEPTED
    assert issue(old.rows[1], "only_in_older").weight is Weight.NOTE


def versions() -> tuple[list[SourceRecords], list[str]]:
    """Two versions of one row that nobody can tell apart, and the ids a first run gives them."""
    other: list[CellValue] = [1, "Một cửa", "Khác", "15/5/2020"]
    files = [file("a.xlsx", ONE), file("b.xlsx", other)]
    known = settle(file("a.xlsx", ONE), file("b.xlsx", other))
    return files, [one.rows[0].id for one in known]


@pytest.mark.parametrize("chosen", [0, 1])
def test_of_two_versions_the_confirmed_one_stands(chosen: int) -> None:
    files, ids = versions()
    settle(*files, settled={(ids[chosen], "title"): "Xác nhận"})
    assert files[chosen].rows[0].status is Status.ACCEPTED
    assert files[1 - chosen].rows[0].status is Status.REJECTED
    assert "Văn phòng đã chọn bản kia" in issue(files[1 - chosen].rows[0], "superseded").message


def test_two_versions_that_are_both_confirmed_both_stand() -> None:
    files, ids = versions()
    settle(*files, settled={(row_id, "title"): "Xác nhận" for row_id in ids})
    assert [one.rows[0].status for one in files] == [Status.ACCEPTED] * 2


def marked(*titled: str) -> SourceRecords:
    """A shared sheet: the ids stay at their lines whatever stands beside them."""
    rows: list[list[CellValue]] = [
        [n, title, "x", "15/5/2020", f"DK-{n:04}"] for n, title in enumerate(titled, 1)
    ]
    return file("a.xlsx", *rows)


def ids(source: SourceRecords) -> dict[str, str]:
    return {row.text("title"): row.id for row in source.rows}


def follow(source: SourceRecords, known: dict[str, str], **settled: str) -> SourceRecords:
    by_title = ids(marked("Một cửa", "Hẹn giờ", "Gửi tin"))
    values = {(by_title[title.replace("_", " ")], "note"): text for title, text in settled.items()}
    Consolidator(job().names, job().cells).run([source], values, known)
    return source


BEFORE = ids(marked("Một cửa", "Hẹn giờ", "Gửi tin"))
KNOWN = {row_id: title for title, row_id in BEFORE.items()}


@pytest.mark.parametrize(
    "order",
    [
        ("Hẹn giờ", "Một cửa", "Gửi tin"),
        ("Gửi tin", "Một cửa", "Hẹn giờ"),
        ("Gửi tin", "Hẹn giờ", "Một cửa"),
    ],
)
@pytest.mark.parametrize("noted", [("Một cửa",), ("Một cửa", "Hẹn giờ"), tuple(BEFORE)])
def test_a_row_of_a_sorted_form_keeps_the_id_that_the_office_wrote_on(
    order: tuple[str, ...], noted: tuple[str, ...]
) -> None:
    known = {BEFORE[title]: title for title in noted}
    after = ids(follow(marked(*order), known))
    assert {title: after[title] for title in noted} == {title: BEFORE[title] for title in noted}
    assert set(after.values()) == set(BEFORE.values())


def test_a_sorted_row_says_so_where_it_stands_and_only_it() -> None:
    out = follow(marked("Hẹn giờ", "Một cửa", "Gửi tin"), {BEFORE["Một cửa"]: "Một cửa"})
    assert [codes(row) for row in out.rows] == [[], ["row_sorted"], []]


def test_a_value_settled_for_a_row_goes_with_it_when_its_form_is_sorted() -> None:
    known = {BEFORE["Một cửa"]: "Một cửa"}
    out = follow(marked("Gửi tin", "Hẹn giờ", "Một cửa"), known, Một_cửa="đã hỏi")
    assert [row.text("note") for row in out.rows] == ["", "", "đã hỏi"]


@pytest.mark.parametrize(
    "now",
    [
        ("Một cửa thân thiện", "Hẹn giờ", "Gửi tin"),  # reworded
        ("Một cửa", "Một cửa", "Gửi tin"),  # stands twice
        ("Bốn cửa", "Hẹn giờ", "Gửi tin"),  # gone
    ],
)
def test_a_title_that_was_reworded_or_stands_twice_or_is_gone_moves_no_id(
    now: tuple[str, ...],
) -> None:
    plain = [row.id for row in marked(*now).rows]
    assert [row.id for row in follow(marked(*now), KNOWN).rows] == plain


def test_an_id_with_a_note_on_a_row_that_is_gone_goes_to_no_other_row() -> None:
    """Hẹn giờ was taken out, and Một cửa stands in its line: whoever came to the first is new."""
    out = ids(follow(marked("Mới", "Một cửa", "Gửi tin"), KNOWN))
    assert out["Một cửa"] == BEFORE["Một cửa"]
    assert out["Mới"] not in KNOWN
    assert out["Gửi tin"] == BEFORE["Gửi tin"]


def test_a_row_that_lost_its_id_to_a_sorted_one_gets_one_that_no_other_file_has() -> None:
    other = file("b.xlsx", [1, "Mới", "x", "15/5/2020"])
    out = marked("Mới", "Một cửa", "Gửi tin")
    Consolidator(job().names, job().cells).run([out, other], {}, KNOWN)
    everybody = [row.id for source in (out, other) for row in source.rows]
    assert len(set(everybody)) == len(everybody)
