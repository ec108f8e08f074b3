"""Walking a sheet's XML front to back: what stands before the rows, each row, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from addin.package.refusals import damaged, unsupported
from addin.package.xml_bytes import attribute, start_tag

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_NOT_UTF8 = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8|us-ascii)""", re.IGNORECASE)
_MAX_HEAD = 64 << 20
_NUMBERED = b' r="'
_AFTER_ROWS = (
    b"sheetCalcPr|sheetProtection|protectedRanges|scenarios|autoFilter|sortState|dataConsolidate|"
    b"customSheetViews|mergeCells|phoneticPr|conditionalFormatting|dataValidations|hyperlinks|"
    b"printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|customProperties|"
    b"cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|"
    b"controls|webPublishItems|tableParts|extLst"
)
_END_OF_HEAD = re.compile(
    rb"<(?:[\w.-]+:)?(?:" + _AFTER_ROWS + rb")[\s/>]|</(?:[\w.-]+:)?worksheet\s*>"
)


@dataclass(frozen=True, slots=True)
class RowText:
    """One row as it stands in the file; ``number`` counts from 0."""

    number: int
    xml: bytes


class SheetCursor:
    """Reads a worksheet from pieces of its XML; call ``head``, then ``rows``, then ``tail``.

    Attributes:
        prefix: Prefix of the sheet's tags, its colon included.
    """

    def __init__(self, name: str, chunks: Iterable[bytes]) -> None:
        self._name = name
        self._chunks = iter(chunks)
        self._buffer = b""
        self._place = 0
        self._row = -1
        self._empty = False
        self.prefix = b""

    def head(self) -> bytes:
        """Everything up to and with the start tag of the rows; one is made when there is none.

        Raises:
            UsageError: the sheet is damaged, or no worksheet.
        """
        pattern = start_tag("sheetData")
        while (found := pattern.search(self._buffer)) is None and self._more():
            if len(self._buffer) > _MAX_HEAD:
                raise damaged(self._name, "trang tính không có phần dữ liệu")
        check_text(self._name, self._buffer[: found.start() if found else None])
        if found is None:
            return self._head_without_rows()
        self.prefix = found[1]
        self._empty = bool(found[3])
        self._place = found.end()
        opened = self._buffer[: found.end()]
        return opened[:-2].rstrip() + b">" if self._empty else opened

    def _head_without_rows(self) -> bytes:
        root = start_tag("worksheet").search(self._buffer)
        if root is None:
            raise damaged(self._name, "một trang không phải trang tính")
        self.prefix = root[1]
        self._empty = True
        end = _END_OF_HEAD.search(self._buffer, root.end())
        if end is None:
            raise damaged(self._name, "trang tính bị cắt cụt")
        self._place = end.start()
        return self._buffer[: end.start()] + b"<" + self.prefix + b"sheetData>"

    def rows(self) -> Iterator[RowText]:
        """Each row; one without a number follows the one above it.

        Raises:
            UsageError: the rows hold XML that a spreadsheet has no use for.
        """
        tag = b"<" + self.prefix + b"row"
        while not self._empty and self._at_row(tag):
            end = self._row_end()
            xml = self._buffer[self._place : end]
            self._place = end
            if b"<!" in xml:
                raise unsupported(self._name, "có dữ liệu XML dạng lạ")
            self._row = self._number(xml, len(tag))
            yield RowText(self._row, xml)

    def _number(self, xml: bytes, place: int) -> int:
        """Number (from 0) of a row; most programs write it first in the row's tag."""
        if xml.startswith(_NUMBERED, place):
            place += len(_NUMBERED)
            return int(xml[place : xml.index(b'"', place)]) - 1
        number = attribute(xml[: xml.index(b">")], "r")
        return int(number) - 1 if number else self._row + 1

    def _at_row(self, tag: bytes) -> bool:
        """Move to the next row; False at the end of the rows."""
        closing = b"</" + self.prefix + b"sheetData"
        while True:
            start = self._buffer.find(b"<", self._place)
            if start >= 0 and len(self._buffer) - start > len(closing):
                if self._buffer.startswith(tag, start):
                    self._place = start
                    return True
                if self._buffer.startswith(closing, start):
                    self._place = start
                    return False
                raise unsupported(self._name, "có dữ liệu XML dạng lạ")
            if not self._more():
                raise damaged(self._name, "trang tính bị cắt cụt")

    def _row_end(self) -> int:
        closing = b"</" + self.prefix + b"row>"
        while True:
            tag_end = self._buffer.find(b">", self._place)
            if tag_end > 0 and self._buffer[tag_end - 1 : tag_end] == b"/":
                return tag_end + 1
            end = self._buffer.find(closing, tag_end) if tag_end > 0 else -1
            if end > 0:
                return end + len(closing)
            if not self._more():
                raise damaged(self._name, "trang tính bị cắt cụt")

    def tail(self) -> bytes:
        """The end tag of the rows and everything after it."""
        rest = [self._buffer[self._place :], *self._chunks]
        self._buffer, self._place = b"", 0
        text = b"".join(rest)
        return b"</" + self.prefix + b"sheetData>" + text if self._empty else text

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        self._buffer = self._buffer[self._place :] + chunk
        self._place = 0
        return bool(chunk)


def check_text(name: str, head: bytes) -> None:
    """Refuse XML that is not UTF-8 or declares entities, by what stands before its content."""
    if head.startswith(_UTF16) or _NOT_UTF8.match(head[:200].removeprefix(b"\xef\xbb\xbf")):
        raise unsupported(name, "không dùng mã UTF-8")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise damaged(name, "tệp có khai báo thực thể XML, Excel không bao giờ ghi như vậy")
