"""A workbook with other people's parts goes through a hundred presses: those stay as they were."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from pyopenvba import ExcelFile, VBAModuleKind

from addin.hosts.file_press import FilePress, press_file
from addin.package import WorkbookPackage
from tests.button_hosts import FileHost, door, tables
from tests.workbook_samples import first_run

PRESSES = 100
MACRO = "Sub Toi()\r\nEnd Sub\r\n"
OURS = ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/", "xl/sharedStrings.xml")
FOREIGN = {
    "xl/media/image77.png": b"\x89PNG\r\n\x1a\n of theirs",
    "xl/drawings/drawing77.xml": b"<xdr:wsDr/>",
    "xl/pivotCache/pivotCacheDefinition7.xml": b"<pivotCacheDefinition/>",
    "xl/pivotTables/pivotTable7.xml": b"<pivotTableDefinition name='PT'/>",
    "xl/externalLinks/externalLink7.xml": b"<externalLink/>",
    "customXml/item7.xml": b"<theirs/>",
}
NAME = b"<definedName name=\"Cua_toi\">'[kh\xc3\xa1c.xlsx]Trang 1'!$A$1</definedName>"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Our workbook with macros, and in it a sheet, a module, parts and a name of somebody's."""
    path = tmp_path / "so.xlsm"
    first_run(path)
    with ExcelFile(path) as file:
        file.vba_project().add_module("CuaToi", MACRO, kind=VBAModuleKind.standard)
        file.save()
    package = WorkbookPackage.open(path)
    package.add_sheet("Của tôi")
    package.set_cells("Của tôi", {(row, 0): f"dòng {row}" for row in range(50)})
    package.save(path)
    _add_parts(path)
    return path


def _add_parts(path: Path) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    workbook = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = workbook.replace(b"</definedNames>", NAME + b"</definedNames>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (parts | FOREIGN).items():
            new.writestr(name, content)


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {info.filename: file.read(info) for info in file.infolist()}


def theirs(path: Path) -> dict[str, bytes]:
    """Parts that no press has a reason to touch, and the foreign sheet."""
    package = WorkbookPackage.open(path, read_only=True)
    mine = package._text("Của tôi").part
    parts = parts_of(path)
    return {
        name: content
        for name, content in parts.items()
        if name == mine or not name.startswith(OURS)
    }


def test_a_hundred_presses_and_undos_leave_what_is_not_ours(book: Path, tmp_path: Path) -> None:
    source = tmp_path / "Phường Thới An.csv"
    source.write_text(
        "STT,Đơn vị,Tên mô hình,Ngày nộp\n1,UBND phường Thới An,Trả tại nhà,18/05/2020\n", "utf-8"
    )
    before, shown = theirs(book), tables(FileHost(book).shown())
    pressed = door(source)
    for _ in range(PRESSES // 2):
        press_file(FilePress("shortlist", book), pressed)
        press_file(FilePress("undo", book), pressed)
    after = theirs(book)
    assert {name for name in before if before[name] != after.get(name)} == set()
    assert before.keys() == after.keys()
    assert NAME in parts_of(book)["xl/workbook.xml"]
    assert tables(FileHost(book).shown()) == shown
    with ExcelFile(book) as file:
        assert "Sub Toi()" in file.vba_modules()["CuaToi"]
