"""A ward officer at the sandbox's page, in the form that provision made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import chromium
from tests.sandbox_page import answered_late, drawn, pasted
from tests.sheets_office import REGISTRATION, ROW, Office, account_of, new_office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

UNIT = "phuong-thanh-xuan"
FIRST = ROW - 1
"""The first data row, as the page counts."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def few(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, (UNIT,)) as office:
        yield office


def opened_form(browser: Browser, office: Office) -> Page:
    page = browser.new_page(viewport={"width": 1400, "height": 800})
    address = f"{office.box.base}/#{office.files()[UNIT].id}/{account_of(UNIT)}"
    page.goto(address, wait_until="networkidle")
    page.get_by_role("tab", name=REGISTRATION.title).click()
    return page


@pytest.fixture
def page(browser: Browser, few: Office) -> Iterator[Page]:
    opened = opened_form(browser, few)
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    opened.close()
    assert problems == []


def cell(page: Page, row: int, column: int) -> Locator:
    """A cell of the form: its row from the first data row on, both from 0."""
    return page.locator(f'td[data-at="{FIRST + row},{column}"]')


def written(office: Office, cells: str = "A{0}:C{1}", rows: int = 3) -> list[list[str]]:
    sheet = office.book(UNIT).worksheet(REGISTRATION.title)
    return sheet.get(cells.format(ROW, ROW + rows - 1))


def clicked_slowly(page: Page, target: Locator) -> None:
    """A person's click: the button is down for a while."""
    target.hover()
    page.mouse.down()
    page.wait_for_timeout(150)
    page.mouse.up()


def test_who_types_and_clicks_on_writes_into_the_cell_that_was_clicked(
    few: Office, page: Page
) -> None:
    for row, title in enumerate(("Hẹn giờ", "Ký số", "Trả kết quả tại nhà")):
        clicked_slowly(page, cell(page, row, 1))
        page.keyboard.type(title)
    page.keyboard.press("Enter")
    drawn(page)
    assert written(few, "B{0}:B{1}") == [["Hẹn giờ"], ["Ký số"], ["Trả kết quả tại nhà"]]


def test_a_click_after_others_wrote_still_takes_the_letters(few: Office, page: Page) -> None:
    cell(page, 0, 1).click()
    page.keyboard.press("F2")
    few.fill(UNIT, "Một cửa", row=ROW + 4)
    page.evaluate("showBook()")
    clicked_slowly(page, cell(page, 1, 1))
    page.keyboard.type("Ký số")
    page.keyboard.press("Enter")
    drawn(page)
    assert written(few, "B{0}:B{1}", 5) == [[], ["Ký số"], [], [], ["Một cửa"]]


def test_enter_after_tabs_begins_the_next_row(few: Office, page: Page) -> None:
    cell(page, 0, 0).click()
    for number in "12":
        for key, text in (("Tab", number), ("Tab", f"Tên {number}"), ("Enter", "Mô hình")):
            page.keyboard.type(text)
            page.keyboard.press(key)
    drawn(page)
    assert written(few) == [["1", "Tên 1", "Mô hình"], ["2", "Tên 2", "Mô hình"]]
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    cell(page, 2, 2).click()
    page.keyboard.type("Sáng kiến")
    page.keyboard.press("Enter")
    assert page.locator("td.chosen").get_attribute("data-at") == f"{FIRST + 3},2"


def test_a_cell_opened_again_before_it_is_saved_holds_what_was_typed(
    few: Office, page: Page
) -> None:
    answered_late(page)
    cell(page, 0, 1).click()
    for keys in (("Hẹn giờ", "Enter", "ArrowUp", "F2", "End"), (" qua mạng", "Enter")):
        page.keyboard.type(keys[0])
        for key in keys[1:]:
            page.keyboard.press(key)
    drawn(page)
    assert written(few, "B{0}:B{1}") == [["Hẹn giờ qua mạng"]]


def test_arrows_go_through_a_list_instead_of_leaving_it(few: Office, page: Page) -> None:
    cell(page, 0, 2).click()
    page.keyboard.type("M")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("ô hình")
    page.keyboard.press("Enter")
    page.keyboard.press("F2")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    drawn(page)
    assert written(few, "C{0}:C{1}") == [["Mô hình"], ["Sáng kiến"]]


def test_letters_that_an_input_method_composes_are_taken_from_the_first_on(
    few: Office, page: Page
) -> None:
    cell(page, 0, 1).click()
    keyboard = page.context.new_cdp_session(page)
    key = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process", "code": "KeyD"}
    for letter in "đất":
        keyboard.send("Input.dispatchKeyEvent", key)
        composed = {"text": letter, "selectionStart": 1, "selectionEnd": 1}
        keyboard.send("Input.imeSetComposition", composed)
        keyboard.send("Input.insertText", {"text": letter})
    page.keyboard.press("Enter")
    drawn(page)
    assert written(few, "B{0}:B{1}") == [["đất"]]


def test_a_picture_pasted_over_a_cell_leaves_its_text(few: Office, page: Page) -> None:
    few.fill(UNIT, "Hẹn giờ")
    page.evaluate("showBook()")
    cell(page, 0, 1).click()
    pasted(page, None)
    page.get_by_role("status").filter(has_text="Không có chữ nào để dán").wait_for()
    assert written(few, "B{0}:B{1}") == [["Hẹn giờ"]]


