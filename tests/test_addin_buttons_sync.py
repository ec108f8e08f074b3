"""*Đồng bộ* through real HTTP to the sandbox, then *Tổng hợp* from what the ledger holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from addin.buttons.door import Door
from addin.hosts.file_press import FilePress, press_file
from addin.workbook.layout import layout_of
from addin.workbook.settings import SETTINGS_COLUMN, SETTINGS_ROW
from addin.workbook.skeleton import skeleton
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign
from tests.button_hosts import HOSTS, FileHost, Host
from tests.range_calls import pressed
from tests.sheets_office import UNITS, Office, new_office

_CAMPAIGN_ROW = SETTINGS_ROW + 2
_OFFICE_TIME = datetime(2020, 5, 10, 9)  # noqa: DTZ001 - office time


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office whose three units have spreadsheets, one of them filled, and the way to Google."""
    with new_office(tmp_path) as made:
        monkeypatch.setattr("addin.google.ways_to_google", lambda *_: [made.google()])
        monkeypatch.setattr(
            "sheets_sync.gsheets.connect.state_folder", lambda: made.folder / "state"
        )
        made.fill(UNITS[0], "Trả kết quả tại nhà")
        yield made


def workbook(office: Office) -> Path:
    campaign = load_campaign(str(office.campaign))
    path = office.folder / "so.xlsx"
    path.write_bytes(skeleton(campaign, layout_of(campaign), len(UNITS)))
    FileHost(path).type_in("Điều khiển", (_CAMPAIGN_ROW, SETTINGS_COLUMN + 1), office.campaign.name)
    return path


def press(button: str, path: Path, office: Office) -> str:
    door = Door(clock=lambda: _OFFICE_TIME, who=lambda: "an", ledger=office.place)
    return press_file(FilePress(button, path), door).sentence


def shown(path: Path, title: str) -> list[Any]:
    return list(FileHost(path).shown()[title].values())


def test_what_units_typed_in_google_comes_into_the_workbook_by_two_buttons(office: Office) -> None:
    path = workbook(office)
    said = press("sync", path, office)
    assert said.startswith("Đồng bộ xong: xem 3 bảng tính Google, 3 bảng có nội dung mới")
    assert "Nút Đồng bộ" in shown(path, "Nhật ký")
    press("consolidate", path, office)
    assert "Trả kết quả tại nhà" in shown(path, "Tổng hợp")


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS.keys())
def test_a_sync_asks_little_of_the_program_and_writes_one_line(
    office: Office, host: Callable[[Path], Host]
) -> None:
    by = Door(clock=lambda: _OFFICE_TIME, who=lambda: "an", ledger=office.place)
    made = host(workbook(office))
    assert pressed(made, "sync", by).written() == {"Nhật ký"}
    assert "Nút Đồng bộ" in made.shown()["Nhật ký"].values()


def test_one_button_fetches_from_google_and_fills_the_workbook(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(office)
    said = press("all", path, office)
    assert said.startswith("Đồng bộ xong: xem 3 bảng tính Google, 3 bảng có nội dung mới")
    assert "Tất cả xong" in said
    assert "Trả kết quả tại nhà" in shown(path, "Tổng hợp")
    office.fill(UNITS[1], "Một cửa lưu động")
    monkeypatch.setattr("addin.google.ways_to_google", _closed)
    said = press("all", path, office)
    assert said.startswith("CHƯA ĐỒNG BỘ, xét theo những gì sổ theo dõi đã có: Chưa đăng nhập")
    assert "Một cửa lưu động" not in shown(path, "Tổng hợp")


def _closed(*_: object) -> None:
    raise UsageError("Chưa đăng nhập Google.")


def test_without_a_ledger_there_is_nothing_to_sync_with(tmp_path: Path) -> None:
    campaign = load_campaign("q12-cchc-2020")
    path = tmp_path / "so.xlsx"
    path.write_bytes(skeleton(campaign, layout_of(campaign), 58))
    with pytest.raises(UsageError, match="THIDUA_LEDGER"):
        press_file(FilePress("sync", path), Door())


def test_the_journal_tells_a_sync_with_news_from_one_without(office: Office) -> None:
    path = workbook(office)
    for _ in range(3):
        press("sync", path, office)
    found = [str(value) for value in shown(path, "Nhật ký")]
    hashes = [value for value in found if len(value) == 64]
    nothing = sha256(repr([]).encode()).hexdigest()
    assert hashes.count(nothing) == 2  # all but the first found nothing new
