"""What protects the ledger is looked after: a guard, table, index or step that is gone is named."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from campaign.ledger.book import Ledger
from campaign.ledger.events import Decision
from campaign.ledger.found import Fault, Wrong
from campaign.ledger.migrations import applied
from campaign.ledger.preparing import Purpose
from campaign.ledger.refusals import LedgerError
from tests.ledger_cases import DAY, EARLIER, SHEET, WARD, look, on, row, told

SQLITE_GUARD = "CREATE TRIGGER record_no_UPDATE BEFORE UPDATE ON record"
NO_REFUSAL = """
CREATE OR REPLACE FUNCTION thidua_ledger_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RETURN NULL; END $$
"""
NARROW = """
CREATE OR REPLACE TRIGGER piece_kept BEFORE UPDATE ON piece
FOR EACH STATEMENT EXECUTE FUNCTION thidua_ledger_kept()
"""
INDEX = "CREATE INDEX record_by_kind ON record (kind, seq)"


def filled(place: str) -> None:
    ledger = Ledger.open(place, clock=lambda: on(50))
    told(ledger, look(1, row(), content=b"a" * 400))
    with ledger.atomic() as entry:
        moment = DAY.replace(tzinfo=None)
        entry.decision(Decision("R", on(6), moment, "q12", (SHEET,), "i", "o", "", "so", b"book"))
    ledger.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "whole.sqlite"
    filled(str(path))
    return path


def after(whole: Path, folder: Path, *statements: str) -> tuple[Fault, ...]:
    """What ``verify`` finds after somebody did this to a file."""
    path = folder / "l.sqlite"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return faults(str(path))


def faults(place: str) -> tuple[Fault, ...]:
    ledger = Ledger.open(place, purpose=Purpose.VERIFYING)
    found = ledger.verify().faults
    ledger.close()
    return found


@pytest.mark.parametrize(
    ("said", "statements"),
    [
        ("Khóa “record_no_UPDATE” .* bảng record.* bị gỡ", ["DROP TRIGGER record_no_UPDATE"]),
        ("Khóa “record_no_REPLACE” .* bị gỡ", ["DROP TRIGGER record_no_REPLACE"]),
        ("Khóa “piece_no_REPLACE” .* bị gỡ", ["DROP TRIGGER piece_no_REPLACE"]),
        (
            "Khóa “content_no_REPLACE” .* bị đổi",
            [
                "DROP TRIGGER content_no_REPLACE",
                "CREATE TRIGGER content_no_REPLACE BEFORE INSERT ON content BEGIN SELECT 1; END",
            ],
        ),
        ("Khóa “content_no_DELETE” .* bị gỡ", ["DROP TRIGGER content_no_DELETE"]),
        ("Khóa “piece_no_UPDATE” .* bị gỡ", ["DROP TRIGGER piece_no_UPDATE"]),
        (
            "Khóa “record_no_UPDATE” .* bị đổi",
            ["DROP TRIGGER record_no_UPDATE", f"{SQLITE_GUARD} BEGIN SELECT 1; END"],
        ),
        (
            "Khóa “record_no_UPDATE” .* bị đổi",
            [
                "DROP TRIGGER record_no_UPDATE",
                f"{SQLITE_GUARD} WHEN 0 BEGIN SELECT RAISE(ABORT, 'kept'); END",
            ],
        ),
        (
            "Bảng record có thêm “lose”",
            ["CREATE TRIGGER lose BEFORE INSERT ON record BEGIN SELECT RAISE(IGNORE); END"],
        ),
        ("Chỉ mục “record_by_unit” .* bị gỡ", ["DROP INDEX record_by_unit"]),
        ("Chỉ mục “record_by_kind” .* bị đổi", ["DROP INDEX record_by_kind", INDEX]),
        (
            "Chỉ mục “record_by_source” .* bị đổi",
            ["DROP INDEX record_by_source", "CREATE INDEX record_by_source ON record (source)"],
        ),
        ("Bảng “record” có thêm cột “note”", ["ALTER TABLE record ADD COLUMN note TEXT"]),
        ("“migration” .* mất dòng 0002-guards", ["DELETE FROM migration WHERE name LIKE '0002%'"]),
        ("“migration” .* mất dòng 0003-pieces", ["DELETE FROM migration WHERE name LIKE '0003%'"]),
        ("“migration” .* mất dòng 0004", ["DELETE FROM migration WHERE name LIKE '0004%'"]),
        ("“migration” .* mất dòng 0001-tables, 0002-guards", ["DELETE FROM migration"]),
        ("Bảng “migration” .* không còn", ["DROP TABLE migration"]),
    ],
)
def test_what_was_altered_in_a_file_is_named(
    whole: Path, tmp_path: Path, said: str, statements: list[str]
) -> None:
    (fault,) = after(whole, tmp_path, *statements)
    assert fault.wrong is Wrong.SCHEMA
    assert re.search(said, fault.sentence)
    assert "bản sao lưu" in fault.sentence


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("khóa chính", "seq INTEGER, {rest}"),
        ("khóa chính", "seq INTEGER PRIMARY KEY ON CONFLICT REPLACE, {rest}"),
        ("Cột “hash” của bảng “record” đã bị đổi kiểu", "seq INTEGER NOT NULL PRIMARY KEY, {soft}"),
    ],
)
def test_a_table_that_was_made_anew_otherwise_is_named(
    whole: Path, tmp_path: Path, said: str, table: str
) -> None:
    rest = (
        "kind TEXT NOT NULL, at TEXT NOT NULL, written TEXT NOT NULL, source TEXT, unit TEXT, "
        "run TEXT, content TEXT, tag TEXT, body TEXT NOT NULL, prev TEXT NOT NULL, "
        "hash TEXT NOT NULL"
    )
    columns = table.format(rest=rest, soft=rest.replace("hash TEXT NOT NULL", "hash TEXT"))
    found = after(
        whole,
        tmp_path,
        f"CREATE TABLE other ({columns})",
        "INSERT INTO other SELECT * FROM record",
        "DROP TABLE record",
        "ALTER TABLE other RENAME TO record",
    )
    assert any(said in fault.sentence for fault in found)
    assert sum("Khóa “record_no_" in fault.sentence for fault in found) == 3
    assert sum("Chỉ mục “record_by_" in fault.sentence for fault in found) == 3


def test_a_ledger_without_its_steps_is_not_written_on(whole: Path, tmp_path: Path) -> None:
    after(whole, tmp_path, "DELETE FROM migration WHERE name = '0002-guards'")
    for purpose in (Purpose.WRITING, Purpose.READING):
        with pytest.raises(LedgerError, match=r"mất dòng 0002-guards.*thidua ledger verify"):
            Ledger.open(tmp_path / "l.sqlite", purpose=purpose)


earlier_versions = pytest.mark.parametrize("changes", EARLIER.values(), ids=EARLIER)


@earlier_versions
def test_to_verify_a_ledger_of_an_earlier_version_changes_nothing(
    whole: Path, tmp_path: Path, changes: tuple[str, ...]
) -> None:
    assert after(whole, tmp_path, *changes) == ()
    assert schema_of(tmp_path / "l.sqlite") < schema_of(whole)


@earlier_versions
def test_to_ask_a_ledger_of_an_earlier_version_changes_nothing(
    whole: Path, tmp_path: Path, changes: tuple[str, ...]
) -> None:
    after(whole, tmp_path, *changes)
    path = tmp_path / "l.sqlite"
    before = path.read_bytes()
    ledger = Ledger.open(path, purpose=Purpose.READING)
    seen = ledger.snapshot(SHEET, on(9))
    assert [ledger.content(one.sha256) for one in seen] == [b"a" * 400]
    (run,) = ledger.runs(9)
    (decided,) = ledger.decisions(run.run)
    assert ledger.content(decided.workbook_before) == b"book"
    assert [event.seq for event in ledger.history(WARD, on(60))] == [1]
    ledger.close()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["l.sqlite"]


def test_to_ask_makes_no_ledger(tmp_path: Path) -> None:
    for purpose in (Purpose.READING, Purpose.VERIFYING):
        with pytest.raises(LedgerError, match="Chưa có sổ theo dõi"):
            Ledger.open(tmp_path / "l.sqlite", purpose=purpose)
    assert not list(tmp_path.iterdir())


@earlier_versions
def test_a_ledger_of_an_earlier_version_gets_what_later_ones_have(
    whole: Path, tmp_path: Path, changes: tuple[str, ...]
) -> None:
    after(whole, tmp_path, *changes)
    Ledger.open(tmp_path / "l.sqlite", create=False).close()
    assert faults(str(tmp_path / "l.sqlite")) == ()
    assert schema_of(tmp_path / "l.sqlite") == schema_of(whole)


def schema_of(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as database:
        steps = {("step", name) for (name,) in database.execute("SELECT name FROM migration")}
        return steps | set(database.execute("SELECT name, sql FROM sqlite_master"))


REFUSED = {
    "a record": "INSERT OR REPLACE INTO record SELECT seq, kind, at, written, source, unit, run,"
    " content, tag, '{}', prev, hash FROM record WHERE seq = 1",
    "a record by its row": "REPLACE INTO record (rowid, kind, at, written, body, prev, hash)"
    " VALUES (1, '', '', '', '{}', '', '')",
    "a file": "INSERT OR REPLACE INTO content SELECT sha256, packing, x'00' FROM content",
    "a file by its row": "INSERT OR REPLACE INTO content (rowid, sha256, packing, data)"
    " SELECT rowid, 'other', packing, data FROM content",
    "a piece": "REPLACE INTO piece SELECT sha256, x'00' FROM piece",
    "a piece by its row": "REPLACE INTO piece (rowid, sha256, data) SELECT rowid, 'x', data"
    " FROM piece",
    "a record by an update": "UPDATE OR REPLACE record SET seq = 1 WHERE seq = 2",
    "a record by an upsert": "INSERT INTO record SELECT * FROM record WHERE true"
    " ON CONFLICT DO UPDATE SET body = '{}'",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_nothing_that_stands_in_a_file_is_replaced(
    whole: Path, tmp_path: Path, statement: str
) -> None:
    path = tmp_path / "l.sqlite"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO piece VALUES ('a', x'01')")
        before = list(database.iterdump())
        with pytest.raises(sqlite3.IntegrityError, match="the ledger is append-only"):
            database.execute(statement)
        database.commit()
        assert list(database.iterdump()) == before


@pytest.fixture
def server(postgres: str) -> str:
    from tests.postgres_server import new_database

    place = new_database(postgres)
    filled(place)
    return place


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO record SELECT * FROM record ON CONFLICT (seq) DO UPDATE SET body = '{}'",
        "INSERT INTO content SELECT * FROM content ON CONFLICT (sha256) DO UPDATE SET data = ''",
        "INSERT INTO piece VALUES ('a', '') ON CONFLICT (sha256) DO UPDATE SET data = ''",
    ],
)
def test_nothing_that_stands_on_a_server_is_replaced(server: str, statement: str) -> None:
    ledger = Ledger.open(server)
    with pytest.raises(DatabaseError, match="append-only"), ledger.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    ledger.close()
    assert faults(server) == ()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("said", "statement"),
    [
        (None, "SELECT 1"),
        ("Khóa “record_kept” .* bảng record.* bị gỡ", "DROP TRIGGER record_kept ON record"),
        ("Khóa “content_kept” .* đang bị tắt", "ALTER TABLE content DISABLE TRIGGER ALL"),
        (
            "Khóa “piece_kept” .* bị đổi",
            NARROW,
        ),
        (
            "Khóa “content_kept” .* bị đổi",
            NO_REFUSAL,
        ),
        (
            "Bảng record có thêm “lose”",
            "CREATE RULE lose AS ON INSERT TO record DO INSTEAD NOTHING",
        ),
        ("Chỉ mục “record_by_source” .* bị gỡ", "DROP INDEX record_by_source"),
        ("Bảng “record” mất cột “tag”", "ALTER TABLE record DROP COLUMN tag"),
        ("Cột “body” .* bị đổi kiểu", "ALTER TABLE record ALTER body TYPE varchar(9000)"),
        ("Cột “hash” .* bị đổi kiểu", "ALTER TABLE record ALTER hash DROP NOT NULL"),
        ("Bảng “record” .* khóa chính", "ALTER TABLE record DROP CONSTRAINT record_pkey"),
        ("Bảng “record” .* không còn", "DROP TABLE record"),
        ("“migration” .* mất dòng 0002-guards", "DELETE FROM migration WHERE name = '0002-guards'"),
    ],
)
def test_what_was_altered_on_a_server_is_named(
    server: str, said: str | None, statement: str
) -> None:
    ledger = Ledger.open(server)
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    ledger.close()
    found = [fault.sentence for fault in faults(server) if fault.wrong is Wrong.SCHEMA]
    assert bool(found) == (said is not None)
    assert said is None or re.search(said, found[0])


@pytest.mark.postgres
def test_of_two_that_begin_a_ledger_on_a_server_neither_calls_it_altered(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.postgres_server import new_database

    place, others = new_database(postgres), list[Thread]()

    def meanwhile(connection: Connection) -> list[str]:
        found = applied(connection)
        if not others:
            others.append(Thread(target=lambda: Ledger.open(place).close()))
            others[0].start()
            others[0].join(0.5)
        return found

    monkeypatch.setattr("campaign.ledger.schema.applied", meanwhile)
    ledger = Ledger.open(place)
    others[0].join()
    assert ledger.verify().faults == ()
    ledger.close()
