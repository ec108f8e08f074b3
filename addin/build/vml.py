"""The old drawing of form buttons, which Excel 2007 and LibreOffice go by, mended.

pyOpenVBA writes its places in pixels of a screen at 150 % and its captions without a font;
LibreOffice then shows buttons that overlap and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from addin.workbook.looks import FONT

_EMU_PER_PIXEL = 9525
_PLACE = re.compile(rb"<from>(.*?)</from><to>(.*?)</to>", re.DOTALL)
_NUMBER = re.compile(rb">(\d+)<")
_ANCHOR = re.compile(rb"(<x:Anchor>)[^<]*")
_CAPTION = re.compile(rb"(<div style='text-align:center'>)([^<]*)(</div>)")
_OPEN = f'<font face="{FONT}" size="220" color="#000000">'.encode()


def mended(drawing: bytes, sheet: bytes) -> bytes:
    """The drawing with the places that ``sheet`` gives its controls, in their order."""
    places = _places(sheet)
    drawing = _ANCHOR.sub(lambda found: found[1] + next(places), drawing)
    return _CAPTION.sub(
        lambda found: found[1] + _OPEN + found[2] + b"</font>" + found[3],
        drawing,
    )


def _places(sheet: bytes) -> Iterator[bytes]:
    """Column, pixels, row, pixels of the first and the last corner of each control."""
    for found in _PLACE.finditer(sheet):
        numbers = [int(number) for corner in found.groups() for number in _NUMBER.findall(corner)]
        pixels = [
            round(number / _EMU_PER_PIXEL) if place % 2 else number
            for place, number in enumerate(numbers)
        ]
        yield ", ".join(map(str, pixels)).encode()
