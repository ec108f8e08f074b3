"""Rules of a sheet that colour a cell for the word it begins with: another word in its place."""

from __future__ import annotations

import re

from addin.package.escapes import xml_escaped
from addin.package.xml_bytes import attribute, element, text_of, with_attribute


def reworded(tail: bytes, old: str, new: str) -> bytes:
    """The XML after a sheet's rows, its rules for cells that begin with ``old`` now for ``new``.

    A rule says its word three times: as an attribute, and in a formula with the word's length,
    as a number or, after Excel or LibreOffice saved it, as ``LEN`` of the word. A rule whose
    formula says something else is somebody's own and stays.
    """
    said = re.compile(
        rf'LEFT\((.+?),\s*(?:{len(old)}|LEN\("{re.escape(old)}"\))\)\s*=\s*"{re.escape(old)}"'
    )

    def rule(found: re.Match[bytes]) -> bytes:
        if attribute(found[2], "text") != old:
            return found[0]
        inner = element("formula").search(found[3] or b"")
        old_formula = (inner[3] or b"") if inner else b""
        match = said.fullmatch(text_of(old_formula))
        if match is None:
            return found[0]
        new_formula = xml_escaped(f'LEFT({match[1]},{len(new)})="{new}"').encode()
        return with_attribute(found[0], "text", new).replace(old_formula, new_formula, 1)

    return element("cfRule").sub(rule, tail)
