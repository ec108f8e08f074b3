"""Telling rows in which only we wrote, from a look at their XML: most rows of a large workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from addin.package.cell_reading import CellReader
from addin.package.sheet_cursor import RowText
from campaign.grid import column_letters

_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})')
_INLINE = re.compile(rb'<c r="[A-Z]{1,3}[0-9]+"(?: s="[0-9]+")? t="inlineStr"><is><t>([^<]+)<')


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
        self._named, self._apart = named, apart
        self._name = b'<c r="%s' % column_letters(named).encode()

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
        start = row.xml.find(b"%s%d" % (self._name, row.number + 1))
        found = _INLINE.match(row.xml, start)
        if found:
            name = found[1].decode().strip()
        else:
            end = row.xml.find(b"</c>", start) + 4
            cells = reader.row(RowText(row.number, b"<row>" + row.xml[start:end] + b"</row>"))
            value = cells[self._named].value if self._named in cells else None
            name = str(value or "").strip()
        return bool(name) and not name.startswith(self._apart)
