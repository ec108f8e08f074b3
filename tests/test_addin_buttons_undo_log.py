"""The undo log: whole or not at all, a few levels, within its room."""

from __future__ import annotations

import pytest

from addin.buttons import undo_log
from addin.buttons.changes import Changed
from addin.buttons.undo_log import (
    LEVELS,
    Entry,
    UndoSheet,
    column_of,
    kept,
    packed,
    texts_of,
    unpacked,
)

CELLS = [
    Changed(4, 0, None, "mã"),
    Changed(5, 2, "\x01=SUM(A1:A2)", 7, stored=3, style=12),
    Changed(9, 1, before=True, after=None),
]
ENTRY = Entry("check", "2020-11-02T09:30:00", "an", [UndoSheet("Đơn vị", 4, 9, 3, [], CELLS)])


def test_an_entry_comes_back_as_it_was() -> None:
    assert unpacked(packed(ENTRY)) == ENTRY


def test_entries_stand_in_cells_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_log, "_CHUNK", 7)
    cells = column_of(["a" * 20, "b" * 7, "c"])
    assert max(map(len, cells)) <= len("thidua.undo 3")
    assert texts_of([*cells, None, "khác"]) == ["a" * 20, "b" * 7, "c"]


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_log_that_was_cut_short_gives_no_half_entry(cut: int) -> None:
    whole = column_of(["a" * 40_000, "b"])
    assert all(text in {"a" * 40_000, "b"} for text in texts_of(whole[:cut]))


def test_the_oldest_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(kept(["x"] * (LEVELS + 3))) == LEVELS
    monkeypatch.setattr(undo_log, "MOST_CHARACTERS", 10)
    assert kept(["x" * 6, "y" * 4, "z"]) == ["x" * 6, "y" * 4]
    assert kept(["x" * 11]) == []


@pytest.mark.parametrize("text", ["", "không phải", packed(ENTRY)[:-9]])
def test_a_damaged_entry_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpacked(text)
