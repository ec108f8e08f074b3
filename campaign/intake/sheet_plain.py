"""A worksheet part in the one plain shape that the byte scans of ``sheet_xml`` rely on.

Nearly every program writes ``<row r="1">`` and ``<c r="A1" s="2" t="s">`` in the default
namespace. The rare others (prefixed tags, other quotes, cells without an address) are written
out again here in that shape, so that a scan and the fast reader see the same cells.
"""

from __future__ import annotations

import re
from html import escape

from campaign.grid import address
from campaign.intake.package import Package
from campaign.intake.xml_parts import feed, local

_ODD_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}")[\s/>]')
_FAR_OF_WIDE = re.compile(rb'<c(?! r="[A-D]?[A-Z][0-9]{1,4}")[\s/>]')
_FAR_OF_LONG = re.compile(rb'<c(?! r="[A-Z][0-9]{1,5}")[\s/>]')
_PREFIXED = re.compile(rb":(?:c|row)\b")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ROW_END, _END = b"</row>", b"</c>"
_KEPT = frozenset({"sheetData", "row", "c", "v", "f", "is", "t", "r", "rPr", "rFont", "rPh"})
_KEPT |= {"cols", "col", "mergeCells", "mergeCell"}


def is_usual(content: bytes) -> bool:
    """Whether the part is plain and its cells lie within ``A1:DZ9999`` or ``A1:Z99999``.

    Such a sheet is small enough whatever it holds, which one cheap pass can tell.
    """
    return _has_plain_tags(content, _FAR_OF_WIDE) or _has_plain_tags(content, _FAR_OF_LONG)


def plain_sheet(package: Package, part: str, content: bytes) -> bytes:
    """Return the part as it is when it is plain already, else rewritten."""
    if _has_plain_tags(content, _ODD_CELL):
        return content
    writer = _Writer()
    feed(package, part, content, writer)
    return "".join(writer.pieces).encode()


def _has_plain_tags(content: bytes, odd_cell: re.Pattern[bytes]) -> bool:
    start = content.find(b"<sheetData")
    return (
        start >= 0
        and (content.find(b"'", start) < 0 or content.find(b"='", start) < 0)
        and _PREFIXED.search(content, start) is None
        and odd_cell.search(content, start) is None
    )


def without_blanks(content: bytes) -> bytes:
    """The part without what waits to be filled below its last full row.

    A form ends in rows of formatted cells, with no value or with one alone (a number, an id). The
    blank ones among them cost a reader as much as full ones; each value stays at its place.
    """
    if b"!" in content and b"<!" in content:  # a comment may hold anything, even tags
        return content
    end = content.rfind(b"</sheetData>")
    begin, kept = _last_rows(content, end)
    if begin == end or not _adds_up(content[begin:end], kept):
        return content
    return content[:begin] + kept + content[end:]


def _last_rows(content: bytes, end: int) -> tuple[int, bytes]:
    """Where the rows with at most one value at the end of a sheet begin, and what is kept of them.

    A cell with a value ends in ``</c>``, a blank one mostly in ``/>``: counting tells them apart.
    """
    valued = max(content.rfind(_END, 0, end), 0)
    begin, kept = max(content.find(b"<row ", valued, end), 0) or end, []
    while begin > 0:
        row = content.rfind(b"<row ", 0, begin)
        values = content.count(_END, row, begin) if row >= 0 else 2
        if values > 1:
            break
        if values:
            first = content.find(b">", row, begin) + 1
            last = content.rfind(_END, first, begin) + len(_END)
            alone = content.rfind(b"<c ", first, last)
            if alone < 0:
                break
            kept.append(content[row:first] + content[alone:last] + _ROW_END)
        begin = row
    return begin, b"".join(reversed(kept))


def _adds_up(rows: bytes, kept: bytes) -> bool:
    """Whether nothing is left out but blank cells, and rows without any cell that is kept."""
    left_out = rows.count(_ROW_END) - kept.count(_ROW_END)
    tags = rows.count(b"<") - rows.count(b"/>") - 2 * left_out
    return tags == kept.count(b"<") - kept.count(b"/>")


def column_number(letters: str) -> int:
    """Column counted from 0 of its letters: ``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Writer:
    """Writes the kept elements; places that a cell leaves out are counted on."""

    def __init__(self) -> None:
        self.pieces = [f'<worksheet xmlns="{_MAIN}">']
        self._row = -1
        self._column = -1
        self._skipping = 0
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self._depth += 1
        if self._depth == 1:
            return
        if self._skipping or name not in _KEPT:
            self._skipping += 1
            return
        fixed = dict(attributes)
        if name == "row":
            self._row = int(fixed.pop("r", self._row + 2)) - 1
            self._column = -1
            fixed = {"r": str(self._row + 1), **fixed}
        elif name == "c":
            fixed = {"r": self._cell_place(fixed.pop("r", "")), **fixed}
        written = "".join(
            f' {key.replace(_XML, "xml:")}="{escape(text)}"'
            for key, text in fixed.items()
            if "}" not in key or key.startswith(_XML)
        )
        self.pieces.append(f"<{name}{written}>")

    def _cell_place(self, typed: str) -> str:
        match = _PLACE.match(typed)
        if match is None:
            self._column += 1
            return address(max(self._row, 0), self._column)
        self._column = column_number(match[1])
        return typed

    def end(self, tag: str) -> None:
        self._depth -= 1
        if not self._depth:
            self.pieces.append("</worksheet>")
        elif self._skipping:
            self._skipping -= 1
        else:
            self.pieces.append(f"</{local(tag)}>")

    def data(self, text: str) -> None:
        if not self._skipping and self._depth > 1:
            self.pieces.append(escape(text, quote=False))
