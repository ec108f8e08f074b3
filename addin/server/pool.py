"""The processes that press: one for each processor, so that presses do not wait in one line."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from queue import SimpleQueue

from addin.server.refusals import crowded, under_way
from addin.server.work import Answer, Order, Press
from addin.server.worker import Task, Tasks, Worker


class Pool:
    """Presses in processes of its own.

    Args:
        workers: How many; 0 is one for each processor.
        seconds: How long a press may take, its waiting included.
        ready: Makes a process ready to press.
        most: Orders that are taken at a time; more are refused at once.

    Attributes:
        seconds: The same.
    """

    def __init__(
        self, workers: int, seconds: int, ready: Callable[[], Press], most: int = 100
    ) -> None:
        self.seconds, self._most = seconds, most
        self._tasks: Tasks = SimpleQueue()
        self._running: dict[tuple[str, ...], asyncio.Future[Answer]] = {}
        self._books: dict[str, tuple[str, ...]] = {}
        self._ready, self._count = ready, workers or os.cpu_count() or 1
        self._workers: list[Worker] = []

    def start(self) -> None:
        """Start the processes, so that nobody's first press waits for them."""
        for _ in range(self._count):
            worker = Worker(self._ready, self._tasks)
            worker.start()
            self._workers.append(worker)

    @property
    def processes(self) -> list[int]:
        """Ids of the processes."""
        return [worker.process.pid or 0 for worker in self._workers]

    async def press(self, order: Order, since: float | None = None) -> Answer:
        """Carry an order out; impatient clicks on the same sheet are one press.

        Args:
            order: What to press.
            since: Moment of ``time.monotonic`` from which somebody waits; by default now.

        Raises:
            RefusedError: it takes too long, its process died, too many wait already, or another
                press of the same spreadsheet is under way, from before whose changes this one is.
        """
        same = self._running.get(order.mark)
        if same is None:
            if self._books.get(order.book):
                raise under_way()
            if len(self._running) >= self._most:
                raise crowded()
            same = self._begun(order, time.monotonic() if since is None else since)
        return await asyncio.shield(same)

    def _begun(self, order: Order, since: float) -> asyncio.Future[Answer]:
        task = Task(order, self.seconds, since + self.seconds)
        self._tasks.put(task)
        begun = self._running[order.mark] = asyncio.wrap_future(task.answer)
        if order.book:
            self._books[order.book] = order.mark
        begun.add_done_callback(lambda _: self._ended(order))
        return begun

    def _ended(self, order: Order) -> None:
        del self._running[order.mark]
        self._books.pop(order.book, None)

    def close(self) -> None:
        """End the processes; orders that wait are dropped."""
        while not self._tasks.empty():
            waiting = self._tasks.get()
            if waiting is not None:
                waiting.answer.cancel()
        for worker in self._workers:
            self._tasks.put(None)
            worker.end()
        for worker in self._workers:
            worker.join()
