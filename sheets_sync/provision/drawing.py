"""The requests that draw a sheet from nothing; all numbers in them are ours: none is made twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sheets_sync.provision.draft import Draft
from sheets_sync.provision.json_types import Area, Json, grid_range
from sheets_sync.provision.marks import Numbers, column_marks, tab_mark
from sheets_sync.provision.protecting import protection

_DRAWN = "userEnteredValue,userEnteredFormat,note"
_FORMAT = (
    "userEnteredFormat(numberFormat,textFormat,horizontalAlignment,verticalAlignment,"
    "wrapStrategy,borders,backgroundColor)"
)


def draw(draft: Draft, index: int, editors: list[str], taken: Numbers) -> list[Json]:
    """Everything a new sheet needs, in order."""
    return [
        _add(draft, index),
        *formats(draft),
        *values(draft),
        *(merge(draft, area) for area in draft.merges),
        *(_width(draft, position, position) for position in range(len(draft.columns))),
        *rules(draft),
        tab_mark(draft, taken),
        *column_marks(draft, taken),
        protection(draft, editors),
    ]


def _add(draft: Draft, index: int) -> Json:
    return {"addSheet": {"properties": properties(draft) | {"index": index}}}


def properties(draft: Draft) -> Json:
    """What a sheet is as a whole."""
    return {
        "sheetId": draft.sheet_id,
        "title": draft.title,
        "gridProperties": {
            "rowCount": draft.rows,
            "columnCount": len(draft.columns),
            "frozenRowCount": draft.frozen,
        },
    }


def formats(draft: Draft) -> Iterator[Json]:
    """The looks of data cells, a column at a time."""
    for position in range(len(draft.columns) if draft.ready else 0):
        yield _look(draft, position, position, draft.first)


def _look(draft: Draft, position: int, place: int, first: int, last: int | None = None) -> Json:
    area = (first, place, draft.rows - 1 if last is None else last, place)
    cell = {"userEnteredFormat": draft.columns[position].look}
    body = {"range": grid_range(draft.sheet_id, area), "cell": cell, "fields": _FORMAT}
    return {"repeatCell": body}


def column_anew(draft: Draft, position: int, place: int) -> list[Json]:
    """Look and width of a column that is put back at a place."""
    look = [_look(draft, position, place, draft.first)] if draft.ready else []
    return [*look, _width(draft, position, place)]


def rows_anew(draft: Draft, places: list[int], first: int) -> list[Json]:
    """Looks of rows from ``first`` on that were put behind the others."""
    return [_look(draft, position, place, first) for position, place in enumerate(places)]


def row_anew(draft: Draft, places: list[int], row: int) -> list[Json]:
    """A row that came back: its looks, and all that stands in a row of the heading."""
    if row >= draft.first:
        return [_look(draft, position, place, row, row) for position, place in enumerate(places)]
    where = {"sheetId": draft.sheet_id, "startRowIndex": row, "endRowIndex": row + 1}
    fields = "userEnteredFormat,dataValidation"
    blank = {"repeatCell": {"range": where, "cell": {}, "fields": fields}}
    drawn = [
        write_cells(draft.sheet_id, row, draft.column_of(row, column, places), [cell], _DRAWN)
        for (at, column), cell in sorted(draft.cells.items())
        if at == row
    ]
    return [blank, *drawn]


def values(draft: Draft) -> Iterator[Json]:
    """What stands in the cells; neighbouring cells of a row go together."""
    for (row, column), cells in runs(draft.cells):
        fields = _DRAWN if row < draft.first else "userEnteredValue"
        yield write_cells(draft.sheet_id, row, column, cells, fields)


def runs(cells: dict[tuple[int, int], Json]) -> Iterator[tuple[tuple[int, int], list[Json]]]:
    """Cells that stand side by side, with the place of the first."""
    ordered = sorted(cells)
    steps = enumerate(ordered)
    for _, group in groupby(steps, key=lambda item: (item[1][0], item[1][1] - item[0])):
        places = [place for _, place in group]
        yield places[0], [cells[place] for place in places]


def write_cells(sheet: int, row: int, column: int, cells: list[Json], fields: str) -> Json:
    """One request for cells side by side."""
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": fields}}


def merge(draft: Draft, area: Area) -> Json:
    """Cells that are one."""
    return {"mergeCells": {"range": grid_range(draft.sheet_id, area), "mergeType": "MERGE_ALL"}}


def _width(draft: Draft, position: int, place: int) -> Json:
    column = draft.columns[position]
    where = {
        "sheetId": draft.sheet_id,
        "dimension": "COLUMNS",
        "startIndex": place,
        "endIndex": place + 1,
    }
    made = {"pixelSize": column.pixels, "hiddenByUser": column.hidden}
    body = {"range": where, "properties": made, "fields": "pixelSize,hiddenByUser"}
    return {"updateDimensionProperties": body}


def rules(draft: Draft) -> Iterator[Json]:
    """Checks of the columns, then of single cells."""
    for position, column in enumerate(draft.columns):
        if column.rule is not None:
            yield set_rule(draft, position, position)
    for (row, position), rule in draft.rules.items():
        area = (row, position, row, position)
        yield {"setDataValidation": {"range": grid_range(draft.sheet_id, area), "rule": rule}}


def set_rule(draft: Draft, position: int, place: int) -> Json:
    """The check of a whole column, at the place where the column is now."""
    area = (draft.first, place, draft.rows - 1, place)
    rule = draft.columns[position].rule
    return {"setDataValidation": {"range": grid_range(draft.sheet_id, area), "rule": rule}}
