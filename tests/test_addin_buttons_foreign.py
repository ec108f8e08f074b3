"""A workbook with other people's parts goes through a hundred presses: those stay as they were."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from pyopenvba import ExcelFile, VBAModuleKind

from addin.hosts.file_press import FilePress, press_file
from addin.package import WorkbookPackage
from tests.button_hosts import FileHost, door, tables
from tests.foreign_parts import EXTERNAL, NAMES, OURS, PIVOTS, RULES, THEIRS, WIDTH, add_foreign
from tests.intake_files import converted
from tests.workbook_samples import first_run

ROUNDS = {"all": 10, "shortlist": 40}
"""How often each button is pressed and taken back: a hundred presses."""

MACRO = "Sub Toi()\r\nEnd Sub\r\n"
WRITTEN = re.compile(r"xl/(workbook|styles|sharedStrings)\.xml|xl/charts/chart[1-9]\.xml")
"""Parts that a press of ours may write, beside the sheets of ours."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our workbook with macros, with a module, a sheet and all kinds of things of somebody's."""
    path = tmp_path_factory.mktemp("so") / "so.xlsm"
    first_run(path)
    with ExcelFile(path) as file:
        file.vba_project().add_module("CuaToi", MACRO, kind=VBAModuleKind.standard)
        file.save()
    add_foreign(path)
    return path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / made.name))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Phường Thới An.csv"
    path.write_text(
        "STT,Đơn vị,Tên mô hình,Ngày nộp\n1,UBND phường Thới An,Trả tại nhà,18/05/2020\n", "utf-8"
    )
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {info.filename: file.read(info) for info in file.infolist()}


def theirs(path: Path) -> dict[str, bytes]:
    """Parts that no press has a reason to touch: all but our sheets and what frames them."""
    package = WorkbookPackage.open(path, read_only=True)
    mine = {package._text(title).part for title in package.sheets if title != THEIRS}
    return {
        name: content
        for name, content in parts_of(path).items()
        if name not in mine and not WRITTEN.fullmatch(name)
    }


def still_in(path: Path) -> set[str]:
    """What of theirs stands in parts that presses write."""
    parts, package = parts_of(path), WorkbookPackage.open(path, read_only=True)
    book, sheet = parts["xl/workbook.xml"].decode(), parts[package._text(OURS).part].decode()
    found = {text for text in (EXTERNAL, NAMES, PIVOTS) if text in book}
    return found | {text for text in (RULES, WIDTH) if text in sheet}


def test_a_hundred_presses_and_undos_leave_what_is_not_ours(book: Path, source: Path) -> None:
    before, shown = theirs(book), tables(FileHost(book).shown())
    kinds = ("pivotTables/", "pivotCache/", "media/", "charts/chart77", "comments", "persons/")
    for kind in (*kinds, "threadedComments/", "externalLinks/", "vbaProject", "ctrlProps/"):
        assert any(kind in name for name in before), kind
    assert len(still_in(book)) == 5
    pressed = door(source)
    for button, rounds in ROUNDS.items():
        for _ in range(rounds):
            press_file(FilePress(button, book), pressed)
            press_file(FilePress("undo", book), pressed)
    after = theirs(book)
    assert {name for name in before if before[name] != after.get(name)} == set()
    assert before.keys() == after.keys()
    assert len(still_in(book)) == 5
    assert tables(FileHost(book).shown()) == shown
    with ExcelFile(book) as file:
        assert "Sub Toi()" in file.vba_modules()["CuaToi"]


def test_the_press_does_rewrite_the_sheet_that_holds_things_of_theirs(
    book: Path, source: Path
) -> None:
    press_file(FilePress("all", book), door(source))
    assert "Trả tại nhà" in FileHost(book).shown()[OURS].values()
    assert len(still_in(book)) == 5
    assert list(WorkbookPackage.open(book).sheets)[2:5] == [OURS, THEIRS, "Sơ kết"]


@pytest.mark.office
def test_libreoffice_shows_it_all_after_a_press(book: Path, source: Path, tmp_path: Path) -> None:
    press_file(FilePress("all", book), door(source))
    ods = tmp_path / "xem.ods"
    ods.write_bytes(converted(book.read_bytes(), "xlsm", "ods", tmp_path))
    content = parts_of(ods)["content.xml"].decode()
    for wanted in ("data-pilot-table ", "Ghi chú của tôi", "Lời bàn của tôi", "Cua_toi"):
        assert wanted in content, wanted
    sheet = content[content.index(f'table:name="{THEIRS}"') :]
    sheet = sheet[: sheet.index("</table:table>")]
    assert sheet.count("<draw:image ") >= 1
    assert sheet.count("<draw:object ") >= 1
    assert "#REF!" not in sheet
