"""Unicode text with words of a lost legacy font among it, as pasting from two files leaves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from campaign.vietnamese.legacy_fonts import decode_tcvn3, decode_vni, is_tcvn3, is_vni
from campaign.vietnamese.syllables import is_syllable

_WORD = re.compile(r"[^\s!-@\[-`{-~‘’“”–—…]+")
_SIGNS = "\u00a1-\u00bfÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñöøûüþ÷"
_FOREIGN = re.compile("[^\x00-~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ–—‘’“”…]")
_SIGN = re.compile(f"[A-Za-z][{_SIGNS}]|[\u00ae§ñ][a-z\u00a1-þ]")
"""A sign that Vietnamese has not got, after a letter, or one that stands for đ before it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text in which the words of a legacy font are decoded.

    Attributes:
        text: The text; what cannot be told apart goes with the word before it.
        won: How many words became Vietnamese.
    """

    text: str
    won: int


def mend_tcvn3(s: str) -> Mended | None:
    """The text with its TCVN3 words decoded; ``None`` if it seems to have none."""
    return _mend(s, decode_tcvn3, is_tcvn3)


def mend_vni(s: str) -> Mended | None:
    """The text with its VNI words decoded; ``None`` if it seems to have none."""
    return _mend(s, decode_vni, is_vni)


def may_be_mixed(s: str) -> bool:
    """Whether a text has a letter or sign that Vietnamese has not got; cheap, and often wrong."""
    return _FOREIGN.search(s) is not None


def _mend(s: str, decode: Callable[[str], str], fits: Callable[[str], bool]) -> Mended | None:
    won = strange = signs = 0
    inside = False

    def word(found: re.Match[str]) -> str:
        nonlocal won, strange, signs, inside
        stored = found[0]
        if stored.isascii():
            return stored
        decoded = decode(stored) if fits(stored) else stored
        reads = decoded != stored and is_syllable(decoded)
        if is_syllable(stored):
            inside = inside and reads
            return decoded if inside else stored
        inside = reads
        won, strange = won + reads, strange + (not reads)
        signs += reads and _SIGN.search(stored) is not None
        return decoded if reads else stored

    text = _WORD.sub(word, s)
    return Mended(text, won) if won and won >= strange and (won > 1 or signs) else None
