"""What a unit presses in its own workbook: its values stay, problems are shown, receipts last."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from addin.buttons.door import Door
from addin.buttons.hand_in import receipt_code
from addin.buttons.unit_list import LIST, MARK
from addin.package import WorkbookPackage
from campaign.errors import UsageError
from campaign.intake.reading import read_source
from campaign.ledger.book import Ledger
from campaign.office_time import from_office
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.usecases import MainJob
from tests.button_hosts import HOSTS, PRESSED, DesktopHost, FileHost, GoogleHost, Host

DATE = (2, 4)
HEAD = ["STT", "Đơn vị", "Tên mô hình", "Lĩnh vực CCHC", "Ngày nộp"]
LINES = [
    [1, "UBND phường Thới An", "Trả kết quả tại nhà", "Thủ tục hành chính", "18/05/2020"],
    [2, "UBND phường Thới An", "Tổ lưu động", "Thủ tục hành chính", "31/06/2020"],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ward's registration, one of its dates a day that does not exist."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Đăng ký"
    for line in [HEAD, *LINES]:
        sheet.append(line)
    path = tmp_path / "Phường Thới An.xlsx"
    book.save(path)
    return path


@pytest.fixture(params=HOSTS.values(), ids=HOSTS.keys())
def host(request: pytest.FixtureRequest, path: Path) -> Host:
    make: Callable[[Path], Host] = request.param
    made = make(path)
    if isinstance(made, GoogleHost):
        made.sheet.tells_formulas = False
    return made


def door(ledger: Path | None = None) -> Door:
    return Door(clock=lambda: PRESSED, who=lambda: "an", ledger=str(ledger or ""))


def test_each_problem_is_listed_and_coloured_at_its_cell(host: Host) -> None:
    before = host.shown()["Đăng ký"]
    assert "1 ô đã tô vàng" in host.press("validate", door())
    shown = host.shown()
    assert shown["Đăng ký"] == before
    assert shown[LIST][0, 1] == "Cần làm"
    assert shown[LIST][1, 0] == "Đăng ký!E3"
    assert "31/06/2020" in shown[LIST][1, 1]
    assert host.fill("Đăng ký", DATE) == MARK


def test_a_mended_cell_loses_its_colour_and_its_line(host: Host) -> None:
    host.press("validate", door())
    host.type_in("Đăng ký", DATE, "30/05/2020" if isinstance(host, FileHost) else "'30/05/2020")
    host.press("validate", door())
    assert host.fill("Đăng ký", DATE) is None
    assert "Đăng ký!E3" not in host.shown()[LIST].values()


def test_a_hand_in_is_recorded_with_the_time_and_a_code(host: Host, tmp_path: Path) -> None:
    place = tmp_path / "ledger.sqlite"
    sentence = host.press("submit", door(place))
    code = re.search(r"BN-\w{4}-\w{4}", sentence)
    assert code is not None
    assert "đã nộp lúc 02/11/2020 09:30" in sentence
    assert host.shown()[LIST][1, 0] == "Biên nhận"
    ledger = Ledger.open(place)
    try:
        (event,) = ledger.receipts(datetime.now(UTC))
    finally:
        ledger.close()
    assert code[0] in str(event)
    assert event.at == from_office(PRESSED)


def test_the_receipt_stays_listed_after_the_next_check(path: Path, tmp_path: Path) -> None:
    host = DesktopHost(path)
    host.press("submit", door(tmp_path / "ledger.sqlite"))
    host.press("validate", door())
    assert host.shown()[LIST][1, 0] == "Biên nhận"


def test_each_press_of_a_unit_is_a_line_under_the_list(host: Host, tmp_path: Path) -> None:
    host.press("validate", door())
    host.press("submit", door(tmp_path / "ledger.sqlite"))
    shown = host.shown()[LIST]
    head = next(row for (row, column), value in shown.items() if value == "Nhật ký")
    lines = [str(shown[head + place, 1]).split(" · ") for place in (1, 2)]
    assert [shown[head + place, 0] for place in (1, 2)] == ["02/11/2020 09:30"] * 2
    assert [line[:2] for line in lines] == [["an", "Kiểm tra biểu"], ["an", "Nộp"]]
    assert lines[0][3] == lines[1][3] != lines[0][4]
    assert all(re.fullmatch("[0-9a-f]{64}", line[place]) for line in lines for place in (3, 4))


def test_without_a_ledger_nothing_counts_as_handed_in(path: Path) -> None:
    with pytest.raises(UsageError, match="chưa ghi nhận việc nộp"):
        FileHost(path).press("submit", door())


def test_a_hand_in_that_nobody_waits_for_any_more_is_not_noted(path: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    late = replace(door(ledger), awaited=lambda: False)
    with pytest.raises(UsageError, match="chưa ghi nhận việc nộp"):
        FileHost(path).press("submit", late)
    assert not ledger.exists()


def test_a_served_campaign_counts_whatever_the_workbook_says(path: Path) -> None:
    name = "tphcm-cchc-2026"
    host = GoogleHost(path)
    ward = next(unit for unit in load_campaign_roster(name).units if unit.kind == "ward")
    afterwards = datetime(2027, 1, 4, 8)  # noqa: DTZ001 - office time
    served = replace(door(), campaign=name, unit=ward.id, clock=lambda: afterwards)
    host.press("validate", served)
    texts = " ".join(str(value) for value in host.shown()[LIST].values())
    assert load_campaign(name).deliverables[-1].wording in texts


def test_a_server_takes_the_unit_from_the_account(path: Path, tmp_path: Path) -> None:
    host = GoogleHost(path)
    host.sheet.tells_formulas = False
    pressed = replace(door(tmp_path / "l.sqlite"), unit="p-thoi-an", named=False)
    known = {unit.id for unit in load_campaign_roster("q12-cchc-2020").on(PRESSED.date())}
    unit = next(item for item in sorted(known) if "thoi-an" in item)
    assert "đã nộp" in host.press("submit", replace(pressed, unit=unit))


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "khác.xlsx"
    book = Workbook()
    book.active.append(["ghi chú"])
    book.save(path)
    with pytest.raises(UsageError, match="không có bảng nào của đợt thi đua"):
        FileHost(path).press("validate", door())


@pytest.mark.parametrize("button", ["validate", "submit"])
@pytest.mark.parametrize("make", HOSTS.values(), ids=HOSTS.keys())
def test_the_offices_workbook_is_refused_and_stays_as_it_was(
    make: Callable[[Path], Host], button: str, book: Path, tmp_path: Path
) -> None:
    host = make(book)
    before = host.shown()
    with pytest.raises(UsageError, match="sổ thi đua của văn phòng"):
        host.press(button, door(tmp_path / "l.sqlite"))
    assert host.shown() == before
    assert not (tmp_path / "l.sqlite").exists()


def test_the_buttons_own_sheet_is_no_data_to_the_office(path: Path) -> None:
    FileHost(path).press("validate", door())
    job = MainJob(load_campaign("q12-cchc-2020"), load_campaign_roster("q12-cchc-2020"), PRESSED)
    records = job.reader.read(read_source(path.name, path.read_bytes()))
    assert len(records.rows) == 2
    assert not [issue for issue in records.issues if issue.sheet == LIST]


def test_an_added_sheet_opens_and_everything_else_is_the_same(path: Path) -> None:
    package = WorkbookPackage.open(path)
    before = dict(package.rows("Đăng ký"))
    package.add_sheet("Thêm & bớt")
    package.set_cells("Thêm & bớt", {(1, 1): "chữ"})
    package.save(path)
    again = WorkbookPackage.open(path)
    assert again.sheets == ("Đăng ký", "Thêm & bớt")
    assert dict(again.rows("Đăng ký")) == before
    assert [cells[1].value for _, cells in again.rows("Thêm & bớt")] == ["chữ"]


def test_two_hand_ins_have_two_codes() -> None:
    codes = {receipt_code("a", f"2020-11-02T09:30:{second:02d}", "x") for second in range(60)}
    assert len(codes) == 60
    assert not re.search("[01ILO]", "".join(code.removeprefix("BN") for code in codes))
