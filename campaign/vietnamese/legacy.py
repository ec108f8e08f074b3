"""Text whose legacy font is lost, or whose UTF-8 was decoded as something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

from campaign.vietnamese.legacy_fonts import decode_font, decode_tcvn3, decode_vni, is_tcvn3, is_vni
from campaign.vietnamese.legacy_mixed import may_be_mixed, mend_tcvn3, mend_vni
from campaign.vietnamese.syllables import accented_words, is_syllable

__all__ = ["Encoding", "Guess", "decode_font", "decode_tcvn3", "decode_vni", "guess"]


class Encoding(StrEnum):
    """How text was written before it was taken for Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    UTF8 = "utf8"
    """UTF-8 that was read as Windows-1252."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What text whose font is lost may mean.

    Attributes:
        encoding: How it seems to be written.
        text: The text decoded.
        certain: False where the letters are ordinary Vietnamese ones too: a person decides.
    """

    encoding: Encoding
    text: str
    certain: bool


# A letter that only Unicode Vietnamese has: such text is at most in part a legacy font's.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0340\u1ea0-\u1ef9]")


def is_unicode(s: str) -> bool:
    """Whether a text has a letter that only Unicode Vietnamese has."""
    return _UNICODE.search(s) is not None


def guess(s: str) -> Guess | None:
    """Say what text with a lost font may be, or ``None`` if it stands as Vietnamese.

    Give it the text as stored: cleaning takes away the soft hyphen that is TCVN3's ``ư``.
    Correct text is never guessed with certainty.
    """
    if s.isascii():
        return None
    if is_unicode(s):
        return _guess_mixed(s) if may_be_mixed(s) else None
    return _guess(s)


@lru_cache(maxsize=8192)
def _guess_mixed(s: str) -> Guess | None:
    """Unicode text with some words in a lost font: never certain, a person looks at the rest."""
    tcvn3, vni = mend_tcvn3(s), mend_vni(s)
    if tcvn3 and (vni is None or tcvn3.won >= vni.won):
        return Guess(Encoding.TCVN3, tcvn3.text, certain=False)
    return Guess(Encoding.VNI, vni.text, certain=False) if vni else None


@lru_cache(maxsize=8192)
def _guess(s: str) -> Guess | None:
    utf8 = _guess_utf8(s)
    if utf8:
        return utf8
    tcvn3 = _gain(s, decode_tcvn3(s)) if is_tcvn3(s) else None
    vni = _gain(s, decode_vni(s)) if is_vni(s) else None
    if tcvn3 and (vni is None or tcvn3.won > vni.won):
        return Guess(Encoding.TCVN3, tcvn3.text, tcvn3.clear and bool(_TCVN3_SIGN.search(s)))
    if vni and (tcvn3 is None or vni.won > tcvn3.won):
        return Guess(Encoding.VNI, vni.text, vni.clear and _has_vni_signs(s))
    if tcvn3 and vni:
        best = vni if _VNI_PAIR.search(s) else tcvn3
        return Guess(Encoding.VNI if best is vni else Encoding.TCVN3, best.text, certain=False)
    return None


@dataclass(frozen=True, slots=True)
class _Gain:
    """What decoding wins: how many words become Vietnamese, and whether that is clear."""

    text: str
    won: int
    clear: bool


def _gain(s: str, text: str) -> _Gain | None:
    """Compare the words before and after; ``None`` if Vietnamese ones are lost, or few won."""
    before, after = accented_words(s), accented_words(text)
    if len(before) != len(after):
        return None
    pairs = list(zip(map(is_syllable, before), map(is_syllable, after), strict=True))
    won, strange = pairs.count((False, True)), pairs.count((False, False))
    if not won or (True, False) in pairs or strange > won:
        return None
    return _Gain(text, won, clear=not strange or won > 1)


# Signs and letters that Vietnamese has not got, after a letter, or one that stands for đ before.
_TCVN3_SIGN = re.compile("[A-Za-z][¡-¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñöøûüþ÷]|[a-z][À-Þ]|[®§][a-z¡-þ]")
_VNI_SIGN = re.compile("[aeouyôö][øûïåäüëñ]|ö[a-zôùõ]|[a-z]ö|ñ[aeiouyöôæ]", re.IGNORECASE)
_VNI_PAIR = re.compile("[aeouyôö][ùøûõïâêáàåãäéèúüë]|[AEOUYÔÖ][ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄÉÈÚÜË]")


def _has_vni_signs(s: str) -> bool:
    pairs = [w for w in accented_words(s) if _VNI_PAIR.search(w) and not is_syllable(w)]
    return len(pairs) > 1 or bool(_VNI_SIGN.search(s))


_TWICE = re.compile("[ÂÃÄÅÆÌ][^\x00-\x7f]|á[º»]|â€|[ÃÄÅÆ](?=[a-zA-Z])")
_AFTER_CAPITAL = "\u00a0–—‘’“”…•"  # what may stand after Ã or Â in correct text
_UNMISTAKABLE = re.compile(f"á[º»]|[a-z][ÂÃÄÅÆ]|[ÂÃÄÅÆÌ][^\x00-\x7f{_AFTER_CAPITAL}]")
# The bytes that Windows-1252 has no character for often get lost on the way.
_LOST = ("\x81", "\x8d", "\x8f", "\x90", "\x9d")
_CUT_SHORT = re.compile("(á[º»]|[ÃÄÅÆ])(?=[\x00-\x7f]|$)")


def _guess_utf8(s: str) -> Guess | None:
    if not _TWICE.search(s):
        return None
    text = _undo(s)
    if text is None:
        return _guess_cut_short(s)
    if _UNMISTAKABLE.search(s):
        return Guess(Encoding.UTF8, text, certain=True)
    if all(map(is_syllable, accented_words(text))):
        return Guess(Encoding.UTF8, text, certain=False)
    return None


def _undo(s: str) -> str | None:
    """Read the characters as the bytes they were, and those as UTF-8."""
    try:
        return b"".join(map(_byte, s)).decode("utf-8")
    except ValueError:
        return None


def _byte(c: str) -> bytes:
    """The Windows-1252 byte of a character; codes it leaves undefined stand for themselves."""
    try:
        return c.encode("cp1252")
    except UnicodeEncodeError:
        return c.encode("latin-1")


def _guess_cut_short(s: str) -> Guess | None:
    """``PhÆ°á»ng`` lost a byte: each word must have one Vietnamese completion."""
    words = [_complete(word) for word in s.split(" ")]
    if None in words or len(_CUT_SHORT.findall(s)) > 20:
        return None
    return Guess(Encoding.UTF8, " ".join(filter(None, words)), certain=False)


def _complete(word: str) -> str | None:
    whole = _undo(word)
    if whole is not None:
        return whole
    gaps = _CUT_SHORT.findall(word)
    if not 0 < len(gaps) <= 2:
        return None
    tries = (_fill(word, bytes_) for bytes_ in product(_LOST, repeat=len(gaps)))
    found = {text for text in tries if text and all(map(is_syllable, accented_words(text)))}
    return found.pop() if len(found) == 1 else None


def _fill(word: str, lost: tuple[str, ...]) -> str | None:
    rest = iter(lost)
    return _undo(_CUT_SHORT.sub(lambda gap: gap[0] + next(rest), word))
