"""Whether a word can be a Vietnamese syllable: tells mangled text from text as it was meant."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED_TONES = frozenset("\u0301\u0323")  # a syllable ending in a stop rises or is heavy
_ONSET = "ngh|ng|nh|gh|gi|g|kh|k|ch|c|th|tr|t|ph|p|qu|b|d|đ|h|l|m|n|r|s|v|x|"
_OPEN = """
    a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu yêu oa oai oao oay oe oeo oi ôi ơi ua uây
    uê ui uôi uơ uy uya uyu ươi ươu ưa ưi ưu
    am ăm âm em êm im iêm yêm om ôm ơm um uôm ươm oam oăm an ăn ân en ên in iên yên on ôn ơn un ưn
    uôn ươn oan oăn oen uân uyên uyn yn ang ăng âng eng êng iêng yêng ong ông ung ưng uông ương
    oang oăng uâng oong ôông anh ênh inh oanh uênh uynh ynh
"""
_STOPPED = """
    ap ăp âp ep êp ip iêp op ôp ơp up ươp oap at ăt ât et êt it iêt yêt ot ôt ơt ut ưt uôt ươt oat
    oăt oet uât uyt uyêt yt ac ăc âc ec iêc oc ôc uc ưc uôc ươc oac oăc ooc ach êch ich oach uêch
    uych ych ăk
"""
_SYLLABLE = re.compile(
    f"(?:{_ONSET})(?P<rime>{'|'.join(_OPEN.split())}|(?P<stopped>{'|'.join(_STOPPED.split())}))"
)
_CODA = "mnpctghk"
_EITHER_PLACE = frozenset({"oa", "oe", "uy"})  # hòa and hoà are both written
_SEPARATORS = re.compile(r"[\s!-@\[-`{-~‘’“”–—…]+")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether a word is one Vietnamese syllable, in any case, its tone on a vowel that bears it."""
    letters = [unicodedata.normalize("NFD", c) for c in unicodedata.normalize("NFC", word.lower())]
    toned = [i for i, letter in enumerate(letters) if _TONES & set(letter)]
    found = _SYLLABLE.fullmatch("".join(map(_toneless, letters)))
    if found is None or len(toned) > 1:
        return False
    if not toned:
        return found["stopped"] is None
    stopped = found["stopped"] is None or bool(_STOPPED_TONES & set(letters[toned[0]]))
    return stopped and toned[0] - found.start("rime") in _tone_places(found["rime"])


def _toneless(letter: str) -> str:
    return unicodedata.normalize("NFC", "".join([c for c in letter if c not in _TONES]))


def _tone_places(rime: str) -> set[int]:
    """Where in a rime its tone may be written."""
    vowels = rime.rstrip(_CODA)
    shaped = [i for i, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if shaped:
        return {shaped[-1]}
    if vowels != rime:
        return {len(vowels) - 1}
    if len(vowels) == 3:
        return {1}
    return {0, 1} if vowels in _EITHER_PLACE else {0}


def accented_words(s: str) -> list[str]:
    """Words that are not plain ASCII; odd signs within them count as letters."""
    return [word for word in _SEPARATORS.split(s) if word and not word.isascii()]
