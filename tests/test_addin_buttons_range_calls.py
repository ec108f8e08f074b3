"""A press asks a program twice a table to read and three times to write it, however long it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlwings as xw

from addin.buttons.changes import change_of
from addin.buttons.drafts import Drafts
from addin.buttons.open_book import OpenBook
from addin.buttons.putting import Putting
from addin.workbook.layout import layout_of
from campaign.plan.loading import load_campaign
from tests.button_hosts import HOSTS, DesktopHost, FileHost, GoogleHost, Host, door
from tests.memory_book import MemoryBook
from tests.range_calls import WRITTEN, counting, pressed

LAYOUT = layout_of(load_campaign("q12-cchc-2020"))
FEW, MANY = 60, 600
UNIT = "UBND phường Thới An"


@pytest.fixture(params=HOSTS.values(), ids=HOSTS.keys())
def make(request: pytest.FixtureRequest) -> Callable[[Path], Host]:
    made: Callable[[Path], Host] = request.param
    return made


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bringing a window to the front needs a desktop."""
    monkeypatch.setattr(xw.App, "activate", lambda *_, **__: None)


def source(folder: Path, rows: int) -> Path:
    """A unit's registrations; every third has a date that does not exist."""
    dates = ("18/05/2020", "19/05/2020", "31/06/2020")
    lines = [f"{n},{UNIT},Mô hình số {n},Thủ tục,{dates[n % 3]}" for n in range(1, rows + 1)]
    path = folder / f"{UNIT} {rows}.csv"
    path.write_text("\n".join(["STT,Đơn vị,Tên mô hình,Lĩnh vực CCHC,Ngày nộp", *lines]), "utf-8")
    return path


def choose_first_row(host: Host) -> None:
    """Select a registration, for *Giải thích*."""
    sheet = LAYOUT["registration"]
    if isinstance(host, FileHost):
        host.selected = sheet.title, f"B{sheet.first + 1}"
    elif isinstance(host, DesktopHost):
        tab = [one.title for one in host.memory.sheets].index(sheet.title)
        host.book.impl.sheets.chosen = (tab, (sheet.first + 1, 2))
    elif isinstance(host, GoogleHost):
        tab = [one.title for one in host.memory.sheets].index(sheet.title)
        host.sheet.selection = (tab, f"B{sheet.first + 1}")


def test_each_button_of_the_office(
    make: Callable[[Path], Host], written: Path, tmp_path: Path
) -> None:
    host = make(Path(shutil.copy(written, tmp_path / written.name)))
    few, many = door(source(tmp_path, FEW)), door(source(tmp_path, MANY))
    for button in ("consolidate", "check", "shortlist", "undo", "papers"):
        pressed(host, button, few)
    choose_first_row(host)
    assert pressed(host, "explain", few).written() == {LAYOUT["journal"].title}
    assert pressed(host, "help", few).total() == 0
    # Longer, back, and longer again: the same calls for ten times the rows.
    longer, back = pressed(host, "all", many), pressed(host, "undo", many)
    shorter = pressed(host, "all", few)
    assert max(longer.total(), back.total(), shorter.total()) <= 5 * len(LAYOUT.sheets)


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_each_button_of_a_unit(make: Callable[[Path], Host], tmp_path: Path, rows: int) -> None:
    from openpyxl import Workbook

    made = Workbook()
    made.active.title = "Đăng ký"
    for line in source(tmp_path, rows).read_text("utf-8").splitlines():
        made.active.append(line.split(","))
    made.save(tmp_path / "biểu.xlsx")
    host = make(tmp_path / "biểu.xlsx")
    by = replace(door(tmp_path), sources=(), ledger=str(tmp_path / "so.sqlite"))
    for button in ("validate", "validate", "submit", "submit"):
        pressed(host, button, by)


def test_cells_apart_from_each_other_are_one_call_and_what_stands_between_them_stays(
    written: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(written, tmp_path / written.name))
    memory = MemoryBook.of(path)
    sheet = LAYOUT["flags"]
    memory[sheet.title].type_in((1, 1), "=1+1")
    memory[sheet.title].type_in((0, 2), "'0909")
    host = DesktopHost(path)
    host.memory.sheets[:] = memory.sheets
    book = OpenBook(host.book)
    drafts = Drafts()
    drafts.set_cells(sheet.title, {(0, 0): "Mới", (2, 3): "Khác", (1, 2): 7})
    drafts.replace_rows(sheet.title, sheet.first, [["một"], ["hai"]], styles=[0])
    (draft,) = drafts
    with counting() as calls:
        Putting(book, {}).put(change_of(book, draft))
    assert calls.most(WRITTEN) <= 3
    cells = host.memory[sheet.title].cells
    assert [cells[place].value for place in ((0, 0), (2, 3), (1, 2))] == ["Mới", "Khác", 7]
    assert cells[1, 1].formula == "=1+1"
    assert cells[0, 2].value == "0909"
