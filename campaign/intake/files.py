"""Which files the user means: folders, files and patterns, in one stable order."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.errors import UsageError
from campaign.file_names import shown_name
from campaign.intake.own_files import OWN_OUTPUT, OwnPapers
from campaign.intake.papers import PAPERS, Paper
from campaign.intake.signature import KIND_OF_SUFFIX, is_lock_file
from campaign.intake.source_file import SourceFile

READ_SUFFIXES = frozenset(KIND_OF_SUFFIX) - {".txt"}
"""Extensions that a folder is searched for; a file named outright is read whatever it is."""

_MAY_HOLD_TABLES = frozenset(
    (".xlsb", ".xlt", ".xltx", ".xltm", ".numbers", ".et", ".fods", ".zip", ".rar", ".7z")
)
"""Extensions under which a unit may send its tables: what can't be read there is named."""

_OF_THE_SYSTEM = frozenset(("desktop.ini", "thumbs.db", "ehthumbs.db"))


@dataclass(frozen=True, slots=True)
class Expansion:
    """What the user's words came to.

    Attributes:
        files: Files to read, by name; a paper of a folder is one that refuses to be read.
        skipped: Files of the folders that are nobody's hand-in, such as ``.exe``, and what we
            wrote ourselves, by name.
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
    own = OwnPapers()
    for source in sources:
        for file, named in _files(source):
            key = file.path.resolve()
            wanted = file if named else _wanted(file, own)
            if wanted is not None:
                found.setdefault(key, wanted)
            else:
                passed.setdefault(key, file)
    return Expansion(_sorted(found.values()), _sorted(passed.values()))


def _wanted(file: SourceFile, own: OwnPapers) -> SourceFile | None:
    """A file of a folder as it is to be read; ``None`` for one to pass over."""
    suffix = file.path.suffix.lower()
    if file.path.name.lower().startswith(OWN_OUTPUT):
        return None
    if suffix in READ_SUFFIXES or suffix in _MAY_HOLD_TABLES:
        return file
    if suffix in PAPERS and not own.hold(file.path):
        return Paper(file.path, file.name)
    return None


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
    """Hidden, a system's own, or the lock of an open file: nobody needs to hear of it."""
    hidden = any(part.startswith(".") for part in inside.parts)
    return hidden or is_lock_file(inside.name) or inside.name.lower() in _OF_THE_SYSTEM
