"""Single cells put into rows that stay: the bytes of every other cell are not touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from addin.package.cell_reading import cells_of
from addin.package.sheet_cursor import RowText
from addin.package.xml_bytes import without_attribute

CellXml = Callable[[int, int, re.Match[bytes] | None], bytes]
"""Writes a cell from its row, its column (both from 0) and the cell that stood there."""


def patched_rows(
    rows: Iterable[RowText], wanted: Mapping[int, list[int]], cell: CellXml, prefix: bytes
) -> list[bytes]:
    """Rows with the wanted columns (sorted, by row) written anew; missing rows are added."""
    left = sorted(wanted)
    made: list[bytes] = []
    for row in rows:
        while left and left[0] < row.number:
            made.append(_new_row(left[0], wanted[left[0]], cell, prefix))
            left.pop(0)
        if left and left[0] == row.number:
            made.append(patched_row(row, wanted[left.pop(0)], cell, prefix))
        else:
            made.append(row.xml)
    made += [_new_row(number, wanted[number], cell, prefix) for number in left]
    return made


def _new_row(number: int, columns: list[int], cell: CellXml, prefix: bytes) -> bytes:
    cells = b"".join(cell(number, column, None) for column in columns)
    return b'<%srow r="%d">%s</%srow>' % (prefix, number + 1, cells, prefix)


def patched_row(row: RowText, columns: list[int], cell: CellXml, prefix: bytes) -> bytes:
    """One row with these columns written anew, the others as they are."""
    tag_end = row.xml.index(b">") + 1
    start = row.xml[:tag_end]
    if start.endswith(b"/>"):
        start = start[:-2].rstrip() + b">"
        content, closing = b"", b"</" + prefix + b"row>"
    else:
        end = row.xml.rindex(b"</")
        content, closing = row.xml[tag_end:end], row.xml[end:]
    start = without_attribute(start, "spans")
    return start + _patched_content(row, content, tag_end, columns, cell) + closing


def _patched_content(
    row: RowText, content: bytes, offset: int, columns: list[int], cell: CellXml
) -> bytes:
    made: list[bytes] = []
    left = list(columns)
    done = 0
    last_cell_end = 0
    for column, found in cells_of(row):
        start, last_cell_end = found.start() - offset, found.end() - offset
        made.append(content[done:start])
        while left and left[0] < column:
            made.append(cell(row.number, left.pop(0), None))
        if left and left[0] == column:
            made.append(cell(row.number, left.pop(0), found))
        else:
            made.append(content[start:last_cell_end])
        done = last_cell_end
    made += [cell(row.number, column, None) for column in left]
    return b"".join([*made, content[last_cell_end:]])
