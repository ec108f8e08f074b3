"""A unit duplicates a tab of ours: the form stays the form, and no row of either is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest

from addin.syncing import SyncOutcome
from campaign.grid import Grid
from campaign.labels import STATUS
from campaign.records import Row, Status
from sheets_sync.provision.current import read_current
from sheets_sync.provision.desired import FIRST_SHEET
from sheets_sync.provision.marks import TAB, mark_number
from sheets_sync.sync.kept import notes_of
from sheets_sync.sync.marks_reading import read_marks
from tests.sheets_office import REGISTRATION, TABS, UNITS, Office, new_office

WARD = UNITS[0]
COPY = f"Bản sao của {REGISTRATION.title}"
CLERK = "van-phong@thidua-sandbox.iam.gserviceaccount.com"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path) as made:
        yield made


def duplicated(office: Office, place: int) -> gspread.Worksheet:
    """The registration's tab, copied to a place among the tabs."""
    sheet = office.book(WARD, CLERK).worksheet(REGISTRATION.title)
    return sheet.duplicate(insert_sheet_index=place, new_sheet_name=COPY)


def type_over(sheet: gspread.Worksheet, old: str, new: str) -> None:
    sheet.update([[new]], sheet.find(old).address)


def rows_of(outcome: SyncOutcome) -> dict[tuple[str, str], Row]:
    """Rows by sheet and title."""
    assert outcome.run is not None
    return {
        (source.tables[row.table].sheet, row.text("title")): row
        for source, row in outcome.run.result.rows()
    }


@pytest.mark.parametrize("place", [0, 9], ids=["before the form", "after all"])
def test_the_form_keeps_its_rows_and_what_differs_in_the_copy_waits(
    office: Office, place: int
) -> None:
    office.fill(WARD, "Một cửa", "Hẹn giờ")
    before = rows_of(office.later())
    copy = duplicated(office, place)
    type_over(copy, "Hẹn giờ", "Hẹn giờ qua tin nhắn")
    copy.update([["Ký số lưu động", "Mô hình"]], f"B{copy.find('Một cửa').row + 2}")
    outcome = office.later()
    rows = rows_of(outcome)
    title = REGISTRATION.title
    for name in ("Một cửa", "Hẹn giờ"):
        assert rows[title, name].status is Status.ACCEPTED
        assert rows[title, name].id == before[title, name].id
    assert rows[COPY, "Một cửa"].status is Status.REJECTED
    assert rows[COPY, "Hẹn giờ qua tin nhắn"].status is Status.HELD
    assert rows[COPY, "Ký số lưu động"].status is Status.ACCEPTED
    office.later()
    told = told_in_the_copy(office)
    assert told["Hẹn giờ qua tin nhắn"][0] == STATUS[Status.HELD]
    assert f"của trang “{title}”: cả trang được chép lại" in told["Hẹn giờ qua tin nhắn"][1]
    assert told["Ký số lưu động"] == (STATUS[Status.ACCEPTED], "")


def told_in_the_copy(office: Office) -> dict[str, tuple[str, str]]:
    rows = office.book(WARD).worksheet(COPY).get_values()
    head = next(row for row in rows if "Văn phòng: tình trạng" in row)
    status = head.index("Văn phòng: tình trạng")
    return {row[1]: (row[status], row[status + 1]) for row in rows if row[1]}


def test_the_office_reads_of_the_copy_among_the_warnings(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    duplicated(office, 0)
    outcome = office.later()
    assert outcome.complete
    assert outcome.run is not None
    (source,) = [one for one in outcome.run.result.sources if one.unit == WARD]
    (issue,) = [one for one in source.issues if one.code == "tab_copied"]
    assert f"“{COPY}” là bản chép của tab “{REGISTRATION.title}”" in issue.message
    with office.ledger() as ledger:
        (kept,) = ledger.snapshot(f"sheets:{office.files()[WARD].id}", ledger.clock())
        data = ledger.content(kept.sha256)
    notes = notes_of(data)
    assert notes is not None
    assert notes.copies == {COPY: REGISTRATION.title}, "whoever reads it later is told too"


def test_a_form_that_was_renamed_beside_its_copy_is_still_the_form(office: Office) -> None:
    office.fill(WARD, "Một cửa", "Hẹn giờ")
    before = rows_of(office.later())
    type_over(duplicated(office, 9), "Hẹn giờ", "Ở bản sao")
    office.book(WARD, CLERK).worksheet(REGISTRATION.title).update_title("Bảng của phường")
    rows = rows_of(office.later())
    kept = rows["Bảng của phường", "Hẹn giờ"]
    assert (kept.status, kept.id) == (Status.ACCEPTED, before[REGISTRATION.title, "Hẹn giờ"].id)
    assert rows[COPY, "Ở bản sao"].status is Status.HELD


def test_a_copy_whose_form_was_deleted_takes_its_place(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    before = rows_of(office.later())
    type_over(duplicated(office, 0), "Một cửa", "Một cửa thân thiện")
    book = office.book(WARD, CLERK)
    book.del_worksheet(book.worksheet(REGISTRATION.title))
    rows = rows_of(office.later())
    ((place, row),) = rows.items()
    assert place == (COPY, "Một cửa thân thiện")
    assert row.status is Status.ACCEPTED
    assert row.id == before[REGISTRATION.title, "Một cửa"].id


def test_an_answer_without_a_place_in_the_form_is_named_though_a_copy_has_one(
    office: Office,
) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    duplicated(office, 9)
    sheet = office.book(WARD, CLERK).worksheet(REGISTRATION.title)
    sheet.delete_columns(sheet.find("Văn phòng: tình trạng").col)
    (failed,) = [one for one in office.later().pushed if one.error is not None]
    assert "không thấy đủ câu trả lời" in str(failed.error)


def marked(number: int, title: str, index: int, mark: int) -> dict[str, Any]:
    entry = {"metadataId": mark, "metadataKey": TAB, "metadataValue": REGISTRATION.code}
    properties = {"sheetId": number, "title": title, "index": index}
    return {"properties": properties, "developerMetadata": [entry]}


@pytest.mark.parametrize(
    ("sheets", "form"),
    [
        ([(7, "a", 0, 55), (FIRST_SHEET, "b", 1, 66)], "b"),
        ([(7, "a", 0, 55), (140, "b", 1, mark_number(140))], "b"),
        ([(7, "a", 1, 55), (8, "b", 0, 66)], "b"),
    ],
    ids=["by the sheet's number", "by the mark's number", "the first, where nothing tells"],
)
def test_which_of_two_is_the_form(sheets: list[tuple[int, str, int, int]], form: str) -> None:
    current = read_current({"sheets": [marked(*one) for one in sheets]})
    marks = read_marks(current, [headed(title) for _, title, *_ in sheets], TABS[:1])
    (copy,) = {"a", "b"} - {form}
    assert (marks.copies, marks.lost) == ({copy: form}, [])


def test_a_copy_that_lost_its_mark_is_known_by_its_headers() -> None:
    bare = {"properties": {"sheetId": 7, "title": "a", "index": 0}}
    form = marked(FIRST_SHEET, REGISTRATION.title, 1, mark_number(FIRST_SHEET))
    grids = [headed("a"), headed(REGISTRATION.title), Grid("x", "khác", [["Ghi chú"]])]
    marks = read_marks(read_current({"sheets": [bare, form]}), grids, TABS[:1])
    assert (marks.copies, marks.lost) == ({"a": REGISTRATION.title}, [])


def headed(title: str) -> Grid:
    """A sheet that has every header of the registration."""
    return Grid("x", title, [[column.label for column in REGISTRATION.columns]])
