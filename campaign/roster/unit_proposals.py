"""Units a typed name may have meant: proposed to a person, never decided.

General similarity alone misleads (``P. TTH`` is near ``Hiệp Thành``), so shortened names are
looked for first: words left out (``Hưng Thuận``), words cut to letters (``TT Hiệp``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.roster.unit_names import core_words, words_of
from campaign.roster.unit_words import HEADS, TERRITORIES
from campaign.vietnamese.text import bare_key

if TYPE_CHECKING:
    from campaign.roster.units import Roster, Unit

LIMIT = 5
"""At most so many units are proposed by similarity."""
CUTOFF = 80.0
"""Similarity in percent below which nothing is proposed."""


class Proposer:
    """Finds shortened and misspelt names in one roster."""

    def __init__(self, roster: Roster) -> None:
        self._units = [(unit, *_spelled(unit)) for unit in roster.units]
        self._heads = {head for _, head, _ in self._units if head}
        self._by_similarity = {unit.id: " ".join(core) for unit, _, core in self._units}

    def shortened(self, words: list[str]) -> list[str]:
        """Units whose name has all these words, or begins its words with their letters."""
        heads, typed = self._heads_of([bare_key(word) for word in words])
        if not typed:
            return []
        pool = [(u, core) for u, head, core in self._units if not heads or head in heads]
        left_out = [unit.id for unit, core in pool if _in_order(typed, core)]
        return left_out or [unit.id for unit, core in pool if _cut(typed, core)]

    def similar(self, words: list[str]) -> list[str]:
        """The nearest names, best first."""
        from rapidfuzz import fuzz, process

        heads, typed = self._heads_of([bare_key(word) for word in words])
        pool = {
            unit.id: self._by_similarity[unit.id]
            for unit, head, _ in self._units
            if not heads or head in heads
        }
        query = " ".join(typed)
        found = process.extract(query, pool, scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=LIMIT)
        return [unit_id for _, _, unit_id in found]

    def _heads_of(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Heads of this roster that typed words begin with (``p``: phường, phòng), and the rest."""
        office = bool(words) and words[0] in {"ubnd", "ub"}
        rest = words[1:] if office else words
        allowed = self._heads & set(TERRITORIES.values()) if office else self._heads
        for form, heads in _FORMS.items():
            known = [head for head in heads if head in allowed]
            if known and len(rest) > len(form) and tuple(rest[: len(form)]) == form:
                return known, rest[len(form) :]
        return (sorted(allowed) if office else []), rest


def _spelled(unit: Unit) -> tuple[str, list[str]]:
    head, core = core_words(unit)
    return head, [bare_key(word) for word in core]


_FORMS = {
    tuple(bare_key(part) for part in words_of(form)): [
        head for head, forms in HEADS.items() if form in forms
    ]
    for forms_of_head in HEADS.values()
    for form in forms_of_head
    if form
}


def _in_order(typed: list[str], core: list[str]) -> bool:
    """Whether the typed words are some of the name's words, in its order."""
    if not any(len(word) > 1 for word in typed) or len(typed) > len(core):
        return False
    rest = iter(core)
    return all(word in rest for word in typed)


def _cut(typed: list[str], core: list[str]) -> bool:
    """Whether the letters typed spell the name, each of its words cut or whole."""
    return len("".join(typed)) > 1 and _spells("".join(typed), core)


def _spells(letters: str, core: list[str]) -> bool:
    if not core:
        return not letters
    word = core[0]
    ends = [1, len(word)] if len(word) > 1 else [1]
    return any(letters.startswith(word[:end]) and _spells(letters[end:], core[1:]) for end in ends)
