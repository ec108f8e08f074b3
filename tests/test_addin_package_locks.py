"""Files that somebody has open, that are no workbook, or that changed meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.package import WorkbookPackage
from addin.package.atomic import write_atomically
from campaign.errors import UsageError
from tests.package_files import OTHER, SHEET, rich_workbook


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    rich_workbook(path)
    return path


def owner_file(name: str) -> bytes:
    ansi = name.encode("ascii", "replace")
    wide = name.encode("utf-16-le")
    length = len(name)
    return bytes([length]) + ansi.ljust(54) + bytes([length, 0]) + wide.ljust(108, b" ")


def test_excels_owner_file_names_the_holder(book: Path) -> None:
    book.with_name("~$a.xlsx").write_bytes(owner_file("Lê Thị Hạnh"))
    with pytest.raises(UsageError, match=r"Lê Thị Hạnh đang mở tệp “a\.xlsx”"):
        WorkbookPackage.open(book)
    assert WorkbookPackage.open(book, read_only=True).sheets == (SHEET, OTHER)


def test_libreoffices_lock_names_the_holder(book: Path) -> None:
    package = WorkbookPackage.open(book)
    lock = book.with_name(".~lock.a.xlsx#")
    lock.write_text(",hanh,may-12,24.11.2026 08:00,file:///a;", encoding="utf-8")
    with pytest.raises(UsageError, match="hanh đang mở"):
        package.save(book)


def test_an_unreadable_lock_is_a_lock_all_the_same(book: Path) -> None:
    book.with_name("~$a.xlsx").write_bytes(b"")
    with pytest.raises(UsageError, match="đang được mở"):
        WorkbookPackage.open(book)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"khong phai", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"hỏng\.xlsx"):
        WorkbookPackage.open(path)


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không mở được"):
        WorkbookPackage.open(tmp_path / "không có.xlsx")


def test_a_changed_stream_is_noticed(book: Path) -> None:
    data = bytearray(book.read_bytes())
    package = WorkbookPackage.from_bytes(bytes(data), "a.xlsx")
    info = package._archive.infos["xl/worksheets/sheet1.xml"]
    start = info.header_offset + 30 + len(info.filename)
    data[start + 40 : start + 60] = bytes(20)
    with pytest.raises(UsageError, match="hỏng"):
        list(WorkbookPackage.from_bytes(bytes(data), "a.xlsx").rows(SHEET))


def test_a_file_saved_by_another_meanwhile_is_not_overwritten(book: Path) -> None:
    package = WorkbookPackage.open(book)
    package.set_cells(OTHER, {(0, 0): "x"})
    theirs = book.read_bytes() + b"\0"
    book.write_bytes(theirs)
    with pytest.raises(UsageError, match="chạy lại"):
        package.save(book)
    assert book.read_bytes() == theirs
    assert [path.name for path in book.parent.iterdir()] == ["a.xlsx"]


def test_read_only_does_not_overwrite_its_own_file(book: Path) -> None:
    with pytest.raises(UsageError, match="chỉ để đọc"):
        WorkbookPackage.open(book, read_only=True).save(book)


def test_a_package_goes_on_after_saving_over_its_own_file(book: Path) -> None:
    package = WorkbookPackage.open(book)
    for text in ("một", "hai"):
        package.set_cells(OTHER, {(0, 0): text})
        package.save(book)
    assert dict(WorkbookPackage.open(book).rows(OTHER))[0][0].value == "hai"


def test_a_new_file_takes_the_old_ones_place_and_rights(tmp_path: Path) -> None:
    path = tmp_path / "tệp.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, lambda file: file.write(b"new"))
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "tệp.txt"
    path.write_bytes(b"old")
    with pytest.raises(UsageError, match="vẫn nguyên vẹn"):
        write_atomically(path, lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [
        ("tệp.txt", b"old")
    ]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không ghi được"):
        write_atomically(tmp_path / "x" / "y.txt", lambda _: None)
