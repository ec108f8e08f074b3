"""Rows whose hidden ids stayed behind when a unit sorted its form: each gets its own id back.

In a shared sheet the column of ids is locked, so a unit that sorts its cells leaves the ids where
they were. What the office wrote beside a row, settled for it or decided over it goes by the id, and
would stand beside another row from then on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from campaign.columns import MAIN
from campaign.consolidation.placed import Opened, Placed
from campaign.consolidation.same_ids import Taken
from campaign.plan.words import Form
from campaign.problems import Problem, Weight
from campaign.reading.row_ids import id_by_content
from campaign.records import POSITIONS, SourceRecords
from campaign.vietnamese.text import key

FOLLOWED = Problem(
    "row_sorted",
    Weight.NOTE,
    "Đơn vị đã sắp xếp lại biểu nên dòng này ở chỗ khác lần trước; ghi chú, giá trị chốt và quyết "
    "định của văn phòng đi theo nội dung của dòng.",
)


TOLD_BY = {
    form: (main, "award") if form is Form.PROPOSAL else (main,) for form, main in MAIN.items()
}
"""Columns that tell a row from the others of its form: somebody may be proposed for two awards."""


def about(texts: Iterable[str]) -> str:
    """What a row is about: the texts of ``TOLD_BY``, or the first alone where no more is known."""
    return " | ".join(texts)


def follow(sources: Sequence[SourceRecords], known: Mapping[str, str]) -> None:
    """Give ids back to rows that stand where another row stood before.

    Only a row whose whole title (of a proposal with its award) is now that of exactly one other
    row of its unit and form is taken for moved: one that was reworded, or stands twice, keeps its
    place.

    Args:
        sources: Every row has an id of its own.
        known: What rows were about before (``about``), as typed, by row id: of those that the
            office wrote on.
    """
    if not known:
        return
    marks = {hash(row_id) for row_id in known}
    taken = Taken(set(), {mark for source in sources for mark in source.marks()})
    for source in sources:
        if marks.isdisjoint(source.marks()):
            continue
        opened = Opened.of(source)
        for (_, form), group in opened.groups().items():
            if "row_id" in POSITIONS[form]:
                _give_back(group, known, taken)
        opened.close()


def _give_back(group: Sequence[Placed], known: Mapping[str, str], taken: Taken) -> None:
    moved = _moved(group, known)
    left = [placed.row.id for placed in moved if placed.row.id not in moved.values()]
    free = [row_id for row_id in left if row_id not in known]
    given = dict(moved)
    for placed in group:
        if placed not in moved and placed.row.id in moved.values():
            given[placed] = free.pop(0) if free else _new_id(placed, taken)
    for placed, row_id in given.items():
        placed.row.id = row_id
        placed.opened.changed = True
    for placed in moved:
        placed.mark(FOLLOWED)


def _moved(group: Sequence[Placed], known: Mapping[str, str]) -> dict[Placed, str]:
    """The rows that stood elsewhere, with the ids they had there."""
    said = {placed: _said(placed) for placed in group}
    before = {placed: key(known.get(placed.row.id, "")) for placed in group}
    places: dict[str, list[Placed]] = defaultdict(list)
    for placed, wordings in said.items():
        for words in wordings:
            places[words].append(placed)
    claims: dict[str, list[str]] = defaultdict(list)
    for placed, words in before.items():
        if words and words not in said[placed]:
            claims[words].append(placed.row.id)
    return {
        places[words][0]: row_ids[0]
        for words, row_ids in claims.items()
        if len(row_ids) == 1 == len(places.get(words, ()))
        and before[places[words][0]] not in said[places[words][0]]
    }


def _said(placed: Placed) -> set[str]:
    """What may have been known of a row that is about the same."""
    texts = [placed.row.text(column) for column in TOLD_BY[placed.row.form]]
    return {key(about(texts)), key(about(texts[:1]))}


def _new_id(placed: Placed, taken: Taken) -> str:
    """An id for a row whose own went back to another, and for which none is left."""
    made = id_by_content(placed.row, placed.source.name, taken)
    taken.used.add(made)
    return made
