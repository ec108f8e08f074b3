"""The shared strings part, read once when the first cell asks."""

from __future__ import annotations

from addin.package.cell_reading import rich_text
from addin.package.refusals import damaged
from addin.package.xml_bytes import element


class SharedStrings:
    """Texts by their number in the part."""

    def __init__(self, name: str, xml: bytes) -> None:
        self._name = name
        self._items = [rich_text(found[3] or b"") for found in element("si").finditer(xml)]

    def text(self, number: int) -> str:
        """Text of one number; ``UsageError`` when the part has no such text."""
        if not 0 <= number < len(self._items):
            raise damaged(self._name, f"thiếu chuỗi chung số {number}")
        return self._items[number]
