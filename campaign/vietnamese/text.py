"""Vietnamese text as it is typed: cleaned for printing, keyed for comparing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import eq
from typing import NamedTuple

# Letters and signs that print like others, or print nothing, and pass as printable text.
_SUSPICIOUS = re.compile(
    "[\u00d0\u00f0\u0189\u0256\u0300-\u04ff\u115f\u1160\u2800\u3164\ufe00-\ufe0f\uff01-\uffa0]"
)
_GONE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_SPACE = re.compile("[\t\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(" {2,}")
_UNUSUAL = re.compile("[^ -~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ–—‘’“”…]")
_AROUND_BREAK = re.compile(" *\n *")
_MARKS = re.compile("[\u0300-\u036f]{2,}")
_SHAPES = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: part of the letter

_TWINS = str.maketrans("\u00d0\u00f0\u0189\u0256", "ĐđĐđ")
_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
_FOREIGN = re.compile("[\u0370-\u04ff]")
_FOREIGN_TWINS = str.maketrans(
    "АВЕКМНОРСТХУаеорсхуіІΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYaeopcxyiIABEZHIKMNOPTYXo"
)


def clean(s: str) -> str:
    """Text as a reader sees it: NFC, ordinary spaces, nothing invisible; line breaks stay.

    Only what cannot be told apart on paper is changed, so the result may be printed.
    """
    if s.isprintable() and "  " not in s and s == s.strip():
        if s.isascii():
            return s
        if not _SUSPICIOUS.search(s) and unicodedata.is_normalized("NFC", s):
            return s
    return _scrub(s)


class Glance(NamedTuple):
    """What one look at many texts tells, at a fraction of the cost of a look at each.

    Attributes:
        usual: Whether they have nothing but printable ASCII, composed Vietnamese letters and the
            usual signs: such a text is in no other encoding, but maybe in another font.
        clean: Whether ``clean`` leaves each as it is. ``False`` may be wrong; ``True`` never is.
    """

    usual: bool
    clean: bool


def glance(texts: Sequence[str]) -> Glance:
    """Look at many texts at once."""
    joined = "|".join(texts)
    usual = (joined.isascii() and joined.isprintable()) or _UNUSUAL.search(joined) is None
    whole = "  " not in joined and all(map(eq, map(str.strip, texts), texts))
    return Glance(usual, whole and (usual or _is_clean(joined)))


def _is_clean(s: str) -> bool:
    return (
        s.isprintable()
        and not _SUSPICIOUS.search(s)
        and (s.isascii() or unicodedata.is_normalized("NFC", s))
    )


@lru_cache(maxsize=8192)
def _scrub(s: str) -> str:
    """``clean`` for the few texts that need it."""
    s = _GONE.sub("", _SURROGATE.sub("\ufffd", s))
    s = _SPACE.sub(" ", _BREAK.sub("\n", s))
    s = _untwin(_compose(s))
    return _AROUND_BREAK.sub("\n", _SPACES.sub(" ", s)).strip(" \n")


def _compose(s: str) -> str:
    """NFC, also where a tone was typed before the circumflex, breve or horn of its letter."""
    s = unicodedata.normalize("NFC", s)
    if not re.search("[\u0300-\u036f]", s):
        return s
    loose = _MARKS.sub(_shapes_first, unicodedata.normalize("NFD", s))
    return unicodedata.normalize("NFC", loose)


def _shapes_first(marks: re.Match[str]) -> str:
    return "".join(sorted(marks[0], key=lambda mark: mark not in _SHAPES))


def _untwin(s: str) -> str:
    """Replace letters that print like Vietnamese or Latin ones (Icelandic eth, full width).

    Cyrillic and Greek letters are replaced only if every one of them has a Latin twin: a text
    that has others is really Cyrillic or Greek.
    """
    s = s.translate(_TWINS).translate(_WIDE)
    if _FOREIGN.search(s):
        latin = s.translate(_FOREIGN_TWINS)
        if not _FOREIGN.search(latin):
            s = unicodedata.normalize("NFC", latin)
    return s


_APART = re.compile(r"[\W_](?<! )[\W_]*")  # a lone blank is one already
_MISPLACED = re.compile(
    "[òóỏõọùúủũụìíỉĩị](?:(?<=[òóỏõọ])[aăe]|(?<=[ùúủũụ])y|(?<=q[ùúủũụ])[aăâeêiơô]|(?<=g[ìíỉĩị])a)"
)
_PLAIN = {ord("đ"): "d"}
_TONES = re.compile("[\u0300-\u0314\u031b\u0323]+")
_LINE = "\x1f"  # stands in no clean text


@lru_cache(maxsize=65536)
def key(s: str) -> str:
    """What two spellings of one name share: case, punctuation and tone placement set aside.

    Diacritics count (``Tân`` is not ``Tấn``); ``hoà`` and ``hòa`` are the same.
    """
    words = unicodedata.normalize("NFC", clean(s).casefold())
    words = _APART.sub(" ", words).replace("  ", " ").strip()
    return words if words.isascii() else _MISPLACED.sub(_move_tone, words)


def keys(texts: Iterable[str]) -> dict[str, str]:
    """``key`` of each of many texts, at a fraction of the cost: all are one text meanwhile."""
    different = list(dict.fromkeys(texts))
    if not glance(different).clean:
        return {text: key(text) for text in different}
    words = unicodedata.normalize("NFC", _LINE.join(different).casefold())
    for sign in set(words):
        if not sign.isalnum() and sign != _LINE:
            words = words.replace(sign, " ")
    while "  " in words:
        words = words.replace("  ", " ")
    words = _MISPLACED.sub(_move_tone, words)
    return dict(zip(different, map(str.strip, words.split(_LINE)), strict=bool(different)))


def _move_tone(found: re.Match[str]) -> str:
    """Put the tone of ``òa``, ``òe``, ``ùy``, ``qùa``, ``gìa`` on the second vowel."""
    first = unicodedata.normalize("NFD", found[0][0])
    return first[0] + unicodedata.normalize("NFC", found[0][1] + first[1])


@lru_cache(maxsize=65536)
def bare_key(s: str) -> str:
    """``key`` without any diacritics (``đ`` is ``d``): good for proposing, never for deciding."""
    return _bare(key(s))


def bare(s: str) -> str:
    """Casefolded text without diacritics, punctuation kept."""
    return _bare(clean(s).casefold())


def _bare(s: str) -> str:
    if s.isascii():
        return s
    loose = _TONES.sub("", unicodedata.normalize("NFD", s).translate(_PLAIN))
    if loose.isascii():
        return loose
    return "".join([c for c in loose if not unicodedata.combining(c)])


_SIGNS = re.compile("[\u00a1-\u00bf\u00d7\u2000-\u2bff\u3000-\u303f]+")
_ASCII_WORDS = bytes([c if c < 128 and (chr(c).isalnum() or c == 10) else 32 for c in range(256)])
_SOFT_HYPHEN = "\u00ad"  # kept in a text of TCVN3, and in no key
_BLANKS = re.compile(rb" {2,}")


def bare_lines(texts: Iterable[str]) -> bytes:
    """The words of ``bare_key`` of many texts, a line each between blanks; case stays.

    One text for all: a call for each would cost more than comparing them. The first and the last
    line are empty, so that every text stands between two line breaks.
    """
    joined = " \n ".join(["", *[t.replace("\n", " ") for t in texts], ""])
    joined = _SIGNS.sub(" ", joined.replace(_SOFT_HYPHEN, ""))
    joined = joined.replace("đ", "d").replace("Đ", "D")
    plain = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore")
    return _BLANKS.sub(b" ", plain.translate(_ASCII_WORDS))


def looks_like_formula(s: str) -> bool:
    """Whether a spreadsheet might run this text if it were entered as typed."""
    return s.lstrip(" \u00a0\n\ufeff")[:1] in {
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "＝",
        "＋",
        "－",
        "＠",
    }
