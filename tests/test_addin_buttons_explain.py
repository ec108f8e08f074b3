"""*Giải thích*: the card of a selected row, in a file, in Excel and in a Google Sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from addin.buttons import press
from addin.hosts.file_press import FilePress, press_file
from addin.workbook.layout import layout_of
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign
from tests.button_hosts import DesktopHost, GoogleHost, door
from tests.memory_book import MemoryBook

LAYOUT = layout_of(load_campaign("q12-cchc-2020"))
FLAGS, ROWS = LAYOUT["flags"], LAYOUT["registration"]
JOURNAL = LAYOUT["journal"].title


def shown_of(book: Path) -> dict[str, object]:
    return {sheet.title: sheet.shown() for sheet in MemoryBook.of(book).sheets}


def flag_of_a_registration(book: Path) -> tuple[int, int, str]:
    """A line of *Cảnh báo* that speaks of a registration: its row, that row, its message."""
    memory = MemoryBook.of(book)
    shown = memory[FLAGS.title].shown()
    rows = {
        str(value): row
        for (row, column), value in memory[ROWS.title].shown().items()
        if column == 0 and row >= ROWS.first
    }
    for (row, column), value in sorted(shown.items()):
        parts = str(value).partition("#")[0].split("|")
        if column == 0 and row >= FLAGS.first and parts[0] == "o" and parts[1] in rows:
            return row, rows[parts[1]], str(shown[row, FLAGS.index("message")])
    raise AssertionError("no flag of a registration in the sample")


def test_a_flag_leads_to_its_row_and_the_row_to_its_flags(book: Path) -> None:
    flag, row, message = flag_of_a_registration(book)
    before = shown_of(book)
    pressed = press_file(
        FilePress("explain", book, selected=(FLAGS.title, f"F{flag + 1}")), door(book)
    )
    assert pressed.sentence.startswith(f"GIẢI THÍCH – {FLAGS.title}, dòng {flag + 1}: ")
    assert message in pressed.sentence
    assert "Bằng chứng: " in pressed.sentence
    assert pressed.selected == (ROWS.title, f"B{row + 1}")
    back = press_file(FilePress("explain", book, selected=(ROWS.title, f"D{row + 1}")), door(book))
    assert message in back.sentence
    assert back.selected is not None
    assert back.selected[0] == FLAGS.title
    assert pressed.written == back.written == book
    assert {**shown_of(book), JOURNAL: None} == {**before, JOURNAL: None}


def test_excel_and_google_say_the_same_and_go_there(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Bringing a window to the front needs a desktop.
    monkeypatch.setattr(xw.App, "activate", lambda *_, **__: None)
    flag, row, _ = flag_of_a_registration(book)
    said = press_file(
        FilePress("explain", book, selected=(FLAGS.title, f"F{flag + 1}")), door(book)
    ).sentence
    desktop = DesktopHost(book)
    tabs = [sheet.title for sheet in desktop.memory.sheets]
    desktop.book.impl.sheets.chosen = (tabs.index(FLAGS.title), (flag + 1, 6))
    assert desktop.press("explain", door(book)) == said
    assert desktop.book.impl.sheets.chosen == (tabs.index(ROWS.title), (row + 1, 2))
    google = GoogleHost(book)
    google.sheet.selection = (tabs.index(FLAGS.title), f"F{flag + 1}")
    assert google.press("explain", door(book)) == said
    assert google.sheet.selection == (tabs.index(ROWS.title), f"B{row + 1}")


@pytest.mark.parametrize(
    ("cell", "said"),
    [("A1", "không phải dòng dữ liệu"), ("B900", "không phải dòng dữ liệu")],
)
def test_a_line_that_is_no_data_is_not_explained(book: Path, cell: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        press_file(FilePress("explain", book, selected=(ROWS.title, cell)), door(book))


def test_a_sheet_of_the_offices_own_has_nothing_to_explain(book: Path) -> None:
    with pytest.raises(UsageError, match="Hãy chọn một dòng ở một trong các trang"):
        press_file(FilePress("explain", book, selected=("Vi phạm", "B7")), door(book))


def test_a_shape_that_is_selected_is_no_cell(book: Path) -> None:
    payload = GoogleHost(book).sheet.payload()
    payload["book"]["selection"] = None
    opened = xw.Book(json=payload)
    try:
        with pytest.raises(UsageError, match="Chưa chọn ô nào"):
            press("explain", opened)
    finally:
        opened.close()


def test_a_sheet_that_the_workbook_lacks_is_named_with_those_there_are(book: Path) -> None:
    with pytest.raises(UsageError, match="không có trang “Không”; các trang hiện có: “Điều khiển”"):
        press_file(FilePress("explain", book, selected=("Không", "A1")), door(book))
