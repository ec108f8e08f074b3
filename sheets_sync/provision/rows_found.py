"""Which rows of a sheet are ours, whatever people put in between them: told by their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from math import ceil

from sheets_sync.provision.current import Sheet
from sheets_sync.provision.draft import Draft

Texts = Mapping[int, str]
"""Texts of a row by column of the sheet."""


def row_texts(draft: Draft, places: list[int]) -> dict[int, dict[int, str]]:
    """The locked texts of a draft's rows, by which they are known; rows without any are absent."""
    texts: dict[int, dict[int, str]] = {}
    for (row, position), cell in sorted(draft.cells.items()):
        text = str(cell.get("userEnteredValue", {}).get("stringValue", ""))
        column = draft.columns[position]
        if text and (row < draft.first or not (column.open or column.key == "row_id")):
            texts.setdefault(row, {})[draft.column_of(row, position, places)] = text
    return texts


def rows_with_ids(draft: Draft, sheet: Sheet, places: list[int]) -> dict[int, int]:
    """Row of the draft by row of the sheet, of a unit's rows: told by the ids given to them."""
    position = next((p for p, c in enumerate(draft.columns) if c.key == "row_id"), None)
    if position is None:
        return {}
    given = {
        cell["userEnteredValue"]["stringValue"]: row
        for (row, column), cell in draft.cells.items()
        if row >= draft.first and column == position
    }
    place = places[position]
    texts = ((row, sheet.text(row, place)) for row, column in sheet.cells if column == place)
    return {row: given[text] for row, text in texts if text in given}


def rows_found(
    draft: Draft, texts: Mapping[int, Texts], sheet: Sheet, below: Collection[int]
) -> dict[int, int]:
    """Row of the sheet by row of the draft; those that are not there any more are absent.

    Args:
        draft: The sheet as it should be.
        texts: By which its rows are known.
        sheet: The sheet as it is.
        below: Rows of the sheet that are no part of the heading.
    """
    entries = _by_text(sheet)
    found = _heading({row: texts[row] for row in texts if row < draft.first}, entries, below)
    top = max(found.values(), default=-1)
    asked = {row: texts[row] for row in texts if row >= draft.first}
    return found | _questions(asked, entries, top)


_Entries = dict[tuple[int, str], list[int]]
"""Rows by column and text."""


def _by_text(sheet: Sheet) -> _Entries:
    entries: _Entries = {}
    for row, column in sheet.cells:
        if text := sheet.text(row, column):
            entries.setdefault((column, text), []).append(row)
    return entries


def _alike(texts: Texts, entries: _Entries, least: int) -> list[int]:
    """Rows that have at least so many of these texts, the most alike first."""
    counts = Counter(row for entry in texts.items() for row in entries.get(entry, ()))
    return sorted((r for r, n in counts.items() if n >= least), key=lambda r: (-counts[r], r))


def _heading(
    texts: Mapping[int, Texts], entries: _Entries, below: Collection[int]
) -> dict[int, int]:
    """From below, so that of two alike the one next to the table counts; they keep their order."""
    found: dict[int, int] = {}
    limit: int | None = None
    for row in sorted(texts, reverse=True):
        alike = [
            at
            for at in _alike(texts[row], entries, _half(texts[row]))
            if at not in below and (limit is None or at < limit)
        ]
        if alike:
            found[row] = limit = max(alike)
    return found


def _questions(texts: Mapping[int, Texts], entries: _Entries, top: int) -> dict[int, int]:
    """In any order: somebody may have sorted them. Whole ones go before reworded ones."""
    found: dict[int, int] = {}
    used: set[int] = set()
    for least in (len, _half):
        for row in sorted(texts.keys() - found.keys()):
            alike = _alike(texts[row], entries, least(texts[row]))
            place = next((at for at in alike if at > top and at not in used), None)
            if place is not None:
                found[row] = place
                used.add(place)
    return found


def _half(texts: Texts) -> int:
    return ceil(len(texts) / 2)
