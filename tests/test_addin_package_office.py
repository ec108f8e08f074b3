"""LibreOffice opens what was edited and shows it; what LibreOffice saved can be edited in turn."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from addin.package import CellOut, Formula, WorkbookPackage
from tests.package_files import FIRST, OTHER, SHEET, raw_parts, rich_workbook, rows_to_write, texts

pytestmark = [
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore:.*extension is not supported"),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def converted(path: Path, form: str, folder: Path, kind: str = "") -> Path:
    """Let LibreOffice save a workbook in another form, with a profile of the test's own."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    command += [f"--infilter={kind}"] if kind else []
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{form}"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "sổ.xlsx"
    rich_workbook(path)
    return path


def test_libreoffice_reads_what_was_written(book: Path, tmp_path: Path) -> None:
    strange = ["=1+1", "_x0041_", " hai đầu ", "dòng 1\ndòng 2", "\x07 chuông", "😀", "R&D <b>"]
    package = WorkbookPackage.open(book)
    rows: list[list[CellOut]] = [[text, Formula("LEN(A5)*10", None)] for text in strange]
    package.replace_rows(SHEET, FIRST, rows, styles=[0, 0])
    package.save(book)
    (tmp_path / "lại").mkdir()
    again = WorkbookPackage.open(converted(book, "xlsx", tmp_path / "lại"))
    found = [cells for number, cells in again.rows(SHEET) if number >= FIRST]
    assert [cells[0].value for cells in found[: len(strange)]] == strange
    assert {cells[1].value for cells in found[: len(strange)]} == {40}
    assert all(cells[0].formula is None for cells in found)


def test_a_workbook_that_libreoffice_saved_can_be_edited(book: Path, tmp_path: Path) -> None:
    (tmp_path / "lại").mkdir()
    theirs = converted(book, "xlsx", tmp_path / "lại")
    before = raw_parts(theirs)
    package = WorkbookPackage.open(theirs)
    day = package.style_row(SHEET, FIRST)[3]
    package.replace_rows(SHEET, FIRST, rows_to_write(30), styles=[0, 0, 0, day, 0])
    package.set_cells(OTHER, {(0, 5): "thêm"})
    package.save(theirs)
    after = raw_parts(theirs)
    changed = {part for part in before if before[part] != after.get(part)}
    ours = ("xl/worksheets/sheet", "xl/tables/", "xl/workbook", "xl/charts/chart")
    assert all(part.startswith(ours) for part in changed)
    sheet = openpyxl.load_workbook(theirs)[SHEET]
    assert [row[0] for row in sheet.iter_rows(min_row=FIRST + 1, values_only=True)] == [
        *range(1, 31)
    ]
    assert 'ref="A4:E34"' in texts(theirs)["xl/tables/table1.xml"]
    pages = converted(theirs, "pdf", tmp_path / "lại")
    assert pages.read_bytes().startswith(b"%PDF")


def test_a_workbook_that_openpyxl_saved_can_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    theirs = openpyxl.Workbook()
    sheet = theirs.active
    assert sheet is not None
    sheet.append(["TT", "Tên"])
    for n in range(5):
        sheet.append([n, f"=A{n + 2}*2"])
    sheet.auto_filter.ref = "A1:B6"
    theirs.save(path)
    package = WorkbookPackage.open(path)
    package.replace_rows(sheet.title, 1, [[n, "x"] for n in range(9)], styles=[0, 0])
    package.save(path)
    back = openpyxl.load_workbook(path).active
    assert back is not None
    assert back.auto_filter.ref == "A1:B10"
    assert [row[1] for row in back.iter_rows(min_row=2, values_only=True)] == ["x"] * 9