def test_a_phone_number_that_is_edited_keeps_its_zero(few: Office, page: Page) -> None:
    cell(page, 0, 1).click()
    page.keyboard.type("'091234567")
    page.keyboard.press("Enter")
    drawn(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    drawn(page)
    assert written(few, "B{0}:B{1}") == [["0912345678"]]


def test_a_rounded_number_that_is_edited_keeps_its_digits(few: Office, page: Page) -> None:
    sheet = few.book(UNIT).worksheet(REGISTRATION.title)
    cell(page, 0, 1).click()
    for text in ("95%", "95,25%"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowUp")
    drawn(page)
    page.keyboard.press("F2")
    page.keyboard.press("Home")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    drawn(page)
    assert sheet.get(f"B{ROW}", value_render_option="UNFORMATTED_VALUE") == [[1.9525]]


def test_what_somebody_else_writes_is_shown_without_reloading(few: Office, page: Page) -> None:
    few.fill(UNIT, "Của đồng nghiệp")
    cell(page, 0, 1).filter(has_text="Của đồng nghiệp").wait_for()


def test_a_tab_that_was_deleted_meanwhile_is_told_in_vietnamese(few: Office, page: Page) -> None:
    office = few.book(UNIT, "van-phong@thidua-sandbox.iam.gserviceaccount.com")
    cell(page, 0, 1).click()
    page.keyboard.type("Hẹn giờ")
    office.del_worksheet(office.worksheet(REGISTRATION.title))
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="trang vừa gõ không còn nữa").wait_for()


def test_a_thousand_rows_are_shown_to_the_last(few: Office, page: Page) -> None:
    office = few.book(UNIT, "van-phong@thidua-sandbox.iam.gserviceaccount.com")
    sheet = office.worksheet(REGISTRATION.title)
    sheet.resize(rows=1100)
    sheet.update([[f"Sáng kiến {number}"] for number in range(1, 1001)], f"B{ROW}")
    page.evaluate("showBook()")
    cell(page, 999, 1).filter(has_text="Sáng kiến 1000").wait_for()
    sheet.resize(rows=2400)
    sheet.update([["Cuối"]], "B2300")
    page.get_by_text("Ở đây chỉ hiện 2000 dòng đầu; trang này có chữ đến dòng 2300.").wait_for()


def test_page_down_near_the_end_goes_to_the_last_row(page: Page) -> None:
    last = page.locator("#grid tr").last.locator("td").first.get_attribute("data-at")
    cell(page, 0, 0).click()
    for _ in range(12):
        page.keyboard.press("PageDown")
    assert page.locator("td.chosen").get_attribute("data-at") == last


def test_what_was_typed_while_nobody_answered_is_saved_as_soon_as_somebody_does(
    few: Office, page: Page
) -> None:
    page.route("**/desk/*", lambda route: route.abort())
    cell(page, 0, 1).click()
    for title in ("Hẹn giờ", "Ký số"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Chữ vừa gõ chưa được ghi").wait_for()
    assert written(few, "B{0}:B{1}") == [[]]
    page.unroute("**/desk/*")
    drawn(page)
    assert written(few, "B{0}:B{1}") == [["Hẹn giờ"], ["Ký số"]]
    assert not page.locator("#said").is_visible()


def test_a_row_that_is_dragged_over_is_emptied_at_once_and_taken_back_at_once(
    few: Office, page: Page
) -> None:
    few.fill(UNIT, "Hẹn giờ", "Ký số")
    page.evaluate("showBook()")
    cell(page, 0, 0).hover()
    page.mouse.down()
    cell(page, 0, 2).hover()
    page.mouse.up()
    assert page.locator("#at").inner_text() == f"A{ROW}:C{ROW}"
    page.keyboard.press("Delete")
    drawn(page)
    assert written(few) == [[], ["2", "Ký số", "Mô hình"]]
    page.keyboard.press("Control+z")
    drawn(page)
    assert written(few) == [["1", "Hẹn giờ", "Mô hình"], ["2", "Ký số", "Mô hình"]]


def test_rows_are_cut_and_pasted_whole(few: Office, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    few.fill(UNIT, 'Mô hình "5 không"', "Ký số")
    page.evaluate("showBook()")
    cell(page, 0, 0).click()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(f"Shift+{key}")
    page.keyboard.press("Control+x")
    cell(page, 3, 0).click()
    page.keyboard.press("Control+v")
    drawn(page)
    rows = [["1", 'Mô hình "5 không"', "Mô hình"], ["2", "Ký số", "Mô hình"]]
    assert written(few, rows=6) == [[], [], [], *rows]


def test_a_block_that_reaches_into_protected_cells_is_emptied_nowhere(
    few: Office, page: Page
) -> None:
    few.fill(UNIT, "Hẹn giờ")
    page.evaluate("showBook()")
    cell(page, 0, 1).click()
    cell(page, -2, 1).click(modifiers=["Shift"])
    page.keyboard.press("Delete")
    page.get_by_role("status").filter(has_text="được bảo vệ").wait_for()
    drawn(page)
    assert written(few, "B{0}:B{1}") == [["Hẹn giờ"]]
