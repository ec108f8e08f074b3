"""The ledger on SQLite, durable: observations a second, verification, unchanged sheets.

The peer writes the same columns with bare ``sqlite3`` and the same durability: no chain, no
changes against the observation before, nothing to verify.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.figure import Bench, Figure
from bench.spent import Spent
from campaign.ledger.book import Ledger
from campaign.ledger.chain import canonical
from campaign.ledger.events import Door, Observation, Sighting
from campaign.ledger.tables import RECORD
from campaign.plan.loading import load_campaign

_BATCH = 5_000
_SHEETS = 2_000
_NATION = 10_600
_LOOKS = 3
_START = datetime(2020, 5, 1, tzinfo=UTC)


def figures(bench: Bench) -> Iterator[Figure]:
    """Append, verify, and note a country of sheets as unchanged."""
    count = 1_000_000 if bench.all else 200_000
    path = bench.out / "ledger.sqlite"
    ours, peer = _append(path, count), _bare(bench.out / "bare.sqlite", count // 4)
    yield Figure(
        f"ledger: {count:,} observations, durable, a second of CPU",
        f"{count / ours.cpu:,.0f} ({count / ours.wall:,.0f} by the clock)",
        f"bare sqlite3 {count / 4 / peer.cpu:,.0f} ({count / 4 / peer.wall:,.0f})",
        f"{peer.cpu * 4 / ours.cpu:.2f} of it",
        "at least 20,000",
    )
    yield from _verify(path, count)
    each = _unchanged(bench.out / "nation.sqlite")
    yield Figure(
        f"ledger: {_NATION:,} sheets seen unchanged", f"{each:.1f} µs each", "", "", "under 50 µs"
    )
    yield _intervals(bench.out / "intervals.sqlite")


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


def _append(path: Path, count: int) -> Spent:
    ledger, spent = Ledger.open(path), Spent()
    for start in range(0, count, _BATCH):
        looks = [_observation(number) for number in range(start, start + _BATCH)]
        with spent.running(), ledger.atomic() as entry:
            for look in looks:
                entry.observe(look)
    ledger.close()
    return spent


def _bare(path: Path, count: int) -> Spent:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    names = [column.name for column in RECORD.columns]
    database.execute(f"CREATE TABLE record ({', '.join(names)}, PRIMARY KEY (seq))")
    statement = f"INSERT INTO record VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    body, spent = canonical({"name": "x" * 40, "rows": [["x" * 60]], "sha256": "0" * 64}), Spent()
    for start in range(0, count, _BATCH):
        with spent.running():
            database.execute("BEGIN IMMEDIATE")
            rows = (
                (n, *["2020"] * (len(names) - 4), body, "", "")
                for n in range(start, start + _BATCH)
            )
            database.executemany(statement, rows)
            database.execute("COMMIT")
    database.close()
    return spent


def _verify(path: Path, count: int) -> Iterator[Figure]:
    """Time, and how much memory grows while all records pass by."""
    ledger, spent = Ledger.open(path), Spent()
    with spent.running():
        found = ledger.verify()
    ledger.close()
    if found.faults:
        raise SystemExit(found.faults[0].sentence)
    yield Figure(
        f"ledger: verify {count:,} records, CPU",
        f"{spent.cpu:.1f} s ({spent.wall:.1f} s by the clock)",
        "",
        f"{spent.cpu / count * 1e6:.1f} s a million",
        "under 30 s a million",
    )
    yield Figure(
        f"ledger: memory that verifying {count:,} records takes",
        f"{spent.megabytes:.0f} MB",
        f"{path.stat().st_size / 1e6:.0f} MB on disk",
        "",
        "the same however many",
    )


def _unchanged(path: Path) -> float:
    """Microseconds a sheet, of a country of which one sheet in a hundred changed."""
    ledger = Ledger.open(path)
    looks = [_observation(number) for number in range(_SHEETS)]
    sheets = [f"sheets:{number:044d}" for number in range(_NATION)]
    with ledger.atomic() as entry:
        for number, sheet in enumerate(sheets):
            one = looks[number % _SHEETS]
            entry.observe(Observation(sheet, one.unit, one.name, _START, one.sha256, Door.SHEETS))
    spent = Spent()
    with spent.running(), ledger.atomic() as entry:
        entry.unchanged(sheets[_NATION // 100 :], _START + timedelta(days=1))
    ledger.close()
    return spent.cpu / _NATION * 1e6


def _intervals(path: Path) -> Figure:
    """When everything of a country came in: asked once, for all units and deliverables."""
    deliverables = load_campaign("q12-cchc-2020").deliverables
    ledger = Ledger.open(path)
    for number in range(0, _LOOKS * _NATION, _BATCH):
        with ledger.atomic() as entry:
            for each in range(number, min(number + _BATCH, _LOOKS * _NATION)):
                entry.observe(_full_look(each))
    spent = Spent()
    with spent.running():
        found = ledger.intervals(None, deliverables, _START + timedelta(days=99))
    ledger.close()
    return Figure(
        f"ledger: {len(found):,} intervals of {_NATION:,} units, {_LOOKS} looks each, CPU",
        f"{spent.cpu:.1f} s, {spent.megabytes:.0f} MB",
        "",
        f"{spent.cpu / _NATION * 1e6:.0f} µs a unit",
        "",
    )


def _full_look(number: int) -> Observation:
    """A look at one unit's sheet of sixty rows, of which one changes each time."""
    turn, sheet = divmod(number, _NATION)
    forms = ("registration", "interim", "result")
    rows = tuple(
        Sighting(
            f"DK-{form}-{row}", form, complete=bool(row or turn), digest=f"{turn * (row == 1):x}"
        )
        for form in forms
        for row in range(20)
    )
    one = _observation(number)
    return replace(one, source=f"sheets:{sheet:044d}", unit=f"unit-{sheet}", rows=rows)
