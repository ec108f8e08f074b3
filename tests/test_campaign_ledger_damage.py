"""What is damaged is said with its record, whatever was asked: no traceback, no answer without."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from campaign.ledger.book import Ledger
from campaign.ledger.events import Decision, HandIn, JobRun
from campaign.ledger.refusals import DamagedError, LedgerError
from tests.ledger_cases import REGISTRATION, SHEET, WARD, look, on, row, tamper, told

AS_OF = datetime(2020, 5, 6)  # noqa: DTZ001 - office time
TEXT, BOOK = b"a" * 400, b"book"

QUESTIONS: dict[str, Callable[[Ledger], object]] = {
    "latest": lambda one: one.latest(),
    "sources": lambda one: one.sources(on(9)),
    "snapshot": lambda one: one.snapshot(WARD, on(9)),
    "standings": lambda one: one.standings(on(9)),
    "intervals": lambda one: one.intervals(None, [REGISTRATION], on(9)),
    "row": lambda one: one.row_interval(SHEET, "DK-1", on(9)),
    "change": lambda one: one.last_change(SHEET),
    "history": lambda one: one.history(WARD, on(9)),
    "receipts": lambda one: one.receipts(on(9)),
    "decisions": lambda one: one.decisions(),
    "last": lambda one: one.last_decision(),
    "campaign": lambda one: one.campaign(),
    "jobs": lambda one: one.jobs(),
    "append": lambda one: told(one, look(9, row(digest="z"))),
}
OF_LOOKS = ("latest", "sources", "snapshot", "standings", "intervals", "row", "change", "history")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Records: 1 a look, 2 a hand-in, 3 a decision, 4 a job."""
    path = tmp_path / "sổ theo dõi.sqlite"
    ledger = Ledger.open(path, clock=lambda: on(50))
    told(ledger, look(1, row(), content=TEXT))
    with ledger.atomic() as entry:
        entry.receipt(HandIn(WARD, "registration", "TN-1", on(5), "a@example.vn"))
        entry.decision(Decision("R", on(6), AS_OF, "q12", (SHEET,), "i", "o", "", "so", BOOK))
        entry.note_job(JobRun("sync", on(6), on(7), "complete"))
    ledger.close()
    return path


def refused(place: Path, question: str) -> str:
    ledger = Ledger.open(place, create=False)
    with pytest.raises(DamagedError) as error:
        QUESTIONS[question](ledger)
    ledger.close()
    said = str(error.value)
    assert str(place) in said
    assert "thidua ledger verify" in said
    assert "bản sao lưu" in said
    return said


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", "null", "x" * 9])
@pytest.mark.parametrize(
    ("question", "seq"),
    [
        *((question, 1) for question in (*OF_LOOKS, "append")),
        ("receipts", 2),
        ("intervals", 2),
        ("history", 2),
        ("decisions", 3),
        ("last", 3),
        ("campaign", 3),
        ("jobs", 4),
    ],
)
def test_a_damaged_record_is_named_by_every_question(
    place: Path, question: str, seq: int, body: str
) -> None:
    tamper(place, f"UPDATE record SET body = '{body}' WHERE seq = {seq}")  # noqa: S608
    assert f"Bản ghi {seq} (" in refused(place, question)


@pytest.mark.parametrize("value", ["CAST(x'ff' AS TEXT)", "x'00ff'"])
@pytest.mark.parametrize("question", [*OF_LOOKS, "append"])
def test_a_record_that_is_no_text_any_more_is_named(place: Path, question: str, value: str) -> None:
    tamper(place, f"UPDATE record SET body = {value} WHERE seq = 1")  # noqa: S608
    assert "Bản ghi 1 (lần đọc" in refused(place, question)


