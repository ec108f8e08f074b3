"""The XML of one sheet: held in three pieces once its rows were replaced, else in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from addin.package.archive import Archive
from addin.package.cell_patch import CellXml, patched_rows
from addin.package.cell_reading import cells_of
from addin.package.deflating import Deflater, Packed, Piece, packed
from addin.package.ranges import Area
from addin.package.sheet_cursor import RowText, SheetCursor
from addin.package.sheet_edges import with_dimension_of

_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)[\s/>]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)["']""")
_FITTED = re.compile(rb"""\sfitToPage=["'](?:1|true)["']""")
_FOLDED = re.compile(rb"""\sht=["']0["']""")


@dataclass(slots=True)
class Cut:
    """A sheet without its rows from one row on, and what those rows were.

    Attributes:
        head: XML up to the end of the rows that stay.
        tail: XML from the end tag of the rows.
        prefix: Prefix of the tags.
        right: Last column of the rows that stay; -1 when they have no cell.
        bottom: Last row that stays; -1 when none does.
        last_content: Last row taken out that had content; None when none had.
        last: Last row taken out; None when there was none.
        formulas: Whether a row taken out had a formula.
        hidden: Rows taken out that were hidden, but for those of no height, which are ours.
    """

    head: bytes = b""
    tail: bytes = b""
    prefix: bytes = b""
    right: int = -1
    bottom: int = -1
    last_content: int | None = None
    last: int | None = None
    formulas: bool = False
    hidden: set[int] = field(default_factory=set)


class SheetText:
    """Reads and rewrites the XML of a worksheet part."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._archive = archive
        self.part = part
        self._head = b""
        self._piece: Piece | None = None
        self._tail = b""
        self._piece_row = 0
        self.changed = False

    def chunks(self) -> Iterator[bytes]:
        """The XML as it is now."""
        if not self.changed:
            yield from self._archive.chunks(self.part)
            return
        yield self._head
        if self._piece:
            yield from self._piece.text()
        yield self._tail

    def cursor(self) -> SheetCursor:
        """A walk through the sheet from its beginning."""
        return SheetCursor(self._archive.name, self.chunks())

    def packed(self) -> Packed:
        """The sheet as a part to be written."""
        return packed(self._head, self._piece, self._tail)

    def cut(self, first_row: int) -> Cut:
        """Take the rows from ``first_row`` on out; the sheet itself does not change."""
        cursor = self.cursor()
        head = [cursor.head()]
        cut = Cut(prefix=cursor.prefix)
        for row in cursor.rows():
            if row.number < first_row:
                head.append(row.xml)
                cut.bottom = row.number
                cut.right = max([cut.right, *(column for column, _ in cells_of(row))])
            else:
                _survey(row, cut)
        cut.head, cut.tail = b"".join(head), cursor.tail()
        return cut

    def put(self, head: bytes, piece: Piece | None, tail: bytes, first_row: int) -> None:
        """Take new XML; ``piece`` holds the rows from ``first_row`` on."""
        self._head, self._piece, self._tail = head, piece, tail
        self._piece_row = first_row
        self.changed = True

    def change_tail(self, change: Callable[[bytes], bytes]) -> None:
        """Change the XML after the rows; that of a sheet whose rows stay is left in the file."""
        if self.changed:
            self._tail = change(self._tail)

    @property
    def fitted(self) -> bool:
        """Whether its pages are fitted to a number of them, so that Excel heeds no break."""
        return _FITTED.search(self._head or self.cursor().head()) is not None

    def patch(self, wanted: dict[int, list[int]], cell: CellXml) -> None:
        """Write single cells anew: sorted columns by row; the rows below are only moved."""
        last = max(wanted)
        if self.changed and (self._piece is None or last < self._piece_row):
            closing = b"</" + SheetText._prefix_of(self._head) + b"sheetData>"
            cursor = SheetCursor(self._archive.name, [self._head, closing])
            head, below = _patched(cursor, wanted, cell)
            self._head = head + b"".join(row.xml for row in below)
            return
        cursor = self.cursor()
        rest = Deflater()
        try:
            head, below = _patched(cursor, wanted, cell)
            for row in below:
                rest.write(row.xml)
        except BaseException:
            rest.abandon()
            raise
        self.put(head, rest.finish(), cursor.tail(), last + 1)

    @staticmethod
    def _prefix_of(head: bytes) -> bytes:
        cursor = SheetCursor("", [head])
        cursor.head()
        return cursor.prefix


def _patched(
    cursor: SheetCursor, wanted: dict[int, list[int]], cell: CellXml
) -> tuple[bytes, Iterator[RowText]]:
    """Head with its rows up to the last wanted one; the rows below that one, still to be read."""
    head = cursor.head()
    last, right = max(wanted), max(map(max, wanted.values()))
    rows: list[RowText] = []
    below: Iterator[RowText] = iter(())
    left = cursor.rows()
    for row in left:
        if row.number > last:
            below = chain([row], left)
            break
        rows.append(row)
    head = with_dimension_of(head, Area(min(wanted), min(map(min, wanted.values())), last, right))
    return head + b"".join(patched_rows(rows, wanted, cell, cursor.prefix)), below


def _survey(row: RowText, cut: Cut) -> None:
    cut.last = row.number
    if _CONTENT.search(row.xml):
        cut.last_content = row.number
        if not cut.formulas and (b"<f" in row.xml or b":f" in row.xml):
            cut.formulas = _FORMULA.search(row.xml) is not None
    end = row.xml.index(b">")
    if _HIDDEN.search(row.xml, 0, end) and not _FOLDED.search(row.xml, 0, end):
        cut.hidden.add(row.number)
