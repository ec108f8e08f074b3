"""Rows and columns that a sheet lacks: people took them away, or a form filled up."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from campaign.unit_tabs.ready_rows import SPARE_ROWS
from sheets_sync.provision.current import Sheet
from sheets_sync.provision.draft import Draft
from sheets_sync.provision.drawing import column_anew, merge, row_anew, rows_anew
from sheets_sync.provision.json_types import Json
from sheets_sync.provision.step import Step


def rows_needed(draft: Draft, sheet: Sheet) -> int:
    """Rows a sheet needs: one that fills up gets more to fill."""
    if draft.rows == draft.first + draft.ready:
        return draft.rows
    used = max((row for row, _ in sheet.cells), default=0)
    return max(draft.rows, used + 1 + SPARE_ROWS * 4 if used + SPARE_ROWS > draft.rows else 0)


def put_back(draft: Draft, sheet: Sheet, places: list[int]) -> Iterator[Step]:
    """Rows and columns that are missing, looking as they should."""
    columns = max(sheet.columns, len(draft.columns), *(place + 1 for place in places))
    if sheet.columns < columns:
        grown = property_of(sheet, "gridProperties.columnCount", columns)
        added = columns - sheet.columns
        yield Step(f"{draft.title}: thêm lại {added} cột đã bị xóa", (grown,))
    if sheet.rows < draft.rows:
        grown = property_of(sheet, "gridProperties.rowCount", draft.rows)
        looks = rows_anew(draft, places, max(sheet.rows, draft.first)) if draft.ready else []
        added = draft.rows - sheet.rows
        yield Step(f"{draft.title}: thêm {added} dòng để đủ chỗ ghi", (grown, *looks))
    anew = [
        request
        for position, place in enumerate(places)
        if place >= sheet.columns
        for request in column_anew(draft, position, place)
    ]
    if anew:
        yield Step(f"{draft.title}: kẻ lại cột vừa thêm", tuple(anew))


def redrawn(draft: Draft, new: AbstractSet[int], places: list[int]) -> Iterator[Step]:
    """The looks and dates of rows that came back; their texts are written with all others."""
    if not new:
        return
    whole = places == list(range(len(places)))
    requests = [request for row in sorted(new) for request in row_anew(draft, places, row)]
    requests += [
        merge(draft, area)
        for area in draft.merges
        if not new.isdisjoint(range(area[0], area[2] + 1)) and (whole or area[2] < draft.head)
    ]
    yield Step(f"{draft.title}: kẻ lại dòng vừa chèn", tuple(requests))


def property_of(sheet: Sheet, name: str, value: object) -> Json:
    """The request that sets one property of a sheet; a dot parts the outer name from the inner."""
    outer, _, inner = name.partition(".")
    properties = {"sheetId": sheet.sheet_id, outer: {inner: value} if inner else value}
    return {"updateSheetProperties": {"properties": properties, "fields": name}}
