"""Whole processes timed by the operating system: wall seconds and peak memory."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parent.parent
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_LOOK = 0.01


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall time in seconds (median of the runs) and peak memory in MB (largest)."""

    seconds: float
    megabytes: float


def measure(
    command: Sequence[str],
    runs: int = 3,
    *,
    before: Callable[[], object] | None = None,
    cache: Path | None = None,
    output: Path | None = None,
) -> Measured:
    """Run a command several times; it must succeed each time.

    Args:
        command: The program and its arguments, run in the project's folder.
        runs: How often.
        before: Done before each run, outside the time.
        cache: Where the product remembers what it read; its usual place when not given.
        output: Takes what the program prints.
    """
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    # An installed program has its bytecode, as the peers' libraries have: nobody compiles each run.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    if cache is not None:
        surroundings["THIDUA_CACHE"] = str(cache)
    measured = []
    for _ in range(runs):
        if before:
            before()
        with (output or Path(os.devnull)).open("wb") as printed:
            measured.append(_once(command, surroundings, printed))
    return Measured(statistics.median(s for s, _ in measured), max(peak for _, peak in measured))


def _once(
    command: Sequence[str], surroundings: dict[str, str], printed: BinaryIO
) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=printed, env=surroundings)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _peak(process.pid))
        time.sleep(_LOOK)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, peak / 1024


def _peak(process: int) -> int:
    """The peak memory of a running process in kB, as Linux counts it; 0 when it just ended.

    The counter of ``wait4`` would do, had it not begun at the memory of the process that forked.
    """
    try:
        found = _PEAK.search(Path(f"/proc/{process}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0


def python(*arguments: str) -> list[str]:
    """A command of this interpreter."""
    return [sys.executable, *arguments]
