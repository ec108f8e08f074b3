"""The reading stage alone, against python-calamine reading the same sheets into lists."""

from __future__ import annotations

import time
from pathlib import Path

from python_calamine import CalamineWorkbook

from campaign.intake.reading import read_source


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


def ratio(folder: Path) -> float:
    """Ours over calamine's, the best of five of each, taken in turn."""
    paths = sorted(folder.glob("*.xlsx"))
    ours, peer = [], []
    for _ in range(5):
        peer.append(seconds_of_calamine(paths))
        ours.append(seconds_of_ours(paths))
    return min(ours) / min(peer)
