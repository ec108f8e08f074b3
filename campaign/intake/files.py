"""Which files the user means: folders, files and patterns, in one stable order."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.errors import UsageError
from campaign.file_names import shown_name
from campaign.intake.reading import ReadSource, read_source, refuse_size
from campaign.intake.signature import KIND_OF_SUFFIX, is_lock_file

READ_SUFFIXES = frozenset(KIND_OF_SUFFIX) - {".txt"}
"""Extensions that a folder is searched for; a file named outright is read whatever it is."""

_MAY_HOLD_TABLES = frozenset(
    (".xlsb", ".xlt", ".xltx", ".xltm", ".numbers", ".et", ".fods", ".zip", ".rar", ".7z")
)
"""Extensions under which a unit may send its tables: what can't be read there is named."""

OWN_OUTPUT = "thidua-ket-qua"
"""How the name of a result of our own begins; such a file in a folder is skipped, and listed."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read.

    Attributes:
        path: Where it stands.
        name: Relative to the folder the user named, with ``/``, else its file name; as
            ``shown_name`` shows it.
    """

    path: Path
    name: str

    @property
    def sha256(self) -> str:
        """Hash of the content where it is known beforehand; else empty."""
        return ""

    def data(self) -> bytes:
        """The whole file.

        Raises:
            SourceError: it is too large to be read.
            OSError: it can't be opened.
        """
        refuse_size(self.name, self.path.stat().st_size)
        return self.path.read_bytes()

    def opened(self, data: bytes) -> ReadSource:
        """Its content read.

        Raises:
            SourceError: it can't be read.
        """
        return read_source(self.name, data)


@dataclass(frozen=True, slots=True)
class Expansion:
    """What the user's words came to.

    Attributes:
        files: Files to read, by name.
        skipped: Files of the folders that hold no table, such as ``.docx``, and our own
            results, by name.
    """

    files: list[SourceFile]
    skipped: list[SourceFile]


def expand(sources: Sequence[Path | str]) -> list[SourceFile]:
    """Files that the sources mean; ``UsageError`` for one that does not exist."""
    return expand_all(sources).files


def expand_all(sources: Sequence[Path | str]) -> Expansion:
    """Files that the sources mean, with those passed over; each file once, sorted by name."""
    found: dict[Path, SourceFile] = {}
    passed: dict[Path, SourceFile] = {}
    for source in sources:
        for file, named in _files(source):
            key = file.path.resolve()
            if named or _is_for_reading(file.path):
                found.setdefault(key, file)
            else:
                passed.setdefault(key, file)
    return Expansion(_sorted(found.values()), _sorted(passed.values()))


def _is_for_reading(path: Path) -> bool:
    own = path.name.lower().startswith(OWN_OUTPUT)
    return path.suffix.lower() in (READ_SUFFIXES | _MAY_HOLD_TABLES) and not own


def _sorted(files: Iterable[SourceFile]) -> list[SourceFile]:
    return sorted(files, key=lambda file: (file.name, str(file.path)))


def _files(source: Path | str) -> Iterator[tuple[SourceFile, bool]]:
    """Files of one source; the second value says whether the user named the file itself."""
    path = Path(source).expanduser()
    if path.is_dir():
        yield from ((file, False) for file in _folder(path))
    elif path.is_file():
        yield SourceFile(path, shown_name(path.name)), True
    elif glob.has_magic(str(source)):
        yield from _pattern(str(path))
    else:
        raise UsageError(f"Không tìm thấy “{shown_name(source)}”: hãy kiểm tra lại đường dẫn.")


def _folder(folder: Path) -> Iterator[SourceFile]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and not _is_passed_over(inside):
            yield SourceFile(path, shown_name(inside.as_posix()))


def _pattern(pattern: str) -> Iterator[tuple[SourceFile, bool]]:
    matches = [Path(match) for match in glob.glob(pattern, recursive=True)]  # noqa: PTH207
    paths = [path for path in matches if path.is_file() and not _is_passed_over(Path(path.name))]
    if not paths:
        raise UsageError(
            f"Không có tệp nào khớp với “{shown_name(pattern)}”: hãy kiểm tra lại đường dẫn."
        )
    base = _fixed_folder(pattern)
    yield from ((SourceFile(p, shown_name(p.relative_to(base).as_posix())), False) for p in paths)


def _fixed_folder(pattern: str) -> Path:
    """The part of a pattern before its first folder with a wildcard."""
    base = Path()
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        base /= part
    return base


def _is_passed_over(inside: Path) -> bool:
    """Hidden, or the lock of an open workbook: never a unit's file."""
    return any(part.startswith(".") for part in inside.parts) or is_lock_file(inside.name)
