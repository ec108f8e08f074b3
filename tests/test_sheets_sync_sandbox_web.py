from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import gspread
import pytest
import requests
from gspread.utils import ValidationConditionType

from sheets_sync.sandbox.server import Sandbox
from tests.chromium import chromium
from tests.sandbox_page import answered_late, pasted
from tests.sandbox_server import WARD

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
    assert f"hãy mở {sandbox.base}" in answer.json()["error"]


def test_the_page_may_be_opened_by_the_machines_name(
    sandbox: Sandbox, book: gspread.Spreadsheet
) -> None:
    headers = {"Origin": sandbox.base.replace("127.0.0.1", "localhost")}
    body = {"id": book.id, "account": WARD, "sheet": 0, "row": 1, "column": 0, "texts": [["Ký số"]]}
    address = f"{sandbox.base}/_sandbox/desk/enter"
    assert requests.post(address, json=body, headers=headers, timeout=5).ok
    assert book.sheet1.acell("A2").value == "Ký số"


def taken_back(sandbox: Sandbox, book: gspread.Spreadsheet, who: str = WARD) -> requests.Response:
    """Ctrl+Z on the page."""
    body = {"id": book.id, "account": who}
    return requests.post(f"{sandbox.base}/_sandbox/desk/undo", json=body, timeout=5)


def test_what_was_typed_is_taken_back_entry_by_entry(
    sandbox: Sandbox, book: gspread.Spreadsheet
) -> None:
    typed(sandbox, book, (1, 0), "Hẹn giờ\tMột cửa\t2/3/2026", "Ký số\tSố hóa\t5/3/2026")
    before = book.sheet1.get("A1:C3", value_render_option="UNFORMATTED_VALUE")
    typed(sandbox, book, (1, 2), "4/3/2026")
    assert taken_back(sandbox, book).json() == {
        "warnings": [],
        "place": {"sheet": 0, "row": 1, "column": 2},
    }
    assert book.sheet1.get("A1:C3", value_render_option="UNFORMATTED_VALUE") == before
    assert taken_back(sandbox, book).ok
    assert len(book.sheet1.get_all_values()) == 1
    assert "Không còn gì để hoàn tác" in taken_back(sandbox, book).json()["error"]


def test_an_entry_that_changed_nothing_is_not_what_is_taken_back(
    sandbox: Sandbox, book: gspread.Spreadsheet
) -> None:
    typed(sandbox, book, (1, 0), "Hẹn giờ")
    typed(sandbox, book, (2, 0), "")
    assert taken_back(sandbox, book).ok
    assert book.sheet1.acell("A2").value is None


def test_undo_leaves_what_somebody_else_wrote_since(
    sandbox: Sandbox, book: gspread.Spreadsheet
) -> None:
    typed(sandbox, book, (1, 0), "Hẹn giờ", "Ký số")
    book.sheet1.update([["Của văn phòng"]], "A2")
    assert taken_back(sandbox, book).json()["warnings"] == [
        "Ô A2 đã được sửa sau đó nên giữ nguyên."
    ]
    assert book.sheet1.col_values(1) == ["Tên sáng kiến", "Của văn phòng"]


@pytest.fixture
def page(sandbox: Sandbox) -> Iterator[Page]:
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1200, "height": 700})
        problems: list[str] = []
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on("requestfailed", lambda request: problems.append(request.url.partition("?")[0]))
        opened.goto(sandbox.base, wait_until="networkidle")
        yield opened
    assert set(problems) <= {f"{sandbox.base}/_sandbox/desk/version"}, "a look may be cut off"


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


