"""What a kill leaves beside a ledger that was being begun: removed later, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import Connection

from campaign.ledger.book import Ledger
from campaign.ledger.migrations import migrate

DAYS_2 = 2 * 24 * 60 * 60


def age(path: Path, seconds: float = DAYS_2) -> None:
    """Let a folder and all in it be as old as that."""
    then = time.time() - seconds
    for one in [*path.rglob("*"), path]:
        os.utime(one, (then, then), follow_symlinks=False)


def draft(place: Path, *names: str) -> Path:
    """A folder as a beginning makes it."""
    folder = place / ".thidua-ab_c12x9"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"SQLite format 3\x00")
    return folder


def open_there(place: Path) -> None:
    Ledger.open(place / "l.sqlite").close()


def _die_in_the_middle(place: str) -> None:
    def die(connection: Connection, now: str) -> None:
        migrate(connection, now)
        os._exit(9)

    with patch("campaign.ledger.preparing.migrate", die):
        Ledger.open(place)


def test_what_a_kill_left_goes_a_day_later_and_the_ledger_is_begun(tmp_path: Path) -> None:
    place = tmp_path / "Sổ theo dõi.sqlite"
    killed = multiprocessing.get_context("spawn").Process(
        target=_die_in_the_middle, args=(str(place),)
    )
    killed.start()
    killed.join()
    (left,) = tmp_path.iterdir()
    assert list(left.iterdir())
    open_there(tmp_path)
    assert left.is_dir()
    age(left)
    Ledger.open(place).close()
    assert {one.name for one in tmp_path.iterdir()} == {place.name, "l.sqlite"}


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("l.sqlite",),
        ("l.sqlite", "l.sqlite-wal", "l.sqlite-shm"),
        ("l.sqlite", "l.sqlite-journal"),
    ],
    ids=str,
)
def test_whatever_stage_it_was_at_an_old_one_goes(tmp_path: Path, names: tuple[str, ...]) -> None:
    age(draft(tmp_path, *names))
    open_there(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["l.sqlite"]


def test_a_ledger_that_got_its_name_before_the_kill_stays_whole(tmp_path: Path) -> None:
    open_there(tmp_path)
    folder = draft(tmp_path)
    age(folder)
    os.link(tmp_path / "l.sqlite", folder / "l.sqlite")
    os.utime(folder, (0, 0))
    open_there(tmp_path)
    assert not folder.exists()
    ledger = Ledger.open(tmp_path / "l.sqlite", create=False)
    assert ledger.verify().faults == ()
    ledger.close()


def _fresh(folder: Path) -> None:
    age(folder, 12 * 60 * 60)


def _still_written(folder: Path) -> None:
    age(folder)
    (folder / "l.sqlite").touch()


def _with_a_file_more(folder: Path) -> None:
    (folder / "ghi chú.txt").touch()
    age(folder)


def _with_another_file(folder: Path) -> None:
    (folder / "l.sqlite").write_text("Đơn vị,Số phiếu\n")
    age(folder)


def _with_a_folder(folder: Path) -> None:
    (folder / "l.sqlite-wal").mkdir()
    age(folder)


def _with_a_link(folder: Path) -> None:
    (folder / "l.sqlite-wal").symlink_to(folder.parent / "l.sqlite")
    age(folder)


@pytest.mark.parametrize(
    "become",
    [_fresh, _still_written, _with_a_file_more, _with_another_file, _with_a_folder, _with_a_link],
)
def test_what_may_be_somebodys_stays_as_it_is(
    tmp_path: Path, become: Callable[[Path], None]
) -> None:
    folder = draft(tmp_path, "l.sqlite")
    become(folder)
    before = sorted(folder.rglob("*"))
    open_there(tmp_path)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "name",
    [
        ".thidua-van-ban.json",
        ".thidua-ab_c12x",
        ".thidua-ab_c12x99",
        "thidua-ab_c12x9",
    ],
)
def test_folders_of_other_names_stay(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    age(tmp_path / name)
    open_there(tmp_path)
    assert (tmp_path / name).is_dir()


def test_a_file_or_a_link_of_such_a_name_stays(tmp_path: Path) -> None:
    (tmp_path / ".thidua-12345678").touch()
    (tmp_path / "khác").mkdir()
    (tmp_path / ".thidua-abcdefgh").symlink_to(tmp_path / "khác")
    for one in tmp_path.iterdir():
        age(one)
    open_there(tmp_path)
    assert len(list(tmp_path.iterdir())) == 4


def test_what_cant_be_removed_is_no_error(tmp_path: Path) -> None:
    folder = draft(tmp_path, "l.sqlite")
    age(folder)
    with patch("pathlib.Path.unlink", side_effect=PermissionError):
        open_there(tmp_path)
    assert folder.is_dir()


def test_to_look_into_a_ledger_removes_nothing(tmp_path: Path) -> None:
    open_there(tmp_path)
    folder = draft(tmp_path, "l.sqlite")
    age(folder)
    Ledger.open(tmp_path / "l.sqlite", create=False).close()
    assert folder.is_dir()
