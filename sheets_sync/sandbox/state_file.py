"""The sandbox's state in one file: every change is kept whole or not at all, also when killed."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.errors import UsageError
from sheets_sync.sandbox.accounts import Account
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.ids import Ids
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.world import World

if TYPE_CHECKING:
    from filelock import BaseFileLock

_SCHEMA = "CREATE TABLE IF NOT EXISTS kept (id TEXT PRIMARY KEY, body TEXT NOT NULL)"
_REST, _COUNTERS = "*", "#"


def _locked(path: Path) -> BaseFileLock:
    """A lock beside the file; the thread that serves gives back what another one took."""
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError(
            f"“{path}” đang được một bảng tính tập dượt khác dùng. Hãy dùng bản đang mở, đóng nó, "
            "hoặc chọn tệp khác."
        ) from None
    return lock


class StateFile:
    """An SQLite file: one record a file of Drive, and one for the rest; one sandbox's alone.

    Raises:
        UsageError: it is no such file, or another sandbox has it.
    """

    def __init__(self, path: Path) -> None:
        self._lock = _locked(path)
        try:
            self._database = sqlite3.connect(path, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute(_SCHEMA)
            self._database.commit()
        except sqlite3.DatabaseError as error:
            self._lock.release()
            raise UsageError(
                f"Không dùng được “{path}” làm tệp trạng thái của bảng tính tập dượt ({error}). "
                "Hãy chọn tệp khác, hoặc một tên chưa có để bắt đầu lại."
            ) from error

    def load(self, world: World) -> bool:
        """Put the kept state into a fresh world; whether there was any."""
        rows = dict(self._database.execute("SELECT id, body FROM kept").fetchall())
        counters = rows.pop(_COUNTERS, None)
        if counters is None:
            return False
        _load_counters(world, json.loads(counters))
        _load_rest(world, json.loads(rows.pop(_REST)))
        for body in rows.values():
            file = DriveFile.from_json(json.loads(body))
            world.files[file.file_id] = file
        return True

    def keep(self, world: World) -> None:
        """Keep what was touched, in one transaction."""
        with self._database:
            for file_id in world.touched:
                file = world.files.get(file_id)
                if file is None:
                    self._database.execute("DELETE FROM kept WHERE id = ?", (file_id,))
                else:
                    self._put(file_id, file.to_json())
            if world.rest_touched:
                self._put(_REST, _rest(world))
            self._put(_COUNTERS, _counters(world))

    def _put(self, key: str, body: Json) -> None:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        self._database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (key, text))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
        self._lock.release()


def _counters(world: World) -> Json:
    return {
        "seed": world.ids.seed,
        "ids": world.ids.count,
        "clock": world.clock.offset,
        "changes": world.changes,
    }


def _load_counters(world: World, counters: Json) -> None:
    world.ids = Ids(counters["seed"], counters["ids"])
    world.clock.offset = counters["clock"]
    world.changes = counters["changes"]


def _rest(world: World) -> Json:
    return {
        "drives": world.drives,
        "removed": world.removed,
        "accounts": [asdict(account) for account in world.accounts.values()],
        "mails": world.mails,
    }


def _load_rest(world: World, rest: Json) -> None:
    world.drives, world.removed, world.mails = rest["drives"], rest["removed"], rest["mails"]
    world.accounts = {one["email"]: Account(**one) for one in rest["accounts"]}
