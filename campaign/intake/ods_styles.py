"""Fonts, struck text and visibility from the styles of an OpenDocument spreadsheet."""

from __future__ import annotations

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LONGEST_CHAIN = 20
_LINES = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")

Key = tuple[str, str]
"""Family (``table-cell``, ``text``, ``table``) and name of a style."""


class OdsStyles:
    """Collects styles from the stream of ``styles.xml`` or ``content.xml``."""

    def __init__(self) -> None:
        self._faces: dict[str, str] = {}
        self._fonts: dict[Key, str] = {}
        self._parents: dict[Key, str] = {}
        self._struck: dict[Key, bool] = {}
        self._hidden: set[str] = set()
        self._key: Key = ("", "")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a font face, a style, or the properties of the style that was begun last."""
        if tag == STYLE + "font-face":
            family = attributes.get(_SVG + "font-family", "")
            self._faces[attributes.get(STYLE + "name", "")] = family.strip("'\"")
        elif tag in {STYLE + "style", STYLE + "default-style"}:
            self._key = attributes.get(STYLE + "family", ""), attributes.get(STYLE + "name", "")
            self._parents[self._key] = attributes.get(STYLE + "parent-style-name", "")
        elif tag == STYLE + "text-properties":
            self._take_font(attributes)
            self._take_line(attributes)
        elif tag == STYLE + "table-properties" and attributes.get(_TABLE + "display") == "false":
            self._hidden.add(self._key[1])

    def end(self, tag: str) -> None:
        """Nothing waits for the end of a style."""

    def data(self, text: str) -> None:
        """Styles hold no text that is needed."""

    def _take_font(self, attributes: dict[str, str]) -> None:
        face = attributes.get(STYLE + "font-name", "")
        family = attributes.get(_FO + "font-family", "").strip("'\"")
        font = self._faces.get(face, face) or family
        if font:
            self._fonts[self._key] = font

    def _take_line(self, attributes: dict[str, str]) -> None:
        lines = [attributes[name] for name in _LINES if name in attributes]
        if lines:
            self._struck[self._key] = "none" not in lines

    def is_struck(self, family: str, name: str) -> bool:
        """Whether a style strikes its text through, itself or by the one it is based on."""
        for _ in range(_LONGEST_CHAIN):
            if (family, name) in self._struck or not name:
                break
            name = self._parents.get((family, name), "")
        return bool(name) and self._struck.get((family, name), False)

    def font(self, family: str, name: str) -> str:
        """Font of a style, inherited if need be; ``""`` when none is named."""
        for _ in range(_LONGEST_CHAIN):
            if (family, name) in self._fonts or not name:
                break
            name = self._parents.get((family, name), "")
        return self._fonts.get((family, name), "")

    def is_hidden(self, table_style: str) -> bool:
        """Whether tables of this style are not displayed."""
        return table_style in self._hidden
