"""Our own cost of a sync: CPU and memory of this process, with the sandbox in another one.

The promise speaks of "a changed sheet of 60 rows". A unit's spreadsheet has three filled tabs, so
both readings are shown: a spreadsheet with 60 rows in each tab, by the tab; and a spreadsheet with
60 rows in all. Each has four more tabs (help, answers, criteria, proposals), which are read too.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

from bench.district import District, fetch_naively, prime, quiet, served, type_title
from bench.figure import Bench, Figure
from bench.spent import Spent
from sheets_sync.gsheets.listed import Listed
from sheets_sync.sync.job import SyncJob
from sheets_sync.sync.looking import Finding
from sheets_sync.sync.memory import Memory
from sheets_sync.sync.run import Synced, sync

_CHANGED = 40
_FEW, _MANY = 100, 300
_SMALL, _LARGE = 1_000, 10_600
_TABS = 3
_AT_A_TIME = 2


def figures(bench: Bench) -> Iterator[Figure]:
    """A changed spreadsheet, an unchanged one, and memory beside the number of both."""
    yield _changed(60, _TABS, "3 tabs of 60 rows, changed")
    yield _changed(60 // _TABS, 1, "60 rows in 3 tabs, changed")
    small, large = _unchanged(_SMALL), _unchanged(_LARGE)
    yield Figure(
        f"own CPU of a spreadsheet, unchanged, {_LARGE:,} in one listing",
        f"{large.cpu / _LARGE * 1e6:.0f} µs",
        f"{small.cpu / _SMALL * 1e6:.0f} µs of {_SMALL:,}",
        "",
        "under 50 µs",
    )
    each = (large.megabytes - small.megabytes) / (_LARGE - _SMALL) * 1024
    yield Figure(
        f"memory of a sync of {_LARGE:,}, nothing changed",
        f"{large.megabytes:.0f} MB",
        f"{small.megabytes:.0f} MB of {_SMALL:,}",
        f"{each:.1f} kB a line of the listing",
        "the listing, and no more",
    )
    if bench.all:
        yield _memory()


def _changed(rows: int, parts: int, what: str) -> Figure:
    """Every spreadsheet was read before, and one cell of each was typed since."""
    with served(District(_CHANGED, rows, _CHANGED)) as there:
        spent, naive = _again(there.job), Spent()
        files = [file.id for file in _listing(there.job)][: _CHANGED // 4]
        with naive.running():
            fetch_naively(there.base, there.token, files)
    ours, theirs = spent.cpu / _CHANGED * 1e3, naive.cpu / len(files) * 1e3
    return Figure(
        f"own CPU of a spreadsheet, {what}, ledger written",
        f"{ours:.1f} ms: {ours / parts:.1f} ms a sheet of 60 rows",
        f"naive gspread, fetching three tabs: {theirs:.1f} ms",
        f"{ours / theirs:.2f} of it",
        "at most 5 ms a sheet of 60 rows",
    )


def _again(job: SyncJob) -> Spent:
    """The second of two syncs; between them a cell of every spreadsheet is typed.

    Two fetch at a time: many more help against seconds of waiting, of which there are none here.

    Each is exported once beforehand: the sandbox keeps what it made, so that its own work does not
    take the processor's cache from ours while ours is measured.
    """
    job = replace(job, workers=_AT_A_TIME)
    sync(job, quiet)
    for number, file in enumerate(_listing(job)):
        type_title(job.google[0], file.id, file.unit, f"Mô hình số {number}")
        job.google[0].export(file.id, file.unit)
    gc.collect()
    gc.freeze()  # as the command does
    spent = Spent()
    with spent.running():
        done = sync(job, quiet)
    gc.unfreeze()
    _require(done, Finding.CHANGED)
    return spent


def _unchanged(count: int) -> Spent:
    """A sync that finds nothing moved, its memory read from the file as a job does."""
    with served(District(count)) as there:
        prime(there.job)
        kept, spent = there.job.memory.path, Spent()
        with spent.running():
            memory = Memory.load(kept) if kept else Memory()
            done = sync(replace(there.job, memory=memory), quiet)
    _require(done, Finding.SAME)
    return spent


def _memory() -> Figure:
    """All spreadsheets of a district read for the first time."""
    few, many = (_first(count) for count in (_FEW, _MANY))
    return Figure(
        f"memory of a sync that reads {_MANY} spreadsheets of 180 rows",
        f"{many.megabytes:.0f} MB",
        f"{few.megabytes:.0f} MB of {_FEW}",
        "",
        "the same however many",
    )


def _first(count: int) -> Spent:
    with served(District(count, 60)) as there:
        spent = Spent()
        with spent.running():
            done = sync(there.job, quiet)
    _require(done, Finding.NEW)
    return spent


def _listing(job: SyncJob) -> list[Listed]:
    return list(job.google[0].listing(job.job.campaign.campaign.id))


def _require(done: Synced, finding: Finding) -> None:
    if any(look.finding is not finding for look in done.looks):
        raise SystemExit(f"every spreadsheet was to be found {finding}")
