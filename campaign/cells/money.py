"""Cells that show an amount of money: a number only by what is stored, not by what was meant."""

from __future__ import annotations

import re
from functools import lru_cache

_TAGGED = re.compile(r"\[\$([^\]-]+)[^\]]*\]")
"""``[$₫-42A]``: a sign with its language; ``[$-42A]`` names a language alone."""
_GAP = re.compile(r"[_*].")
"""Room as wide as a sign, which is not shown: the comma style of a Vietnamese Excel has ``_₫``."""
_BRACKETS = re.compile(r"\[[^\]]*\]")
_SIGN = re.compile(r"[₫$€£¥]|\b(?:VN[DĐ]|USD|EUR|đồng|đ)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def money_sign(number_format: str) -> str:
    """The sign of money that a number format shows; empty when it shows none.

    Args:
        number_format: As in a workbook, such as ``#,##0 "₫"``.
    """
    shown = _GAP.sub("", number_format)
    tagged = _TAGGED.search(shown)
    if tagged and _SIGN.search(tagged[1]):
        return tagged[1].strip()
    found = _SIGN.search(_BRACKETS.sub("", shown))
    return found[0] if found else ""
