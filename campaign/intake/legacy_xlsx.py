"""Text in fonts from before Unicode (``.VnTime``, ``VNI-Times``) in ``.xlsx`` sheets.

A cell's font comes from its style; a run inside a rich string may carry a font of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from campaign.grid import Grid, Place
from campaign.intake.legacy_runs import Runs, decoded
from campaign.intake.package import Package
from campaign.intake.sheet_xml import place
from campaign.intake.xml_parts import local, stream_xml

_TEXT_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>\s*(?:<v>\s*([0-9]+)\s*</v>|(?:<is>(.*?)</is>)?)',
    re.DOTALL,
)
_STYLE = re.compile(rb' s="([0-9]+)"')
_RUN = re.compile(rb"<r>(.*?)</r>", re.DOTALL)
_RUN_FONT = re.compile(rb'<rFont val="([^"]*)"')
_RUN_TEXT = re.compile(rb"<t[^>]*>([^<]*)</t>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def rich_strings(package: Package, part: str) -> dict[int, Runs]:
    """Shared strings in which a run names its font, by their number."""
    collector = _Collector()
    if part:
        stream_xml(package, part, collector)
    return collector.rich


def decode_sheet(grid: Grid, xml: bytes, fonts: Sequence[str], strings: dict[int, Runs]) -> None:
    """Decode the legacy text of one sheet in place; what was stored goes to ``grid.typed``."""
    for match in _TEXT_CELL.finditer(xml):
        letters, number, attributes, value, inline = match.groups()
        where = place(letters, number)
        text = _text_at(grid, where)
        if not text:
            continue
        style = _STYLE.search(attributes)
        font = fonts[int(style[1])] if style and int(style[1]) < len(fonts) else ""
        font = font or (fonts[0] if fonts else "")
        rich = strings.get(int(value)) if value and b' t="s"' in attributes else _inline(inline)
        clear = decoded(rich or (("", text),), font)
        if clear is not None:
            grid.typed[where] = text
            grid.rows[where[0]][where[1]] = clear


def _text_at(grid: Grid, where: Place) -> str:
    row, column = where
    if row >= len(grid.rows) or column >= len(grid.rows[row]):
        return ""
    value = grid.rows[row][column]
    return value if isinstance(value, str) else ""


def _inline(content: bytes | None) -> Runs:
    """Runs of an inline string; none when it is plain."""
    if not content or b"rFont" not in content:
        return ()
    runs = []
    for run in _RUN.findall(content):
        font, text = _RUN_FONT.search(run), _RUN_TEXT.search(run)
        runs.append((_plain(font[1]) if font else "", _plain(text[1]) if text else ""))
    return tuple(runs)


def _plain(raw: bytes) -> str:
    return unescaped(unescape(raw.decode()))


def unescaped(text: str) -> str:
    """Undo the ``_x000D_`` escapes of characters that XML cannot hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class _Collector:
    """Takes the runs of each string from the stream of a shared strings part."""

    def __init__(self) -> None:
        self.rich: dict[int, Runs] = {}
        self._number = -1
        self._runs: list[tuple[str, str]] = []
        self._font = ""
        self._text: list[str] | None = None
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "si":
            self._number += 1
            self._runs = []
        elif name == "r":
            self._font = ""
        elif name == "rFont":
            self._font = attributes.get("val", "")
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self._text = []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "t" and self._text is not None:
            self._runs.append((self._font, unescaped("".join(self._text))))
            self._text = None
        elif name == "r":
            self._font = ""
        elif name == "rPh":
            self._phonetic = False
        elif name == "si" and any(font for font, _ in self._runs):
            self.rich[self._number] = tuple(self._runs)
