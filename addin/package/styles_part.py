"""The styles part: which cell formats show dates, and formats that keep text as text."""

from __future__ import annotations

import re

from addin.package.serials import date_kind
from addin.package.xml_bytes import attribute, element, first_tag, with_attribute

_ATTRIBUTE = re.compile(rb"""[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*')""")


class CellFormats:
    """The cell formats of a workbook; new ones are appended, ids in use never change.

    Attributes:
        xml: The part as it is now; ``b""`` when the workbook has none.
        changed: Whether formats were appended.
    """

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.changed = False
        self._formats = self._read()
        self._kinds: dict[int, str] = {}
        self._quoted: dict[int, int] = {}

    def _read(self) -> list[bytes]:
        found = element("cellXfs").search(self.xml)
        return [xf[0] for xf in element("xf").finditer(found[3] or b"")] if found else []

    def kind(self, style: int) -> str:
        """``"date"``, ``"moment"`` or ``""``: what a number of this style is."""
        if style not in self._kinds:
            self._kinds[style] = self._read_kind(style)
        return self._kinds[style]

    def _read_kind(self, style: int) -> str:
        if not 0 <= style < len(self._formats):
            return ""
        number = attribute(self._start(style), "numFmtId") or "0"
        found = element("numFmts").search(self.xml)
        for code in element("numFmt").finditer(found[3] or b"") if found else ():
            if attribute(code[2], "numFmtId") == number:
                return date_kind(int(number), attribute(code[2], "formatCode") or "")
        return date_kind(int(number), None)

    def _start(self, style: int) -> bytes:
        return first_tag(self._formats[style])

    def quoted(self, style: int) -> int:
        """Id of this style with the mark that its text is text, appended when there is none."""
        if style not in self._quoted:
            self._quoted[style] = self._make_quoted(style)
        return self._quoted[style]

    def _make_quoted(self, style: int) -> int:
        if not 0 <= style < len(self._formats):
            return style
        if attribute(self._start(style), "quotePrefix") in {"1", "true"}:
            return style
        twin = with_attribute(self._formats[style], "quotePrefix", "1")
        for known, xml in enumerate(self._formats):
            if _alike(xml) == _alike(twin):
                return known
        self._append(twin)
        return len(self._formats) - 1

    def coloured(self, style: int, rgb: str | None) -> int:
        """Id of this style with a fill of a colour (``#RRGGBB``; ``None``: no fill)."""
        if not 0 <= style < len(self._formats):
            return style
        twin = with_attribute(self._formats[style], "fillId", str(self._fill(rgb)))
        twin = with_attribute(twin, "applyFill", "1" if rgb else "0")
        for known, xml in enumerate(self._formats):
            if _alike(xml) == _alike(twin):
                return known
        self._append(twin)
        return len(self._formats) - 1

    def _fill(self, rgb: str | None) -> int:
        """Place of a plain fill among the fills, appended when there is none."""
        found = element("fills").search(self.xml)
        if rgb is None or found is None:
            return 0
        prefix = found[1].decode()
        wanted = (
            f'<{prefix}fill><{prefix}patternFill patternType="solid">'
            f'<{prefix}fgColor rgb="FF{rgb.lstrip("#").upper()}"/><{prefix}bgColor indexed="64"/>'
            f"</{prefix}patternFill></{prefix}fill>"
        ).encode()
        fills = [fill[0] for fill in element("fill").finditer(found[3] or b"")]
        if wanted not in fills:
            fills.append(wanted)
            start = with_attribute(
                self.xml[found.start() : found.start(3)], "count", str(len(fills))
            )
            body = start + (found[3] or b"") + wanted
            self.xml = self.xml[: found.start()] + body + self.xml[found.end(3) :]
            self.changed = True
        return fills.index(wanted)

    def _append(self, xf: bytes) -> None:
        found = element("cellXfs").search(self.xml)
        if found is None:
            return
        self._formats.append(xf)
        count = str(len(self._formats))
        start = with_attribute(self.xml[found.start() : found.start(3)], "count", count)
        body = start + (found[3] or b"") + xf
        self.xml = self.xml[: found.start()] + body + self.xml[found.end(3) :]
        self.changed = True


def _alike(xf: bytes) -> tuple[list[bytes], bytes]:
    """What makes two cell formats the same: attributes in any order, children as they stand."""
    tag = first_tag(xf)
    return sorted(_ATTRIBUTE.findall(tag)), xf[len(tag) :]
