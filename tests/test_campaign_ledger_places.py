"""Where a ledger may be, and what is said of places where it can't: never a password."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock, patch

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from campaign.errors import UsageError
from campaign.ledger.addresses import has_password
from campaign.ledger.book import Ledger
from campaign.ledger.migrations import migrate
from campaign.ledger.refusals import LedgerError
from tests.ledger_cases import SHEET, WARD, look, on, row, told

SECRET = "bí-mật"


def refused(place: str | Path, *, create: bool = False) -> str:
    with pytest.raises(LedgerError) as error:
        Ledger.open(place, create=create)
    chain = [error.value, error.value.__cause__]
    assert SECRET not in " ".join(map(str, chain))
    return str(error.value)


@pytest.mark.parametrize(
    "place",
    [
        f"postgresql://u:p@{SECRET}@127.0.0.1:1/db",
        f"postgresql://u:p@x/{SECRET}@127.0.0.1:1/db",
        f"postgresql:u:{SECRET}@h/db",
        f"postgres:/u:{SECRET}@h/db",
        f"host=127.0.0.1 password={SECRET} dbname=x",
        f"dbname=x PASSWD = {SECRET}",
        f"postgresql://u:{SECRET}",
        f"postgresql://u:{SECRET}@127.0.0.1:1/db?passwd={SECRET}",
        f"postgresql://127.0.0.1:1/db?user=u&password={SECRET}",
        f"postgresql://127.0.0.1:1/db?options={SECRET}",
        f"postgresql://u:{SECRET}@127.0.0.1:1/db?sslmode=lạ",
        f"postgresql://u:{SECRET}/x?y#z@127.0.0.1:1/db",
        f"mysql://u:{SECRET}@h/db",
        f"sqlite+aiosqlite://u:{SECRET}@h/db",
        f"sqlite:///l.sqlite?key={SECRET}",
    ],
)
def test_no_part_of_a_password_is_shown(place: str) -> None:
    refused(place)
    with pytest.raises(UsageError):
        Ledger.open(place)


def test_a_mark_in_a_password_is_explained() -> None:
    assert "@ là %40" in refused("postgresql://u:p@ss@127.0.0.1:1/db")


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("postgresql://u@127.0.0.1:1/db", "máy chủ không nhận kết nối"),
        ("POSTGRES://u@127.0.0.1:1/db", "máy chủ không nhận kết nối"),
        ("postgresql://u@/db?host=/không-có", "không thấy máy chủ"),
        ("mysql://h/db", "chỉ dùng SQLite"),
    ],
)
def test_a_server_that_is_not_there_is_said_in_vietnamese(place: str, why: str) -> None:
    assert why in refused(place)


@pytest.mark.postgres
def test_a_wrong_database_or_name_is_said(postgres: str) -> None:
    assert "không có kho dữ liệu" in refused(postgres.replace("/postgres?", "/lạ?"))
    assert "tên người dùng" in refused(postgres.replace("thidua@", "ai-đó@"))


@pytest.mark.parametrize(
    ("place", "has"),
    [
        ("postgresql://u:p@h/db", True),
        ("postgresql://h/db?password=p", True),
        ("postgresql://h/db?sslpassword=p", True),
        ("postgresql://u@h/db", False),
        ("so theo doi.sqlite", False),
    ],
)
def test_whether_a_place_has_a_password(place: str, has: bool) -> None:  # noqa: FBT001 - a case
    assert has_password(place) is has


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    for create in (True, False):
        assert "đây là thư mục" in refused(tmp_path, create=create)


@pytest.mark.parametrize("create", [True, False])
def test_an_empty_file_is_not_made_a_new_ledger(tmp_path: Path, *, create: bool) -> None:
    place = tmp_path / "l.sqlite"
    place.touch()
    assert "rỗng, 0 byte" in refused(place, create=create)
    assert place.stat().st_size == 0


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_left_as_it_is(tmp_path: Path, *, create: bool) -> None:
    place = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(place)) as database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
    before = place.read_bytes()
    assert "chương trình khác, có bảng “bookmarks”" in refused(place, create=create)
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["Sổ theo dõi 2020.sqlite", "a?b #c %41.sqlite", "100%.sqlite", "x;y&z=1.db"]
)
def test_any_name_of_a_file_is_that_file(tmp_path: Path, name: str) -> None:
    place = tmp_path / "Phòng Nội vụ #1" / name
    ledger = Ledger.open(place, clock=lambda: on(9))
    told(ledger, look(1, row()))
    assert ledger.file == place.resolve()
    ledger.close()
    assert {
        one.name.removesuffix("-wal").removesuffix("-shm") for one in place.parent.iterdir()
    } == {name}
    again = Ledger.open(str(place), create=False)
    assert again.snapshot(SHEET, on(2))
    again.close()


def test_a_url_of_a_file_makes_none_either(tmp_path: Path) -> None:
    place = tmp_path / "no.sqlite"
    assert "Chưa có sổ theo dõi" in refused(f"sqlite:///{place}")
    assert not place.exists()


@pytest.mark.parametrize("kept_from", ["folder", "file", "both"])
def test_a_ledger_where_nobody_may_write_can_be_asked_and_verified(
    tmp_path: Path, kept_from: str
) -> None:
    place = tmp_path / "bản sao.sqlite"
    ledger = Ledger.open(place, clock=lambda: on(9))
    told(ledger, look(1, row(), content=b"one"))
    ledger.close()
    before = sorted(tmp_path.iterdir())
    refused_to = {"folder": [tmp_path], "file": [place], "both": [tmp_path, place]}[kept_from]
    with patch("campaign.ledger.engines.os.access", lambda path, _mode: path not in refused_to):
        kept = Ledger.open(place, create=False)
    assert kept.file == place.resolve()
    assert kept.verify().faults == ()
    assert len(kept.history(WARD, on(9))) == 1
    with pytest.raises(LedgerError, match="chỉ cho đọc"):
        told(kept, look(2, row()))
    kept.close()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are asked of the system")
def test_a_full_disk_keeps_nothing_of_an_entry(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    ledger = Ledger.open(place, clock=lambda: on(9))
    told(ledger, look(1, row()))
    end = ledger.anchor()
    with ledger.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(LedgerError, match=r"ổ đĩa đã đầy.*chưa được lưu phần nào"):
        told(ledger, look(2, row(), content=os.urandom(400_000)))
    assert ledger.anchor() == end
    assert ledger.verify().faults == ()
    ledger.close()


def test_a_ledger_that_could_not_be_begun_leaves_no_file(tmp_path: Path) -> None:
    begun = tmp_path / "begun.sqlite"

    def refuse(_connection: object, _now: str) -> None:
        raise OperationalError("", None, sqlite3.OperationalError("disk is full"))

    with patch("campaign.ledger.preparing.migrate", side_effect=refuse):
        assert "ổ đĩa đã đầy" in refused(begun, create=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [True, False])
def test_a_name_that_no_disk_takes_is_said_in_a_sentence(tmp_path: Path, *, create: bool) -> None:
    assert "Không mở được sổ theo dõi" in refused(tmp_path / ("s" * 300), create=create)


def test_a_disk_without_second_names_gets_a_ledger_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", Mock(side_effect=PermissionError))
    place = tmp_path / "l.sqlite"
    told(Ledger.open(place, clock=lambda: on(9)), look(1, row()))
    assert Ledger.open(place, create=False).verify().records == 1


def test_a_ledger_that_another_began_meanwhile_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"

    def slowly(connection: Connection, now: str) -> None:
        with patch("campaign.ledger.preparing.migrate", migrate):
            told(Ledger.open(place, clock=lambda: on(9)), look(1, row()))
        migrate(connection, now)

    with patch("campaign.ledger.preparing.migrate", slowly):
        ledger = Ledger.open(place, clock=lambda: on(9))
    assert ledger.verify().records == 1


def _begin(place: str, number: int) -> None:
    ledger = Ledger.open(place, clock=lambda: on(9))
    told(ledger, look(1, row(digest=str(number)), source="sheets:both"))
    ledger.close()


def test_several_processes_begin_one_ledger(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    context = multiprocessing.get_context("spawn")
    makers = [context.Process(target=_begin, args=(str(place), number)) for number in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [maker.exitcode for maker in makers] == [0] * 4
    ledger = Ledger.open(place, create=False)
    found = ledger.verify()
    assert (found.records, found.faults) == (4, ())
    ledger.close()


def test_a_writer_that_waits_too_long_says_that_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign.ledger.engines._WAIT_SECONDS", 0.1)
    place = tmp_path / "l.sqlite"
    ledger = Ledger.open(place, clock=lambda: on(9))
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="chương trình khác đang ghi"):
            told(ledger, look(1, row()))
        other.execute("ROLLBACK")
    told(ledger, look(1, row()))
    ledger.close()
