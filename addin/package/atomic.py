"""A file is either the old one or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from campaign.errors import UsageError, why_not


def _nothing(made: Path) -> None:
    del made


def write_atomically(
    path: Path,
    writer: Callable[[BinaryIO], object],
    ready: Callable[[Path], object] = _nothing,
) -> None:
    """Let ``writer`` fill a new file beside ``path``, then put it in the place of ``path``.

    ``ready`` is called with the new file, whole and on the disk, right before it takes its place.
    When anything fails the old file stays and nothing else is left in the folder.

    Raises:
        UsageError: the folder is missing or closed, or the old file is held by a program.
    """
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.stem[:40]}-", suffix=".tmp", dir=target.parent
        )
    except OSError as error:
        raise _refused(path, error) from error
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            writer(file)
            file.flush()
            os.fsync(file.fileno())
        ready(made)
        _take_place(made, target)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise _refused(path, error) from error
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write text as UTF-8 in the same way, piece by piece."""
    write_atomically(path, lambda file: file.writelines(piece.encode() for piece in pieces))


def _take_place(made: Path, target: Path) -> None:
    made.chmod(_mode(target))
    made.replace(target)
    with suppress(OSError):
        _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Rights of the file that is replaced; of a new one, what the account gives new files."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where a folder can be opened at all."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> UsageError:
    return UsageError(
        f"Không ghi được tệp “{path.name}” ({why_not(error)}). Hãy kiểm tra thư mục còn "
        "chỗ trống và cho phép ghi, và tệp không đang mở trong Excel; tệp cũ vẫn nguyên vẹn."
    )
