"""Rows of different files with one id: versions of a row, or rows of forms filled apart.

Every empty form begins with the same hidden ids. What the office settled for a row goes over to
its next version, and never to another row that was written into the same place of a form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from campaign.consolidation.placed import Opened, alike, words_of
from campaign.consolidation.version_names import version
from campaign.reading.row_ids import id_by_content
from campaign.records import SourceRecords


def part_same_ids(sources: Sequence[SourceRecords]) -> None:
    """Give every row an id of its own: the plain one stays with the newest version of its row."""
    marks = _Marks.of(sources)
    if not marks.again:
        return
    shared = [s for s in _newest_first(sources) if not marks.again.isdisjoint(s.marks())]
    strangers = set(_strangers(reversed(shared), marks.again))
    used: set[str] = set()
    taken = Taken(used, marks.all)
    for source in shared:
        opened = Opened.of(source)
        for place, row in enumerate(opened.rows):
            given = row.id
            if (source.name, place) in strangers:
                given = id_by_content(row, source.name, taken)
            elif given in used:
                given = _numbered(given, used)
            used.add(given)
            if given != row.id:
                row.id, opened.changed = given, True
        opened.close()


def _numbered(base: str, used: set[str]) -> str:
    number = 2
    while f"{base}.{number}" in used:
        number += 1
    return f"{base}.{number}"


def _strangers(oldest_first: Iterable[SourceRecords], again: set[int]) -> Iterator[tuple[str, int]]:
    """Rows, by file and place, whose id belongs to an older row that is about something else."""
    latest: dict[str, str] = {}
    for source in oldest_first:
        for place, row in enumerate(source.rows):
            if hash(row.id) not in again:
                continue
            words = words_of(row)
            if _is_another(words, latest.get(row.id, "")):
                yield source.name, place
            elif words.strip("|"):
                latest[row.id] = words


def _is_another(words: str, before: str) -> bool:
    """Whether both rows say what they are about, and it is not the same."""
    return bool(words.strip("|") and before and words != before and not alike(before, words))


def _newest_first(sources: Iterable[SourceRecords]) -> list[SourceRecords]:
    """Sources from the one saved last, or named as the last version, to the first."""
    return sorted(sources, key=lambda s: (s.modified, version(s.name)), reverse=True)


@dataclass(slots=True)
class _Marks:
    """Marks of all rows, and those that stand in several sources."""

    all: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, sources: Sequence[SourceRecords]) -> _Marks:
        """The marks of these sources; rows whose mark stands in one share their id with none."""
        made = cls()
        for source in sources:
            marks = set(source.marks())
            made.again |= marks & made.all
            made.all |= marks
        return made


@dataclass(frozen=True, slots=True)
class Taken:
    """Ids that a row can't get: given out, or standing in a source that is not looked at."""

    used: set[str]
    marks: set[int]

    def __contains__(self, row_id: object) -> bool:
        return row_id in self.used or hash(row_id) in self.marks
