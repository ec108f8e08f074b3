"""Remembers what sources held, so that only changed files are read again.

Correctness never depends on it: an entry is found by the file's SHA-256, or by that of its packed
parts, and by everything that shapes the reading (definition, roster, our own code). A file whose
stat did not move since it was hashed is not hashed again, unless it was touched too shortly
before (a racy stat).
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path

from campaign.errors import why_not
from campaign.file_names import shown_name
from campaign.reading.packing import opened, pack
from campaign.reading.stretches import PackedRows
from campaign.records import SourceRecords

_KEPT_RUNS = 50
_RACY_NS = 2_000_000_000
_WAITING = 32 << 20
_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS uses (key TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stats
    (path TEXT PRIMARY KEY, stat TEXT NOT NULL, sha256 TEXT NOT NULL, run INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS parts
    (mark TEXT PRIMARY KEY, key TEXT NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY AUTOINCREMENT);
"""

Remembered = tuple[SourceRecords, PackedRows]
"""Records as they were before any judging, their rows still packed."""


@dataclass
class IntakeCache:
    """Records of sources by content.

    A cache that can't be opened, read or written is done without: the run goes on and reads all.

    Attributes:
        path: The SQLite file.
        context: Everything that shapes the reading, but the file itself.
        trouble: What a person should know: why nothing could be remembered; else empty.
    """

    path: Path
    context: str
    trouble: str = ""
    _known: set[str] = field(default_factory=set)
    _hashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    _parts: dict[str, str] = field(default_factory=dict)
    _new: dict[str, bytes] = field(default_factory=dict)
    _new_parts: dict[str, str] = field(default_factory=dict)
    _stats: dict[str, tuple[str, str]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _waiting: int = 0
    _run: int = 0
    _database: sqlite3.Connection | None = None

    def __post_init__(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=5)
            self._database.executescript(_SCHEMA)
            self._known = {key for (key,) in self._database.execute("SELECT key FROM records")}
            self._parts = dict(self._database.execute("SELECT mark, key FROM parts"))
            self._hashes = {
                path: (stat, sha256)
                for path, stat, sha256 in self._database.execute(
                    "SELECT path, stat, sha256 FROM stats"
                )
            }
        except (sqlite3.Error, OSError) as error:
            self._give_up("mở", error)

    def hash_of(self, path: Path) -> str | None:
        """The hash of a file that has not moved since it was hashed; else ``None``."""
        known = self._hashes.get(_place(path))
        return known[1] if known and known[0] == _stat(path) else None

    def has(self, name: str, sha256: str) -> bool:
        """Whether the records of this content under this name are kept."""
        return self._key(name, sha256) in self._known

    def has_parts(self, name: str, mark: str) -> bool:
        """Whether a file of this name with the same parts was read before."""
        return bool(mark) and self._parts.get(self._key(name, mark), "") in self._known

    def get(self, name: str, sha256: str) -> Remembered | None:
        """The records of a source by its hash."""
        return self._get(self._key(name, sha256))

    def get_parts(self, name: str, mark: str) -> Remembered | None:
        """The records of the file with these parts; hash and day of saving are the old file's."""
        return self._get(self._parts.get(self._key(name, mark), ""))

    def _get(self, key: str) -> Remembered | None:
        if self._database is None or key not in self._known:
            return None
        try:
            found = self._database.execute(
                "SELECT data FROM records WHERE key = ?", (key,)
            ).fetchone()
            remembered = opened(found[0]) if found else None
        except (ValueError, KeyError, TypeError, IndexError):
            return None  # a damaged entry: the file is read, and the entry written anew
        except sqlite3.Error as error:
            self._give_up("đọc", error)
            return None
        self._used.add(key)
        return remembered

    def put(
        self, path: Path, records: SourceRecords, packed: PackedRows | None = None, mark: str = ""
    ) -> None:
        """Keep the records of a file that was just read.

        Args:
            path: The file.
            records: What it held.
            packed: Its rows, when they are packed already.
            mark: ``parts_mark`` of the file.
        """
        if self._database is None:
            return
        key = self._key(records.name, records.sha256)
        self._new[key] = pack(records, packed)
        self._used.add(key)
        if mark:
            self._new_parts[self._key(records.name, mark)] = key
        self.seen(path, records.sha256)
        self._waiting += len(self._new[key])
        if self._waiting > _WAITING:
            self._write()

    def seen(self, path: Path, sha256: str) -> None:
        """Remember a file's stat with its hash, unless the stat could hide a later change."""
        stat = _stat(path)
        if stat and time.time_ns() - int(stat.split("|")[1]) > _RACY_NS:
            self._stats[_place(path)] = (stat, sha256)

    def save(self) -> None:
        """Write what is new; drop what no recent run used."""
        self._write(last=True)
        if self._database is not None:
            self._database.close()
            self._database = None

    def _write(self, *, last: bool = False) -> None:
        """One transaction with what waits to be written."""
        if self._database is None:
            return
        try:
            with self._database as database:
                self._write_new(database)
                if last:
                    self._write_uses(database)
        except sqlite3.Error as error:
            self._give_up("ghi", error)

    def _write_new(self, database: sqlite3.Connection) -> None:
        if not self._run:
            self._run = database.execute("INSERT INTO runs DEFAULT VALUES").lastrowid or 0
        new = sorted(self._new.items())
        database.executemany("INSERT OR REPLACE INTO records VALUES (?, ?)", new)
        parts = [(mark, key, self._run) for mark, key in sorted(self._new_parts.items())]
        database.executemany("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", parts)
        self._new.clear()
        self._new_parts.clear()
        self._waiting = 0

    def _write_uses(self, database: sqlite3.Connection) -> None:
        used = [(key, self._run) for key in sorted(self._used)]
        database.executemany("INSERT OR REPLACE INTO uses VALUES (?, ?)", used)
        stats = [(path, *known, self._run) for path, known in sorted(self._stats.items())]
        database.executemany("INSERT OR REPLACE INTO stats VALUES (?, ?, ?, ?)", stats)
        oldest = (self._run - _KEPT_RUNS,)
        database.execute("DELETE FROM uses WHERE run < ?", oldest)
        database.execute("DELETE FROM records WHERE key NOT IN (SELECT key FROM uses)")
        database.execute("DELETE FROM parts WHERE key NOT IN (SELECT key FROM uses)")
        database.execute("DELETE FROM stats WHERE run < ?", oldest)

    def _key(self, name: str, mark: str) -> str:
        return hashlib.sha256(f"{self.context}|{name}|{mark}".encode()).hexdigest()

    def _give_up(self, doing: str, error: Exception) -> None:
        """Go on without, and say so."""
        why = why_not(error) if isinstance(error, OSError) else error
        self.trouble = (
            f"Không {doing} được tệp ghi nhớ {self.path} ({why}); kết quả vẫn đúng, nhưng lần "
            "chạy sau sẽ đọc lại mọi tệp. Nếu còn gặp câu này, đề nghị xóa tệp đó."
        )
        self._known, self._hashes, self._parts = set(), {}, {}
        if self._database is not None:
            self._database.close()
            self._database = None


def _place(path: Path) -> str:
    """Where a file stands, as text that a database takes."""
    return shown_name(path.resolve())


def _stat(path: Path) -> str:
    """What moves when a file is written; empty when it can't be asked."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}|{found.st_mtime_ns}|{found.st_ctime_ns}|{found.st_ino}"
