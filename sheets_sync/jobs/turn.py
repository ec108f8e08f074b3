"""One at a time: a lock on this machine, and one in the ledger's database where it has any."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.errors import ThiduaError
from campaign.ledger.book import Ledger

SYNCING = (
    "Một lần đồng bộ khác vào cùng sổ theo dõi đang chạy nên lần này không làm gì. "
    "Lần chạy sau sẽ làm tiếp."
)
PROVISIONING = (
    "Một lệnh lập bảng tính khác của đợt này đang chạy nên lần này không làm gì. "
    "Hãy đợi lệnh kia xong rồi chạy lại."
)


class BusyError(ThiduaError):
    """Somebody else is at the same work; this process does nothing."""


@contextmanager
def turn(ledger: Ledger, state: Path) -> Iterator[None]:
    """Hold the turn of a ledger; a process that dies gives it back.

    Raises:
        BusyError: somebody else has it.
    """
    with only(_lock_file(ledger, state), SYNCING), ledger.alone() as mine:
        if not mine:
            raise BusyError(SYNCING)
        yield


def _lock_file(ledger: Ledger, state: Path) -> Path:
    """Beside a ledger that is a file, whatever folder a process keeps its state in."""
    if ledger.file is not None:
        return ledger.file.with_name(f"{ledger.file.name}.lock")
    name = hashlib.sha256(ledger.place.encode()).hexdigest()[:16]
    return state / f"sync-{name}.lock"


@contextmanager
def only(file: Path, sentence: str) -> Iterator[None]:
    """Be the only process that holds a lock file; one that dies gives it back.

    Raises:
        BusyError: another one holds it; the argument is its sentence.
    """
    from filelock import FileLock, Timeout

    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(sentence) from None
    try:
        yield
    finally:
        lock.release()
