"""Cells out of the XML of one row: value, style, formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from addin.package.escapes import text_of_cell, xml_unescaped
from addin.package.ranges import column_index
from addin.package.serials import from_serial
from addin.package.sheet_cursor import RowText
from addin.package.values import CellIn
from addin.package.xml_bytes import attribute, element
from campaign.intake.formula_text import shifted

Value = str | int | float | bool | date | datetime | None

_PHONETIC = element("rPh")
_TEXT = element("t")
_LETTERS = re.compile("[A-Z]+")
_COMMON = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?'
    r'(?:/>|>(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)</c>)'
)


def cells_of(row: RowText) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Column and match (of ``element``) of each cell; one without an address follows the last."""
    column = -1
    tag_end = row.xml.index(b">")
    for found in element("c").finditer(row.xml, tag_end):
        where = _LETTERS.match(attribute(found[2], "r") or "")
        column = column_index(where[0]) if where else column + 1
        yield column, found


def style_of(cell: re.Match[bytes]) -> int:
    """Style id of a cell."""
    return int(attribute(cell[2], "s") or 0)


def rich_text(content: bytes) -> str:
    """Text of a string item, its runs in a row and without its reading aids."""
    if b"rPh" in content:
        content = _PHONETIC.sub(b"", content)
    return text_of_cell("".join((found[3] or b"").decode() for found in _TEXT.finditer(content)))


class CellReader:
    """Reads the cells of one sheet, row by row from the top.

    Shared formulas are told from their first cell, so rows must come in order.
    """

    def __init__(
        self, strings: Callable[[int], str], kinds: Callable[[int], str], epoch: int
    ) -> None:
        """Take look-ups of shared strings and of a style's date kind, and the first day."""
        self._strings = strings
        self._kinds = kinds
        self._epoch = epoch
        self._masters: dict[str, tuple[int, int, str]] = {}

    def row(self, row: RowText) -> dict[int, CellIn]:
        """The cells of a row by column, empty styled ones included."""
        text = row.xml.decode()
        common = _COMMON.findall(text)
        if text.startswith("<row") and len(common) == text.count("<c"):
            return self._common(common)
        return {column: self._cell(row.number, column, found) for column, found in cells_of(row)}

    def _common(self, cells: list[tuple[str, str, str, str, str]]) -> dict[int, CellIn]:
        """Cells without formulas and rich text, written as most programs write them."""
        found: dict[int, CellIn] = {}
        for letters, style_text, kind, value, text in cells:
            style = int(style_text or 0)
            if text or kind == "inlineStr":
                read: Value = text_of_cell(text)
            elif value:
                read = self._plain(kind or "n", style, value)
            else:
                read = None
            found[column_index(letters)] = CellIn(read, style, None)
        return found

    def _cell(self, row: int, column: int, cell: re.Match[bytes]) -> CellIn:
        style = style_of(cell)
        content = cell[3]
        if not content:
            return CellIn(None, style, None)
        formula = self._formula(row, column, content) if b"f" in content else None
        return CellIn(self._value(attribute(cell[2], "t") or "n", style, content), style, formula)

    def _value(self, kind: str, style: int, content: bytes) -> Value:
        if kind == "inlineStr":
            return rich_text(content)
        found = element("v").search(content)
        if found is None or found[3] is None:
            return None
        return self._plain(kind, style, found[3].decode())

    def _plain(self, kind: str, style: int, text: str) -> Value:
        if kind == "s":
            return self._strings(int(text))
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "n":
            return self._number(text.strip(), style)
        if kind == "d":
            return _iso(xml_unescaped(text))
        return text_of_cell(text)

    def _number(self, text: str, style: int) -> Value:
        if not text:
            return None
        number = int(text) if text.lstrip("-").isdecimal() else float(text)
        kind = self._kinds(style)
        if not kind:
            return number
        day = from_serial(number, self._epoch, moment=kind == "moment")
        return number if day is None else day

    def _formula(self, row: int, column: int, content: bytes) -> str | None:
        found = element("f").search(content)
        if found is None:
            return None
        text = xml_unescaped((found[3] or b"").decode())
        shared = attribute(found[2], "si") if attribute(found[2], "t") == "shared" else None
        if shared is None:
            return text
        if text:
            self._masters[shared] = row, column, text
            return text
        if shared not in self._masters:
            return text
        top, left, master = self._masters[shared]
        return shifted(master, row - top, column - left)


def _iso(text: str) -> Value:
    """A date that the file has as ISO 8601 text; other text as it is."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return found if "T" in text else found.date()
