"""Runs after the first: one file in a hundred changed, and nothing changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Bench, Figure
from bench.generate import generate_one, plan_of, units
from bench.timing import measure, python
from bench.whole import AS_OF, UNITS, command

MANY = 1_000
_LONG_AGO = 1_600_000_000


def figures(bench: Bench) -> Iterator[Figure]:
    """Intake with 1 % of a thousand files changed, and a whole run with nothing changed."""
    yield _changed(bench)
    yield _unchanged(bench)


def _changed(bench: Bench) -> Figure:
    folder, work = _copied(bench, MANY)
    plan = str(plan_of(bench.out, MANY))
    words = [str(folder), str(work / "district.xlsx"), plan, AS_OF]
    first = _intake(work, words)
    for number in range(50, MANY, 100):
        generate_one(folder, number, seed=MANY + number)
    again = _intake(work, words)
    return Figure(
        f"intake, 1% of {MANY:,} files changed",
        f"{again:.2f} CPU s",
        f"the first {first:.2f} CPU s",
        f"{again / first:.2f} of it",
        "at most 0.1",
    )


def _intake(work: Path, words: list[str]) -> float:
    """Processor seconds of the reading of all files."""
    said = work / "stages.json"
    memory = work / "sources.sqlite"
    measure(python("-m", "bench.staged", *words), runs=1, cache=memory, output=said)
    stages: dict[str, tuple[float, float]] = json.loads(said.read_text("utf-8"))
    return stages["intake"][1]


def _unchanged(bench: Bench) -> Figure:
    folder, work = _copied(bench, UNITS)
    run = command(folder, work / "district.xlsx", plan_of(bench.out, UNITS))
    memory = work / "sources.sqlite"
    measure(run, runs=1, cache=memory)
    ours = measure(run, runs=5, cache=memory).seconds
    start = measure(python("-c", ""), runs=5).seconds
    return Figure(
        f"whole run, nothing changed, {UNITS} workbooks",
        f"{ours:.2f} s",
        f"Python's start {start:.2f} s",
        f"{ours - start:.2f} s more",
        "under 0.5 s more",
    )


def _copied(bench: Bench, count: int) -> tuple[Path, Path]:
    """Files of this measure's own, last written long ago, and an empty folder to work in."""
    work = bench.out / f"again-{count}"
    shutil.rmtree(work, ignore_errors=True)
    folder = work / "units"
    shutil.copytree(units(bench.out, count), folder)
    for path in folder.iterdir():
        os.utime(path, (_LONG_AGO, _LONG_AGO))
    return folder, work
