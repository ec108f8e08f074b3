"""Headers found by meaning: which form's column a header cell names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from campaign.columns import FORMS
from campaign.plan.definition import Form
from campaign.vietnamese.legacy import guess
from campaign.vietnamese.legacy_fonts import decode_tcvn3, decode_vni, is_tcvn3, is_vni
from campaign.vietnamese.text import bare_key, clean, key

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*:]+\s*$")
_PART_OF_NAME = re.compile(r"ho (?:va )?(?:ten |chu )?(?:dem|lot)\b")
"""``Họ và tên đệm``: the name itself stands in the column beside it."""
_LONGEST = 120
_WORDIEST = 12

ColumnOf = dict[Form, str]
"""The column key a header means, by form."""


@cache
def _labels() -> tuple[dict[str, ColumnOf], dict[str, ColumnOf]]:
    """Headers by comparison key, with and without diacritics."""
    exact: dict[str, ColumnOf] = {}
    bare: dict[str, ColumnOf] = {}
    for form, columns in FORMS.items():
        for column in columns:
            for label in (column.label, *column.synonyms):
                exact.setdefault(key(label), {}).setdefault(form, column.key)
                bare.setdefault(bare_key(label), {}).setdefault(form, column.key)
    return exact, bare


@lru_cache(maxsize=4096)
def meaning(header: str) -> ColumnOf:
    """The columns a header cell can mean; empty when it is no header we know.

    Closed synonyms decide: first as typed, then without an aside in brackets, then without
    diacritics, then by the words it begins with; then the same of what a header whose old font
    is lost may have been.
    """
    if len(header) > _LONGEST or (bare_key(header) == "nu" and "%" not in header):
        return {}  # beside Nam, Nữ says who somebody is, and no share of women
    found = _known(header)
    decoded = None if found else _in_old_font(header)
    return found if decoded is None else _known(decoded)


@lru_cache(maxsize=4096)
def header_text(stored: str) -> str:
    """A cell of a header or a heading as a reader of its font sees it, cleaned.

    Decoded before it is cleaned, for cleaning takes away the soft hyphen that is TCVN3's ``ư``.
    """
    text = clean(stored)
    decoded = None if _exact(text) else _in_old_font(stored)
    return text if decoded is None else clean(decoded)


def _in_old_font(stored: str) -> str | None:
    """A text whose old font is lost, decoded: what is a header then, or certain; else ``None``."""
    if stored.isascii():
        return None
    for fits, decode in ((is_tcvn3, decode_tcvn3), (is_vni, decode_vni)):
        if fits(stored) and _exact(text := decode(stored)):
            return text
    decoded = guess(stored)
    if decoded is None or not (decoded.certain or _known(decoded.text)):
        return None
    return decoded.text


def _exact(header: str) -> ColumnOf:
    """The columns of a header that is spelt like a label, an aside in brackets apart."""
    exact, _ = _labels()
    return exact.get(key(header)) or exact.get(key(_ASIDE.sub(" ", header))) or {}


def _known(header: str) -> ColumnOf:
    found = _exact(header)
    if found:
        return found
    _, bare = _labels()
    plain = bare_key(_ASIDE.sub(" ", header))
    found = bare.get(plain) or bare.get(bare_key(header)) or {}
    return found or _beginning(plain, bare)


def _beginning(plain: str, bare: dict[str, ColumnOf]) -> ColumnOf:
    """The longest known header of two words or more that a longer header begins with."""
    if _PART_OF_NAME.match(plain):
        return {}
    words = plain.split()
    for count in range(min(len(words) - 1, _WORDIEST), 1, -1):
        found = bare.get(" ".join(words[:count]))
        if found:
            return found
    return {}