@pytest.mark.browser
def test_who_types_on_while_a_cell_is_saved_loses_nothing(
    book: gspread.Spreadsheet, page: Page
) -> None:
    opened_by_the_ward(page)
    answered_late(page)
    for text in ("Một cửa", "Hẹn giờ", "Ký số"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.locator('td[data-at="4,0"].chosen').wait_for()
    with page.expect_response("**/desk/book?*"):
        page.keyboard.type("Trả kết quả")
    page.keyboard.type(" tại nhà")
    page.keyboard.press("Enter")
    with page.expect_response("**/desk/book?*"):
        pass
    assert book.sheet1.col_values(1)[1:] == ["Một cửa", "Hẹn giờ", "Ký số", "Trả kết quả tại nhà"]


@pytest.mark.browser
def test_a_refusal_is_still_there_to_read_when_the_next_cell_was_taken(
    book: gspread.Spreadsheet, page: Page
) -> None:
    from playwright.sync_api import expect

    opened_by_the_ward(page)
    answered_late(page)
    page.locator('td[data-at="1,2"]').click()
    page.keyboard.type("31/2/2026")
    page.keyboard.press("Enter")
    page.keyboard.type("1/3/2026")
    with page.expect_response("**/desk/book?*"):
        page.keyboard.press("Enter")
    told = page.get_by_role("status").filter(has_text="Ô C2 phải là một ngày có thật")
    expect(told).to_be_visible()
    expect(page.locator('td[data-at="1,2"]')).to_have_text("")
    assert book.sheet1.get("C2:C3") == [[], ["1/3/2026"]]


@pytest.mark.browser
def test_line_breaks_stay_and_can_be_typed(book: gspread.Spreadsheet, page: Page) -> None:
    book.sheet1.update([["Dòng một\nDòng hai"]], "A2")
    opened_by_the_ward(page)
    page.keyboard.press("F2")
    page.keyboard.press("Enter")
    assert book.sheet1.acell("A2").value == "Dòng một\nDòng hai"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("Dòng ba")
    with page.expect_response("**/desk/book?*"):
        page.keyboard.press("Enter")
    assert book.sheet1.acell("A2").value == "Dòng một\nDòng hai\nDòng ba"


@pytest.mark.browser
@pytest.mark.usefixtures("book")
def test_a_protected_cell_says_so_at_once_and_takes_no_letter(page: Page) -> None:
    from playwright.sync_api import expect

    opened_by_the_ward(page)
    page.locator('td[data-at="0,0"]').click()
    page.keyboard.press("x")
    told = page.get_by_role("status").filter(has_text="Ô A1 của trang “Đăng ký” được bảo vệ")
    expect(told).to_be_visible()
    expect(page.locator("#grid textarea, #grid input")).to_have_count(0)


@pytest.mark.browser
def test_a_protected_cell_still_says_so_when_the_cell_before_was_saved(
    book: gspread.Spreadsheet, page: Page
) -> None:
    from playwright.sync_api import expect

    opened_by_the_ward(page)
    answered_late(page)
    page.keyboard.type("Một cửa")
    with page.expect_response("**/desk/book?*"):
        page.keyboard.press("Enter")
        page.locator('td[data-at="0,0"]').click()
        page.keyboard.press("x")
    page.locator('td[data-at="1,0"]', has_text="Một cửa").wait_for()
    told = page.get_by_role("status").filter(has_text="Ô A1 của trang “Đăng ký” được bảo vệ")
    expect(told).to_be_visible()
    assert book.sheet1.acell("A2").value == "Một cửa"


@pytest.mark.browser
def test_a_protected_cell_still_says_so_when_what_was_saved_is_drawn_late(
    book: gspread.Spreadsheet, page: Page
) -> None:
    from playwright.sync_api import expect

    opened_by_the_ward(page)
    answered_late(page, "**/desk/book?*")
    page.keyboard.type("Một cửa")
    with page.expect_response("**/desk/enter"):
        page.keyboard.press("Enter")
    with page.expect_response("**/desk/book?*"):
        page.locator('td[data-at="0,0"]').click()
        page.keyboard.press("x")
    told = page.get_by_role("status").filter(has_text="Ô A1 của trang “Đăng ký” được bảo vệ")
    page.wait_for_timeout(100)
    expect(told).to_be_visible()
    assert book.sheet1.acell("A2").value == "Một cửa"


@pytest.mark.browser
def test_arrows_pass_merged_cells_and_close_what_was_typed(
    book: gspread.Spreadsheet, page: Page
) -> None:
    book.sheet1.merge_cells("A3:C4")
    opened_by_the_ward(page)
    page.locator('td[data-at="1,1"]').click()
    for at in ("2,0", "4,0"):
        page.keyboard.press("ArrowDown")
        page.locator(f'td[data-at="{at}"].chosen').wait_for()
    page.keyboard.type("Hẹn giờ")
    page.keyboard.press("ArrowRight")
    page.locator('td[data-at="4,1"].chosen').wait_for()
    page.keyboard.press("Shift+Tab")
    page.locator('td[data-at="4,0"].chosen', has_text="Hẹn giờ").wait_for()


@pytest.mark.browser
def test_ctrl_z_takes_a_pasted_block_back(book: gspread.Spreadsheet, page: Page) -> None:
    opened_by_the_ward(page)
    pasted(page, "Hẹn giờ\tMột cửa\nKý số\tSố hóa")
    page.locator('td[data-at="2,1"]', has_text="Số hóa").wait_for()
    page.locator('td[data-at="5,0"]').click()
    page.keyboard.press("Control+z")
    page.locator('td[data-at="1,0"].chosen').wait_for()
    assert len(book.sheet1.get_all_values()) == 1


@pytest.mark.browser
def test_a_phone_shows_the_list_whole_and_a_second_tap_opens_a_cell(
    sandbox: Sandbox, book: gspread.Spreadsheet, page: Page
) -> None:
    browser = page.context.browser
    assert browser is not None
    phone = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ).new_page()
    phone.goto(sandbox.base, wait_until="networkidle")
    assert phone.evaluate("document.querySelector('#list').scrollWidth") <= 360
    phone.get_by_role("link", name="Phường An Phú - Đăng ký").tap()
    cell = phone.locator('td[data-at="1,0"]')
    cell.tap()
    cell.tap()
    phone.locator('td[data-at="1,0"] textarea').fill("Một cửa")
    with phone.expect_response("**/desk/book?*"):
        phone.locator('td[data-at="2,0"]').tap()
    assert book.sheet1.acell("A2").value == "Một cửa"
