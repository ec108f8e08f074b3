"""The whole run, process start to workbook on disk, beside the naive peer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Bench, Figure
from bench.generate import plan_of, units
from bench.timing import measure, python

UNITS = 141
AS_OF = "2020-11-02T08:00"


def command(folder: Path, book: Path, plan: Path) -> list[str]:
    """The main job over a folder of units' workbooks."""
    words = [str(folder), "--workbook", str(book), "--campaign", str(plan), "--as-of", AS_OF]
    return python("-m", "addin.cli", "run", *words)


def figures(bench: Bench) -> Iterator[Figure]:
    """Time and peak memory of a first run: nothing remembered, no workbook yet."""
    folder, book = units(bench.out, UNITS), bench.out / "whole" / "district.xlsx"
    cache = bench.out / "whole"
    ours = measure(
        command(folder, book, plan_of(bench.out, UNITS)),
        runs=5,
        before=lambda: (shutil.rmtree(cache, ignore_errors=True), cache.mkdir()),
        cache=cache / "sources.sqlite",
    )
    peer = measure(python("-m", "bench.naive", str(folder), str(bench.out / "naive.xlsx")), runs=1)
    yield Figure(
        f"whole run, {UNITS} workbooks",
        f"{ours.seconds:.2f} s",
        f"pandas + openpyxl {peer.seconds:.2f} s",
        f"{peer.seconds / ours.seconds:.1f} times faster",
        "at least 5",
    )
    yield Figure("its peak memory", f"{ours.megabytes:.0f} MB", wanted="under 400 MB")
