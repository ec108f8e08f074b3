"""Every closed way to write a unit's name: the only names that decide.

Names are compared *squeezed*: keyed (``campaign.vietnamese.text.key``), long phrases in their short
form, fillers left out, no spaces. ``UBND P. TTH``, ``ubnd p.t.t.h`` and ``UBNDP.TTH`` are then one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from campaign.roster.unit_words import FILLERS, HEADS, OFFICE_FORMS, SHORT_FORMS, TERRITORIES
from campaign.vietnamese.text import bare_key, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from campaign.roster.units import Roster, Unit

_SHORT = {key(phrase): short for phrase, short in SHORT_FORMS}
_SHORT |= {bare_key(phrase): bare_key(short) for phrase, short in SHORT_FORMS}
_SHORT |= {filler: "" for word in FILLERS for filler in (word, bare_key(word))}
_PHRASE = re.compile(rf"\b({'|'.join(sorted(_SHORT, key=len, reverse=True))})\b")
_ZEROS = re.compile(r"\b0+(?=[1-9])")
_BARE = str.maketrans(
    {letter: bare_key(letter) for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isalpha()}
)

MINIMUM_BARE_INITIALS = 3
"""Initials without ``P.`` before them decide from this length; shorter ones are only proposed."""


def words_of(text: str) -> list[str]:
    """Keyed words with long phrases shortened: ``Ủy ban nhân dân P. 01`` is ``ubnd p 1``."""
    return _PHRASE.sub(_shortened, _ZEROS.sub("", key(text))).split()


def _shortened(phrase: re.Match[str]) -> str:
    return _SHORT[phrase[0]]


def without_marks(squeezed: str) -> str:
    """Squeezed text without diacritics."""
    return squeezed.translate(_BARE)


@dataclass(slots=True)
class Names:
    """Squeezed aliases of one unit; ``weak`` ones carry no head word, so they need a cell."""

    strong: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)


def core_words(unit: Unit) -> tuple[str, list[str]]:
    """Head word and the rest of a unit's short name: ``phường``, ``[tân, thới, hiệp]``."""
    words = words_of(unit.short_name)
    for head in [TERRITORIES[unit.kind]] if unit.kind in TERRITORIES else HEADS:
        folded = words_of(head)
        if words[: len(folded)] == folded and len(words) > len(folded):
            return head, words[len(folded) :]
    return "", words


def names_of(unit: Unit) -> Names:
    """All closed aliases of a unit."""
    names = Names()
    given = (unit.name, unit.short_name, *unit.aliases)
    names.strong.update("".join(words_of(text)) for text in given)
    head, core = core_words(unit)
    before = _before(unit, head)
    squeezed, initials = "".join(core), _initials(unit, head)
    names.strong.update(form + squeezed for form in before)
    if unit.kind in TERRITORIES and not squeezed.isdecimal():
        names.weak.add(squeezed)
    if initials:
        names.strong.update(form + initials for form in before)
        if len(initials) >= MINIMUM_BARE_INITIALS:
            names.weak.add(initials)
    names.strong.discard("")
    names.weak -= names.strong
    return names


def _before(unit: Unit, head: str) -> list[str]:
    """What may stand before the core, squeezed; a territory's office comes with or without."""
    heads = _SQUEEZED_HEADS.get(head, ())
    if unit.kind not in TERRITORIES:
        return list(heads)
    return [office + form for office in OFFICE_FORMS for form in (*heads, "") if office + form]


def _initials(unit: Unit, head: str) -> str:
    """Initials squeezed, without the letter of the head word (``PTNMT`` of ``Phòng``)."""
    initials = "".join(words_of(unit.initials))
    letter = head[:1]
    if head and unit.kind not in TERRITORIES and initials.startswith(letter):
        return initials[len(letter) :]
    return "" if initials.isdecimal() else initials


_SQUEEZED_HEADS = {
    head: tuple(dict.fromkeys("".join(words_of(form)) for form in forms))
    for head, forms in HEADS.items()
}


class NameIndex:
    """Squeezed alias to the units it may mean, in roster order; built once for a roster."""

    def __init__(self, roster: Roster) -> None:
        self.closed: dict[str, tuple[str, ...]] = {}
        self._weak: set[str] = set()
        self._bare: dict[str, tuple[str, ...]] | None = None
        for unit in roster.units:
            names = names_of(unit)
            _add(self.closed, names.strong, unit.id)
            _add(self.closed, names.weak, unit.id)
            self._weak |= names.weak
        self._bare_weak = {without_marks(alias) for alias in self._weak}
        self.parents = set(_parent_names(roster))

    @property
    def bare(self) -> dict[str, tuple[str, ...]]:
        """The same without diacritics; made when first asked for."""
        if self._bare is None:
            self._bare = {}
            for alias, ids in self.closed.items():
                plain = without_marks(alias)
                known = self._bare.get(plain)
                self._bare[plain] = tuple(dict.fromkeys((*known, *ids))) if known else ids
        return self._bare

    def is_weak(self, squeezed: str) -> bool:
        """Whether a name carries no head word (``Thới An``, ``TTH``), with or without marks."""
        return squeezed in self._weak or squeezed in self._bare_weak

    def without_parent(self, words: list[str]) -> list[str]:
        """Words without the offices above at their end: ``p tth quận 12`` is ``p tth``."""
        for start in range(1, len(words)):
            if "".join(words[start:]) in self.parents:
                return self.without_parent(words[:start])
        return words


def _add(index: dict[str, tuple[str, ...]], aliases: Iterable[str], unit_id: str) -> None:
    for alias in aliases:
        known = index.get(alias)
        index[alias] = (*known, unit_id) if known else (unit_id,)


def _parent_names(roster: Roster) -> Iterator[str]:
    for parent in roster.parents:
        for text in (parent.name, parent.short_name, *parent.aliases):
            squeezed = "".join(words_of(text))
            yield squeezed
            yield f"ubnd{squeezed}"
