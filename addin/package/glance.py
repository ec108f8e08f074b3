"""Telling rows in which only we wrote, from a look at their XML: most rows of a large workbook."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Protocol

from addin.package.cell_reading import CellReader
from addin.package.sheet_cursor import RowText
from campaign.grid import column_letters

_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})')
_INLINE = re.compile(rb'<c r="[A-Z]{1,3}[0-9]+"(?: s="[0-9]+")? t="inlineStr"><is><t>([^<]+)<')


class PassesRows(Protocol):
    """Tells rows that need not be read."""

    def passes(self, row: RowText, reader: CellReader) -> bool:
        """Whether a row is passed over."""


class Glance:
    """What a row looks like in which nobody else wrote.

    Args:
        columns: The columns of its cells, in order: it has these and no others.
        empty: Columns that hold nothing, with their style.
        named: Column that holds the row's name.
        apart: How the names of rows begin that are always read.
    """

    def __init__(
        self,
        columns: Sequence[int],
        empty: Mapping[int, int],
        named: int,
        apart: tuple[str, ...],
    ) -> None:
        self._letters = [column_letters(column).encode() for column in columns]
        self._empty = [
            (column_letters(column).encode(), b' s="%d"/>' % style if style else b"/>")
            for column, style in empty.items()
        ]
        self._name, self._apart = _Name(named), apart

    def passes(self, row: RowText, reader: CellReader) -> bool:
        """Whether a row need not be read; a doubt means that it is read."""
        xml, number = row.xml, row.number + 1
        return (
            _COLUMNS.findall(xml) == self._letters
            and b"<f" not in xml
            and all(
                b'<c r="%s%d"%s' % (letters, number, end) in xml for letters, end in self._empty
            )
            and self._is_named(row, reader)
        )

    def _is_named(self, row: RowText, reader: CellReader) -> bool:
        name = self._name.of(row, reader)
        return bool(name) and not name.startswith(self._apart)


class AllBut:
    """Passes over all rows but some.

    Args:
        named: Column that holds a row's name.
        wanted: Names of the rows that are read; it may shrink meanwhile.
    """

    def __init__(self, named: int, wanted: Container[str]) -> None:
        self._name, self._wanted = _Name(named), wanted

    def passes(self, row: RowText, reader: CellReader) -> bool:
        """Whether a row is none of the wanted ones."""
        return self._name.of(row, reader) not in self._wanted


class _Name:
    """Reads the cell with a row's name alone."""

    def __init__(self, column: int) -> None:
        self._column = column
        self._begin = b'<c r="%s' % column_letters(column).encode()

    def of(self, row: RowText, reader: CellReader) -> str:
        start = row.xml.find(b'%s%d"' % (self._begin, row.number + 1))
        if start < 0:
            return ""
        found = _INLINE.match(row.xml, start)
        if found:
            return found[1].decode().strip()
        end = row.xml.find(b"</c>", start) + 4
        cells = reader.row(RowText(row.number, b"<row>" + row.xml[start:end] + b"</row>"))
        value = cells[self._column].value if self._column in cells else None
        return str(value or "").strip()
