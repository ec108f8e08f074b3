"""addBanding, updateBanding, deleteBanding."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.formats import normal_format
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import write_masked


def _find(edit: Edit, wanted: object) -> tuple[Sheet, Json]:
    for sheet in edit.book.sheets:
        for band in sheet.parts.get("bandedRanges", []):
            if band["bandedRangeId"] == wanted:
                return sheet, band
    raise bad_argument(f"No banded range with id: {wanted}")


def _add(edit: Edit, request: Json) -> Json:
    band = normal_format(copy.deepcopy(request.get("bandedRange") or {}))
    sheet, box = edit.place(band.get("range") or {})
    for other in sheet.parts.get("bandedRanges", []):
        if edit.place(other["range"])[1].meets(box):
            raise bad_argument(
                "You cannot add alternating background colors to a range that already has "
                "alternating background colors."
            )
    band.setdefault("bandedRangeId", edit.world.ids.small())
    sheet.part("bandedRanges").append(band)
    return {"addBanding": {"bandedRange": band}}


def _update(edit: Edit, request: Json) -> Json:
    given, mask = normal_format(request.get("bandedRange") or {}), mask_of(request)
    _, band = _find(edit, given.get("bandedRangeId"))
    if "*" in mask:
        mask = {name: {} for name in given}
    write_masked(band, given, mask)
    edit.place(band.get("range") or {})
    return {}


def _delete(edit: Edit, request: Json) -> Json:
    sheet, band = _find(edit, request.get("bandedRangeId"))
    sheet.part("bandedRanges").remove(band)
    return {}


HANDLERS: dict[str, Handler] = {
    "addBanding": _add,
    "updateBanding": _update,
    "deleteBanding": _delete,
}
