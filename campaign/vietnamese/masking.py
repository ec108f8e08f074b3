"""Phone and identity numbers made unreadable, wherever they stand in a text.

A whole number is hidden but its last three digits, by which a clerk who has the file can tell two
apart. Dates, document numbers, amounts of money and row ids stay as they are.
"""

from __future__ import annotations

import re

HIDDEN = "•"
_KEPT = 3

_DATE = r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)"
_GAP = r"[ \u00a0\u200b.\-–—()]{0,2}"
_NUMBER = re.compile(
    rf"""(?<!\d)
    (?:
        (?:84|0)?\d{{9,12}}                     # in one piece; a lost zero or an older card too
      | (?<!\d[.,])(?!{_DATE})                 # in groups; "050.000" within an amount is none
        (?:
            (?:\+{_GAP}84|00{_GAP}84|84|0)(?:{_GAP}\d){{8,11}}
          | [1-9]\d{{2}}[ \u00a0]\d{{3}}[ \u00a0]\d{{3}}
        )
    )
    (?!\d)""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")


class Verbatim(str):
    """Text that is no person's number whatever its digits: a row id, a hash."""

    __slots__ = ()


def masked(text: str) -> str:
    """The text with every phone and identity number hidden but its last three digits."""
    if isinstance(text, Verbatim):
        return text
    return _NUMBER.sub(_hide, text)


def _hide(found: re.Match[str]) -> str:
    whole = found[0]
    left = len(_DIGIT.findall(whole)) - _KEPT

    def hide(_: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        return HIDDEN if left >= 0 else _[0]

    return _DIGIT.sub(hide, whole)
