"""Quotas in simulated time: real meters, threads that wait, and a clock that jumps when all do."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from sheets_sync.gsheets.meter import Meter

_START = 1_600_000_000.0


class SimulatedClock:
    """Time that moves on to the next waking as soon as every worker sleeps."""

    def __init__(self) -> None:
        self._time, self._working = _START, 0
        self._asleep: list[float] = []
        self._turn = threading.Condition()

    def now(self) -> float:
        """Seconds since 1970."""
        return self._time

    def begin(self) -> None:
        """A worker more."""
        with self._turn:
            self._working += 1

    def end(self) -> None:
        """A worker less."""
        with self._turn:
            self._working -= 1
            self._jump()

    def sleep(self, seconds: float) -> None:
        """Wait for simulated seconds."""
        with self._turn:
            wake = self._time + seconds
            heapq.heappush(self._asleep, wake)
            self._jump()
            while self._time < wake:
                self._turn.wait()

    def _jump(self) -> None:
        if self._asleep and len(self._asleep) >= self._working:
            self._time = self._asleep[0]
            while self._asleep and self._asleep[0] <= self._time:
                heapq.heappop(self._asleep)
            self._turn.notify_all()


@dataclass(frozen=True, slots=True)
class Line:
    """One account's way: its meter, what a request costs, how long it takes."""

    meter: Meter
    cost: int
    seconds: float


def simulate(clock: SimulatedClock, lines: Sequence[Line], count: int, workers: int) -> float:
    """Simulated seconds until ``count`` requests are done, shared out among the lines in turn."""
    numbers = iter(range(count))
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                clock.end()
                return
            line = lines[number % len(lines)]
            line.meter.take(line.cost)
            clock.sleep(line.seconds)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for _ in threads:
        clock.begin()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clock.now() - _START
