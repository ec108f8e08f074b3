"""What people mark beside a value in an ``.xlsx``: text struck through, and comments."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from xml.etree.ElementTree import ParseError

from campaign.grid import Place
from campaign.intake.package import Package
from campaign.intake.sheet_xml import place
from campaign.intake.workbook_xml import links_of
from campaign.intake.xml_parts import local, mentions, not_xml, parse, remembered, xml_part

_STRIKE = re.compile(rb"<(?:\w+:)?strike\b")
_STRUCK = re.compile(rb"""<(?:\w+:)?strike(?:\s*/?>|\s+val=["'](?:1|true)["'])""")
_STRING = re.compile(rb"<(?:\w+:)?si\s*/>|<(?:\w+:)?si[\s>].*?</(?:\w+:)?si>", re.DOTALL)
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*[^>/])?>(?:\s*<v>\s*([0-9]+)\s*</v>|(.*?)</c>)',
    re.DOTALL,
)
_STYLE = re.compile(rb' s="([0-9]+)"')
_THREAD = re.compile(r"^\[Threaded comment\].*?Comment:\s*", re.DOTALL)


def may_strike(part: bytes) -> bool:
    """Whether a font, of a style or of a run, may strike its text through."""
    return mentions(part, b"strike") and _STRIKE.search(part) is not None


def struck_strings(strings: bytes) -> frozenset[bytes]:
    """Numbers of the shared strings of which a run is struck through."""
    if not may_strike(strings):
        return frozenset()
    found = enumerate(_STRING.finditer(strings))
    return frozenset(b"%d" % number for number, text in found if _STRUCK.search(text[0]))


def struck_cells(
    xml: bytes, styles: Container[bytes], strings: Container[bytes]
) -> frozenset[Place]:
    """Cells struck through, whole (by their style's id) or in part (by their string's number)."""
    return frozenset(
        place(found[1], found[2])
        for found in _CELL.finditer(xml)
        if _is_struck(found[3] or b"", found[4], found[5] or b"", styles, strings)
    )


def _is_struck(
    attributes: bytes,
    value: bytes | None,
    content: bytes,
    styles: Container[bytes],
    strings: Container[bytes],
) -> bool:
    style = _STYLE.search(attributes)
    if style is not None and style[1] in styles:
        return True
    shared = value is not None and b' t="s"' in attributes
    return (shared and value in strings) or bool(_STRUCK.search(content))


def comments(package: Package, part: str) -> dict[Place, str]:
    """Comments of the sheet in ``part``; a thread's, as the text that older programs show."""
    if not any("comments" in name for name in package.entries):
        return {}
    folder, base = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    if rels not in package:
        return {}
    found: dict[Place, str] = {}
    for kind, target in links_of(package, rels, folder).values():
        if kind == "comments" and target in package:
            try:
                found.update(_comments(xml_part(package, target)))
            except (ParseError, ValueError) as error:
                raise not_xml(package, target) from error
    return found


@remembered(32)
def _comments(content: bytes) -> tuple[tuple[Place, str], ...]:
    """The comments of a part; the help at a form's headers is the same for every unit."""
    collector = _Collector()
    parse(content, collector)
    return tuple(collector.found.items())


class _Collector:
    """Takes the text of each comment from the stream of a comments part."""

    def __init__(self) -> None:
        self.found: dict[Place, str] = {}
        self._ref = ""
        self._text: list[str] = []
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "comment":
            self._ref, self._text = attributes.get("ref", ""), []
        self._inside = name == "t"

    def data(self, text: str) -> None:
        if self._inside:
            self._text.append(text)

    def end(self, tag: str) -> None:
        self._inside = False
        where = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", self._ref)
        if local(tag) == "comment" and where:
            text = _THREAD.sub("", "".join(self._text)).strip()
            if text:
                self.found[place(where[1].encode(), where[2].encode())] = text
