"""The processes that press: one for each processor, so that presses do not wait in one line."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from addin.server.refusals import failed, too_slow
from addin.server.work import Answer, Order, carry_out, start


class Pool:
    """Presses in processes of its own; one that dies or hangs is replaced."""

    def __init__(self, workers: int, seconds: int, licence_key: str) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._seconds = seconds
        self._key = licence_key
        self._overdue = 0
        self._running: dict[tuple[str, ...], asyncio.Future[Answer]] = {}
        self._processes = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers,
            mp_context=get_context("spawn"),
            initializer=start,
            initargs=(self._key,),
        )

    async def press(self, order: Order) -> Answer:
        """Carry an order out; impatient clicks on the same sheet are one press.

        Raises:
            RefusedError: it takes too long, or its process died.
        """
        same = self._running.get(order.mark)
        if same is None:
            same = self._running[order.mark] = asyncio.ensure_future(self._carry_out(order))
            same.add_done_callback(lambda _: self._running.pop(order.mark, None))
        return await asyncio.shield(same)

    async def _carry_out(self, order: Order) -> Answer:
        processes = self._processes
        try:
            work = processes.submit(carry_out, order)
            return await asyncio.wait_for(asyncio.wrap_future(work), self._seconds)
        except TimeoutError:
            self._note_overdue(work)
            raise too_slow(self._seconds) from None
        except BrokenProcessPool as error:
            if self._processes is processes:
                self._processes = self._started()
            raise failed() from error

    def warm(self) -> None:
        """Start the processes now, so that nobody's first press waits for them."""
        for _ in range(self._workers):
            self._processes.submit(os.getpid)

    def _note_overdue(self, work: Future[Answer]) -> None:
        """Count a press that nobody waits for; when all processes hang they are replaced."""
        self._overdue += 1
        work.add_done_callback(lambda _: self._settle())
        if self._overdue >= self._workers:
            self._overdue = 0
            hanging = self._processes
            self._processes = self._started()
            for process in list((hanging._processes or {}).values()):  # noqa: SLF001 - no other way
                process.kill()

    def _settle(self) -> None:
        self._overdue = max(0, self._overdue - 1)

    def close(self) -> None:
        """End the processes; orders that wait are dropped."""
        self._processes.shutdown(wait=True, cancel_futures=True)
