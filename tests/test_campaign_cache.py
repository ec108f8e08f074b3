"""Remembered readings give the same records; nothing stale ever comes back."""

import sqlite3
from pathlib import Path

import pytest

from campaign.plan.definition import Form
from campaign.problems import Issue, Weight
from campaign.reading.cache import IntakeCache, Remembered
from campaign.reading.packing import pack, unpack
from campaign.records import POSITIONS, NotData, Row, SourceRecords, Status, Table


def _records(name: str = "a.xlsx", sha256: str = "00") -> SourceRecords:
    values = [None] * len(POSITIONS[Form.REGISTRATION])
    issue = Issue("x", Weight.HOLD, "m", name, "Biểu", "A1", "title", "\ud800 lạ", ("1", "2"))
    row = Row("DK-1", Form.REGISTRATION, 0, 4, None, Status.HELD, values, [issue])
    table = Table(name, "Biểu", Form.REGISTRATION, 3, {"title": 2}, "phuong-thoi-an")
    line = NotData("Biểu", "A9", "Tổng cộng: 1", "total")
    return SourceRecords(name, sha256, "xlsx", None, "2020", [table], [row], [line], [issue])


def test_records_come_back_as_they_were() -> None:
    assert unpack(pack(_records())) == _records()


def _cache(folder: Path, context: str = "plan") -> IntakeCache:
    return IntakeCache(folder / "c.sqlite", context)


def _found(remembered: Remembered | None) -> SourceRecords | None:
    if remembered is None:
        return None
    records, packed = remembered
    records.rows = [row for stretch in packed.stretches for row in stretch.rows()]
    return records


def _kept(folder: Path, mark: str = "") -> Path:
    """A file whose records were kept."""
    file = folder / "a.xlsx"
    file.write_bytes(b"x")
    cache = _cache(folder)
    cache.put(file, _records(), mark=mark)
    cache.save()
    assert not cache.trouble
    return file


def test_a_content_is_found_under_its_name_and_context_only(tmp_path: Path) -> None:
    _kept(tmp_path)
    again = _cache(tmp_path)
    assert _found(again.get("a.xlsx", "00")) == _records()
    assert again.get("b.xlsx", "00") is None
    assert again.get("a.xlsx", "01") is None
    assert _cache(tmp_path, "plan 2").get("a.xlsx", "00") is None


def test_the_same_parts_are_found_under_their_name_only(tmp_path: Path) -> None:
    _kept(tmp_path, mark="parts")
    again = _cache(tmp_path)
    assert again.has_parts("a.xlsx", "parts")
    assert _found(again.get_parts("a.xlsx", "parts")) == _records()
    assert not again.has_parts("b.xlsx", "parts")
    assert not again.has_parts("a.xlsx", "")


def test_what_no_run_used_for_long_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.reading.cache._KEPT_RUNS", 2)
    _kept(tmp_path, mark="parts")
    for run in range(4):
        cache = _cache(tmp_path)
        assert cache.has("a.xlsx", "00") == (run < 3)
        cache.save()
    assert not _cache(tmp_path).has_parts("a.xlsx", "parts")


def test_a_file_touched_a_moment_ago_is_hashed_again(tmp_path: Path) -> None:
    file = _kept(tmp_path)
    assert _cache(tmp_path).hash_of(file) is None


@pytest.mark.parametrize("junk", [b"", b"not a database" * 100])
def test_a_damaged_cache_is_done_without(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(junk)
    cache = _cache(tmp_path)
    cache.put(tmp_path / "a.xlsx", _records())
    cache.save()
    assert _cache(tmp_path).get("a.xlsx", "99") is None
    assert ("xóa tệp đó" in cache.trouble) == bool(junk)


def test_a_damaged_entry_is_read_again(tmp_path: Path) -> None:
    _kept(tmp_path)
    with sqlite3.connect(tmp_path / "c.sqlite") as database:
        database.execute("UPDATE records SET data = replace(data, 'DK-1', 'DK-2')")
    assert _cache(tmp_path).get("a.xlsx", "00") is None


def test_a_cache_that_takes_nothing_says_so(tmp_path: Path) -> None:
    file = _kept(tmp_path)
    cache = _cache(tmp_path)
    with sqlite3.connect(tmp_path / "c.sqlite") as database:
        database.execute("DROP TABLE records")
    cache.put(file, _records(sha256="01"))
    cache.save()
    assert "Không ghi được tệp ghi nhớ" in cache.trouble


def test_a_cache_whose_folder_cannot_be_made_says_why_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file where a folder is needed")
    trouble = _cache(tmp_path / "a" / "b").trouble
    assert "Không mở được tệp ghi nhớ" in trouble
    assert "(một phần của đường dẫn không phải thư mục)" in trouble
