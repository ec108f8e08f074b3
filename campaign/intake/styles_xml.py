"""The styles part of an ``.xlsx``: the number format and the font of each cell style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from campaign.intake.package import Package
from campaign.intake.xml_parts import local, not_xml, parse, remembered, xml_part

LEGACY_FONT = re.compile(rb"""(?:["']|&apos;|&quot;)(?:\.vn|vni)""", re.IGNORECASE)
"""A font name of the TCVN3 or VNI families, as an attribute value begins."""

BUILTIN_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Formats that a file may name by number alone (ECMA-376 part 1, 18.8.30)."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell styles by their id: number format (``""`` is General) and font name.

    ``struck`` are the ids, as they are written, of styles that strike text through.
    """

    formats: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    struck: frozenset[bytes] = frozenset()


def read_styles(package: Package, part: str) -> Styles:
    """Read the styles part; no styles at all when ``part`` is ``""``.

    Workbooks made from one template have the same part, byte for byte: it is parsed once.
    """
    if not part:
        return Styles()
    try:
        return _styles(xml_part(package, part))
    except (ParseError, ValueError) as error:
        raise not_xml(package, part) from error


@remembered(8)
def names_legacy_font(content: bytes) -> bool:
    """Whether a styles part names a font of the TCVN3 or VNI families."""
    return LEGACY_FONT.search(content) is not None


@remembered(8)
def _styles(content: bytes) -> Styles:
    collector = _Collector()
    parse(content, collector)
    return collector.styles()


class _Collector:
    """Takes number formats, fonts and cell formats from the stream of a styles part."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._codes = dict(BUILTIN_FORMATS)
        self._names: list[str] = []
        self._struck: set[int] = set()
        self._cells: list[tuple[int, int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._path.append(local(tag))
        parents = tuple(self._path[1:])
        if parents == ("numFmts", "numFmt"):
            code = attributes.get("formatCode", "")
            self._codes[int(attributes.get("numFmtId", "-1"))] = code
        elif parents == ("fonts", "font"):
            self._names.append("")
        elif parents == ("fonts", "font", "name"):
            self._names[-1] = attributes.get("val", "")
        elif parents == ("fonts", "font", "strike"):
            if attributes.get("val", "1") in {"1", "true"}:
                self._struck.add(len(self._names) - 1)
        elif parents == ("cellXfs", "xf"):
            ids = attributes.get("numFmtId", "0"), attributes.get("fontId", "0")
            self._cells.append((int(ids[0]), int(ids[1])))

    def end(self, _tag: str) -> None:
        self._path.pop()

    def data(self, _text: str) -> None:
        """No text of this part is needed."""

    def styles(self) -> Styles:
        codes = [self._codes.get(number, "") for number, _ in self._cells]
        fonts = [self._names[f] if f < len(self._names) else "" for _, f in self._cells]
        shown = ["" if code.lower() == "general" else code for code in codes]
        struck = (b"%d" % n for n, (_, font) in enumerate(self._cells) if font in self._struck)
        return Styles(tuple(shown), tuple(fonts), frozenset(struck))
