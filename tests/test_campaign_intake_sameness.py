"""A file that was only saved again is known again; one that was changed never is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from campaign.intake.sameness import parts_mark
from campaign.intake.source_file import SourceFile
from campaign.progress import no_progress
from campaign.reading.cache import IntakeCache
from campaign.reading.file_reading import FileReader
from campaign.reading.shelf import Shelf
from campaign.records import SourceRecords
from sheets_sync.sync.kept import Notes, with_notes
from tests.grids import reader


def workbook(title: str = "Một cửa", created: str = "2020-05-01T00:00:00Z") -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Đăng ký")
        sheet.write_row(0, 0, ["STT", "Đơn vị", "Tên mô hình", "Nội dung", "Ngày nộp"])
        sheet.write_row(1, 0, [1, "UBND phường Thới An", title, "Gọi số", "15/5/2020"])
    return saved_again(buffer.getvalue(), {"docProps/core.xml": core(created)})


def core(day: str) -> bytes:
    return f"<a><dcterms:modified>{day}</dcterms:modified></a>".encode()


def saved_again(data: bytes, changed: dict[str, bytes] | None = None, year: int = 2021) -> bytes:
    """The same parts in a zip of another day, some of them changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            made = zipfile.ZipInfo(info.filename, (year, 1, 1, 0, 0, 0))
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, (changed or {}).get(info.filename, old.read(info)))
    return buffer.getvalue()


class Folder:
    """One file that is read again and again, each time as a run of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reads = 0

    def read(self, data: bytes, name: str = "a.xlsx") -> SourceRecords:
        file = self.path / name
        file.write_bytes(data)
        self.reads = 0
        cache = IntakeCache(self.path / "c.sqlite", "x")
        (made,), unread = FileReader(reader(), cache).read(
            [SourceFile(file, name)], no_progress, Shelf()
        )
        assert not unread
        return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = Folder(tmp_path)
    from campaign.intake.source_file import read_source

    def counted(name: str, data: bytes) -> object:
        made.reads += 1
        return read_source(name, data)

    monkeypatch.setattr("campaign.intake.source_file.read_source", counted)
    return made


def test_a_file_saved_again_is_not_read_again(folder: Folder) -> None:
    first = folder.read(workbook())
    assert folder.reads == 1
    later = saved_again(workbook(created="2020-06-01T00:00:00Z"))
    again = folder.read(later)
    assert folder.reads == 0
    assert list(again.rows) == list(first.rows)
    assert again.modified == "2020-06-01T00:00:00Z"
    assert again.sha256 != first.sha256
    known = folder.read(later)
    assert (folder.reads, known) == (0, again)


def test_an_exported_spreadsheet_says_no_day_of_saving(folder: Folder) -> None:
    data = workbook(created="2000-01-01T00:00:00Z")
    assert folder.read(data, "gui-thu.xlsx").modified == "2000-01-01T00:00:00Z"
    exported = with_notes(data, Notes("phuong-thoi-an", "q12-cchc-2020"))
    assert folder.read(exported, "google.xlsx").modified == ""


def test_a_changed_cell_is_read(folder: Folder) -> None:
    folder.read(workbook())
    made = folder.read(workbook("Hẹn giờ"))
    assert folder.reads == 1
    assert [row.text("title") for row in made.rows] == ["Hẹn giờ"]


def test_equal_checksums_alone_are_not_believed() -> None:
    """A CRC can be met on purpose: here two parts of one length have the same."""
    one, two = b"codding1", b"exhibiter"[:8]
    assert parts_mark(_zip(one, crc=7)) != parts_mark(_zip(two, crc=7))


def _zip(content: bytes, crc: int) -> bytes:
    """A stored part whose directory claims a CRC."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", content)
        made.infolist()[0].CRC = crc
    return buffer.getvalue()


def test_other_files_have_no_parts() -> None:
    assert parts_mark(b"STT;Ten\n1;a\n") == ""
    assert parts_mark(b"PK\x03\x04 damaged") == ""


def test_a_spreadsheet_whose_columns_are_to_be_read_otherwise_is_another() -> None:
    data = workbook()
    noted = io.BytesIO(data)
    with zipfile.ZipFile(noted, "a") as package:
        package.comment = b'{"labels": {}}'
    assert parts_mark(noted.getvalue()) != parts_mark(data)
