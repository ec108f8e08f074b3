from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import gspread
import pytest
import requests
from gspread.utils import ValidationConditionType

from sheets_sync.sandbox.server import Sandbox
from tests.sandbox_server import WARD

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def book(office: gspread.Client) -> gspread.Spreadsheet:
    """A unit's spreadsheet: protected headers, a list and a date to be typed."""
    made = office.create("Phường An Phú - Đăng ký")
    made.update_locale("vi_VN")
    made.share(WARD, perm_type="user", role="writer", notify=False)
    sheet = made.sheet1
    sheet.update_title("Đăng ký")
    sheet.update([["Tên sáng kiến", "Lĩnh vực", "Ngày nộp", "Trạng thái"]], "A1")
    sheet.format("A1:D1", {"textFormat": {"bold": True}})
    sheet.add_validation(
        "B2:B20", ValidationConditionType.one_of_list, ["Một cửa", "Số hóa"], strict=True
    )
    sheet.add_validation("C2:C20", ValidationConditionType.date_is_valid, [], strict=True)
    sheet.hide_columns(4, 5)
    own = {
        "sheetId": sheet.id,
        "startRowIndex": 1,
        "endRowIndex": 20,
        "startColumnIndex": 0,
        "endColumnIndex": 3,
    }
    protected = {"range": {"sheetId": sheet.id}, "unprotectedRanges": [own]}
    made.batch_update({"requests": [{"addProtectedRange": {"protectedRange": protected}}]})
    return made


def typed(
    sandbox: Sandbox, book: gspread.Spreadsheet, cell: tuple[int, int], *lines: str, who: str = WARD
) -> requests.Response:
    """Type lines (cells by tabs) as somebody does on the page."""
    texts = [line.split("\t") for line in lines]
    row, column = cell
    body = {"id": book.id, "account": who, "sheet": 0, "row": row, "column": column, "texts": texts}
    return requests.post(f"{sandbox.base}/_sandbox/desk/enter", json=body, timeout=5)


def test_a_block_is_pasted_whole(sandbox: Sandbox, book: gspread.Spreadsheet) -> None:
    assert typed(sandbox, book, (1, 0), "Hẹn giờ\tMột cửa\t2/3/2026", "Ký số\tSố hóa\t5/3/2026").ok
    assert book.sheet1.get("A2:C3") == [
        ["Hẹn giờ", "Một cửa", "2/3/2026"],
        ["Ký số", "Số hóa", "5/3/2026"],
    ]
    assert sandbox.world.files[book.id].last_user == WARD


@pytest.mark.parametrize(
    ("cell", "line", "sentence"),
    [
        ((0, 0), "x", "Ô A1 của trang “Đăng ký” được bảo vệ"),
        ((1, 2), "2/3/2026\tx", "Ô D2 của trang “Đăng ký” được bảo vệ"),
        ((1, 1), "Khác", "Ô B2 phải là một trong: Một cửa, Số hóa; đã gõ “Khác”."),
        ((1, 2), "31/2/2026", "Ô C2 phải là một ngày có thật, ví dụ 31/12/2026"),
        ((1, 2), "46083", "Ô C2 phải là một ngày có thật"),
        ((999, 0), "a", "được bảo vệ"),
    ],
)
def test_what_google_would_not_take_is_told_in_vietnamese_and_leaves_nothing(
    sandbox: Sandbox, book: gspread.Spreadsheet, cell: tuple[int, int], line: str, sentence: str
) -> None:
    answer = typed(sandbox, book, cell, line)
    assert answer.status_code == 409
    assert sentence in answer.json()["error"]
    assert len(book.sheet1.get_all_values()) == 1


def test_strangers_and_readers_type_nothing(sandbox: Sandbox, book: gspread.Spreadsheet) -> None:
    stranger = "nguoi.la@sandbox.test"
    assert "không mở được" in typed(sandbox, book, (1, 0), "x", who=stranger).json()["error"]
    book.share(stranger, perm_type="user", role="reader", notify=False)
    assert "chỉ được xem" in typed(sandbox, book, (1, 0), "x", who=stranger).json()["error"]


def test_a_rule_that_only_warns_lets_the_value_stand(
    sandbox: Sandbox, book: gspread.Spreadsheet
) -> None:
    kind = ValidationConditionType.number_between
    book.sheet1.add_validation("A2", kind, ["1", "10"], strict=False)
    warnings = typed(sandbox, book, (1, 0), "11").json()["warnings"]
    assert warnings == ["Ô A2 phải nằm trong khoảng 1 đến 10; đã gõ “11”."]
    assert book.sheet1.acell("A2").value == "11"


