"""One sync at a time: a lock on this machine, and one in the ledger's database where it has any."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.errors import ThiduaError
from campaign.ledger.book import Ledger


class BusyError(ThiduaError):
    """Another sync of the same ledger is running; this one does nothing."""

    def __init__(self) -> None:
        super().__init__(
            "Một lần đồng bộ khác vào cùng sổ theo dõi đang chạy nên lần này không làm gì. "
            "Lần chạy sau sẽ làm tiếp."
        )


@contextmanager
def turn(ledger: Ledger, state: Path) -> Iterator[None]:
    """Hold the turn of a ledger; a process that dies gives it back.

    Raises:
        BusyError: somebody else has it.
    """
    from filelock import FileLock, Timeout

    state.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(ledger.place.encode()).hexdigest()[:16]
    lock = FileLock(state / f"sync-{name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError from None
    try:
        with ledger.alone() as mine:
            if not mine:
                raise BusyError
            yield
    finally:
        lock.release()
