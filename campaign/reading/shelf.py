"""Where the rows of many sources wait: the first ones as they are, the others packed in a file.

A district's rows stay in memory. A country's would take gigabytes: they are packed into a
temporary file and unpacked a source at a time, for each loop anew.
"""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections.abc import Iterator

from campaign.blocks import Block
from campaign.errors import ThiduaError, why_not
from campaign.plan.definition import Form
from campaign.reading.stretches import PackedRows, Stretch, pack_rows
from campaign.records import Row, SourceRecords, Tally

ROOM = 40_000
"""So many rows stay in memory as they are (about 100 MB)."""


class ShelfError(ThiduaError):
    """The temporary file takes no more."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"Không ghi được tệp tạm để giữ các dòng đã đọc ({why_not(error)}). "
            f"Đề nghị dọn chỗ trống trong thư mục {tempfile.gettempdir()} rồi chạy lại."
        )


class _Pages:
    """A temporary file that only grows, and goes when nobody needs it any more."""

    def __init__(self) -> None:
        try:
            self._file = tempfile.TemporaryFile(prefix="thidua-")  # noqa: SIM115 - outlives this call
        except OSError as error:
            raise ShelfError(error) from error
        weakref.finalize(self, self._file.close)
        self._end = 0

    def add(self, data: bytes) -> int:
        """Where the data begin."""
        start = self._end
        try:
            self._file.seek(start)
            self._file.write(data)
        except OSError as error:
            raise ShelfError(error) from error
        self._end += len(data)
        return start

    def read(self, start: int, length: int) -> bytes:
        """Data that were added."""
        self._file.seek(start)
        return self._file.read(length)


class ShelvedRows:
    """Rows of one source in a file; each loop makes them anew.

    Attributes:
        tally: How many by form, unit and status.
        marks: A number for each row's id; equal ids have equal numbers.
    """

    __slots__ = ("_pages", "_places", "marks", "tally")

    def __init__(self, pages: _Pages, packed: PackedRows) -> None:
        self.tally: Tally = packed.tally
        self.marks = array("q", map(hash, packed.ids))
        self._pages = pages
        self._places = [
            (each.form, each.table, each.noted, pages.add(each.data), len(each.data))
            for each in packed.stretches
        ]

    def __len__(self) -> int:
        return len(self.marks)

    def _stretches(self) -> Iterator[Stretch]:
        for form, table, noted, start, length in self._places:
            yield Stretch(form, table, noted, self._pages.read(start, length))

    def __iter__(self) -> Iterator[Row]:
        for stretch in self._stretches():
            yield from stretch.rows()

    def blocks(self) -> Iterator[Block]:
        """The rows side by side, a table after the other."""
        return (stretch.block() for stretch in self._stretches())

    def of(self, form: Form) -> Iterator[Row]:
        """The rows of one form; the others stay packed."""
        for each, table, noted, start, length in self._places:
            if each is form:
                yield from Stretch(form, table, noted, self._pages.read(start, length)).rows()

    def noted(self) -> Iterator[Row]:
        """Rows of the stretches in which something was noticed."""
        for form, table, noted, start, length in self._places:
            if noted:
                yield from Stretch(form, table, noted, self._pages.read(start, length)).rows()

    @property
    def issues(self) -> int:
        """How many issues the rows have."""
        return sum(noted for _, _, noted, _, _ in self._places)

    def changed(self, rows: list[Row]) -> ShelvedRows:
        """These rows on the same shelf."""
        return ShelvedRows(self._pages, pack_rows(rows))


class Shelf:
    """Takes sources as they are read.

    Args:
        room: How many rows stay as they are.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._left = room
        self._pages: _Pages | None = None

    @property
    def full(self) -> bool:
        """Whether further rows are packed."""
        return self._left <= 0

    def put(self, source: SourceRecords, packed: PackedRows | None = None) -> None:
        """Let the rows of a source wait here: as they are, or packed when the room is used up.

        Args:
            source: With its rows; without, when they are given packed.
            packed: The same rows, packed.
        """
        if not self.full:
            if packed is not None and not source.rows:
                source.rows = [row for each in packed.stretches for row in each.rows()]
            self._left -= len(source.rows)
            return
        if self._pages is None:
            self._pages = _Pages()
        source.rows = ShelvedRows(self._pages, packed or pack_rows(list(source.rows)))
