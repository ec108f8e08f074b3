"""The add-in and the workbook with buttons: each control leads to its Python, and to no other."""

from __future__ import annotations

import re
import shutil
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject

from addin.build.modules import (
    ADDIN,
    WORKBOOK,
    Module,
    our_modules,
    ribbon_module,
    wheel,
    xlwings_modules,
)
from addin.build.outputs import WORKBOOK as FILE
from addin.build.outputs import build
from addin.build.ribbon import NAMESPACE
from addin.build.words import WORDS, escaped
from addin.build.xlam import NAME
from addin.buttons.catalog import BUTTONS, Button, For, buttons_for
from addin.workbook.control_page import BUTTON_AREA
from addin.workbook.layout import layout_of
from campaign.errors import UsageError
from tests.test_addin_package_office import converted
from tests.vba_runs import Excel
from tests.workbook_samples import (
    campaign_2020,
    find,
    first_run,
    next_run,
    units_2020,
    write_note,
)

CAMPAIGN = "q12-cchc-2020"
CONTROL = layout_of(campaign_2020())["control"].title
OFFICE = buttons_for(For.OFFICE)
ROW = f"DK-{units_2020()[2].id}-0"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(folder, CAMPAIGN)
    return folder


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ribbon(path: Path, element: str) -> list[ET.Element]:
    root = ET.fromstring(parts(path)["customUI/customUI.xml"])  # noqa: S314 - our own
    return list(root.iter(f"{{{NAMESPACE}}}{element}"))


def test_every_control_of_the_ribbon_runs_the_python_of_its_button(built: Path) -> None:
    excel = Excel(built / NAME)
    controls = ribbon(built / NAME, "button")
    pressed = [excel.commands(control.attrib["onAction"], VBAObject()) for control in controls]
    assert pressed == [[button.command] for button in BUTTONS]


def test_every_form_button_runs_the_python_of_its_button(built: Path) -> None:
    excel = Excel(built / FILE)
    shapes = excel.app.sheet(CONTROL).shapes()
    assert [shape.name for shape in shapes] == [f"thidua_{button.id}" for button in OFFICE]
    assert [excel.commands(shape.macro) for shape in shapes] == [[b.command] for b in OFFICE]


def test_the_tab_says_in_vietnamese_what_each_button_does(built: Path) -> None:
    found = [
        (c.attrib["label"], c.attrib["supertip"], c.attrib["keytip"], c.attrib["imageMso"])
        for c in ribbon(built / NAME, "button")
    ]
    assert found == [(b.label, b.tip, b.keys, b.icon) for b in BUTTONS]
    assert len({button.keys for button in BUTTONS}) == len(BUTTONS)
    groups = [group.attrib["label"] for group in ribbon(built / NAME, "group")]
    assert groups == list(dict.fromkeys(button.group for button in BUTTONS))


def test_two_builds_in_two_places_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(tmp_path / "nơi khác", CAMPAIGN)
    for name in (NAME, FILE):
        assert (tmp_path / "nơi khác" / name).read_bytes() == (built / name).read_bytes()


def test_a_build_leaves_a_workbook_that_is_there_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"cua van phong")
    assert build(tmp_path, CAMPAIGN) == [tmp_path / NAME]
    assert (tmp_path / FILE).read_bytes() == b"cua van phong"


