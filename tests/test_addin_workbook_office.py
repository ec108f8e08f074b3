"""Reading back what the office wrote: violations, receipts, settled values; whose file it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from addin.package import CellOut, WorkbookPackage
from addin.workbook.layout import layout_of
from addin.workbook.machine import MACHINE
from addin.workbook.office import read_office, read_office_of
from campaign.errors import UsageError
from campaign.result.office_facts import OfficeFacts
from campaign.usecases import MainJob
from tests.workbook_samples import (
    Grid,
    campaign_2020,
    campaign_2026,
    edit,
    find,
    first_run,
    resolve,
    units_2020,
    write_note,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "so.xlsx"
    first_run(made)
    return made


def type_in(path: Path, key: str, line: Mapping[str, CellOut], row: int = 0) -> None:
    sheet = layout_of(campaign_2020())[key]
    package = WorkbookPackage.open(path)
    cells = {(sheet.first + row, sheet.index(name)): value for name, value in line.items()}
    package.set_cells(sheet.title, cells)
    package.save(path)


def facts(path: Path) -> OfficeFacts:
    return read_office(path, campaign_2020(), resolve).facts


def test_a_new_workbook_holds_no_facts(path: Path) -> None:
    assert facts(path) == OfficeFacts()


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("Đã kết luận", "confirmed"),
        ("đã kết luận ", "confirmed"),
        ("Đang xem xét kỷ luật", "considered"),
        ("Đang thanh tra, kiểm tra", "considered"),
        ("Đang xác minh đơn", "considered"),
        ("Không vi phạm", "cleared"),
    ],
)
def test_a_violation_is_read_with_its_state(path: Path, typed: str, state: str) -> None:
    unit = units_2020()[0]
    line = {"unit": unit.short_name, "person": "Nguyễn Văn Ví Dụ", "content": "x", "state": typed}
    type_in(path, "violations", line)
    (found,) = facts(path).violations
    assert (found.unit, found.person, found.state) == (unit.id, "Nguyễn Văn Ví Dụ", state)
    assert found.evidence.sheet == "Vi phạm"
    assert found.evidence.cell == "C6"


def test_a_violation_whose_state_or_unit_is_unclear_is_reported(path: Path) -> None:
    type_in(path, "violations", {"unit": "Phòng Không Có", "content": "x", "state": "hình như"})
    found = facts(path)
    assert found.violations[0].unit is None
    assert found.violations[0].state == "unclear"
    assert {issue.code for issue in found.issues} == {"unit_unknown", "violation_state_unclear"}
    assert {issue.cell for issue in found.issues} == {"A6", "D6"}


def test_a_violation_keeps_the_units_that_its_unit_may_be(path: Path) -> None:
    line = {"unit": "Phường Hưng Thuận", "content": "x", "state": "Đã kết luận"}
    type_in(path, "violations", line)
    names = MainJob.of("q12-cchc-2020", datetime(2020, 11, 2)).names  # noqa: DTZ001
    (found,) = read_office(path, campaign_2020(), names.resolve).facts.violations
    assert found.unit is None
    assert set(found.possible) == {"phuong-tan-hung-thuan", "phuong-dong-hung-thuan"}


def test_a_receipt_keeps_its_moment(path: Path) -> None:
    unit = units_2020()[1]
    line: dict[str, CellOut] = {
        "unit": unit.name,
        "deliverable": "Đăng ký",
        "action": "Tiếp nhận",
        "signed": date(2020, 5, 15),
        "received": datetime(2020, 5, 19, 17, 30),  # noqa: DTZ001
    }
    type_in(path, "receipts", line)
    (found,) = facts(path).receipts
    assert (found.unit, found.deliverable, found.action) == (unit.id, "registration", "receipt")
    assert (found.signed, found.sent, found.received) == ("2020-05-15", "", "2020-05-19T17:30")


def test_a_receipt_typed_as_text_is_read_day_first(path: Path) -> None:
    line = {"unit": units_2020()[1].name, "deliverable": "Sơ kết", "received": "05/06/2020 7g30"}
    type_in(path, "receipts", line)
    assert facts(path).receipts[0].received == "2020-06-05T07:30"


def test_an_extension_is_a_grant_with_its_document(path: Path) -> None:
    line: dict[str, CellOut] = {
        "unit": units_2020()[1].name,
        "deliverable": "Kết quả",
        "action": "Gia hạn",
        "until": date(2020, 11, 6),
        "document": "12/UBND",
        "person": "Người cho phép",
    }
    type_in(path, "receipts", line)
    (found,) = facts(path).receipts
    assert (found.action, found.until, found.document) == (
        "extension",
        date(2020, 11, 6),
        "12/UBND",
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"deliverable": "Đăng ký"}, "unit_missing"),
        ({"unit": "?", "deliverable": "Đăng ký"}, "unit_unknown"),
        ({"deliverable": "Báo cáo gì đó"}, "deliverable_unclear"),
        ({"action": "Trả lại"}, "action_unclear"),
        ({"received": "31/06/2020"}, "date_invalid"),
    ],
)
def test_what_cannot_be_understood_in_a_receipt_is_reported(
    path: Path, line: dict[str, CellOut], code: str
) -> None:
    unit = {"unit": units_2020()[0].name} if "unit" not in line and code != "unit_missing" else {}
    type_in(path, "receipts", {"deliverable": "Đăng ký", **unit, **line})
    found = facts(path)
    assert any(
        issue.code == code or code.split("_", maxsplit=1)[0] in issue.code for issue in found.issues
    )
    assert all(issue.sheet == "Sổ tiếp nhận" and issue.cell for issue in found.issues)


def test_a_settled_value_is_read_for_its_cell(path: Path) -> None:
    row = f"DK-{units_2020()[0].id}-0"
    write_note(path, "flags", f"o|{row}|submitted", "settled", "06/05/2020")
    assert facts(path).settled == {(row, "submitted"): "06/05/2020"}


@pytest.mark.parametrize("where", ["flags", "registration"])
def test_it_is_known_what_a_row_is_about_that_the_office_wrote_on(path: Path, where: str) -> None:
    row = f"DK-{units_2020()[0].id}-0"
    title = find(path, "registration", row)["title"].value
    line, column = {
        "flags": (f"o|{row}|submitted", "settled"),
        "registration": (row, "office_note"),
    }[where]
    write_note(path, where, line, column, "06/05/2020")
    assert facts(path).titles == {row: title}


def test_a_settled_date_is_read_as_somebody_would_type_it(path: Path) -> None:
    row = f"DK-{units_2020()[0].id}-0"
    package = WorkbookPackage.open(path)
    write_note(path, "flags", f"o|{row}|submitted", "settled", date(2020, 5, 6))
    del package
    assert facts(path).settled[row, "submitted"] in {"06/05/2020", "43957"}


def test_a_value_settled_where_there_is_no_cell_is_reported(path: Path) -> None:
    write_note(path, "flags", "n|hong.xlsx", "settled", "x")
    found = facts(path)
    assert not found.settled
    assert [issue.code for issue in found.issues] == ["settled_without_cell"]


def test_two_values_for_one_cell_settle_nothing(path: Path) -> None:
    row = f"DK-{units_2020()[0].id}-0"
    write_note(path, "flags", f"o|{row}|submitted", "settled", "06/05/2020")

    def repeat(grid: Grid) -> Grid:
        id_, settled = 0, 12
        line = next(x for x in grid if _text(x[id_]) == f"o|{row}|submitted")
        other = [*line]
        other[id_], other[settled] = f"o|{row}|submitted#2", "05/06/2020"
        return [*grid, other]

    edit(path, "flags", repeat)
    found = facts(path)
    assert not found.settled
    assert [issue.code for issue in found.issues] == ["settled_twice"]


def _text(cell: object) -> str:
    return str(getattr(cell, "value", cell))


def test_columns_are_found_wherever_staff_moved_them(path: Path) -> None:
    unit = units_2020()[0]
    type_in(path, "violations", {"unit": unit.name, "content": "x", "state": "Không vi phạm"})
    edit(path, "violations", lambda grid: [[None, *reversed(line)] for line in grid])
    (found,) = facts(path).violations
    assert (found.unit, found.content, found.state) == (unit.id, "x", "cleared")


def test_another_kind_of_workbook_is_refused(tmp_path: Path) -> None:
    import openpyxl

    strange = tmp_path / "khac.xlsx"
    openpyxl.Workbook().save(strange)
    with pytest.raises(UsageError, match="không phải sổ thi đua"):
        read_office(strange, campaign_2020(), resolve)


def test_another_campaigns_workbook_is_refused(path: Path) -> None:
    with pytest.raises(UsageError, match="đợt thi đua khác"):
        read_office(path, campaign_2026(), resolve)


def test_a_workbook_of_another_plan_is_refused(path: Path) -> None:
    package = WorkbookPackage.open(path)
    package.set_cells(MACHINE, {(0, 3): "deliverables=registration"})
    package.save(path)
    with pytest.raises(UsageError, match="kế hoạch còn khác"):
        read_office(path, campaign_2020(), resolve)


def test_a_table_without_row_ids_is_refused(path: Path) -> None:
    edit(path, "registration", lambda grid: [line[1:] for line in grid])
    with pytest.raises(UsageError, match="Mã dòng"):
        read_office(path, campaign_2020(), resolve)


def test_a_table_without_its_header_is_refused(path: Path) -> None:
    edit(path, "flags", lambda grid: grid[1:])
    with pytest.raises(UsageError, match="tiêu đề"):
        read_office(path, campaign_2020(), resolve)


class Plain:
    """A reader that reads every cell of every row."""

    def __init__(self, package: WorkbookPackage) -> None:
        self.sheets, self.rows, self.style_row = package.sheets, package.rows, package.style_row


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"office_note": "xem lại", "title": "tên khác"},
        {"row_id": ""},
        {"row_id": None},
        {"row_id": "— dòng lạ"},
        {"office_opinion": None},
    ],
)
def test_rows_passed_over_hold_nothing_of_the_offices(
    path: Path, written: dict[str, CellOut]
) -> None:
    sheet = next(s for s in layout_of(campaign_2020()).sheets if s.form)
    cells = {name: value for name, value in written.items() if sheet.has(name)}
    type_in(path, sheet.key, cells, row=3)
    package = WorkbookPackage.open(path, read_only=True)
    package.set_cells(sheet.title, {(sheet.first + 5, len(sheet.fields)): "cột lạ"})
    looked = read_office_of(package, path, campaign_2020(), resolve)
    read = read_office_of(Plain(package), path, campaign_2020(), resolve)
    assert looked == read
