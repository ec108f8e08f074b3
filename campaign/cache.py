"""Remembers what sources held, so that only changed files are read again.

Correctness never depends on it: an entry is found by the file's SHA-256 and by everything that
shapes the reading (definition, roster, day, our own code). A file whose stat did not move since
it was hashed is not hashed again, unless it was touched too shortly before (a racy stat).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from campaign.packing import pack, unpack
from campaign.records import SourceRecords

_KEPT_RUNS = 50
_RACY_NS = 2_000_000_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS intake (key TEXT PRIMARY KEY, used INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS stats (path TEXT PRIMARY KEY, stat TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY AUTOINCREMENT);
"""


def default_cache() -> Path:
    """Where the cache stands: ``THIDUA_CACHE``, else the user's own cache folder."""
    named = os.environ.get("THIDUA_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "thidua" / "intake.sqlite"


def code_mark(package: Path | None = None) -> str:
    """Changes whenever our own code does: this package's, or another's."""
    here = package or Path(__file__).parent
    stats = sorted(
        (str(path.relative_to(here)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in here.rglob("*.py")
    )
    return hashlib.sha256(repr((sys.version_info[:2], stats)).encode()).hexdigest()


@dataclass
class IntakeCache:
    """Records of sources by content.

    A cache that can't be opened or is damaged is done without: the run goes on and reads all.

    Args:
        path: The SQLite file.
        context: Everything that shapes the reading, but the file itself.
    """

    path: Path
    context: str
    _known: set[str] = field(default_factory=set)
    _hashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    _new: dict[str, bytes] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _stats: list[tuple[str, str, str]] = field(default_factory=list)
    _database: sqlite3.Connection | None = None

    def __post_init__(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=5)
            self._database.executescript(_SCHEMA)
            self._known = {key for (key,) in self._database.execute("SELECT key FROM intake")}
            self._hashes = {
                path: (stat, sha)
                for path, stat, sha in self._database.execute(
                    "SELECT path, stat, sha256 FROM stats"
                )
            }
        except (sqlite3.Error, OSError):
            self._forget()

    def hash_of(self, path: Path) -> str | None:
        """The hash of a file that has not moved since it was hashed; else ``None``."""
        known = self._hashes.get(str(path.resolve()))
        return known[1] if known and known[0] == _stat(path) else None

    def has(self, name: str, sha256: str) -> bool:
        """Whether the records of this content under this name are kept."""
        return self._key(name, sha256) in self._known

    def get(self, name: str, sha256: str) -> SourceRecords | None:
        """The records of a source, as they were before any judging."""
        key = self._key(name, sha256)
        if self._database is None or key not in self._known:
            return None
        try:
            found = self._database.execute(
                "SELECT data FROM intake WHERE key = ?", (key,)
            ).fetchone()
            records = unpack(found[0]) if found else None
        except (sqlite3.Error, ValueError, KeyError, TypeError, IndexError):
            return None
        self._used.add(key)
        return records

    def put(self, path: Path, records: SourceRecords) -> None:
        """Keep the records of a file that was just read."""
        key = self._key(records.name, records.sha256)
        if key not in self._known:
            self._new[key] = pack(records)
        self.seen(path, records.sha256)

    def seen(self, path: Path, sha256: str) -> None:
        """Remember a file's stat with its hash, unless the stat could hide a later change."""
        stat = _stat(path)
        if stat and time.time_ns() - int(stat.split("|")[1]) > _RACY_NS:
            self._stats.append((str(path.resolve()), stat, sha256))

    def save(self) -> None:
        """Write what is new in one transaction; drop what no recent run used."""
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.Error), self._database:
            number = self._database.execute("INSERT INTO runs DEFAULT VALUES").lastrowid or 0
            rows = ((key, number, data) for key, data in sorted(self._new.items()))
            self._database.executemany("INSERT OR REPLACE INTO intake VALUES (?, ?, ?)", rows)
            used = [(number, key) for key in self._used]
            self._database.executemany("UPDATE intake SET used = ? WHERE key = ?", used)
            self._database.executemany("INSERT OR REPLACE INTO stats VALUES (?, ?, ?)", self._stats)
            self._database.execute("DELETE FROM intake WHERE used < ?", (number - _KEPT_RUNS,))
        self._database.close()
        self._database = None

    def _key(self, name: str, sha256: str) -> str:
        return hashlib.sha256(f"{self.context}|{name}|{sha256}".encode()).hexdigest()

    def _forget(self) -> None:
        self._known, self._hashes, self._database = set(), {}, None


def _stat(path: Path) -> str:
    """What moves when a file is written; empty when it can't be asked."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}|{found.st_mtime_ns}|{found.st_ctime_ns}|{found.st_ino}"