def read_back(path: Path) -> dict[str, str]:
    """Modules as a second tool reads them, without their attributes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its own imports
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(path))
    found = {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    return {name: body(code) for name, code in found.items()}


def body(source: str) -> str:
    lines = source.replace("\r\n", "\n").split("\n")
    kept = [line for line in lines if not line.startswith("Attribute VB_")]
    return "\n".join(kept).strip()


def without_class_header(source: str) -> str:
    return re.sub(
        r"\AVERSION.*?^END\n", "", source.replace("\r\n", "\n"), flags=re.DOTALL | re.MULTILINE
    )


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        (NAME, [*xlwings_modules(ADDIN), *our_modules(BUTTONS), ribbon_module(BUTTONS)]),
        (FILE, [*xlwings_modules(WORKBOOK), *our_modules(OFFICE)]),
    ],
)
def test_a_second_tool_reads_every_module_back_whole(
    built: Path, name: str, modules: Sequence[Module]
) -> None:
    found = read_back(built / name)
    for module in modules:
        assert found[module.name] == body(without_class_header(module.source))
    empty = {name for name, code in found.items() if not code}
    assert set(found) - empty == {module.name for module in modules}


@pytest.mark.parametrize("source", [ADDIN, WORKBOOK])
def test_xlwings_own_code_differs_from_the_wheel_in_two_settings_only(source: str) -> None:
    theirs = (wheel() / source).read_text("ascii").splitlines()
    ours = xlwings_modules(source)[0].source.splitlines()
    changed = {new for old, new in zip(theirs, ours, strict=True) if old != new}
    assert all("PROJECT_NAME" in line or "ADD_WORKBOOK" in line for line in changed)
    assert 'Public Const PROJECT_NAME As String = "xlwings"' in ours
    assert not any('PYTHONPATH", "true"' in line for line in ours)


def test_another_xlwings_than_the_known_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ADDIN).write_text("Sub Other()\nEnd Sub\n")
    monkeypatch.setattr("addin.build.modules.wheel", lambda: tmp_path)
    with pytest.raises(UsageError, match="Bản xlwings đang cài khác"):
        xlwings_modules(ADDIN)


def test_our_vba_is_ascii_and_its_lines_fit() -> None:
    for module in [*our_modules(BUTTONS), ribbon_module(BUTTONS)]:
        assert module.source.isascii()
        assert max(map(len, module.source.splitlines())) < 1023


def test_the_macros_say_vietnamese_whole(built: Path) -> None:
    app = Excel(built / NAME).app
    for name, text in WORDS.items():
        assert app.run("Spoken", escaped(text)) == text
        assert app.evaluate(f"WORDS_{name}") == escaped(text)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [("RunPython = -1", ""), ('Err.Raise 53, , "File not found"', " (File not found)")],
)
def test_when_python_does_not_answer_the_person_is_told_and_excel_is_usable(
    built: Path, answer: str, reason: str
) -> None:
    excel = Excel(built / FILE, f"Application.ScreenUpdating = False\n    {answer}")
    excel.commands("ThiduaSync")
    assert excel.shell.shown[0][0] == WORDS["NO_PYTHON"] + reason
    assert len(excel.shell.shown) == 1
    assert excel.app.application.screen_updating is True
    assert excel.app.application.status_bar is False


def test_with_no_workbook_open_the_ribbon_says_so_and_runs_nothing(built: Path) -> None:
    excel = Excel(built / NAME)
    excel.app.application.workbooks_.books.clear()
    excel.app.application.active_book = None
    assert excel.commands("ThiduaAll") == []
    assert excel.shell.shown[0][0] == WORDS["NO_WORKBOOK"]


def test_the_bar_says_that_python_is_being_called(built: Path) -> None:
    excel = Excel(built / FILE, "Debug.Print Application.StatusBar")
    assert excel.commands("ThiduaSync")[1] == WORDS["STARTING"]
    assert excel.shell.shown == []


# The workbook of a run -----------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "so.xlsm"
    first_run(made)
    return made


def macros_and_buttons(path: Path) -> dict[str, bytes]:
    kept = re.compile(r"xl/(vbaProject\.bin|ctrlProps/|drawings/.*)")
    return {name: data for name, data in parts(path).items() if kept.match(name)}


def test_a_further_run_keeps_macros_and_buttons_byte_for_byte(path: Path) -> None:
    before = macros_and_buttons(path)
    assert len([name for name in before if "ctrlProps" in name]) == len(OFFICE)
    next_run(path)
    assert macros_and_buttons(path) == before
    shapes = ExcelApplication.open(path, with_vba=False).sheet(CONTROL).shapes()
    assert [shape.macro for shape in shapes] == [button.macro for button in OFFICE]


def test_the_buttons_stand_on_the_cells_kept_free_for_them(path: Path) -> None:
    app = ExcelApplication.open(path, with_vba=False)
    first, _, last = BUTTON_AREA.partition(":")
    xml = parts(path)["xl/worksheets/sheet1.xml"].decode()
    corners = re.findall(r"<xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", xml)
    cells = {f"{chr(65 + int(column))}{int(row) + 1}" for column, row in corners}
    area = {f"{c}{r}" for c in "GH" for r in range(int(first[1:]), int(last[1:]) + 1)}
    assert cells <= area
    assert {app.sheet(CONTROL).value(cell) for cell in area} == {None}


def test_a_workbook_without_macros_has_no_buttons(tmp_path: Path) -> None:
    first_run(tmp_path / "so.xlsx")
    assert macros_and_buttons(tmp_path / "so.xlsx").keys().isdisjoint({"xl/vbaProject.bin"})


def test_a_workbook_that_was_renamed_gets_its_buttons_and_keeps_its_notes(tmp_path: Path) -> None:
    first_run(tmp_path / "so.xlsx")
    path = (tmp_path / "so.xlsx").rename(tmp_path / "so.xlsm")
    write_note(path, "registration", ROW, "office_note", "cần bổ sung")
    next_run(path)
    shapes = ExcelApplication.open(path, with_vba=False).sheet(CONTROL).shapes()
    assert [shape.macro for shape in shapes] == [button.macro for button in OFFICE]
    assert b"sheet.macroEnabled.main" in parts(path)["[Content_Types].xml"]
    assert find(path, "registration", ROW)["office_note"].value == "cần bổ sung"


def without_sheet(path: Path, title: str) -> None:
    app = ExcelApplication.open(path, with_vba=False)
    delete = f'Sub Gone()\nApplication.DisplayAlerts = False\nWorksheets("{title}").Delete\nEnd Sub'
    app.add_module(delete, name="Deleting")
    app.run("Gone")
    app.save(path)


def test_a_deleted_sheet_comes_back_in_a_workbook_with_our_buttons(path: Path) -> None:
    without_sheet(path, "Nhật ký")
    assert next_run(path).restored
    assert len([name for name in parts(path) if "ctrlProps" in name]) == len(OFFICE)
    assert Excel(path).commands("ThiduaAll") == [next(b for b in OFFICE if b.id == "all").command]


def test_macros_of_the_offices_own_are_never_dropped_to_restore_a_sheet(path: Path) -> None:
    with ExcelFile(path) as book:
        book.vba_project().add_module("VanPhong", "Sub InThu()\r\nEnd Sub\r\n")
        book.save()
    without_sheet(path, "Nhật ký")
    with pytest.raises(UsageError, match="còn có macro"):
        next_run(path)


# LibreOffice ---------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_both_files_and_shows_each_button(built: Path, tmp_path: Path) -> None:
    shown = converted(built / FILE, "fods", tmp_path).read_text("utf-8")
    for button in OFFICE:
        assert shows(shown, button)
    assert "SỔ THI ĐUA" in shown
    # LibreOffice does not know the ending .xlam: it is told what kind of file it is.
    addin = converted(built / NAME, "fods", tmp_path, "Calc MS Excel 2007 VBA XML")
    assert 'table:name="thidua"' in addin.read_text("utf-8")


def shows(document: str, button: Button) -> bool:
    """Whether a form button of that name calls the macro of a button."""
    named = document.index(f'<form:button form:name="thidua_{button.id}"')
    return f"Thidua.{button.macro}?" in document[named : document.index("</form:button>", named)]
