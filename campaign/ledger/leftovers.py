"""Folders that a kill left while a ledger was begun; removed when they are surely nobody's."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path
from stat import S_ISDIR, S_ISREG

PREFIX = ".thidua-"
"""How the folder begins in which a new ledger is filled."""

_NAME = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}")
_NOTES = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a file, by the end of its name."""
_MAGIC = b"SQLite format 3\x00"
_OLD_SECONDS = 24 * 60 * 60
"""A ledger is begun within seconds; clocks of machines that share a disk differ by less."""


def remove_leftovers(folder: Path) -> None:
    """Remove what kills left in a folder a day ago or more, and never anything else.

    What can't be looked at or removed stays where it is: it is in nobody's way.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for one in [Path(entry.path) for entry in found if _NAME.fullmatch(entry.name)]:
            with contextlib.suppress(OSError):
                _remove(one)


def _remove(folder: Path) -> None:
    """Remove one such folder, if nothing stands in it but one draft with SQLite's notes."""
    told = folder.lstat()
    if not S_ISDIR(told.st_mode):
        return
    files = sorted(folder.iterdir())
    about = [file.lstat() for file in files]
    own = [one for one in about if one.st_nlink == 1]  # a draft with a second name is a ledger
    latest = max(one.st_mtime for one in [told, *own])
    plain = all(S_ISREG(one.st_mode) for one in about)
    if plain and time.time() - latest >= _OLD_SECONDS and _are_one_draft(files):
        _clear(folder, files)


def _clear(folder: Path, files: list[Path]) -> None:
    for file in files:
        file.unlink()
    folder.rmdir()


def _are_one_draft(files: list[Path]) -> bool:
    if not files:
        return True
    name = min((file.name for file in files), key=len)
    notes = {name + end for end in _NOTES}
    with files[0].with_name(name).open("rb") as draft:
        begun = draft.read(len(_MAGIC)) in {b"", _MAGIC}
    return begun and notes.issuperset(file.name for file in files if file.name != name)
