"""Text between Python and the XML of a workbook, with Excel's ``_xHHHH_`` for what XML forbids."""

from __future__ import annotations

import re

MAX_TEXT = 32_767
"""UTF-16 units that a cell can hold."""

LONE = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: no character, and no encoding takes it."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def whole_characters(text: str) -> str:
    """Join surrogate pairs that stand as two halves; a lone half becomes U+FFFD."""
    if LONE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def fits(text: str) -> bool:
    """Whether a cell can hold the text."""
    if len(text) * 2 <= MAX_TEXT:
        return True
    return len(text) <= MAX_TEXT and len(text.encode("utf-16-le", "surrogatepass")) // 2 <= MAX_TEXT


def cut_to_fit(text: str) -> str:
    """The longest beginning that a cell can hold, no character halved."""
    units = text.encode("utf-16-le", "surrogatepass")[: MAX_TEXT * 2]
    return units.decode("utf-16-le", "ignore")


def xml_escaped(text: str) -> str:
    """Escape what XML reads as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute_escaped(text: str) -> str:
    """Escape text for an attribute in double quotes."""
    return xml_escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def cell_text(text: str) -> str:
    """XML of a cell's text; a literal ``_x0041_`` stays literal."""
    coded = _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", whole_characters(text))
    return xml_escaped(coded)


def xml_unescaped(text: str) -> str:
    """Resolve the entities and line ends of XML character data."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in _NAMED:
        return _NAMED[name]
    code = int(name.replace("#x", "0x").lstrip("#"), 0 if name[1] == "x" else 10)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def text_of_cell(xml: str) -> str:
    """Text that a cell's character data stands for: the inverse of ``cell_text``."""
    text = xml_unescaped(xml)
    if "_x" not in text:
        return text
    return whole_characters(_CODE.sub(lambda found: chr(int(found[1], 16)), text))
