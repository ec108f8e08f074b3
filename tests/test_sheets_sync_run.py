"""One sync after another against the sandbox, over real HTTP: nothing lost, doubled or guessed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from addin.cli.sheets_show import sentences
from addin.run import run
from addin.run_request import RunRequest
from campaign.errors import UsageError
from campaign.labels import STATUS
from campaign.ledger.job_story import job_story
from campaign.ledger.refusals import DamagedError
from campaign.plan.definition import Form
from campaign.records import Status
from campaign.unit_tabs.headings import header_of
from sheets_sync.gsheets.errors import GoogleError
from sheets_sync.jobs.turn import BusyError, turn
from sheets_sync.office_columns import FEEDBACK
from sheets_sync.office_columns import STATUS as STATUS_COLUMN
from sheets_sync.sync.looking import Finding
from sheets_sync.sync.plan import Deed
from tests.ledger_cases import tamper
from tests.sheets_office import (
    READY,
    REGISTRATION,
    ROW,
    TABS,
    UNITS,
    Office,
    new_office,
    quiet,
)

WARD, OTHER, THIRD = UNITS
ACCEPTED = STATUS[Status.ACCEPTED]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path) as made:
        yield made


def rows_of(office: Office) -> dict[str, int]:
    """Rows the ledger believes, by unit."""
    with office.ledger() as ledger:
        found = dict.fromkeys(UNITS, 0)
        for event in (e for unit in UNITS for e in ledger.history(unit, ledger.clock())):
            if event.kind == "observation" and event.body["outcome"] == "read":
                found[event.unit or ""] += len(event.body.get("rows", []))
                found[event.unit or ""] -= len(event.body.get("gone", []))
        return found


def test_what_units_fill_reaches_the_workbook_and_an_answer_comes_back(office: Office) -> None:
    office.fill(WARD, "Một cửa thân thiện", "Hẹn giờ qua tin nhắn")
    outcome = office.later()
    assert outcome.complete
    assert office.workbook.exists()
    assert outcome.run is not None
    titles = [row.text("title") for _, row in outcome.run.result.rows()]
    assert titles == ["Một cửa thân thiện", "Hẹn giờ qua tin nhắn"]
    assert office.told(WARD) == {
        "Một cửa thân thiện": (ACCEPTED, ""),
        "Hẹn giờ qua tin nhắn": (ACCEPTED, ""),
    }
    answer = office.book(WARD).worksheet("Văn phòng trả lời").get_values()
    assert answer[5][3] == "Đúng hạn"


def test_a_held_row_is_answered_with_its_cell_and_what_to_do(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.book(WARD).worksheet(REGISTRATION.title).update([["31/06/2020"]], f"M{ROW}")
    office.later()
    status, task = office.told(WARD)["Một cửa"]
    assert status in STATUS.values()
    assert f"Ô M{ROW}" in task


def test_the_workbook_says_how_the_job_fares_and_can_be_made_again(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later(every="15m")
    said = control_page(office)
    assert said["Đồng bộ gần nhất"].endswith("đầy đủ")
    assert "Đồng bộ lần tới" in said
    with office.ledger() as ledger:
        past = ledger.last_decision()
    assert past is not None
    again = office.folder / "again.xlsx"
    request = RunRequest(
        [], again, str(office.campaign), past.as_of,
        ledger=office.place, from_ledger=True, rebuild=True,
    )  # fmt: skip
    run(request, quiet)
    assert again.read_bytes() == office.workbook.read_bytes()


def test_a_run_whose_workbook_could_not_be_written_is_no_success(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    with pytest.raises(UsageError):
        office.later(workbook=office.folder / "không có" / "x.xlsx")
    with office.ledger() as ledger:
        assert job_story(ledger.jobs()).outcome == "failed"
    assert office.later().complete
    with office.ledger() as ledger:
        assert job_story(ledger.jobs()).good


def control_page(office: Office) -> dict[str, str]:
    rows = load_workbook(office.workbook)["Điều khiển"].iter_rows(values_only=True)
    return {str(row[1]): str(row[2]) for row in rows if row[1]}


def test_a_sync_that_google_refuses_is_told_by_the_workbook_too(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later(every="15m")
    office.box.faults.add("503", name="files.list")
    with pytest.raises(GoogleError):
        office.later(every="15m")
    said = control_page(office)
    assert said["Đồng bộ gần nhất"].endswith("HỎNG")
    assert said["Đồng bộ đầy đủ gần nhất"] == "10/05/2020 08:15"
    assert said["Số lần chưa đầy đủ từ đó"] == "1"
    assert said["Đồng bộ lần tới"] == "10/05/2020 08:45"


def test_the_workbook_names_whom_the_last_sync_lacks(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    file = office.files()[OTHER].id
    with office.box.lock:
        del office.box.world.files[file]
    office.later()
    assert control_page(office)["Đồng bộ gần nhất"].endswith(
        "(thiếu 1 đơn vị: UBND phường Thạnh Lộc)"
    )


def test_nothing_moved_costs_one_listing(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    office.later()
    office.box.log.clear()
    outcome = office.later()
    assert outcome.complete
    assert dict(office.box.log.counts) == {"token": 1, "drive.files.list": 1}


def test_one_changed_sheet_costs_one_export_and_one_write(office: Office) -> None:
    office.later()
    office.later()
    office.fill(WARD, "Một cửa")
    office.box.log.clear()
    office.later()
    assert dict(office.box.log.counts) == {
        "token": 1,
        "drive.files.list": 1,
        "drive.files.export": 1,
        "sheets.spreadsheets.batchUpdate": 1,
    }


def test_the_plan_is_shown_before_anything_is_done(office: Office) -> None:
    plan = office.preview()
    assert [(item.deed, item.unit and item.unit.id) for item in plan] == [
        (Deed.READ, unit) for unit in UNITS
    ]
    assert not office.workbook.exists()


def test_a_sync_says_that_a_guard_of_the_ledger_was_gone(office: Office) -> None:
    office.later()
    with closing(sqlite3.connect(office.place)) as database:
        database.execute("DROP TRIGGER record_no_DELETE")
    assert any("“record_no_DELETE”" in one for one in sentences(office.later(), office.workbook))
    assert office.later().said == ()


def test_a_suddenly_empty_sheet_is_not_believed_and_never_spread(office: Office) -> None:
    office.fill(WARD, "Một cửa", "Hẹn giờ")
    office.later()
    office.book(WARD).worksheet(REGISTRATION.title).batch_clear([f"A{ROW}:N{ROW + READY}"])
    for _ in range(2):
        outcome = office.later()
        assert not outcome.complete
        assert [look.finding for look in outcome.synced.holes] == [Finding.EMPTY]
        assert outcome.run is not None
        assert len(outcome.run.result.rows()) == 2
        assert rows_of(office)[WARD] == 2
    accepted = office.later(accept_empty=frozenset({WARD}))
    assert accepted.complete
    assert rows_of(office)[WARD] == 0


def test_a_form_that_suddenly_has_no_row_is_looked_at_again_before_it_is_believed(
    office: Office,
) -> None:
    def interim(*cells: str) -> None:
        sheet = office.book(WARD).worksheet(TABS[1].title)
        first = header_of(TABS[1].columns).last + 2
        sheet.update([list(cells)], f"A{first}")

    office.fill(WARD, "Một cửa", "Hẹn giờ")
    interim("1", "Một cửa", "Đang làm")
    office.later()
    assert rows_of(office)[WARD] == 3
    office.book(WARD).worksheet(REGISTRATION.title).batch_clear([f"A{ROW}:N{ROW + READY}"])
    outcome = office.later()
    (hole,) = outcome.synced.holes
    assert hole.finding is Finding.EMPTY
    assert "biểu “Đăng ký” bỗng không còn dòng nào" in hole.sentence
    assert rows_of(office)[WARD] == 3
    outcome = office.later()
    assert outcome.complete
    assert rows_of(office)[WARD] == 1
    office.fill(WARD, "Một cửa")
    assert office.later().complete
    assert rows_of(office)[WARD] == 2


def test_a_slip_that_was_undone_left_nothing(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    place = f"A{ROW}:N{ROW + READY}"
    office.book(WARD).worksheet(REGISTRATION.title).batch_clear([place])
    assert not office.later().complete
    office.fill(WARD, "Một cửa")
    outcome = office.later()
    assert outcome.complete
    assert rows_of(office)[WARD] == 1


def test_a_broken_sheet_is_named_and_stops_no_other(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.fill(OTHER, "Hẹn giờ")
    office.later()
    book = office.book(WARD, "van-phong@thidua-sandbox.iam.gserviceaccount.com")
    book.del_worksheet(book.worksheet(REGISTRATION.title))
    office.fill(OTHER, "Hẹn giờ", "Phiếu hẹn có mã")
    outcome = office.later()
    (hole,) = outcome.synced.holes
    assert hole.finding is Finding.BROKEN
    assert REGISTRATION.title in hole.sentence
    assert rows_of(office) == {WARD: 1, OTHER: 2, THIRD: 0}
    office.provision()
    assert office.later().synced.looks[0].finding is Finding.EMPTY


def test_renamed_and_moved_columns_and_tabs_still_map(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    book = office.book(WARD, "van-phong@thidua-sandbox.iam.gserviceaccount.com")
    sheet = book.worksheet(REGISTRATION.title)
    sheet.update([["Gọi là gì"]], "B7")
    sheet.update_title("Bảng của phường")
    move = {
        "source": {
            "sheetId": sheet.id,
            "dimension": "COLUMNS",
            "startIndex": 2,
            "endIndex": 3,
        },
        "destinationIndex": 5,
    }
    book.batch_update({"requests": [{"moveDimension": move}]})
    outcome = office.later()
    assert outcome.complete
    assert outcome.run is not None
    ((_, row),) = outcome.run.result.rows()
    assert (row.text("title"), row.text("category")) == ("Một cửa", "Mô hình")


@pytest.mark.parametrize("put_in", [2, -2])
def test_a_renamed_column_is_read_under_a_header_that_was_moved_down_or_up(
    office: Office, put_in: int
) -> None:
    office.fill(WARD, "Một cửa")
    book = office.book(WARD, "van-phong@thidua-sandbox.iam.gserviceaccount.com")
    sheet = book.worksheet(REGISTRATION.title)
    if put_in > 0:
        sheet.insert_rows([["Phường tự ghi"], []], 1)
    else:
        sheet.delete_rows(1, -put_in)
    sheet.update([["Gọi là gì", "Kiểu gì"]], f"B{7 + put_in}")
    sheet.update([["Khởi đầu"]], f"G{8 + put_in}")
    sheet.update([["20/05/2020"]], f"G{ROW + put_in}")
    outcome = office.later()
    assert outcome.complete
    assert outcome.run is not None
    ((_, row),) = outcome.run.result.rows()
    assert [row.text(key) for key in ("title", "category", "starts")] == [
        "Một cửa", "Mô hình", "2020-05-20",
    ]  # fmt: skip


def drop(office: Office, unit: str, tab: str, label: str = "") -> None:
    """Delete a tab, or one of its columns, as somebody of the office may."""
    book = office.book(unit, "van-phong@thidua-sandbox.iam.gserviceaccount.com")
    sheet = book.worksheet(tab)
    if not label:
        book.del_worksheet(sheet)
        return
    place = sheet.find(label).col
    sheet.delete_columns(place)


def test_a_column_that_is_gone_takes_no_value_with_it(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    drop(office, WARD, REGISTRATION.title, "Loại hình")
    outcome = office.later()
    (hole,) = outcome.synced.holes
    assert hole.finding is Finding.BROKEN
    assert "mất cột “Loại hình”" in hole.sentence
    assert outcome.run is not None
    assert [row.text("category") for _, row in outcome.run.result.rows()] == ["Mô hình"]
    office.provision()
    assert office.later().complete


@pytest.mark.parametrize(
    ("tab", "label"),
    [(REGISTRATION.title, STATUS_COLUMN.label), (FEEDBACK, "")],
)
def test_a_unit_that_cannot_see_its_answer_is_named_until_it_can(
    office: Office, tab: str, label: str
) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    office.later()
    drop(office, WARD, tab, label)
    for _ in range(3):
        office.box.log.clear()
        outcome = office.later()
        (failed,) = [one for one in outcome.pushed if one.error is not None]
        assert failed.look.item.who == "UBND phường Thạnh Xuân"
        assert "không thấy đủ câu trả lời" in str(failed.error)
        assert not outcome.complete
        assert outcome.synced.complete
    assert office.box.log.counts["sheets.spreadsheets.batchUpdate"] == 0
    office.provision()
    assert office.later().complete
    assert office.told(WARD) == {"Một cửa": (ACCEPTED, "")}


def test_an_export_that_google_refuses_is_read_by_value(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.fill(WARD, "Một cửa")
    monkeypatch.setattr("sheets_sync.sandbox.drive.files_api.EXPORT_LIMIT", 1000)
    outcome = office.later()
    assert outcome.complete
    assert outcome.run is not None
    assert [row.text("title") for _, row in outcome.run.result.rows()] == ["Một cửa"]
    answer = office.book(WARD).worksheet(FEEDBACK).get_values()
    assert answer[5][1:4] == ["19/05/2020", "còn 9 ngày", "Đúng hạn"]
    again = office.later(sweep=True)
    assert again.complete
    assert sum(one.cells for one in again.pushed) == 0


def test_two_syncs_together_do_the_work_once(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.sync()
    with office.ledger() as ledger:
        before = ledger.anchor()
        with turn(ledger, office.folder / "state"), pytest.raises(BusyError):
            office.sync()
        assert ledger.anchor() == before
    assert rows_of(office)[WARD] == 1


def test_a_lost_memory_is_worked_out_from_the_ledger(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    for file in (office.folder / "state").glob("seen-*.json"):
        file.unlink()
    outcome = office.later(sweep=True)
    assert outcome.complete
    assert {look.finding for look in outcome.synced.looks} == {Finding.SAME}


def test_a_listing_that_lies_is_found_out_by_the_daily_sweep(office: Office) -> None:
    office.later()
    office.later()
    office.fill(WARD, "Một cửa")
    office.box.faults.add("stale-listing", name="files.list", seconds=7200)
    assert rows_of(office)[WARD] == 0
    office.later()
    assert rows_of(office)[WARD] == 0
    office.box.advance(24 * 3600)
    office.sync()
    assert rows_of(office)[WARD] == 1


def test_a_unit_is_told_of_its_own_rows_by_tab_and_cell(office: Office) -> None:
    """It knows no file: what it opened is the one that the sentence speaks of."""
    office.fill(WARD, "Một cửa", "Một cửa")
    office.later()
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    told = [line for line in sheet.get_values() if line[1] == "Một cửa"][1]
    (task,) = [text for text in told if text.startswith("Ô B")]
    assert f"Trùng hoàn toàn với dòng ở trang Đăng ký, ô B{ROW};" in task
    assert ".xlsx" not in task


def test_a_unit_is_told_of_an_award_that_the_plan_does_not_have(office: Office) -> None:
    """The row is received, and its subject waits: only the unit can write another award."""
    proposals = next(tab for tab in TABS if tab.form is Form.PROPOSAL)
    keys = [column.key for column in proposals.columns]
    sheet = office.book(WARD).worksheet(proposals.title)
    first = header_of(proposals.columns).last + 2
    for row, award in enumerate(("Chiến sĩ thi đua", "Giấy khen"), first):
        for key, text in (("name", f"Nguyễn Văn {award}"), ("award", award)):
            sheet.update_cell(row, keys.index(key) + 1, text)
    office.later()
    rows = office.book(WARD).worksheet(proposals.title).get_values()[first - 1 :][:2]
    told = [next((t for t in row if "Hình thức đề nghị" in t), "") for row in rows]
    assert "không có trong kế hoạch. Đề nghị đơn vị ghi lại theo kế hoạch: “Giấy khen”" in told[0]
    assert not told[1]


def test_days_that_pass_are_counted_down_and_are_no_change(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    answer = office.book(WARD).worksheet("Văn phòng trả lời")
    assert answer.acell("C6").value == "còn 9 ngày"
    office.later()
    office.box.advance(10 * 24 * 3600)
    assert answer.acell("C6").value == "đã qua 1 ngày"
    assert answer.acell("D6").value == "Đúng hạn"
    before = office.box.world.files[office.files()[WARD].id].version
    outcome = office.sync(sweep=True)
    assert {look.finding for look in outcome.synced.looks} == {Finding.SAME}
    assert office.box.world.files[office.files()[WARD].id].version == before


def test_a_sheet_whose_last_content_the_ledger_lost_stops_no_other(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.fill(OTHER, "Hẹn giờ qua tin nhắn")
    office.later()
    with office.ledger() as ledger:
        (lost,) = [one for one in ledger.sources(ledger.clock()) if one.unit == WARD]
    tamper(Path(office.place), f"DELETE FROM content WHERE sha256 = '{lost.sha256}'")  # noqa: S608
    for file in (office.folder / "state").glob("seen-*.json"):
        file.unlink()
    office.fill(WARD, "Một cửa liên thông")
    office.fill(OTHER, "Hẹn giờ qua điện thoại")
    outcome = office.later()
    (hole,) = outcome.synced.holes
    assert (hole.item.source, hole.finding) == (lost.source, Finding.BROKEN)
    assert f"Nội dung tệp của bản ghi {lost.seq} " in hole.sentence
    assert "Hẹn giờ qua điện thoại" in office.told(OTHER)
    assert not outcome.complete


def test_an_answer_that_needs_a_lost_content_is_said_and_the_others_are_given(
    office: Office,
) -> None:
    office.fill(WARD, "Một cửa")
    office.fill(OTHER, "Hẹn giờ qua tin nhắn")
    office.later()
    office.later()
    with office.ledger() as ledger:
        (lost,) = [one for one in ledger.sources(ledger.clock()) if one.unit == WARD]
    tamper(Path(office.place), f"UPDATE content SET data = x'00' WHERE sha256 = '{lost.sha256}'")  # noqa: S608
    for file in (office.folder / "state").glob("seen-*.json"):
        known = json.loads(file.read_text("utf-8"))
        for one in known["seen"].values():
            one["pushed"] = ""
        file.write_text(json.dumps(known), "utf-8")
    outcome = office.later()
    (failed,) = [one for one in outcome.pushed if one.error is not None]
    assert failed.look.item.source == lost.source
    assert f"Nội dung tệp của bản ghi {lost.seq} " in str(failed.error)


def test_a_unit_whose_content_the_ledger_lost_is_not_called_missing_by_a_sync(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    before = office.workbook.read_bytes()
    with office.ledger() as ledger:
        (lost,) = [one for one in ledger.sources(ledger.clock()) if one.unit == WARD]
    tamper(Path(office.place), f"DELETE FROM content WHERE sha256 = '{lost.sha256}'")  # noqa: S608
    monkeypatch.setenv("THIDUA_CACHE", str(office.folder / "nothing-remembered.sqlite"))
    office.fill(OTHER, "Hẹn giờ qua tin nhắn")
    with pytest.raises(DamagedError, match=f"Nội dung tệp của bản ghi {lost.seq} "):
        office.later()
    assert office.workbook.read_bytes() == before
    assert rows_of(office)[OTHER] == 1
    with office.ledger() as ledger:
        assert job_story(ledger.jobs()).outcome == "failed"
