"""The reading stage alone, against python-calamine reading the same sheets into lists."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench.figure import Bench, Figure
from bench.generate import units
from campaign.intake.reading import read_source

UNITS = 141


def seconds_of_ours(paths: list[Path]) -> float:
    """Our reader over all files, one after the other."""
    start = time.perf_counter()
    for path in paths:
        read_source(path.name, path.read_bytes())
    return time.perf_counter() - start


def seconds_of_calamine(paths: list[Path]) -> float:
    """Calamine alone over the same files."""
    start = time.perf_counter()
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    return time.perf_counter() - start


def figures(bench: Bench) -> Iterator[Figure]:
    """Ours beside calamine's, the best of five of each, taken in turn."""
    paths = sorted(units(bench.out, UNITS).glob("*.xlsx"))
    ours, peer = [], []
    for _ in range(5):
        peer.append(seconds_of_calamine(paths))
        ours.append(seconds_of_ours(paths))
    yield Figure(
        f"reading stage, {UNITS} workbooks",
        f"{min(ours):.2f} s",
        f"calamine {min(peer):.2f} s",
        f"{min(ours) / min(peer):.2f} of it",
        "at most 2",
    )