@pytest.mark.parametrize(
    ("question", "seq", "old", "new"),
    [
        ("history", 1, "vanthu", "aikhac"),
        ("change", 1, "vanthu", "aikhac"),
        ("receipts", 2, "TN-1", "TN-2"),
        ("decisions", 3, '"inputs":"i"', '"inputs":"j"'),
        ("jobs", 4, "complete", "failed"),
    ],
)
def test_an_edit_that_reads_well_is_no_answer(
    place: Path, question: str, seq: int, old: str, new: str
) -> None:
    tamper(
        place,
        f"UPDATE record SET body = replace(body, '{old}', '{new}') WHERE seq = {seq}",  # noqa: S608
    )
    assert f"Bản ghi {seq} (" in refused(place, question)


@pytest.mark.parametrize("moment", ["", "2020-05-02", "0001-01-01T00:00:00.000000Z"])
def test_a_moment_that_is_none_is_named(place: Path, moment: str) -> None:
    tamper(place, f"UPDATE record SET at = '{moment}' WHERE seq = 1")  # noqa: S608
    assert "Bản ghi 1 (" in refused(place, "history")


@pytest.mark.parametrize(
    ("change", "became"),
    [
        ("UPDATE content SET data = x'00'", "sửa"),
        ("UPDATE content SET data = 'words'", "sửa"),
        ("UPDATE content SET data = CAST(x'ff' AS TEXT)", "sửa"),
        ("UPDATE content SET packing = 'pieces'", "sửa"),
        ("UPDATE content SET packing = 'zlib'", "sửa"),
        ("DELETE FROM content", "xóa"),
    ],
)
@pytest.mark.parametrize(("kept", "seq"), [(TEXT, 1), (BOOK, 3)])
def test_a_damaged_file_is_named_by_the_record_that_has_it(
    place: Path, change: str, became: str, kept: bytes, seq: int
) -> None:
    digest = sha256(kept).hexdigest()
    if (change, kept) == ("UPDATE content SET packing = 'zlib'", TEXT):
        return  # it is packed so
    tamper(place, f"{change} WHERE sha256 = '{digest}'")
    ledger = Ledger.open(place, create=False)
    with pytest.raises(DamagedError, match=f"của bản ghi {seq} .* đã bị {became}"):
        ledger.content(digest)
    ledger.close()


def test_the_verdicts_of_a_decision_are_never_none_because_they_are_damaged(place: Path) -> None:
    tamper(place, "DELETE FROM content WHERE sha256 IN (SELECT content FROM record WHERE seq = 3)")
    for question in ("decisions", "last"):
        assert "Nội dung tệp của bản ghi 3" in refused(place, question)


def test_a_file_that_no_record_names_is_said(place: Path) -> None:
    ledger = Ledger.open(place, create=False)
    with pytest.raises(DamagedError, match="không thuộc bản ghi nào"):
        ledger.content("0" * 64)
    ledger.close()


def test_a_lost_table_is_said_with_what_to_do(place: Path) -> None:
    with closing(sqlite3.connect(place)) as database:
        database.execute("DROP TABLE record")
    ledger = Ledger.open(place, create=False)
    with pytest.raises(LedgerError, match="thidua ledger verify"):
        ledger.history(WARD, on(9))
    ledger.close()


def test_our_own_mistake_is_not_laid_on_a_sound_ledger(place: Path) -> None:
    ledger = Ledger.open(place, create=False)
    with pytest.raises(ValueError, match="aware moments only"):
        ledger.sources(AS_OF)
    ledger.close()


@pytest.mark.postgres
def test_a_damaged_file_on_a_server_is_named(postgres: str) -> None:
    from tests.postgres_server import new_database

    ledger = Ledger.open(new_database(postgres), clock=lambda: on(50))
    told(ledger, look(1, row(), content=TEXT))
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE content DISABLE TRIGGER ALL")
        connection.exec_driver_sql("UPDATE content SET data = '\\x00'")
    with pytest.raises(DamagedError, match="Nội dung tệp của bản ghi 1"):
        ledger.content(sha256(TEXT).hexdigest())
    ledger.close()
