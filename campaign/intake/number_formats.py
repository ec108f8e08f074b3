"""Number formats of an ``.xlsx``, looked up cell by cell: only few of its cells are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from campaign.errors import SourceError
from campaign.grid import Place, address, column_letters
from campaign.intake import sheet_xml
from campaign.intake.package import Package
from campaign.intake.sheet_plain import plain_sheet
from campaign.intake.styles_xml import read_styles
from campaign.intake.xml_parts import xml_part

HELD = 1 << 20
"""Bytes of a sheet's XML that are held while its formats may be asked for."""

_TURNS = 64
"""Times that a sheet is searched from its top again before all its formats are read at once."""

_TOP = (-1, -1)

_STYLE = re.compile(rb' s="([0-9]+)"')


@dataclass(slots=True)
class StyleBook:
    """Styles of one workbook, read when first asked for."""

    package: Package
    part: str
    _formats: dict[bytes, str] | None = None

    def formats(self) -> dict[bytes, str]:
        """Number formats by style id, as it is written; none where the styles part is broken."""
        if self._formats is None:
            try:
                codes = read_styles(self.package, self.part).formats
            except SourceError:
                codes = ()
            self._formats = {b"%d" % style: code for style, code in enumerate(codes) if code}
        return self._formats


@dataclass(slots=True)
class CellFormats:
    """Number formats of one sheet.

    Numbers are asked for a column at a time, or in the order of the sheet: a search goes on where
    the last one ended. A large sheet's XML is not held: it is inflated again if asked, and read
    whole.

    Attributes:
        styles: The workbook's styles.
        part: The sheet's part.
        body: The sheet's XML in plain shape; empty for a large one.
    """

    styles: StyleBook
    part: str
    body: bytes = b""
    _known: dict[Place, str] = field(default_factory=dict)
    _told: dict[bytes, str] = field(default_factory=dict)
    _all: dict[bytes, str] | None = None
    _last: Place = _TOP
    _at: int = 0
    _turns: int = 0

    def __call__(self, row: int, column: int) -> str:
        """The format of a number; empty where it has none, and for another cell."""
        place = row, column
        known = self._known.get(place)
        if known is None:
            held = self.body and self._turns <= _TURNS
            found = self._searched(place) if held else self._of_all(place)
            known = self._known[place] = found
        return known

    def _of_all(self, place: Place) -> str:
        if self._all is None:
            self._all = sheet_xml.cell_formats(self._whole(), self.styles.formats())
        return self._all.get(address(*place).encode(), "")

    def _searched(self, place: Place) -> str:
        """The format of a number that is looked for behind the last one, else from the top."""
        if place <= self._last:
            self._turns += 1
            self._at = 0
        self._last = place
        mark = b'%b%d"' % (_begin(place[1]), place[0] + 1)
        found = self.body.find(mark, self._at)
        if found < 0:
            self._turns += 1
            found = self.body.find(mark)
            if found < 0:
                return ""
        start = found + len(mark)
        end = self._at = self.body.find(b">", start)
        attributes = self.body[start:end]
        told = self._told.get(attributes)
        if told is None:
            told = self._told[attributes] = self._of(attributes)
        return told

    def _of(self, attributes: bytes) -> str:
        """The format that a cell's attributes tell; empty for text, truth values and errors."""
        if b' t="' in attributes and b' t="n' not in attributes:
            return ""
        style = _STYLE.search(attributes)
        return self.styles.formats().get(style[1], "") if style else ""

    def _whole(self) -> bytes:
        body, self.body = self.body, b""
        if body:
            return body
        package = self.styles.package
        return plain_sheet(package, self.part, xml_part(package, self.part))


@cache
def _begin(column: int) -> bytes:
    """How a cell of a column begins."""
    return b'<c r="%b' % column_letters(column).encode()
