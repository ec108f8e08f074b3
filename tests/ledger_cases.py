"""Small made-up looks for the tests of the ledger."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from campaign.ledger.book import Ledger
from campaign.ledger.events import Door, Observation, Outcome, Sighting
from campaign.ledger.found import Anchor, Verified
from campaign.ledger.preparing import Purpose
from campaign.plan.loading import load_campaign

DAY = datetime(2020, 5, 1, tzinfo=UTC)
WARD = "phuong-thoi-an"
SHEET = "sheets:thoi-an"
REGISTRATION = load_campaign("q12-cchc-2020").deliverable("registration")

_WITHOUT_REPLACING = (
    *(f"DROP TRIGGER {table}_no_REPLACE" for table in ("record", "content", "piece")),
    "DELETE FROM migration WHERE name = '0004-no-replacing'",
)
_WITHOUT_PIECES = ("DROP TABLE piece", "DELETE FROM migration WHERE name = '0003-pieces'")
EARLIER = {"0003": _WITHOUT_REPLACING, "0002": (*_WITHOUT_REPLACING, *_WITHOUT_PIECES)}
"""What makes a ledger's file one of an earlier version, by the last step of that version."""


def on(day: float) -> datetime:
    """A moment, in days after 1 May."""
    return DAY + timedelta(days=day)


def row(name: str = "DK-1", *, complete: bool = True, digest: str = "a") -> Sighting:
    return Sighting(name, "registration", complete, digest)


def look(
    day: float,
    *rows: Sighting,
    source: str = SHEET,
    unit: str | None = WARD,
    content: bytes | None = None,
    outcome: Outcome = Outcome.READ,
) -> Observation:
    """A look at a sheet; without ``content`` the hash follows the rows."""
    said = content if content is not None else repr((rows, outcome)).encode()
    return Observation(
        source,
        unit,
        source.partition(":")[2],
        on(day),
        sha256(said).hexdigest(),
        Door.SHEETS,
        content,
        rows,
        outcome,
        modified_at=on(day) - timedelta(hours=1),
        modified_by="vanthu@example.vn",
        version=str(day),
    )


def told(ledger: Ledger, *looks: Observation) -> None:
    """Append looks, an entry each."""
    for one in looks:
        with ledger.atomic() as entry:
            entry.observe(one)


def tampered(whole: Path, *statements: str, anchor: Anchor | None = None) -> Verified:
    """What ``verify`` finds after somebody with the database's rights did this."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "l.sqlite"
        shutil.copy(whole, path)
        tamper(path, *statements)
        ledger = Ledger.open(path, purpose=Purpose.VERIFYING)
        found = ledger.verify(anchor)
        ledger.close()
        return found


def tamper(path: Path, *statements: str) -> None:
    """Do what somebody with the file's rights can do, who puts the guards back afterwards."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        )
        guards = found.fetchall()
        for name, _, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        left = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        for _, table, sql in guards:
            if table in left:
                database.execute(sql)
        database.commit()


def make_earlier(path: Path, last: str) -> None:
    """Make a ledger's file one of the version whose last step this was; it has no pieces yet."""
    with closing(sqlite3.connect(path)) as database:
        for statement in EARLIER[last]:
            database.execute(statement)
        database.commit()
