"""Exports made lately: a spreadsheet that nobody changed since is not written out again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.cell_values import entered_value
from sheets_sync.sandbox.files import DriveFile

_MOST = 64 * 1024 * 1024
"""Bytes of all exports that are kept."""
_QUARTER = 900
"""Seconds; in every time zone a day begins at a full quarter of an hour."""

Key = tuple[str, int, str, int]
"""File id, version, ending, quarter of an hour."""


@dataclass(slots=True)
class KeptExports:
    """The latest exports, by the version of the file and the hour that TODAY goes by."""

    _kept: OrderedDict[Key, bytes] = field(default_factory=OrderedDict)
    _size: int = 0

    def of(self, file: DriveFile, ending: str, now: float, make: Callable[[], bytes]) -> bytes:
        """The export as it was made before, else made now; what shows NOW is made every time."""
        key = (file.file_id, file.version, ending, int(now // _QUARTER))
        found = self._kept.get(key)
        if found is not None:
            return found
        made = make()
        if not any("NOW(" in formula for formula in _formulas(file.content)):
            self._keep(key, made)
        return made

    def _keep(self, key: Key, made: bytes) -> None:
        self._kept[key] = made
        self._size += len(made)
        while self._size > _MOST:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)


def _formulas(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        for row in sheet.grid.rows:
            for cell in row.cells.values():
                formula = entered_value(cell).get("formulaValue")
                if formula:
                    yield str(formula).upper().replace(" ", "")
