"""The pictures of the Google pages, made anew: ``python -m bench.google_pictures``.

A sandbox with three wards, its page in Chromium as staff see it before and after a sync, and two
plans as the command line prints them. Needs Chromium. Look at what was made before it is committed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from addin.cli.sheets_show import show_plan, show_provision
from addin.google import ways_to_google
from addin.provisioning import ProvisionRequest, run_provision
from addin.sync_ready import SyncRequest
from addin.syncing import preview, run_sync
from sheets_sync.gsheets.accounts import PROVISION_SCOPES
from sheets_sync.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from sheets_sync.gsheets.google import Google

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
CAMPAIGN = "q12-cchc-2020"
WARDS = ("phuong-thoi-an", "phuong-thanh-loc", "phuong-hiep-thanh")
ADDRESSES = "".join(f"{ward},vanthu.{ward.removeprefix('phuong-')}@example.vn\n" for ward in WARDS)
OFFICER = "vanthu.thoi-an@example.vn"
START = datetime(2020, 5, 11, 1, tzinfo=UTC)
WIDE = 108
"""Characters of the terminal."""

WIDE_FORM = 3020
"""Pixels in which a ward's form stands with the office's two columns."""
FILLED = {
    "8,0": "1",
    "8,1": "Một cửa thân thiện",
    "8,2": "Mô hình",
    "8,12": "18/05/2020",
    "9,0": "2",
    "9,1": "Hẹn giờ qua tin nhắn",
    "9,2": "Mô hình",
    "9,12": "31/06/2020",
    "10,0": "3",
    "10,1": "Phiếu hẹn có mã tra cứu",
    "10,2": "Sáng kiến",
    "10,12": "19/05/2020",
}
"""What a ward types into its registration, by row and column from 0; one day is none."""

_TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1e1e1e; color: #e6e6e6; display: inline-block; padding: 14px 18px }}
pre {{ margin: 0; font: 14px/1.25 "Noto Sans Mono", monospace }}</style>{code}"""


def main() -> int:
    """Make all of them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Sandbox(start=START) as box,
        _browser() as browser,
    ):
        place = Path(folder)
        key = box.write_key(place / "khoa.json")
        google = _way(box, key, place)
        addresses = place / "dia-chi.csv"
        addresses.write_text(ADDRESSES, "utf-8")
        request = ProvisionRequest(CAMPAIGN, accounts=addresses, units=WARDS, dry_run=True)
        _provision(browser, request, google)
        run_provision(ProvisionRequest(CAMPAIGN, accounts=addresses, units=WARDS), google, _quiet)
        sync = SyncRequest(None, CAMPAIGN, str(place / "so.sqlite"), place / "state")
        run_sync(sync, [google], _quiet)
        box.advance(3600)
        page = browser.new_page(
            viewport={"width": 1280, "height": 400},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        _play(page, box)
        _sync(browser, sync, google)
        _answered(browser, box, lambda: run_sync(sync, [google], _quiet))
    return 0


def _way(box: Sandbox, key: Path, place: Path) -> Google:
    import os

    os.environ["THIDUA_GOOGLE_ENDPOINT"] = box.base
    return ways_to_google(str(key), PROVISION_SCOPES, place)[0]


def _quiet(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@contextmanager
def _browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def _terminal(browser: Browser, name: str, command: str, show: Callable[[Console], object]) -> None:
    """A command and what it prints, as a picture."""
    console = Console(record=True, width=WIDE, file=Path("/dev/null").open("w"))  # noqa: SIM115
    console.print(f"$ {command}", markup=False, highlight=False)
    show(console)
    code = console.export_html(code_format="<pre>{code}</pre>", inline_styles=True)
    page = browser.new_page()
    page.set_content(_TERMINAL.format(code=code))
    page.locator("body").screenshot(path=PICTURES / name)
    page.close()


def _provision(browser: Browser, request: ProvisionRequest, google: Google) -> None:
    done = run_provision(request, google, _quiet)
    command = "thidua sheets provision --accounts dia-chi.csv --folder ID --dry-run"
    _terminal(
        browser,
        "google-lap-bang.png",
        command,
        lambda console: show_provision(done, dry_run=True, to=console),
    )


def _sync(browser: Browser, request: SyncRequest, google: Google) -> None:
    plan = [item for item in preview(request, [google]) if item.unit and item.unit.id in WARDS]
    _terminal(
        browser,
        "google-dong-bo.png",
        "thidua sync --workbook so-thi-dua.xlsx --dry-run",
        lambda console: show_plan(plan, to=console),
    )


def _play(page: Page, box: Sandbox) -> None:
    """The list; then a ward officer who fills two rows and meets a protected cell."""
    page.goto(box.base, wait_until="networkidle")
    page.screenshot(path=PICTURES / "tap-duot-danh-sach.png")
    page.get_by_role("link", name="UBND phường Thới An").click()
    page.set_viewport_size({"width": 1280, "height": 560})
    page.get_by_role("tab", name="Đăng ký").click()
    _type(
        page,
        {
            "8,0": "1",
            "8,1": "Trả kết quả tại nhà qua bưu điện",
            "9,0": "2",
            "9,1": "Hẹn giờ làm thủ tục qua tin nhắn",
        },
    )
    page.locator('td[data-at="6,1"]').click()
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    refused = page.get_by_role("status").filter(has_text="được bảo vệ")
    refused.wait_for()
    page.locator('td[data-at="6,1"]', has_text="Tên").wait_for()
    page.locator('td[data-at="9,1"]').click()
    page.wait_for_load_state("networkidle")
    refused.wait_for()
    page.screenshot(path=PICTURES / "tap-duot-bang.png")


def _type(page: Page, cells: dict[str, str]) -> None:
    """Type into cells, each by its row and column from 0, and see that it stands there."""
    for cell, text in cells.items():
        page.locator(f'td[data-at="{cell}"]').click()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.locator(f'td[data-at="{cell}"]', has_text=text).wait_for()


def _answered(browser: Browser, box: Sandbox, sync: Callable[[], object]) -> None:
    """A ward's form after a sync: what was taken in, and what is to be put right."""
    page = browser.new_page(
        viewport={"width": WIDE_FORM, "height": 640},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    for look in ("write", "read"):
        page.goto(box.base, wait_until="networkidle")
        page.get_by_role("link", name="UBND phường Thạnh Lộc").click()
        page.get_by_role("tab", name="Đăng ký").click()
        page.locator('td[data-at="8,0"]').wait_for()
        if look == "write":
            _type(page, FILLED)
            sync()
    page.locator("td", has_text="Chờ làm rõ").first.wait_for()
    page.screenshot(path=PICTURES / "google-dang-ky.png")


if __name__ == "__main__":
    sys.exit(main())
