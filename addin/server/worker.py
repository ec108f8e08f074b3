"""A process that presses, and the thread that minds it: one that hangs or dies is replaced."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from addin.server.refusals import RefusedError, failed, too_slow
from addin.server.work import Answer, Order, Press

SPARE = 0.5
"""Seconds before nobody waits any more in which nothing is begun that cannot be undone."""

_SPAWN = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Task:
    """An order on its way to a process.

    Attributes:
        order: What to press.
        seconds: How long its answer is waited for, in all.
        until: Moment of ``time.monotonic`` until which its answer is waited for.
        answer: Takes the answer, or the refusal.
    """

    order: Order
    seconds: int
    until: float
    answer: Future[Answer] = field(default_factory=Future)


Tasks = SimpleQueue[Task | None]
"""Orders in the order in which they came; ``None`` ends the worker that takes it."""


class Worker(Thread):
    """Minds one process: gives it one order at a time, and never waits longer than a person does.

    Args:
        ready: Makes a process ready to press.
        tasks: Where orders wait, shared by all workers.
    """

    def __init__(self, ready: Callable[[], Press], tasks: Tasks) -> None:
        super().__init__(daemon=True)
        self._ready, self._tasks = ready, tasks
        self._ended = False
        self._begin()

    def _begin(self) -> None:
        self._pipe, others = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_work, args=(self._ready, others), daemon=True)
        self.process.start()
        others.close()

    def run(self) -> None:
        """Take orders until the pool is closed."""
        while (task := self._tasks.get()) is not None:
            if not task.answer.set_running_or_notify_cancel():
                continue
            try:
                task.answer.set_result(self._asked(task))
            except RefusedError as error:
                task.answer.set_exception(error)

    def end(self) -> None:
        """End the process, whatever it does, and put none in its place."""
        self._ended = True
        self.process.kill()
        self.process.join()

    def _asked(self, task: Task) -> Answer:
        """What the process answers.

        Raises:
            RefusedError: it did not answer in time, or died; another is in its place.
        """
        try:
            # An order that waited too long in the queue is not begun.
            if self._left(task) > SPARE:
                self._replace_if_dead()
                self._pipe.send((task.order, task.until - SPARE))
                if self._pipe.poll(self._left(task)):
                    answer: Answer = self._pipe.recv()
                    return answer
                self._replace()
        except (EOFError, OSError) as error:
            self._replace()
            raise failed() from error
        raise too_slow(task.seconds)

    def _replace_if_dead(self) -> None:
        """Nobody need hear of a process that died while it had nothing to do."""
        if not self.process.is_alive():
            self._replace()

    def _left(self, task: Task) -> float:
        return max(0.0, task.until - time.monotonic())

    def _replace(self) -> None:
        self.process.kill()
        self.process.join()
        self._pipe.close()
        if not self._ended:
            self._begin()


def _work(ready: Callable[[], Press], pipe: Connection) -> None:
    """Press what comes through the pipe, until its other end is gone."""
    # Ctrl+C reaches every process of a terminal; ending is the server's to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    press = ready()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(press(*pipe.recv()))
