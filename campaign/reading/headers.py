"""Headers found by meaning: which form's column a header cell names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from campaign.columns import FORMS
from campaign.plan.definition import Form
from campaign.vietnamese.legacy import guess
from campaign.vietnamese.text import bare_key, key

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*:]+\s*$")
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
    if len(header) > _LONGEST:
        return {}
    found = _known(header)
    decoded = None if found or header.isascii() else guess(header)
    return found if decoded is None else _known(decoded.text)


def _known(header: str) -> ColumnOf:
    exact, bare = _labels()
    short = _ASIDE.sub(" ", header)
    for text in (header, short):
        found = exact.get(key(text))
        if found:
            return found
    plain = bare_key(short)
    found = bare.get(plain) or bare.get(bare_key(header))
    if found:
        return found
    return _beginning(plain, bare)


def _beginning(plain: str, bare: dict[str, ColumnOf]) -> ColumnOf:
    """The longest known header of two words or more that a longer header begins with."""
    words = plain.split()
    for count in range(min(len(words) - 1, _WORDIEST), 1, -1):
        found = bare.get(" ".join(words[:count]))
        if found:
            return found
    return {}
