"""From a form button or a control of the ribbon to the cells: the macro is run, then its Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from addin.build.outputs import WORKBOOK, build
from addin.build.xlam import NAME
from addin.buttons.catalog import button_of
from addin.demo.units import write_demo_units
from addin.workbook.layout import layout_of
from addin.workbook.settings import SETTINGS_COLUMN, SETTINGS_ROW, Setting
from campaign.plan.loading import load_campaign, load_campaign_roster
from tests.button_hosts import DesktopHost, Shown, tables
from tests.vba_runs import Excel, pressed

CAMPAIGN = "q12-cchc-2020"
LAYOUT = layout_of(load_campaign(CAMPAIGN))
CONTROL = LAYOUT["control"].title


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nút")
    build(folder, CAMPAIGN)
    write_demo_units(folder, load_campaign(CAMPAIGN), load_campaign_roster(CAMPAIGN))
    for place, path in enumerate(sorted((folder / "units").rglob("*.*"))):
        if place % 6:
            path.unlink()
    return folder


@pytest.fixture
def desktop(built: Path) -> Iterator[DesktopHost]:
    """The built workbook, open in a program as on a desktop; its settings name folder and day."""
    host = DesktopHost(built / WORKBOOK)
    for row, setting in enumerate(Setting, SETTINGS_ROW + 1):
        typed = {Setting.FOLDER: str(built / "units"), Setting.AS_OF: "02/11/2020 08:00"}
        if setting in typed:
            host.type_in(CONTROL, (row, SETTINGS_COLUMN + 1), typed[setting])
    xw.Book.set_mock_caller(host.book)
    yield host
    del xw.Book._mock_caller


def run(command: str) -> None:
    """What Python does with the command that a macro gives it."""
    exec(command, {})  # noqa: S102 - as ``python -c`` does


def rows(shown: Shown, key: str) -> int:
    sheet = LAYOUT[key]
    return len({row for row, _ in shown[sheet.title] if row >= sheet.first})


def test_form_buttons_fill_the_sheets_and_take_it_back(built: Path, desktop: DesktopHost) -> None:
    excel = Excel(built / WORKBOOK)
    macros = {shape.name: shape.macro for shape in excel.app.sheet(CONTROL).shapes()}
    before = desktop.shown()
    for button in ("consolidate", "check", "shortlist"):
        (command,) = excel.commands(macros[f"thidua_{button}"])
        run(command)
    after = desktop.shown()
    assert rows(before, "registration") == 0 < rows(after, "registration")
    assert rows(after, "scores") > 0
    for _ in range(3):
        run(*excel.commands(macros["thidua_undo"]))
    assert tables(desktop.shown()) == tables(before)


def test_the_ribbon_does_the_whole_job_in_the_workbook_in_front(
    built: Path, desktop: DesktopHost
) -> None:
    run(*Excel(built / NAME).commands("ThiduaRibbon.RibbonThiduaAll", pressed()))
    shown = desktop.shown()
    assert rows(shown, "registration") > 0
    assert rows(shown, "journal") > 0


def test_each_press_ends_with_its_sentence_on_the_screen(built: Path, desktop: DesktopHost) -> None:
    excel = Excel(built / WORKBOOK)
    run(*excel.commands(button_of("help").macro))
    run(*excel.commands(button_of("consolidate").macro))
    assert len(desktop.program.alerts) == 2
    assert desktop.program.alerts[1].startswith("Tổng hợp xong")


def test_what_cannot_be_done_is_a_sentence_on_the_screen_too(
    built: Path, desktop: DesktopHost
) -> None:
    desktop.type_in(CONTROL, (SETTINGS_ROW + 1, SETTINGS_COLUMN + 1), "khong-co")
    before = desktop.shown()
    run(*Excel(built / WORKBOOK).commands(button_of("all").macro))
    assert len(desktop.program.alerts) == 1
    assert desktop.shown() == before
