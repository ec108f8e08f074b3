"""The folder that papers are written into: what the office changed there is never lost.

A small list in the folder remembers the hash of each file as we wrote it. A file that is still
the same may be replaced or, when it is no longer due, taken away; one that somebody has worked on
stays, and the new one stands beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from addin.package.atomic import write_atomically
from campaign.intake.own_files import WRITTEN, written

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def file_name(words: str) -> str:
    """Words as the name of a file on any system."""
    plain = " ".join(_FORBIDDEN.sub(" ", words).split())
    return plain.strip(" .")[:120].strip() or "van-ban"


class Shelf:
    """One folder of papers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = written(folder)
        self._now: dict[str, str] = {}
        self.notes: list[str] = []

    def put(self, name: str, data: bytes) -> Path:
        """Write one paper; ``name`` is its path within the folder.

        Returns:
            Where it stands: beside the old one when somebody has changed that.
        """
        path = self.folder / name
        mark = hashlib.sha256(data).hexdigest()
        if path.exists() and _hash(path) not in {mark, self._known.get(name)}:
            path = path.with_name(f"{path.stem} (mới){path.suffix}")
            self.notes.append(
                f"“{name}” đã có người sửa nên được giữ nguyên; bản mới là “{path.name}”."
            )
            if name in self._known:
                self._now[name] = self._known[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, lambda stream: _fill(stream, data))
        self._now[path.relative_to(self.folder).as_posix()] = mark
        return path

    def clear(self, kinds: tuple[str, ...]) -> None:
        """Take away papers of these kinds that this run did not write and nobody changed."""
        for name in self._stale(kinds):
            path = self.folder / name
            if not path.exists():
                continue
            if _hash(path) == self._known[name]:
                path.unlink()
                self.notes.append(f"“{name}” không còn cần nên đã bỏ.")
            else:
                self._now[name] = self._known[name]
                self.notes.append(f"“{name}” không còn cần, nhưng đã có người sửa nên còn giữ.")

    def close(self) -> None:
        """Remember what stands in the folder now."""
        kept = {name: mark for name, mark in self._known.items() if (self.folder / name).exists()}
        text = json.dumps(kept | self._now, ensure_ascii=False, indent=0, sort_keys=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / WRITTEN, lambda stream: _fill(stream, text.encode()))

    def _stale(self, kinds: tuple[str, ...]) -> Iterator[str]:
        for name in sorted(self._known):
            mine = any(name.startswith((f"{kind}/", f"{kind}.")) for kind in kinds)
            if mine and name not in self._now:
                yield name


def _fill(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
