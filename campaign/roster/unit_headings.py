"""The unit a heading, a title line or a file name speaks of, if it speaks of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.roster.unit_names import MINIMUM_BARE_INITIALS, words_of
from campaign.roster.unit_words import ADDRESSING, COMPOUNDS, OTHER_BODIES
from campaign.vietnamese.text import bare_key, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from campaign.roster.unit_names import NameIndex

LONGEST = 16
"""Words of the longest name looked for."""

_LETTERS = [
    chr(code) for code in (*range(0x41, 0x180), *range(0x1A0, 0x1B1), *range(0x1EA0, 0x1EFA))
]
_SMALL = "".join(filter(str.islower, _LETTERS))
_CAPITAL = "".join(filter(str.isupper, _LETTERS))
_CAMEL = re.compile(f"(?<=[{_SMALL}])(?=[{_CAPITAL}])")
"""Between ``Phường`` and ``Thới`` in ``PhườngThớiAn``, and nowhere in ``TRƯỜNG TIỂU HỌC``."""


def _phrases(texts: Iterable[str]) -> re.Pattern[str]:
    both = {form for text in texts for form in (" ".join(words_of(text)), bare_key(text))}
    return re.compile(rf"\b({'|'.join(sorted(both, key=len, reverse=True))})\b")


_COMPOUND = _phrases(COMPOUNDS)
_OTHER_BODY = _phrases(OTHER_BODIES)
_ADDRESSEE = _phrases(ADDRESSING)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a line that are an alias: where they begin, whose it is, how sure it is."""

    start: int
    end: int
    ids: tuple[str, ...]
    weak: bool


class HeadingReader:
    """Finds closed aliases as whole-word runs; the longest run at a place wins."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index

    def units_in(self, text: str) -> tuple[str, ...]:
        """Ids of all units named; names without a head word count only if no other is there."""
        lines = clean(text).split("\n")
        runs = [run for line in lines for run in self._runs(_CAMEL.sub(" ", line))]
        chosen = [run for run in runs if not run.weak] or runs
        return tuple(dict.fromkeys(unit_id for run in chosen for unit_id in run.ids))

    def _runs(self, line: str) -> Iterator[_Run]:
        words = words_of(line)
        ascii_only = line.isascii()
        start = 0
        while start < len(words):
            run = self._longest(words, start, line, ascii_only=ascii_only)
            if run and run.ids and not _is_spoilt(words[: run.start], words[run.start]):
                yield run
            start = run.end if run else start + 1

    def _longest(self, words: list[str], start: int, line: str, *, ascii_only: bool) -> _Run | None:
        """The longest alias from one word on; a parent office is a run without ids."""
        for end in range(min(len(words), start + LONGEST), start, -1):
            squeezed = "".join(words[start:end])
            if squeezed in self._index.parents:
                return _Run(start, end, (), weak=False)
            names = self._index.bare if ascii_only else self._index.closed
            ids = names.get(squeezed)
            if ids and (end > start + 1 or _stands_alone(squeezed, line)):
                return _Run(start, end, ids, weak=self._index.is_weak(squeezed))
        return None


def _stands_alone(word: str, line: str) -> bool:
    """Whether one word may be a name here: a long one, or initials in capitals or a file name."""
    if len(word) < MINIMUM_BARE_INITIALS:
        return False
    long = len(word) > MINIMUM_BARE_INITIALS + 1
    return long or line.isascii() or word.upper() in re.split(r"[\W_]+", line)


def _is_spoilt(before: list[str], first: str) -> bool:
    """Whether earlier words of the line make the name an address or an addressee."""
    line = _COMPOUND.sub(" ", " ".join(before))
    if _ADDRESSEE.search(line):
        return True
    return first not in {"ubnd", "ub"} and bool(_OTHER_BODY.search(line))
