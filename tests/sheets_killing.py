"""Processes killed outright at some moment, and what must hold after the next run.

``python -m tests.sheets_killing 200`` kills a sync, a provision and the sandbox two hundred times
each (or one of them, when it is named as well); the tests do it a few times.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import requests
from gspread.exceptions import APIError

from addin.syncing import run_sync
from sheets_sync.gsheets.errors import GoogleError
from sheets_sync.sandbox.accounts import key_file
from sheets_sync.sandbox.clock import from_rfc3339
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import Settings
from tests.sheets_drift import ONE, WARD, attempt, drifted, first, idle, outcome
from tests.sheets_office import (
    REGISTRATION,
    ROW,
    START,
    Office,
    new_office,
    provisioned,
    quiet,
    short_forms,
)

if TYPE_CHECKING:
    from sheets_sync.gsheets.clock import Clock

FILLED = f"B{ROW}:B{ROW + 1}"


def killed(work: Callable[[], object], after: float) -> bool:
    """Do work in a process of its own and kill it; whether it was still at work.

    The process is a fork: it begins at once, so that every moment of the work is reached.
    """
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    time.sleep(after)
    working = os.waitpid(child, os.WNOHANG) == (0, 0)
    if working:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return working


def timed(work: Callable[[], object]) -> float:
    """How long work takes, in seconds."""
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def check_synced(office: Office, titles: tuple[str, ...]) -> None:
    """Every row once, the answer beside it, the ledger whole, the run complete."""
    outcome = office.later(workbook=None)
    assert outcome.complete
    assert outcome.run is not None
    assert tuple(row.text("title") for _, row in outcome.run.result.rows()) == titles
    assert office.told(WARD) == dict.fromkeys(titles, ("Nhận", ""))
    with office.ledger() as ledger:
        assert ledger.verify().faults == ()


def kill_syncs(folder: Path, times: int, seed: int) -> int:
    """Kill a sync again and again at random moments; how often it was still at work."""
    random, count = Random(seed), 0  # noqa: S311 - moments, not secrets
    with new_office(folder, ONE) as office:
        office.fill(WARD, "Mô hình")
        office.sync()
        office.fill(WARD, *_titles(0))
        length = timed(office.later)
        for number in range(1, times + 1):
            titles = _titles(number)
            office.fill(WARD, *titles)
            office.box.advance(900)
            google, request = office.google(), office.request()
            count += killed(lambda: run_sync(request, [google], quiet), random.uniform(0, length))  # noqa: B023
            check_synced(office, titles)
        office.later()
    return count


def kill_provisions(folder: Path, times: int, seed: int) -> int:
    """Kill a provision of nothing, or of a spreadsheet in which everything drifted."""
    random, count = Random(seed), 0  # noqa: S311 - moments, not secrets
    with new_office(folder, ONE) as office:
        wanted, lengths = {}, {}
        for begin in (first, drifted):
            begin(office)
            lengths[begin] = timed(office.provision)
            wanted[begin] = outcome(office)
        for number in range(times):
            begin = (first, drifted)[number % 2]
            begin(office)
            count += killed(office.provision, random.uniform(0, lengths[begin]))
            assert attempt(office)
            assert outcome(office) == wanted[begin]
            assert idle(office)
    return count


class FarBox:
    """A sandbox in a process of its own, with its state in a file."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state.db"
        self.offset = 0.0
        with (
            Sandbox(settings=Settings(quotas=False), state=self.state, start=START) as box,
            box.alone() as world,
        ):
            world.files, world.accounts, world.ids = pickle.loads(provisioned(ONE))  # noqa: S301 - our own, just made
            for file in world.files.values():
                world.note_change(file)
            world.rest_touched = True
            self.port, self.base = box.port, box.base
            self.key = key_file(world.key_holder(OFFICE), box.base)
        self._child = 0

    def start(self) -> None:
        """Begin, or go on from what the file holds."""
        self._child = os.fork()
        if not self._child:
            Sandbox(self.port, settings=Settings(quotas=False), state=self.state).serve()
            os._exit(0)
        while True:
            try:
                now = requests.get(f"{self.base}/_sandbox/clock", timeout=5).json()["now"]
            except requests.ConnectionError:
                time.sleep(0.01)
            else:
                self.offset = from_rfc3339(now) - time.time()
                return

    def kill(self) -> None:
        """Kill it, whatever it is doing."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)

    def _ask(self, name: str, **body: object) -> dict[str, object]:
        answer = requests.post(f"{self.base}/_sandbox/{name}", json=body, timeout=30)
        answer.raise_for_status()
        found: dict[str, object] = answer.json()
        return found

    def write_key(self, path: Path, _email: str = OFFICE) -> Path:
        """The office's key file, as it was before the sandbox was ever killed."""
        path.write_text(json.dumps(self.key), "utf-8")
        return path

    def token(self, email: str) -> str:
        return str(self._ask("tokens", email=email, scopes=[])["access_token"])

    def advance(self, seconds: float) -> None:
        self._ask("clock", advance=seconds)
        self.offset += seconds

    def whole(self) -> bool:
        """Whether the file is a sound database."""
        with sqlite3.connect(f"file:{self.state}?mode=ro", uri=True) as database:
            return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


