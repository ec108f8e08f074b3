"""addDimensionGroup, updateDimensionGroup, deleteDimensionGroup."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.dimensions import span_of
from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.spreadsheet_json import shown_range


def _list_name(dimension: str) -> str:
    return "rowGroups" if dimension == "ROWS" else "columnGroups"


def _add(edit: Edit, request: Json) -> Json:
    sheet, dimension, start, end = span_of(edit, request.get("range") or {})
    groups = sheet.part(_list_name(dimension))
    around = [one for one in groups if _start(one) <= start and end <= one["range"]["endIndex"]]
    place = {
        "sheetId": sheet.sheet_id,
        "dimension": dimension,
        "startIndex": start,
        "endIndex": end,
    }
    groups.append({"range": place, "depth": len(around) + 1})
    for one in groups:
        inside = start <= _start(one) and one["range"]["endIndex"] <= end
        if inside and one["range"] != place:
            one["depth"] += 1
    groups.sort(key=lambda one: (one["depth"], _start(one)))
    control = "rowGroupControlAfter" if dimension == "ROWS" else "columnGroupControlAfter"
    sheet.grid_properties.setdefault(control, True)
    return {"addDimensionGroup": {"dimensionGroups": _shown(groups)}}


def _start(group: Json) -> int:
    return int(group["range"].get("startIndex") or 0)


def _shown(groups: list[Json]) -> list[Json]:
    return [shown_range(one) for one in groups]


def _find(sheet: Sheet, dimension: str, start: int, end: int) -> list[Json]:
    found = [
        one
        for one in sheet.part(_list_name(dimension))
        if _start(one) == start and one["range"]["endIndex"] == end
    ]
    if not found:
        raise bad_argument("There is no group on this range.")
    return found


def _update(edit: Edit, request: Json) -> Json:
    given, mask = request.get("dimensionGroup") or {}, mask_of(request)
    sheet, dimension, start, end = span_of(edit, given.get("range") or {})
    depth = int(given.get("depth") or 1)
    for one in _find(sheet, dimension, start, end):
        if one["depth"] == depth and ("collapsed" in mask or "*" in mask):
            one["collapsed"] = bool(given.get("collapsed"))
            for index in range(start, end):
                line = sheet.grid.editable_properties(dimension, index)
                line["hiddenByUser"] = one["collapsed"]
    return {}


def _delete(edit: Edit, request: Json) -> Json:
    sheet, dimension, start, end = span_of(edit, request.get("range") or {})
    groups = sheet.part(_list_name(dimension))
    gone = max(_find(sheet, dimension, start, end), key=lambda one: int(one["depth"]))
    groups.remove(gone)
    for one in groups:
        if start <= _start(one) and one["range"]["endIndex"] <= end:
            one["depth"] = max(1, one["depth"] - 1)
    return {"deleteDimensionGroup": {"dimensionGroups": _shown(groups)} if groups else {}}


HANDLERS: dict[str, Handler] = {
    "addDimensionGroup": _add,
    "updateDimensionGroup": _update,
    "deleteDimensionGroup": _delete,
}
