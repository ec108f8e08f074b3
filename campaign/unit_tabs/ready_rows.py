"""The rows that stand ready: sixty with ids of their own, or one a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from campaign.unit_tabs.questions import Question
from campaign.unit_tabs.tabs import Tab

TypedRow = Mapping[str, object]
"""Column key to the value that is to stand in the cell."""

READY_ROWS = 60
SPARE_ROWS = 10
"""Empty rows kept below rows that were given."""

CHECKED_ROWS = 1000
"""Rows that prompts and checks reach, for a unit that goes on below the ready ones."""

SHARED_ROWS = 60
"""Rows of a tab that several units share, into which they copy the questions."""


def with_ids(tab: Tab, rows: Sequence[TypedRow], count: int) -> Iterator[TypedRow]:
    """``count`` rows: the given ones first, every row with an id that no other has."""
    used = {str(row["row_id"]) for row in rows if row.get("row_id")}
    numbers = (f"{tab.code}-{number:04d}" for number in range(1, count + len(used) + 1))
    free = (row_id for row_id in numbers if row_id not in used)
    for index in range(count):
        row = rows[index] if index < len(rows) else {}
        yield row if row.get("row_id") else {**row, "row_id": next(free)}


def answered(asked: Sequence[Question], rows: Sequence[TypedRow]) -> Iterator[TypedRow]:
    """The questions with their answers; an answer to no question, or a second one, follows."""
    left = list(rows)
    for question in asked:
        row = next((row for row in left if row.get("criterion") == question.code), {})
        if row:
            left.remove(row)
        yield {"criterion": question.code, "text": question.text, **row}
    yield from left
