"""What a stretch of code takes in this process: CPU, time by the clock, and memory at its peak."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_ITSELF = Path("/proc/self")
_RESET_PEAK = "5"


@dataclass(slots=True)
class Spent:
    """The sum of all stretches that ran.

    CPU is what is compared: a machine that others use as well makes the clock say anything.

    Attributes:
        cpu: Seconds of this process, its threads and the system working for it.
        wall: Seconds by the clock.
        megabytes: How far memory rose above where it was, at most.
    """

    cpu: float = 0.0
    wall: float = 0.0
    megabytes: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what the block takes."""
        (_ITSELF / "clear_refs").write_text(_RESET_PEAK)
        before = _kilobytes("VmRSS")
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.cpu += time.process_time() - cpu
        self.wall += time.perf_counter() - wall
        self.megabytes = max(self.megabytes, (_kilobytes("VmHWM") - before) / 1024)


def _kilobytes(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", (_ITSELF / "status").read_text("ascii"))
    return int(found[1]) if found else 0
