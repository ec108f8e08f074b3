"""Formats as Google keeps them: colours of 8 bits, and each colour also as a style."""

from __future__ import annotations

import struct
from typing import cast

from sheets_sync.sandbox.json_types import Json, number

COLOR_FIELDS = {
    "backgroundColor": "backgroundColorStyle",
    "foregroundColor": "foregroundColorStyle",
    "tabColor": "tabColorStyle",
    "headerColor": "headerColorStyle",
    "firstBandColor": "firstBandColorStyle",
    "secondBandColor": "secondBandColorStyle",
    "footerColor": "footerColorStyle",
}


def normal_format(value: Json) -> Json:
    """An object with every colour in it normalised, in both of its spellings."""
    return cast("Json", _normal(value))


def _normal(value: object) -> object:
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if not isinstance(value, dict):
        return value
    out: Json = {}
    for name, inner in value.items():
        if name in COLOR_FIELDS:
            out[name] = normal_color(inner or {})
        elif name == "rgbColor":
            if inner is not None:
                out[name] = normal_color(inner)
        elif inner is not None:
            out[name] = _normal(inner)
    _pair(out)
    return out


def _pair(out: Json) -> None:
    """Give each colour its style, and each plain style its colour; the style is the master."""
    for plain, style in COLOR_FIELDS.items():
        if style in out:
            if not out[style]:
                out.pop(style)
                out.pop(plain, None)
            elif "rgbColor" in out[style]:
                out[plain] = out[style]["rgbColor"]
        elif plain in out:
            out[style] = {"rgbColor": out[plain]}


def normal_color(color: Json) -> Json:
    """A colour with its parts cut to 8 bits; parts of 0 are left out."""
    found = {}
    for name in ("red", "green", "blue"):
        part = int(float(color.get(name) or 0) * 255)
        if part:
            found[name] = number(_short(part / 255))
    return found


def _short(value: float) -> float:
    """The shortest decimal that is the same 32-bit float."""
    single = struct.unpack("f", struct.pack("f", value))[0]
    for digits in range(1, 10):
        text = float(f"{single:.{digits}g}")
        if struct.unpack("f", struct.pack("f", text))[0] == single:
            return text
    return float(single)


def hex_color(color: Json | None) -> str | None:
    """A colour as ``#RRGGBB``; nothing for none."""
    if color is None:
        return None
    parts = (round(float(color.get(name) or 0) * 255) for name in ("red", "green", "blue"))
    return "#" + "".join(f"{part:02X}" for part in parts)
