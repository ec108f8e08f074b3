"""What stands where rows are about to be written: most often the very same, told by its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from addin.package.cell_reading import CellReader
from addin.package.row_xml import Row, RowWriter
from addin.package.sheet_cursor import RowText, SheetCursor
from addin.package.values import CellIn

_HEIGHT = re.compile(rb"""<[^>]*\sht=["']([0-9.]+)["']""")
_TAG = 300
"""Bytes within which a row's tag ends."""


class Standing(NamedTuple):
    """A row as the file has it.

    Attributes:
        cells: Its cells by column, from 0; empty where the file has no such row, None where they
            are exactly those that would be written.
        height: Its height in points; None when the file names none.
    """

    cells: dict[int, CellIn] | None
    height: float | None


_NOTHING = Standing({}, None)


def standing(
    cursor: SheetCursor, reader: CellReader, writer: RowWriter, first: int, rows: Iterable[Row]
) -> Iterator[Standing]:
    """What stands in the place of each row from ``first`` on, then each row below those."""
    cursor.head()
    found = cursor.rows()
    old = next(found, None)
    while old is not None and old.number < first:
        reader.row(old)  # it may hold the formula that a row below shares
        old = next(found, None)
    number = first
    for row in rows:
        if old is None or old.number > number:
            yield _NOTHING
        else:
            # The rows' tags are left out: a height, or being hidden, may be a person's.
            made = writer.row(number + 1, row).encode()
            same = old.xml[old.xml.index(b">") :] == made[made.index(b">") :]
            yield _read(old, reader, same=same)
            old = next(found, None)
        number += 1
    while old is not None:
        yield from (_NOTHING for _ in range(number, old.number))
        yield _read(old, reader, same=False)
        number = old.number + 1
        old = next(found, None)


def _read(row: RowText, reader: CellReader, *, same: bool) -> Standing:
    height = _HEIGHT.match(row.xml) if b" ht=" in row.xml[:_TAG] else None
    return Standing(None if same else reader.row(row), float(height[1]) if height else None)
