"""*Giải thích*: the card of a selected row, in a file, in Excel and in a Google Sheet."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlwings as xw

from addin.buttons import press
from addin.buttons.award_grounds import law_of
from addin.buttons.open_book import OpenBook
from addin.hosts.file_press import FilePress, press_file
from addin.package import WorkbookPackage
from addin.workbook.layout import layout_of
from addin.workbook.office import read_paint
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign
from campaign.plan.rule_packs import RuleId, RulePack, pack_on
from tests.button_hosts import DesktopHost, GoogleHost, door
from tests.memory_book import MemoryBook

GK = "district_certificate"

LAYOUT = layout_of(load_campaign("q12-cchc-2020"))
FLAGS, ROWS = LAYOUT["flags"], LAYOUT["registration"]
JOURNAL = LAYOUT["journal"].title


def pack_of_2020() -> RulePack:
    found = pack_on(date(2020, 11, 2))
    assert found is not None
    return found


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


@pytest.mark.parametrize("gone", ["Cảnh báo", "Nhật ký"])
def test_a_renamed_sheet_that_the_card_needs_is_named_with_what_to_do(
    book: Path, gone: str
) -> None:
    with zipfile.ZipFile(book) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        f'name="{gone}"'.encode(), f'name="{gone} cũ"'.encode()
    )
    with zipfile.ZipFile(book, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    selected = (ROWS.title, f"D{ROWS.first + 1}")
    with pytest.raises(UsageError, match=f"thiếu trang “{gone}”.*đổi tên trang, rồi bấm lại"):
        press_file(FilePress("explain", book, selected=selected), door(book))


def line_of(book: Path, key: str, **wanted: str) -> int:
    """The first line (from 1) of a sheet whose columns hold these texts."""
    sheet = LAYOUT[key]
    shown = MemoryBook.of(book)[sheet.title].shown()
    for row in range(sheet.first, sheet.first + 200):
        if all(shown.get((row, sheet.index(name))) == text for name, text in wanted.items()):
            return row + 1
    raise AssertionError(f"no such line in {sheet.title}: {wanted}")


def explained(book: Path, key: str, line: int) -> list[str]:
    selected = (LAYOUT[key].title, f"B{line}")
    return press_file(FilePress("explain", book, selected=selected), door(book)).sentence.split(
        "\n"
    )


@pytest.mark.parametrize(
    ("kind", "criteria"),
    [
        ("Tập thể", "Tiêu chí của tập thể: mục 4.1, gạch đầu dòng 1, 2, 3, 4 của kế hoạch."),
        ("Cá nhân", "Tiêu chí của cá nhân: mục 4.2, gạch đầu dòng 2 của kế hoạch."),
    ],
)
def test_the_card_of_a_list_cites_plan_and_law_for_collectives_as_for_persons(
    book: Path, kind: str, criteria: str
) -> None:
    (rule,) = [one for one in pack_of_2020().rules if one.id is RuleId.CERTIFICATE_AUTHORITY]
    line = line_of(book, f"award.{GK}", kind="Tập thể")
    award, package = LAYOUT[f"award.{GK}"], WorkbookPackage.open(book)
    package.set_cells(award.title, {(line - 1, award.index("kind")): kind})
    package.save(book)
    card = explained(book, f"award.{GK}", line)
    assert "Căn cứ khen thưởng: mục 5, gạch đầu dòng 1 của kế hoạch." in card
    assert criteria in card
    assert f"Thẩm quyền: {rule.shown}" in card
    assert rule.clause in rule.shown
    assert "chưa đối chiếu văn bản" in rule.shown


def test_the_law_is_that_of_the_day_the_workbook_was_judged_for(book: Path) -> None:
    opened = xw.Book(json=GoogleHost(book).sheet.payload())
    try:
        read = OpenBook(opened)
        later = datetime(2026, 3, 1)  # noqa: DTZ001 - the office's own clock
        found = law_of(read, LAYOUT, read_paint(read), later, ())
    finally:
        opened.close()
    assert found == pack_of_2020()


def test_a_refusal_names_its_official_ground_before_the_clause(book: Path) -> None:
    line = line_of(book, f"award.{GK}", kind="Tập thể", place="Không đủ")
    card = explained(book, f"award.{GK}", line)
    assert any(said.startswith("Căn cứ: Không đủ ") for said in card)


def test_a_unit_that_was_judged_by_its_proposal_is_explained_by_that_ones_flags(
    book: Path,
) -> None:
    award = LAYOUT[f"award.{GK}"]
    shown = MemoryBook.of(book)[award.title].shown()
    line = line_of(book, f"award.{GK}", kind="Tập thể", place="Không đủ")
    unit = str(shown[line - 1, award.index("unit")])
    card = explained(book, "units", line_of(book, "units", name=unit))
    assert any(said.startswith("LÝ DO (") for said in card)
    assert any(said.startswith("• Không đủ – ") for said in card)
