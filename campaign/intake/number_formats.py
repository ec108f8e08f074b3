"""Number formats of an ``.xlsx``, looked up cell by cell: only few of its cells are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from campaign.errors import SourceError
from campaign.grid import Place, address
from campaign.intake import sheet_xml
from campaign.intake.package import Package
from campaign.intake.sheet_plain import plain_sheet
from campaign.intake.styles_xml import read_styles
from campaign.intake.xml_parts import xml_part

HELD = 1 << 20
"""Bytes of a sheet's XML that are held while its formats may be asked for."""

_TURNS = 64
"""Times that a sheet is searched from its top again before all its formats are read at once."""

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

    Numbers are asked for in the order of the sheet, or a column at a time: a search goes on where
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
    _all: dict[bytes, str] | None = None
    _at: int = 0
    _turns: int = 0

    def __call__(self, row: int, column: int) -> str:
        """The format of a number; empty where it has none, and for another cell."""
        place = row, column
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._format(address(row, column).encode())
        return known

    def _format(self, where: bytes) -> str:
        formats = self.styles.formats()
        if not formats:
            return ""
        if self._all is None and (not self.body or self._turns > _TURNS):
            self._all = sheet_xml.cell_formats(self._whole(), formats)
        if self._all is not None:
            return self._all.get(where, "")
        return formats.get(self._style(where), "")

    def _style(self, where: bytes) -> bytes:
        """The style id of a number; empty for another cell."""
        mark = b'<c r="%b"' % where
        found = self.body.find(mark, self._at)
        if found < 0:
            self._turns += 1
            found = self.body.find(mark)
            if found < 0:
                return b""
        end = self._at = self.body.find(b">", found)
        if self.body.find(b' t="', found, end) >= 0 > self.body.find(b' t="n', found, end):
            return b""
        style = _STYLE.search(self.body, found, end)
        return style[1] if style else b""

    def _whole(self) -> bytes:
        body, self.body = self.body, b""
        if body:
            return body
        package = self.styles.package
        return plain_sheet(package, self.part, xml_part(package, self.part))
