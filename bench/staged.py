"""The main job in a process of its own, telling what each stage cost: JSON on standard output."""

from __future__ import annotations

import gc
import json
import sys
import time
from datetime import datetime
from pathlib import Path

from addin.run import run
from addin.run_request import RunRequest

INTAKE, RULES, WRITING = "Đọc tệp", "Tổng hợp", "Ghi sổ"
_MARKS = {
    (INTAKE, 0): "start",
    (RULES, 0): "intake",
    (WRITING, 0): "rules",
    (WRITING, 1): "writing",
}
"""The progress that ends each stage; the start takes in plan, roster and the office's workbook."""


def staged(folder: str, book: str, plan: str, as_of: str) -> dict[str, tuple[float, float]]:
    """Wall and processor seconds of each stage."""
    stages: dict[str, tuple[float, float]] = {}
    last = time.perf_counter(), time.process_time()

    def progress(what: str, done: int, _: int) -> None:
        nonlocal last
        stage = _MARKS.get((what, done))
        if stage:
            now = time.perf_counter(), time.process_time()
            stages[stage] = now[0] - last[0], now[1] - last[1]
            last = now

    run(RunRequest([folder], Path(book), plan, datetime.fromisoformat(as_of)), progress)
    return stages


if __name__ == "__main__":
    gc.disable()  # as the command does
    print(json.dumps(staged(*sys.argv[1:])))
