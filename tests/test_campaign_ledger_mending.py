"""A guard that is gone is made again before anything is written, and that it was stays known."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from addin.cli.ledger import verify_command
from campaign.ledger.book import Ledger
from campaign.ledger.chain import hash_of
from campaign.ledger.found import Verified, Wrong
from campaign.ledger.preparing import Purpose
from tests.ledger_cases import look, on, row, told

TABLES = ("record", "content", "piece")
GUARDS = [f"{table}_no_{what}" for table in TABLES for what in ("UPDATE", "DELETE", "REPLACE")]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "l.sqlite"
    ledger = Ledger.open(path, clock=lambda: on(9))
    told(ledger, look(1, row(), content=b"one"))
    ledger.close()
    return path


def do(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def opened(place: Path | str) -> tuple[str, ...]:
    """What opening a ledger to write on it says."""
    ledger = Ledger.open(place, clock=lambda: on(10))
    ledger.close()
    return ledger.said


def verified(place: Path | str) -> Verified:
    ledger = Ledger.open(place, purpose=Purpose.VERIFYING)
    found = ledger.verify()
    ledger.close()
    return found


def bodies(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT body FROM record WHERE kind = 'guards'"
        return [json.loads(body) for (body,) in database.execute(query)]


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_that_is_gone_is_made_again_said_and_recorded(place: Path, guard: str) -> None:
    do(place, f"DROP TRIGGER {guard}")
    (said,) = opened(place)
    assert f"“{guard}”" in said
    assert "đã dựng lại" in said
    found = verified(place)
    assert found.faults == ()
    (note,) = found.notes
    assert f"“{guard}” từng bị gỡ; phần mềm dựng lại lúc 11/05/2020 07:00 (bản ghi 2)" in note
    assert opened(place) == ()
    assert bodies(place) == [{"remade": [guard]}]


def test_the_guard_that_was_made_again_guards(place: Path) -> None:
    do(place, "DROP TRIGGER record_no_DELETE")
    opened(place)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        do(place, "DELETE FROM record")


def test_all_that_are_gone_make_one_record(place: Path) -> None:
    do(place, *(f"DROP TRIGGER {guard}" for guard in GUARDS))
    opened(place)
    assert bodies(place) == [{"remade": sorted(GUARDS)}]
    assert verified(place).faults == ()


def test_a_sound_ledger_gets_no_record_and_no_note(place: Path) -> None:
    assert opened(place) == ()
    assert verified(place).notes == ()
    assert bodies(place) == []


def test_whoever_only_looks_makes_nothing(place: Path) -> None:
    do(place, "DROP TRIGGER record_no_UPDATE")
    before = place.read_bytes()
    Ledger.open(place, purpose=Purpose.READING).close()
    (fault,) = verified(place).faults
    assert fault.wrong is Wrong.SCHEMA
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TRIGGER record_no_UPDATE",
         "CREATE TRIGGER record_no_UPDATE BEFORE UPDATE ON record BEGIN SELECT 1; END"),
        ("CREATE TRIGGER lose BEFORE INSERT ON content BEGIN SELECT RAISE(IGNORE); END",),
    ],
)  # fmt: skip
def test_what_was_changed_or_added_stays_as_evidence(
    place: Path, statements: tuple[str, ...]
) -> None:
    do(place, *statements)
    assert opened(place) == ()
    assert len(verified(place).faults) == 1


def test_a_guard_that_cant_be_made_is_said_and_the_ledger_goes_on(place: Path) -> None:
    do(
        place,
        "DROP TRIGGER record_no_UPDATE",
        "CREATE TRIGGER record_no_UPDATE BEFORE UPDATE ON migration BEGIN SELECT 1; END",
    )
    ledger = Ledger.open(place, clock=lambda: on(10))
    (said,) = ledger.said
    assert "“record_no_UPDATE” của sổ theo dõi đã bị gỡ, chưa dựng lại được" in said
    told(ledger, look(2, row("DK-2")))
    ledger.close()
    assert bodies(place) == []
    assert [fault.wrong for fault in verified(place).faults] == [Wrong.SCHEMA]


def test_a_ledger_whose_end_is_damaged_gets_no_record_and_says_why(place: Path) -> None:
    do(place, "DROP TRIGGER record_no_UPDATE", "UPDATE record SET hash = x'00'")
    (said,) = opened(place)
    assert "chưa dựng lại được (bản ghi cuối không còn như lúc ghi)" in said
    assert bodies(place) == []
    assert {fault.wrong for fault in verified(place).faults} == {Wrong.SCHEMA, Wrong.EDITED}


def test_the_record_cant_be_taken_out_unseen(place: Path) -> None:
    do(place, "DROP TRIGGER record_no_UPDATE")
    ledger = Ledger.open(place, clock=lambda: on(10))
    anchor = ledger.anchor()
    ledger.close()
    do(place, "DROP TRIGGER record_no_DELETE", "DELETE FROM record WHERE kind = 'guards'")
    ledger = Ledger.open(place, purpose=Purpose.VERIFYING)
    assert Wrong.TRUNCATED in {fault.wrong for fault in ledger.verify(anchor).faults}
    ledger.close()


def test_a_record_of_guards_that_somebody_made_up_is_a_fault(place: Path) -> None:
    with closing(sqlite3.connect(place)) as database:
        ((prev,),) = database.execute("SELECT hash FROM record")
        columns = (prev, 2, "guards", "x", "y", None, None, None, None, None, "[]")
        names = "prev, seq, kind, at, written, source, unit, run, content, tag, body, hash"
        database.execute(
            f"INSERT INTO record ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (*columns, hash_of(columns)),
        )
        database.commit()
    (fault,) = verified(place).faults
    assert "không phải do phần mềm ghi" in fault.sentence


def test_the_command_line_tells_it_beside_a_sound_ledger(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do(place, "DROP TRIGGER content_no_UPDATE")
    assert verify_command(ledger=str(place)) == 1
    opened(place)
    capsys.readouterr()
    assert verify_command(ledger=str(place)) == 0
    said = capsys.readouterr().out
    assert "LƯU Ý: Khóa “content_no_UPDATE” từng bị gỡ" in said
    assert "nguyên vẹn: 2 bản ghi" in said


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statement", "guards"),
    [
        ("DROP TRIGGER record_kept ON record", ["record_kept"]),
        (
            "DROP FUNCTION thidua_ledger_kept() CASCADE",
            ["content_kept", "piece_kept", "record_kept"],
        ),
    ],
)
def test_on_a_server_too(postgres: str, statement: str, guards: list[str]) -> None:
    from tests.postgres_server import new_database

    place = new_database(postgres)
    ledger = Ledger.open(place, clock=lambda: on(9))
    told(ledger, look(1, row(), content=b"one"))
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    ledger.close()
    (said,) = opened(place)
    assert all(f"“{guard}”" in said for guard in guards)
    found = verified(place)
    assert found.faults == ()
    assert len(found.notes) == 1
    assert opened(place) == ()


@pytest.mark.postgres
def test_an_account_that_may_not_make_guards_goes_on(postgres: str) -> None:
    from tests.postgres_server import new_database

    place = new_database(postgres)
    ledger = Ledger.open(place, clock=lambda: on(9))
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER record_kept ON record")
        connection.exec_driver_sql("DROP ROLE IF EXISTS vanthu")
        connection.exec_driver_sql("CREATE ROLE vanthu LOGIN")
        connection.exec_driver_sql(
            "GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO vanthu"
        )
    ledger.close()
    clerk = Ledger.open(place.replace("thidua@", "vanthu@"), clock=lambda: on(10))
    (said,) = clerk.said
    assert "chưa dựng lại được" in said
    told(clerk, look(2, row()))
    clerk.close()
