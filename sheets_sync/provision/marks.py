"""Marks that stay with sheets and columns wherever people move them (developer metadata)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheets_sync.provision.draft import Draft
from sheets_sync.provision.json_types import Json

TAB, COLUMN = "thidua.tab", "thidua.column"
_VISIBLE = "DOCUMENT"
_PER_SHEET = 1000
_LARGEST = 2_000_000_000
"""Numbers stay below it, whatever number Google gave a sheet: they are int32 there."""

Numbers = set[int]
"""Numbers that marks of the spreadsheet bear already; none is given twice."""


def mark_number(sheet_id: int) -> int:
    """The number of the mark that a sheet was drawn with; a copy's mark has another."""
    return sheet_id * _PER_SHEET % _LARGEST


def tab_mark(draft: Draft, taken: Numbers) -> Json:
    """The mark of a sheet."""
    where = {"sheetId": draft.sheet_id}
    return _create(mark_number(draft.sheet_id), TAB, draft.key, where, taken)


def column_marks(draft: Draft, taken: Numbers) -> Iterator[Json]:
    """The marks of a sheet's columns."""
    for position, column in enumerate(draft.columns):
        if column.key:
            yield column_mark(draft, position, position, taken)


def column_mark(draft: Draft, position: int, place: int, taken: Numbers) -> Json:
    """The mark of one column, at the place where the column is."""
    where = {
        "sheetId": draft.sheet_id,
        "dimension": "COLUMNS",
        "startIndex": place,
        "endIndex": place + 1,
    }
    number = draft.sheet_id * _PER_SHEET + position + 1
    return _create(number, COLUMN, draft.columns[position].key, {"dimensionRange": where}, taken)


def unmark(numbers: Sequence[int], taken: Numbers) -> Iterator[Json]:
    """Take away marks that say something wrong."""
    for number in numbers:
        taken.discard(number)
        wanted = {"developerMetadataLookup": {"metadataId": number}}
        yield {"deleteDeveloperMetadata": {"dataFilter": wanted}}


def _create(number: int, key: str, value: str, location: Json, taken: Numbers) -> Json:
    """A mark with this number, or with the next that is free."""
    number %= _LARGEST
    while number in taken:
        number += 1
    taken.add(number)
    entry = {
        "metadataId": number,
        "metadataKey": key,
        "metadataValue": value,
        "location": location,
        "visibility": _VISIBLE,
    }
    return {"createDeveloperMetadata": {"developerMetadata": entry}}
