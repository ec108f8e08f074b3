"""Marks that stay with sheets and columns wherever people move them (developer metadata)."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.provision.draft import Draft
from sheets_sync.provision.json_types import Json

TAB, COLUMN = "thidua.tab", "thidua.column"
_VISIBLE = "DOCUMENT"
_PER_SHEET = 1000


def tab_mark(draft: Draft) -> Json:
    """The mark of a sheet."""
    return _create(draft.sheet_id * _PER_SHEET, TAB, draft.key, {"sheetId": draft.sheet_id})


def column_marks(draft: Draft) -> Iterator[Json]:
    """The marks of a sheet's columns."""
    for position, column in enumerate(draft.columns):
        if column.key:
            yield column_mark(draft, position, position)


def column_mark(draft: Draft, position: int, place: int) -> Json:
    """The mark of one column, at the place where the column is."""
    where = {
        "sheetId": draft.sheet_id,
        "dimension": "COLUMNS",
        "startIndex": place,
        "endIndex": place + 1,
    }
    number = draft.sheet_id * _PER_SHEET + position + 1
    key = draft.columns[position].key
    return _create(number, COLUMN, key, {"dimensionRange": where})


def _create(number: int, key: str, value: str, location: Json) -> Json:
    entry = {
        "metadataId": number,
        "metadataKey": key,
        "metadataValue": value,
        "location": location,
        "visibility": _VISIBLE,
    }
    return {"createDeveloperMetadata": {"developerMetadata": entry}}
