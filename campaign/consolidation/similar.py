"""Initiatives of different units whose titles are alike: listed side by side, never merged.

Titles are folded to bare words, equal ones are grouped, and the rest are compared only where they
share two of their rarest words. Cost and output grow with the number of titles, not its square.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice, pairwise
from operator import attrgetter

from campaign.consolidation.title_words import folded
from campaign.result.whole import SimilarPair

_PARTNERS = 3  # near titles named by one title
_FEWEST_WORDS = 3  # "Một cửa", "Trang Zalo": a topic, not yet an initiative
_RAREST = 4  # words of a title that are indexed, two by two
_WINDOW = 4  # latest titles remembered for two words
_HITS = 4  # one to spare: some are of the same unit or tell of something else
_ALIKE = 65  # ratio of a word and its misspelling
_SPARE_LETTERS = 4  # "HS", "tt": private abbreviations that may stand for other words
_CHUNK = 20_000

Title = tuple[str, str, str]
"""Row id, unit id (empty when unknown), title as typed."""

_Entry = tuple[str, str, str, str]
"""Words in alphabetical order, row id, unit id, words as typed."""
_SORTED, _TYPED = 0, 3

_Hit = tuple[int, int]
"""Group and score."""


def similar_titles(titles: Iterable[Title], *, threshold: int = 85) -> list[SimilarPair]:
    """Pairs of rows of different units whose titles are alike, the same for any input order.

    Titles with the same words (score 100) form a chain by row id, so sixty of them make 59 pairs
    and no row stands in more than a few. A near title names at most three earlier ones, each
    by the first row of its chain. Titles of fewer than three words, once lead words and place
    are set aside, name a topic only and are left out; so are near titles whose numbers differ.

    Args:
        titles: Row id, unit id (``""`` when unknown, then taken as one unit), title.
        threshold: Least score to be listed, 0-100, on words without diacritics in any order.
    """
    entries = sorted(_entries(list(titles)))
    starts = [i for i, entry in enumerate(entries) if not i or entry[0] != entries[i - 1][0]]
    bounds = [*starts, len(entries)]
    pairs = [
        SimilarPair(*link, 100)
        for start, end in pairwise(bounds)
        if end - start > 1
        for link in _chain(entries[start:end])
    ]
    for i, hits in _near([entries[start] for start in starts], threshold):
        group = entries[bounds[i] : bounds[i + 1]]
        crossed = (_across(entries[bounds[j] : bounds[j + 1]], group, score) for j, score in hits)
        pairs += islice((pair for pair in crossed if pair), _PARTNERS)
    pairs.sort(key=attrgetter("second"))
    pairs.sort(key=attrgetter("score"), reverse=True)
    pairs.sort(key=attrgetter("first"))
    return pairs


def _entries(titles: Sequence[Title]) -> Iterator[_Entry]:
    """Rows whose title says enough to be compared."""
    for start in range(0, len(titles), _CHUNK):
        part = titles[start : start + _CHUNK]
        for (row, unit, _), typed in zip(part, folded([title for *_, title in part]), strict=True):
            words = typed.split()
            if len(words) >= _FEWEST_WORDS:
                yield " ".join(sorted(words)), row, unit, typed


def _chain(group: list[_Entry]) -> set[tuple[str, str]]:
    """Each row with the one before it, or the nearest before that of another unit."""
    other = next((entry for entry in group if entry[2] != group[0][2]), None)
    links: set[tuple[str, str]] = set()
    if other is None:
        return links
    last = other
    for entry in group:
        if entry[2] != last[2]:
            other = last
        links.add((min(entry[1], other[1]), max(entry[1], other[1])))
        last = entry
    return links


def _across(one: list[_Entry], two: list[_Entry], score: int) -> SimilarPair | None:
    """A pair of rows that stand for two groups, of different units if there are any."""
    a, b = one[0], two[0]
    if a[2] == b[2]:
        b = next((entry for entry in two if entry[2] != a[2]), b)
    if a[2] == b[2]:
        a = next((entry for entry in one if entry[2] != b[2]), a)
    if a[2] == b[2]:
        return None
    first, second = sorted((a[1], b[1]))
    return SimilarPair(first, second, score)


class _Recent:
    """The latest few titles seen for any two words, in memory that does not grow.

    Two pairs of words may share a place; the titles found so are compared in vain, no more.
    """

    def __init__(self, titles: int) -> None:
        self._mask = (1 << max(10, min(20, (titles * 2).bit_length()))) - 1
        self._titles = array("i", [-1]) * ((self._mask + 1) * _WINDOW)
        self._turn = bytearray(self._mask + 1)

    def exchange(self, title: int, words: list[int]) -> list[int]:
        """Earlier titles with two of these words; the title itself is remembered."""
        found: set[int] = set()
        titles, turns, mask = self._titles, self._turn, self._mask
        for one, two in combinations(words, 2):
            place = (one * 2654435761 + two * 40503 >> 4) & mask
            start = place * _WINDOW
            found.update(titles[start : start + _WINDOW])
            turn = turns[place]
            titles[start + turn] = title
            turns[place] = (turn + 1) % _WINDOW
        return list(found - {-1, title})


def _near(heads: list[_Entry], threshold: int) -> Iterator[tuple[int, Iterator[_Hit]]]:
    """Each title with the earlier ones that are near to it, best first."""
    from rapidfuzz import fuzz, process

    rank = _ranks(heads)
    recent = _Recent(len(heads))
    for i, head in enumerate(heads):
        words = sorted(set(map(rank.__getitem__, head[0].split())))[:_RAREST]
        earlier = recent.exchange(i, words)
        best: dict[int, int] = {}
        for form in (_SORTED, _TYPED):
            for _, score, at in process.extract(
                head[form],
                [heads[j][form] for j in earlier],
                scorer=fuzz.ratio,
                score_cutoff=threshold,
                limit=_HITS,
            ):
                best[earlier[at]] = max(int(score), best.get(earlier[at], 0))
        if best:
            near = sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))
            yield i, (hit for hit in near if _same_content(head[0], heads[hit[0]][0]))


def _ranks(heads: list[_Entry]) -> dict[str, int]:
    """Place of each word from rare to common; last those of a single title, which match nothing."""
    counts = Counter(chain.from_iterable(head[_SORTED].split() for head in heads))
    rare_first = sorted((count == 1, count, word) for word, count in counts.items())
    return {word: place for place, (_, _, word) in enumerate(rare_first)}


def _same_content(one: str, two: str) -> bool:
    """Whether one title's own words all have a look-alike in the other, numbers exactly.

    Long titles reach a high score though "hộ tịch" stands in the place of "đất đai".
    """
    from rapidfuzz import fuzz, process

    words, others = set(one.split()), set(two.split())
    words, others = words - others, others - words
    if not words or not others:
        return True
    if any(map(str.isdigit, words)) and any(map(str.isdigit, others)):
        return False
    for mine, theirs in ((words, others), (others, words)):
        strange = sum(
            len(word)
            for word in mine
            if process.extractOne(word, theirs, scorer=fuzz.ratio, score_cutoff=_ALIKE) is None
        )
        if strange <= _SPARE_LETTERS:
            return True
    return False
