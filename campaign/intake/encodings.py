"""Which encoding a text file is in; Vietnamese files are often not in UTF-8."""

from __future__ import annotations

import codecs
import unicodedata

_VIETNAMESE = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ–—‘’“”…•°₫"
)
_ENOUGH = 0.9
_SAMPLE = 1 << 16


def decode_text(data: bytes) -> tuple[str, str]:
    """Text of a file and the name of its encoding; never fails.

    The names are ``utf-8``, ``utf-16``, ``cp1258`` (given back composed, as UTF-8 text is
    typed) and ``cp1252``, which stands for everything that could not be told.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), "utf-16"
    wide = _bare_utf16(data)
    if wide:
        return data.decode(wide, "replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return _decode_eight_bit(data)


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every other byte is often zero."""
    head = data[:_SAMPLE]
    even, odd = head[::2], head[1::2]
    if odd.count(0) * 3 > len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) * 3 > len(even) and not odd.count(0):
        return "utf-16-be"
    return ""


def _decode_eight_bit(data: bytes) -> tuple[str, str]:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    foreign = [letter for letter in text.lower() if not letter.isascii()]
    known = sum(letter in _VIETNAMESE for letter in foreign)
    if foreign and known >= _ENOUGH * len(foreign):
        return text, "cp1258"
    return data.decode("cp1252", "replace"), "cp1252"
