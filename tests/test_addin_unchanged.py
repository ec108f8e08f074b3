"""A run that would only repeat the last one says so; any change makes it a run again."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from addin.run import Prepared, prepare, run
from addin.run_request import RunRequest
from addin.unchanged import Memory
from campaign.usecases import no_progress

AS_OF = datetime(2020, 11, 2, 8, 0)  # noqa: DTZ001 - the office's own clock
CSV = "STT;Đơn vị;Tên mô hình;Ngày nộp\n1;UBND phường Thới An;Ngày thứ 5 không hẹn;15/5/2020\n"


def _ready(folder: Path, as_of: datetime = AS_OF) -> Prepared:
    request = RunRequest([folder / "don-vi"], folder / "so.xlsx", "q12-cchc-2020", as_of)
    return prepare(request)


def _memory(folder: Path, as_of: datetime = AS_OF) -> Memory:
    memory = _ready(folder, as_of).memory
    assert memory is not None
    return memory


@pytest.fixture
def done(tmp_path: Path) -> Path:
    """A folder in which the job was done on a file that nobody touched lately."""
    source = tmp_path / "don-vi" / "dang-ky.csv"
    source.parent.mkdir()
    source.write_text(CSV, "utf-8")
    request = RunRequest([source.parent], tmp_path / "so.xlsx", "q12-cchc-2020", AS_OF)
    run(request, no_progress)
    return tmp_path


def _aged(memory: Memory) -> Memory:
    return Memory(memory.path, "some mark", memory.workbook)


def test_the_same_run_is_known_again(done: Path) -> None:
    memory = _aged(_memory(done))
    memory.keep(["Đã đọc 1 tệp."])
    assert memory.said() == ["Đã đọc 1 tệp."]


def test_a_workbook_that_somebody_wrote_in_makes_it_another_run(done: Path) -> None:
    memory = _aged(_memory(done))
    memory.keep(["Đã đọc 1 tệp."])
    with memory.workbook.open("ab") as book:
        book.write(b"x")
    assert memory.said() is None


def test_another_moment_is_another_run(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.unchanged._RACY_NS", -1)
    first = _memory(done)
    assert first.mark
    assert _memory(done).mark == first.mark
    assert _memory(done, AS_OF.replace(hour=9)).mark != first.mark


def test_a_changed_source_is_another_run(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.unchanged._RACY_NS", -1)
    before = _memory(done).mark
    os.utime(done / "don-vi" / "dang-ky.csv", (1, 1))
    assert _memory(done).mark != before


def test_a_source_touched_a_moment_ago_is_not_trusted(done: Path) -> None:
    assert _memory(done).mark == ""
    assert _memory(done).said() is None