class FarClock:
    """The far sandbox's time; nothing waits for one that was killed."""

    def __init__(self, box: FarBox) -> None:
        self._box = box

    def now(self) -> float:
        return time.time() + self._box.offset

    def sleep(self, seconds: float) -> None:
        """Patience costs nothing here."""


class FarOffice(Office):
    """An office whose Google may be gone at any moment."""

    box: FarBox  # type: ignore[assignment]

    def clock(self) -> Clock:
        return FarClock(self.box)

    def work(self, *titles: str) -> bool:
        """What goes on when the sandbox dies; whether the unit was told that its rows are kept."""
        kept = False
        try:
            self.fill(WARD, *titles)
            kept = True
            self.later(workbook=None)
            self.provision()
        except (requests.RequestException, APIError, GoogleError):
            # It was killed in the middle; what must hold is checked after the next start.
            pass
        return kept

    def registered(self) -> tuple[str, ...]:
        """What stands in the unit's sheet."""
        found = self.book(WARD).worksheet(REGISTRATION.title).get(FILLED)
        return tuple(row[0] for row in found if row)


def kill_sandboxes(folder: Path, times: int, seed: int) -> int:
    """Kill the sandbox while a unit types, a sync reads and a provision mends, so many times.

    What was answered must be in its file, which is sound, and the next sync converges. A turn that
    was over before its moment came does not count; the next moments are drawn from its length.
    """
    random, count, number = Random(seed), 0, 1  # noqa: S311 - moments, not secrets
    with short_forms():
        box = FarBox(folder)
        box.start()
        office = FarOffice(box, folder, ONE)  # type: ignore[arg-type]
        office.work(*_titles(0))
        before = _titles(1)
        length = timed(lambda: office.work(*before))
        while count < times:
            number += 1
            death = threading.Timer(random.uniform(0, length), box.kill)
            death.start()
            begun = time.monotonic()
            kept = office.work(*_titles(number))
            if death.is_alive():
                length = time.monotonic() - begun
            else:
                count += 1
            death.join()
            assert box.whole()
            box.start()
            found = office.registered()
            assert found == _titles(number) or (not kept and found == before)
            check_synced(office, found)
            assert idle(office)
            before = found
        box.kill()
    return count


def _titles(number: int) -> tuple[str, str]:
    return f"Mô hình {number}", f"Mô hình {number} nữa"


STORIES = {"sync": kill_syncs, "provision": kill_provisions, "sandbox": kill_sandboxes}


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for story in sys.argv[2:] or STORIES:
        with tempfile.TemporaryDirectory() as place:
            os.environ["THIDUA_CACHE"] = f"{place}/cache.sqlite"
            begin = time.monotonic()
            killed_at_work = STORIES[story](Path(place), wanted, 2020)
        took = time.monotonic() - begin
        sys.stdout.write(
            f"{story}: {wanted} times, {killed_at_work} killed at work; "
            f"all converged: {took:.0f} s\n"
        )
