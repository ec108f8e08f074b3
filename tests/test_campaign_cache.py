"""Remembered readings give the same records; nothing stale ever comes back."""

from pathlib import Path

import pytest

from campaign.cache import IntakeCache
from campaign.definition import Form
from campaign.packing import pack, unpack
from campaign.problems import Issue, Weight
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


def test_a_content_is_found_under_its_name_and_context_only(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"x")
    cache = IntakeCache(tmp_path / "c.sqlite", "plan 1")
    cache.put(file, _records())
    cache.save()
    again = IntakeCache(tmp_path / "c.sqlite", "plan 1")
    assert again.get("a.xlsx", "00") == _records()
    assert again.get("b.xlsx", "00") is None
    assert again.get("a.xlsx", "01") is None
    assert IntakeCache(tmp_path / "c.sqlite", "plan 2").get("a.xlsx", "00") is None


def test_a_file_touched_a_moment_ago_is_hashed_again(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"x")
    cache = IntakeCache(tmp_path / "c.sqlite", "plan")
    cache.put(file, _records())
    cache.save()
    assert IntakeCache(tmp_path / "c.sqlite", "plan").hash_of(file) is None


@pytest.mark.parametrize("junk", [b"", b"not a database" * 100])
def test_a_damaged_cache_is_done_without(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(junk)
    cache = IntakeCache(path, "plan")
    cache.put(tmp_path / "a.xlsx", _records())
    cache.save()
    assert IntakeCache(path, "plan").get("a.xlsx", "99") is None
