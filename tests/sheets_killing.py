"""A sync killed outright at some moment, and what must hold after the next one.

``python -m tests.sheets_killing 200`` does it two hundred times; the tests do it a few times.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from addin.syncing import run_sync
from tests.sheets_office import ROW, UNITS, Office, new_office, quiet

WARD = UNITS[0]


def killed_sync(office: Office, after: float) -> bool:
    """Run a sync in a process of its own and kill it; whether it was still at work.

    The process is a fork: it begins at once, so that every moment of the sync is reached.
    """
    google, request = office.google(), office.request()
    child = os.fork()
    if not child:
        run_sync(request, [google], quiet)
        os._exit(0)
    time.sleep(after)
    working = os.waitpid(child, os.WNOHANG) == (0, 0)
    if working:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return working


def check(office: Office, titles: tuple[str, ...]) -> None:
    """Every row once, the answer beside it, the ledger whole, the run complete."""
    outcome = office.later(workbook=None)
    assert outcome.complete
    assert outcome.run is not None
    assert tuple(row.text("title") for _, row in outcome.run.result.rows()) == titles
    assert office.told(WARD) == dict.fromkeys(titles, ("Nhận", ""))
    with office.ledger() as ledger:
        assert ledger.verify().faults == ()


def kill_often(folder: Path, times: int, seed: int) -> int:
    """Kill a sync again and again at random moments; how often it was still at work."""
    random, killed = Random(seed), 0  # noqa: S311 - moments, not secrets
    with new_office(folder, UNITS[:1]) as office:
        office.fill(WARD, "Mô hình 0")
        begun = time.monotonic()
        office.sync()
        length = time.monotonic() - begun
        for number in range(1, times + 1):
            titles = (f"Mô hình {number}", f"Mô hình {number} nữa")
            office.fill(WARD, *titles, row=ROW)
            office.box.advance(900)
            killed += killed_sync(office, random.uniform(0.0, length))
            check(office, titles)
        office.later()
    return killed


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        os.environ["THIDUA_CACHE"] = f"{place}/cache.sqlite"
        begin = time.monotonic()
        count = kill_often(Path(place), wanted, seed=2020)
    took = time.monotonic() - begin
    sys.stdout.write(f"{wanted} syncs, {count} killed, all converged: {took:.0f} s\n")
