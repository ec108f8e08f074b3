"""Rows above the table that somebody took away: the unit's rows slid up under titles, headers."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from sheets_sync.provision.current import Sheet
from sheets_sync.provision.draft import Draft
from sheets_sync.provision.step import Step

_T = TypeVar("_T")
_ByPlace = dict[tuple[int, int], _T]


def header_rows(draft: Draft, sheet: Sheet, places: list[int]) -> tuple[Sheet, list[Step]]:
    """The sheet as it will be when those rows are back, and the step that puts them there.

    A row that slid up is known by the id that was given to it.
    """
    slid = _slid_up(draft, sheet, places)
    if not slid:
        return sheet, []
    count = draft.first - min(slid)
    top = _gap(draft, sheet, places, count)
    where = {
        "sheetId": sheet.sheet_id,
        "dimension": "ROWS",
        "startIndex": top,
        "endIndex": top + count,
    }
    insert = {"insertDimension": {"range": where, "inheritFromBefore": top > 0}}
    lowered = replace(
        sheet,
        rows=sheet.rows + count,
        cells=_lowered(sheet.cells, top, count),
        rules=_lowered(sheet.rules, top, count),
    )
    return lowered, [Step(f"{draft.title}: chèn lại {count} dòng tiêu đề bị xóa", (insert,))]


def _slid_up(draft: Draft, sheet: Sheet, places: list[int]) -> list[int]:
    position = next((p for p, c in enumerate(draft.columns) if c.key == "row_id"), None)
    if position is None:
        return []
    given = {
        cell["userEnteredValue"]["stringValue"]
        for (row, column), cell in draft.cells.items()
        if row >= draft.first and column == position
    }
    return [row for row in range(draft.first) if sheet.text(row, places[position]) in given]


def _gap(draft: Draft, sheet: Sheet, places: list[int], count: int) -> int:
    """Where the rows are missing: above a heading that slid up as well, else below what is left."""
    heading = _heading(draft)
    slid_too = all(
        sheet.text(heading - count, places[column]) == text
        for column, text in _words(draft, heading).items()
    )
    return heading - count if slid_too else draft.first - count


def _heading(draft: Draft) -> int:
    """The row of the heading with the most words."""
    rows = [row for row, _ in draft.cells if row < draft.first and _words(draft, row)]
    return max(rows, key=lambda row: len(_words(draft, row)))


def _words(draft: Draft, row: int) -> dict[int, str]:
    """The texts of a row by their columns."""
    return {
        column: str(cell["userEnteredValue"]["stringValue"])
        for (at, column), cell in draft.cells.items()
        if at == row and cell.get("userEnteredValue", {}).get("stringValue")
    }


def _lowered(found: _ByPlace[_T], top: int, count: int) -> _ByPlace[_T]:
    return {
        (row + count if row >= top else row, column): value
        for (row, column), value in found.items()
    }
