"""Basic filters and filter views: kept and answered; the sandbox hides no rows for them."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import write_masked


def _set_basic(edit: Edit, request: Json) -> Json:
    given = copy.deepcopy(request.get("filter") or {})
    sheet, box = edit.place(given.get("range") or {})
    given["range"] = box.to_json(sheet.sheet_id)
    sheet.parts["basicFilter"] = given
    return {}


def _clear_basic(edit: Edit, request: Json) -> Json:
    edit.book.sheet(request.get("sheetId")).parts.pop("basicFilter", None)
    return {}


def _find(edit: Edit, wanted: object) -> tuple[Sheet, Json]:
    for sheet in edit.book.sheets:
        for view in sheet.parts.get("filterViews", []):
            if view["filterViewId"] == wanted:
                return sheet, view
    raise bad_argument(f"No filter view with id: {wanted}")


def _add_view(edit: Edit, request: Json) -> Json:
    view = copy.deepcopy(request.get("filter") or {})
    sheet, _ = edit.place(view.get("range") or {})
    view.setdefault("filterViewId", edit.world.ids.small())
    view.setdefault("title", f"Filter {len(sheet.part('filterViews')) + 1}")
    sheet.part("filterViews").append(view)
    return {"addFilterView": {"filter": view}}


def _update_view(edit: Edit, request: Json) -> Json:
    given, mask = request.get("filter") or {}, mask_of(request)
    _, view = _find(edit, given.get("filterViewId"))
    if "*" in mask:
        mask = {name: {} for name in given}
    write_masked(view, copy.deepcopy(given), mask)
    return {}


def _duplicate_view(edit: Edit, request: Json) -> Json:
    sheet, view = _find(edit, request.get("filterId"))
    copied = copy.deepcopy(view)
    copied["filterViewId"] = edit.world.ids.small()
    copied["title"] = f"Copy of {view['title']}"
    sheet.part("filterViews").append(copied)
    return {"duplicateFilterView": {"filter": copied}}


def _delete_view(edit: Edit, request: Json) -> Json:
    sheet, view = _find(edit, request.get("filterId"))
    sheet.part("filterViews").remove(view)
    return {}


HANDLERS: dict[str, Handler] = {
    "setBasicFilter": _set_basic,
    "clearBasicFilter": _clear_basic,
    "addFilterView": _add_view,
    "updateFilterView": _update_view,
    "duplicateFilterView": _duplicate_view,
    "deleteFilterView": _delete_view,
}
