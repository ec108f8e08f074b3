"""The fonts of Vietnamese from before Unicode: TCVN3 (``.VnTime``) and VNI.

A legacy font draws Vietnamese over other characters' codes, so its text is wrong without the
font. The tables are those of the fonts: TCVN 5712 (VN3) and VNI for Windows.
"""

from __future__ import annotations

import re

from campaign.vietnamese.syllables import accented_words, is_syllable

_TCVN3_FIRST = "ĂÂÊÔƠƯĐăâêôơưđ"  # codes A1 to AE
_TCVN3_REST = (  # codes B5 to FE; a dot where the fonts have no Vietnamese letter
    "àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
)
TCVN3 = {chr(0xA1 + i): c for i, c in enumerate(_TCVN3_FIRST)} | {
    chr(0xB5 + i): c for i, c in enumerate(_TCVN3_REST) if c != "."
}
"""TCVN3 as read in Latin-1, to Vietnamese. Toned capitals are drawn by the ``H`` fonts."""
_TCVN3_TABLE = str.maketrans(TCVN3 | {"\u03bc": "à"})

_MARKS = "ùøûõï"  # acute, grave, hook, tilde, dot below
_VNI_TONED = {"a": "áàảãạ", "e": "éèẻẽẹ", "o": "óòỏõọ", "u": "úùủũụ", "y": "ýỳỷỹ"}
_VNI_TONED |= {"ô": "ớờởỡợ", "ö": "ứừửữự"}
_VNI_SHAPED = {"a": ("âáàåãä", "âấầẩẫậ"), "e": ("âáàåãä", "êếềểễệ"), "o": ("âáàåãä", "ôốồổỗộ")}
_VNI_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    """VNI in lower case: a letter, or a letter and its mark, to one Vietnamese letter."""
    table = _VNI_SINGLE | {"ô": "ơ", "ö": "ư"}
    for base, toned in _VNI_TONED.items():
        table |= {base + mark: letter for mark, letter in zip(_MARKS, toned, strict=False)}
    for base, (marks, letters) in _VNI_SHAPED.items():
        table |= {base + mark: letter for mark, letter in zip(marks, letters, strict=True)}
    return table | {"a" + mark: letter for mark, letter in zip("êéèúüë", "ăắằẳẵặ", strict=True)}


VNI = _vni_table()
"""VNI as read in Latin-1, to Vietnamese, lower case; capitals mirror it."""
_VNI_CASES = [cased for unit in VNI for cased in (unit, unit.capitalize(), unit.upper())]
_VNI_UNIT = re.compile("|".join(sorted(dict.fromkeys(_VNI_CASES), key=len, reverse=True)))


def decode_tcvn3(s: str) -> str:
    """Decode TCVN3; a toned letter follows the case of the capitals around it."""
    return re.sub(r"[^\W\d_]+", _match_case, s.translate(_TCVN3_TABLE))


_CAPITALS = re.compile("[A-ZĐĂÂÊÔƠƯ]")


def _match_case(word: re.Match[str]) -> str:
    """``HIệP`` is how the font's missing capitals come out: ``HIỆP``."""
    text = word[0]
    plain = [c for c in text if c.isascii() or c.isupper()]
    mixed = len(plain) > 1 and len(plain) < len(text) and all(map(str.isupper, plain))
    if mixed:
        return text.upper()
    whole = word.string
    shouted = not re.search("[a-z]", whole) and re.search("[A-ZĐĂÂÊÔƠƯ]{2}", whole)
    return text.upper() if shouted and _CAPITALS.search(text) else text


def decode_vni(s: str) -> str:
    """Decode VNI; a letter keeps the case of its base."""
    return _VNI_UNIT.sub(_vni_letter, s)


def _vni_letter(unit: re.Match[str]) -> str:
    letter = VNI[unit[0].lower()]
    return letter.upper() if unit[0][0].isupper() else letter


def decode_font(font_name: str, s: str) -> str | None:
    """Decode text in a legacy font; ``None`` if the font is none, or the text is Unicode in it.

    ``.VnTimeH`` and the other ``H`` fonts draw small letters as capitals.
    """
    name = font_name.strip()
    if name.casefold().startswith(".vn"):
        text = decode_tcvn3(s) if is_tcvn3(s) else None
        capitals = name.endswith("H") or (name.islower() and name.endswith("h"))
        text = text.upper() if text and capitals else text
    else:
        text = decode_vni(s) if name.casefold().startswith("vni-") and is_vni(s) else None
    if text is None or (_reads_well(s) and not _reads_well(text)):
        return None
    return text


def is_tcvn3(s: str) -> bool:
    """Whether all letters of a text have a meaning in TCVN3."""
    return all(c.isascii() or not c.isalpha() or ord(c) in _TCVN3_TABLE for c in s)


def is_vni(s: str) -> bool:
    """Whether all letters of a text have a meaning in VNI, each mark after its letter."""
    return s.isascii() or not any(c.isalpha() and not c.isascii() for c in _VNI_UNIT.sub("", s))


def _reads_well(s: str) -> bool:
    words = accented_words(s)
    return bool(words) and all(map(is_syllable, words))
