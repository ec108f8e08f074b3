"""From files to records: two files at a time, and none that is remembered.

A file is not read again when its stat did not move, its bytes are known, or it holds the very
parts of a file that is known (in this order, from the cheapest question to the dearest).
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from campaign.errors import SourceError, why_not
from campaign.intake.own_files import is_district_workbook
from campaign.intake.reading import ReadSource
from campaign.intake.refusals import refusal
from campaign.intake.sameness import SavedZip
from campaign.intake.source_file import SourceFile
from campaign.progress import Progress
from campaign.reading.cache import IntakeCache, Remembered
from campaign.reading.cell_text import text_of
from campaign.reading.shelf import Shelf
from campaign.reading.sources import SourceReader
from campaign.reading.stretches import pack_rows
from campaign.reading.whose import unit_of_name
from campaign.records import SourceRecords
from campaign.result.unread import OWN_WORKBOOK, Unread

_FEW_SHEETS = 3
_THREADS = 2
_ANYBODY = (
    "Tên tệp và thư mục không chỉ rõ một đơn vị nào: đơn vị bị ghi “chưa nộp” có thể đã gửi chính "
    "tệp này; biết là của đơn vị nào thì ghi thêm tên đơn vị vào tên tệp."
)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file on its way: read (``source``), or remembered by its hash or its parts."""

    file: SourceFile
    sha256: str = ""
    parts: str = ""
    modified: str = ""
    source: ReadSource | None = None
    unread: Unread | None = None


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads files of one campaign.

    Attributes:
        reader: From a read source to records.
        cache: What earlier runs remember, if anything.
    """

    reader: SourceReader
    cache: IntakeCache | None = None

    def read(
        self, files: Sequence[SourceFile], progress: Progress, shelf: Shelf
    ) -> tuple[list[SourceRecords], list[Unread]]:
        """Read every file; one that can't be read is named and the others go on."""
        records: list[SourceRecords] = []
        unread: list[Unread] = []
        progress("Đọc tệp", 0, len(files))
        for number, opened in enumerate(self._opened(files), 1):
            progress("Đọc tệp", number, len(files))
            made = opened.unread or self._take(opened, shelf)
            if isinstance(made, Unread):
                unread.append(self._whose(made))
            else:
                records.append(made)
        if self.cache is not None:
            self.cache.save()
        return records, unread

    def _whose(self, unread: Unread) -> Unread:
        """What can't be read, with the unit that its name tells, or a word that it tells none."""
        if unread.code == OWN_WORKBOOK:
            return unread
        unit = unit_of_name(unread.source, self.reader.names)
        if unit is not None:
            return replace(unread, unit=unit)
        return replace(unread, sentence=f"{unread.sentence} {_ANYBODY}")

    def _take(self, opened: _Opened, shelf: Shelf) -> SourceRecords | Unread:
        """The records of a file, their rows on the shelf."""
        try:
            return self._remembered(opened, shelf) or self._read(opened, shelf)
        except SourceError as error:
            return Unread(error.source, error.code, str(error))
        except OSError as error:
            return _cannot_open(opened.file, error)

    def _remembered(self, opened: _Opened, shelf: Shelf) -> SourceRecords | None:
        if self.cache is None or opened.source is not None:
            return None
        known = self._known(self.cache, opened)
        if known is None:
            return None
        source, packed = known
        if source.sha256 != opened.sha256:
            source.sha256, source.modified = opened.sha256, opened.modified
            self.cache.put(opened.file.path, source, packed, opened.parts)
        else:
            self.cache.seen(opened.file.path, source.sha256)
        shelf.put(source, packed)
        return source

    @staticmethod
    def _known(cache: IntakeCache, opened: _Opened) -> Remembered | None:
        if opened.parts:
            return cache.get_parts(opened.file.name, opened.parts)
        return cache.get(opened.file.name, opened.sha256)

    def _read(self, opened: _Opened, shelf: Shelf) -> SourceRecords:
        if opened.source is None:  # what was remembered turned out to be damaged
            data = opened.file.data()
            source, saved = opened.file.opened(data), SavedZip(data)
            opened = _Opened(opened.file, source.sha256, saved.mark, saved.modified, source)
        assert opened.source is not None  # noqa: S101 - just read
        if is_district_workbook(opened.source.grids):
            raise refusal(opened.source.name, OWN_WORKBOOK)
        made = self.reader.read(opened.source)
        if not made.tables:
            raise _no_table(opened.source)
        made.modified = opened.modified
        packed = pack_rows(list(made.rows)) if shelf.full or self.cache is not None else None
        if self.cache is not None:
            self.cache.put(opened.file.path, made, packed, opened.parts)
        shelf.put(made, packed)
        return made

    def _opened(self, files: Sequence[SourceFile]) -> Iterator[_Opened]:
        """Sources in the order of ``files``, two being read at a time, a few ahead."""
        with ThreadPoolExecutor(_THREADS) as pool:
            ahead = 4 * _THREADS
            waiting = deque(pool.submit(self._open, file) for file in files[:ahead])
            for number in range(len(files)):
                if number + ahead < len(files):
                    waiting.append(pool.submit(self._open, files[number + ahead]))
                yield waiting.popleft().result()

    def _open(self, file: SourceFile) -> _Opened:
        cache = self.cache
        if cache is not None:
            sha256 = file.sha256 or cache.hash_of(file.path)
            if sha256 is not None and cache.has(file.name, sha256):
                return _Opened(file, sha256)
        try:
            data = file.data()
            saved = SavedZip(data)
            parts = "" if cache is None else saved.mark
            if cache is not None:
                sha256 = hashlib.sha256(data).hexdigest()
                if cache.has(file.name, sha256):
                    return _Opened(file, sha256)
                if cache.has_parts(file.name, parts):
                    return _Opened(file, sha256, parts, saved.modified)
            source = file.opened(data)
        except SourceError as error:
            return _Opened(file, unread=Unread(error.source, error.code, str(error)))
        except OSError as error:
            return _Opened(file, unread=_cannot_open(file, error))
        return _Opened(file, source.sha256, parts, saved.modified, source)


def _no_table(source: ReadSource) -> SourceError:
    """A file from which nothing was read is no part of a complete run, whatever it holds."""
    if not any(text_of(value) for grid in source.grids for row in grid.rows for value in row):
        return refusal(source.name, "blank")
    sheets = ", ".join(f"“{grid.sheet}”" for grid in source.grids[:_FEW_SHEETS])
    return refusal(source.name, "no_table", sheets)


def _cannot_open(file: SourceFile, error: OSError) -> Unread:
    said = f"Không mở được tệp “{file.name}”: {why_not(error)}. Hãy kiểm tra rồi chạy lại."
    return Unread(file.name, "unreadable", said)
