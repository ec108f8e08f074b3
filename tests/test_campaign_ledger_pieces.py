"""Large workbooks in pieces: what one shares with the next is kept once, and comes back whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ledger.book import Ledger
from campaign.ledger.events import Decision
from campaign.ledger.found import Wrong
from campaign.ledger.pieces import LARGE, cut
from tests.ledger_cases import SHEET, look, make_earlier, on, row, tampered, told

AS_OF = datetime(2020, 5, 6)  # noqa: DTZ001 - office time


def book(heading: str) -> bytes:
    """A large workbook of which the first part alone depends on the heading."""
    made = BytesIO()
    with ZipFile(made, "w") as package:
        package.writestr(ZipInfo("sheet1.xml"), heading)  # as a program writes it: no clock in it
        for number in range(2, 8):
            noise = b"".join(sha256(b"%d %d" % (number, n)).digest() for n in range(1000))
            package.writestr(ZipInfo(f"sheet{number}.xml"), noise)
    return made.getvalue()


def decide(ledger: Ledger, run: str, before: bytes) -> None:
    with ledger.atomic() as entry:
        entry.decision(Decision(run, on(6), AS_OF, "q12", (SHEET,), "i", "o", "", "so", before))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    place = str(tmp_path / "l.sqlite")
    if request.param == "postgres":
        from tests.postgres_server import new_database

        place = new_database(request.getfixturevalue("postgres"))
    made = Ledger.open(place, clock=lambda: on(50))
    told(made, look(1, row()))
    yield made
    made.close()


@given(
    st.lists(st.sampled_from([b"\0\0\xff\xff", b"PK\x03\x04", b"PK\x01\x02", b"P", b"\0", b"x"]))
)
def test_pieces_joined_are_the_file(parts: list[bytes]) -> None:
    data = b"".join(parts)
    pieces = cut(data)
    assert b"".join(pieces) == data
    assert all(pieces)


def test_a_large_workbook_comes_back_whole_and_the_ledger_is_sound(ledger: Ledger) -> None:
    books = [book(f"Tính đến {hour} giờ") for hour in range(3)]
    assert min(map(len, books)) > LARGE
    for number, before in enumerate(books):
        decide(ledger, str(number), before)
    for number, before in enumerate(books):
        (found,) = ledger.decisions(str(number))
        assert ledger.content(found.workbook_before) == before
    assert ledger.verify().faults == ()


def test_a_workbook_that_changed_a_little_costs_a_little(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    ledger = Ledger.open(place)
    told(ledger, look(1, row()))
    decide(ledger, "0", book("Tính đến 0 giờ"))
    first = kept(place)
    for hour in range(1, 11):
        decide(ledger, str(hour), book(f"Tính đến {hour} giờ"))
    ledger.close()
    assert kept(place) - first < 0.1 * first


def kept(place: Path) -> int:
    """Bytes of all files that a ledger keeps."""
    with closing(sqlite3.connect(place)) as database:
        both = "SELECT data FROM content UNION ALL SELECT data FROM piece"
        (size,) = database.execute(f"SELECT sum(length(data)) FROM ({both})").fetchone()  # noqa: S608
        return int(size)


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("UPDATE piece SET data = x'00'", Wrong.CONTENT),
        ("UPDATE piece SET data = 'words'", Wrong.CONTENT),
        ("DELETE FROM piece WHERE rowid = 1", Wrong.CONTENT),
        ("INSERT INTO piece VALUES ('ab', x'00')", Wrong.UNNAMED),
    ],
)
def test_a_piece_that_was_changed_lost_or_slipped_in_is_found(
    tmp_path: Path, statement: str, wrong: Wrong
) -> None:
    place = tmp_path / "l.sqlite"
    ledger = Ledger.open(place)
    told(ledger, look(1, row()))
    decide(ledger, "0", book("Tính đến 0 giờ"))
    ledger.close()
    (fault,) = tampered(place, statement).faults
    assert fault.wrong is wrong
    if wrong is Wrong.CONTENT:
        assert fault.seq == 2


def test_lost_pieces_are_said_with_the_files_they_were_part_of(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    ledger = Ledger.open(place)
    told(ledger, look(1, row()))
    decide(ledger, "0", book("Tính đến 0 giờ"))
    ledger.close()
    table, file = tampered(place, "DROP TABLE piece").faults
    assert (table.wrong, file.wrong, file.seq) == (Wrong.SCHEMA, Wrong.CONTENT, 2)


def test_a_piece_is_never_changed_in_place(ledger: Ledger) -> None:
    decide(ledger, "0", book("Tính đến 0 giờ"))
    with ledger.engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql("DELETE FROM piece")


def test_a_ledger_of_an_earlier_version_keeps_in_pieces_from_now_on(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    ledger = Ledger.open(place)
    told(ledger, look(1, row()))
    ledger.close()
    make_earlier(place, "0002")
    ledger = Ledger.open(place)
    before = book("Tính đến 0 giờ")
    decide(ledger, "0", before)
    (found,) = ledger.decisions("0")
    assert ledger.content(found.workbook_before) == before
    assert ledger.verify().faults == ()
    ledger.close()
