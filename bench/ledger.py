"""The ledger on SQLite, durable: observations a second, verification, unchanged sheets.

The peer writes the same columns with bare ``sqlite3`` and the same durability: no chain, no
changes against the observation before, nothing to verify.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.figure import Bench, Figure
from campaign.ledger.book import Ledger
from campaign.ledger.chain import canonical
from campaign.ledger.events import Door, Observation, Sighting
from campaign.ledger.tables import RECORD

_BATCH = 5_000
_SHEETS = 2_000
_NATION = 10_600
_START = datetime(2020, 5, 1, tzinfo=UTC)


def figures(bench: Bench) -> Iterator[Figure]:
    """Append, verify, and note a country of sheets as unchanged."""
    count = 1_000_000 if bench.all else 200_000
    path = bench.out / "ledger.sqlite"
    ours, peer = _append(path, count), _bare(bench.out / "bare.sqlite", count // 4)
    yield Figure(
        f"ledger: {count:,} observations, durable",
        f"{ours:,.0f} a second",
        f"bare sqlite3 {peer:,.0f} a second",
        f"{ours / peer:.2f} of it",
        "at least 20,000 a second",
    )
    seconds = _verify(path)
    yield Figure(
        f"ledger: verify {count:,} records",
        f"{seconds:.1f} s",
        "",
        f"{seconds / count * 1e6:.1f} s a million",
        "under 30 s a million",
    )
    each = _unchanged(bench.out / "nation.sqlite")
    yield Figure(
        f"ledger: {_NATION:,} sheets seen unchanged", f"{each:.1f} µs each", "", "", "under 50 µs"
    )


def _observation(number: int) -> Observation:
    """A look at one of the sheets: three rows, one of them new."""
    sheet = number % _SHEETS
    digests = (f"{number:016x}", "0" * 16, "1" * 16)
    rows = tuple(
        Sighting(f"DK-{place:010d}", "registration", complete=True, digest=digest)
        for place, digest in enumerate(digests)
    )
    return Observation(
        f"sheets:{sheet:044d}",
        f"unit-{sheet}",
        f"Google Sheets/unit-{sheet}.xlsx",
        _START + timedelta(seconds=number),
        f"{number:064x}",
        Door.SHEETS,
        rows=rows,
        modified_at=_START,
        modified_by="vanthu@example.vn",
        version=str(number),
    )


def _append(path: Path, count: int) -> float:
    ledger, spent = Ledger.open(path), 0.0
    for start in range(0, count, _BATCH):
        looks = [_observation(number) for number in range(start, start + _BATCH)]
        begun = time.perf_counter()
        with ledger.atomic() as entry:
            for look in looks:
                entry.observe(look)
        spent += time.perf_counter() - begun
    ledger.close()
    return count / spent


def _bare(path: Path, count: int) -> float:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    names = [column.name for column in RECORD.columns]
    database.execute(f"CREATE TABLE record ({', '.join(names)}, PRIMARY KEY (seq))")
    statement = f"INSERT INTO record VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    body, spent = canonical({"name": "x" * 40, "rows": [["x" * 60]], "sha256": "0" * 64}), 0.0
    for start in range(0, count, _BATCH):
        begun = time.perf_counter()
        database.execute("BEGIN IMMEDIATE")
        rows = (
            (n, *["2020"] * (len(names) - 4), body, "", "") for n in range(start, start + _BATCH)
        )
        database.executemany(statement, rows)
        database.execute("COMMIT")
        spent += time.perf_counter() - begun
    database.close()
    return count / spent


def _verify(path: Path) -> float:
    ledger = Ledger.open(path)
    begun = time.perf_counter()
    found = ledger.verify()
    spent = time.perf_counter() - begun
    ledger.close()
    if found.faults:
        raise SystemExit(found.faults[0].sentence)
    return spent


def _unchanged(path: Path) -> float:
    """Microseconds a sheet, of a country of which one sheet in a hundred changed."""
    ledger = Ledger.open(path)
    looks = [_observation(number) for number in range(_SHEETS)]
    sheets = [f"sheets:{number:044d}" for number in range(_NATION)]
    with ledger.atomic() as entry:
        for number, sheet in enumerate(sheets):
            one = looks[number % _SHEETS]
            entry.observe(Observation(sheet, one.unit, one.name, _START, one.sha256, Door.SHEETS))
    begun = time.perf_counter()
    with ledger.atomic() as entry:
        entry.unchanged(sheets[_NATION // 100 :], _START + timedelta(days=1))
    spent = time.perf_counter() - begun
    ledger.close()
    return spent / _NATION * 1e6