def test_the_pages_own_calls_stand_in_no_log(sandbox: Sandbox, book: gspread.Spreadsheet) -> None:
    before = sandbox.log.number
    requests.get(f"{sandbox.base}/_sandbox/desk/files", timeout=5)
    typed(sandbox, book, (1, 0), "x")
    assert sandbox.log.number == before


def test_other_sites_may_not_ask(sandbox: Sandbox) -> None:
    headers = {"Origin": "https://example.com"}
    answer = requests.get(f"{sandbox.base}/_sandbox/desk/files", headers=headers, timeout=5)
    assert answer.status_code == 403


@pytest.fixture
def page(sandbox: Sandbox) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        opened = browser.new_page(viewport={"width": 1200, "height": 700})
        problems: list[str] = []
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on("requestfailed", lambda request: problems.append(request.url))
        opened.goto(sandbox.base, wait_until="networkidle")
        yield opened
        browser.close()
    assert problems == []


@pytest.mark.browser
def test_a_ward_officer_fills_the_sheet(book: gspread.Spreadsheet, page: Page) -> None:
    from playwright.sync_api import expect

    page.reload(wait_until="networkidle")
    expect(page.locator("#files tr")).to_have_count(1)
    page.get_by_label("Tìm").fill("khác hẳn")
    expect(page.locator("#files tr")).to_have_count(0)
    page.get_by_label("Tìm").fill("an phú")
    page.get_by_role("link", name="Phường An Phú - Đăng ký").click()
    expect(page.locator("#who")).to_have_value(WARD)
    page.locator('td[data-at="1,0"]').click()
    page.keyboard.type("Trả kết quả tại nhà")
    page.keyboard.press("Enter")
    page.locator('td[data-at="1,0"]', has_text="Trả kết quả tại nhà").wait_for()

    page.locator('td[data-at="1,1"]').dblclick()
    page.locator('td[data-at="1,1"] select').select_option("Số hóa")
    page.locator('td[data-at="1,1"]', has_text="Số hóa").wait_for()

    page.locator('td[data-at="0,0"]').click()
    page.keyboard.type("khác")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Ô A1 của trang “Đăng ký” được bảo vệ").wait_for()
    expect(page.locator("td.chosen")).to_have_attribute("data-at", "0,0")
    expect(page.locator('td[data-at="0,0"]')).to_have_text("Tên sáng kiến")
    expect(page.locator('td[data-at="0,4"]')).to_have_count(0)
    assert book.sheet1.get("A1:B2") == [
        ["Tên sáng kiến", "Lĩnh vực"],
        ["Trả kết quả tại nhà", "Số hóa"],
    ]


def opened_by_the_ward(page: Page) -> None:
    page.reload(wait_until="networkidle")
    page.get_by_role("link", name="Phường An Phú - Đăng ký").click()
    page.locator('td[data-at="1,0"]').click()


def pasted(page: Page, text: str) -> None:
    """Paste as from another program."""
    page.locator("#grid").evaluate(
        """(grid, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
        }""",
        text,
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"Trả kết quả\ntại nhà"\tMột cửa\r\nKý số\tSố hóa\r\n', ["Trả kết quả\ntại nhà", "Ký số"]),
        ('"Mô hình ""5 không"""\n5" màn hình\n', ['Mô hình "5 không"', '5" màn hình']),
        ("Hẹn giờ", ["Hẹn giờ"]),
        ("Hẹn giờ\n\nKý số", ["Hẹn giờ", "", "Ký số"]),
        ('"chưa đóng ngoặc\nKý số', ['"chưa đóng ngoặc', "Ký số"]),
    ],
)
def test_a_block_copied_from_a_sheet_keeps_its_cells(
    book: gspread.Spreadsheet, page: Page, text: str, cells: list[str]
) -> None:
    opened_by_the_ward(page)
    pasted(page, text)
    last = len(cells)
    page.locator(f'td[data-at="{last},0"]', has_text=cells[-1]).wait_for()
    assert book.sheet1.col_values(1)[1:] == cells


@pytest.mark.browser
def test_a_cell_with_a_list_keeps_what_is_not_in_it(book: gspread.Spreadsheet, page: Page) -> None:
    kind = ValidationConditionType.one_of_list
    book.sheet1.add_validation("B2:B20", kind, ["Một cửa", "Số hóa"], strict=False)
    opened_by_the_ward(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Tư pháp")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="phải là một trong: Một cửa, Số hóa").wait_for()
    page.locator('td[data-at="2,1"].chosen').wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F2")
    page.locator('td[data-at="1,1"] select').press("Enter")
    page.locator('td[data-at="2,1"].chosen').wait_for()
    assert book.sheet1.acell("B2").value == "Tư pháp"
