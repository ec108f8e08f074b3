"""addProtectedRange, updateProtectedRange, deleteProtectedRange."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.errors import bad_argument, protected_cell
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import write_masked
from sheets_sync.sandbox.protection import may_edit_protected, protected_box
from sheets_sync.sandbox.spreadsheet_json import shown_protection


def _add(edit: Edit, request: Json) -> Json:
    given = copy.deepcopy(request.get("protectedRange") or {})
    given = {name: value for name, value in given.items() if value is not None}
    sheet = _sheet_of(edit, given)
    edit.check(sheet, protected_box(edit.book, sheet, given))
    _check(edit, given)
    given.setdefault("protectedRangeId", edit.world.ids.small())
    taken = {one["protectedRangeId"] for _, one in _all(edit)}
    if given["protectedRangeId"] in taken:
        raise bad_argument(f"A protected range with id {given['protectedRangeId']} already exists.")
    asked = {name: who for name, who in (given.get("editors") or {}).items() if who}
    _let_in(edit, given)
    sheet.part("protectedRanges").append(given)
    shown = shown_protection(given, edit.file, edit.email)
    return {"addProtectedRange": {"protectedRange": shown | {"editors": asked}}}


def _sheet_of(edit: Edit, given: Json) -> Sheet:
    if given.get("namedRangeId"):
        for named in edit.book.named_ranges:
            if named["namedRangeId"] == given["namedRangeId"]:
                return edit.book.sheet(named["range"].get("sheetId"))
        raise bad_argument(f"No named range with id: {given['namedRangeId']}")
    if not isinstance(given.get("range"), dict):
        raise bad_argument("A protected range needs a range or a named range.")
    sheet, _ = edit.place(given["range"])
    for hole in given.get("unprotectedRanges") or []:
        edit.place(hole)
    return sheet


def _check(edit: Edit, given: Json) -> None:
    editors = given.get("editors") or {}
    if given.get("warningOnly") and (editors.get("users") or editors.get("groups")):
        raise bad_argument("Editors cannot be set when warningOnly is true.")
    if given.get("unprotectedRanges") and _is_part(given.get("range") or {}):
        raise bad_argument("Unprotected ranges may only be set on a protected sheet.")
    unknown = [user for user in editors.get("users") or [] if not _has_access(edit, str(user))]
    if unknown:
        raise bad_argument(f"Invalid editors: {', '.join(unknown)} cannot edit the spreadsheet.")


def _is_part(grid_range: Json) -> bool:
    return any(grid_range.get(name) for name in grid_range if name != "sheetId")


def _has_access(edit: Edit, email: str) -> bool:
    from sheets_sync.sandbox.access import RANKS, rank

    return rank(edit.world, edit.file, email.lower()) >= RANKS["writer"]


def _let_in(edit: Edit, protection: Json) -> None:
    """Whoever protects may go on editing, as in Google's own sheets."""
    editors = protection.setdefault("editors", {})
    users = [str(user).lower() for user in editors.get("users") or []]
    wanted = [*users, edit.email, *([edit.file.owner] if edit.file.owner else [])]
    editors["users"] = list(dict.fromkeys(wanted))
    if not editors.get("groups"):
        editors.pop("groups", None)


def _all(edit: Edit) -> list[tuple[Sheet, Json]]:
    return [
        (sheet, one) for sheet in edit.book.sheets for one in sheet.parts.get("protectedRanges", [])
    ]


def _find(edit: Edit, wanted: object) -> tuple[Sheet, Json]:
    for sheet, one in _all(edit):
        if one["protectedRangeId"] == int(str(wanted or 0)):
            if not may_edit_protected(one, edit.file, edit.email):
                raise protected_cell()
            return sheet, one
    raise bad_argument(f"No protected range with id: {wanted}")


def _update(edit: Edit, request: Json) -> Json:
    given = request.get("protectedRange") or {}
    mask = dict(mask_of(request))
    sheet, protection = _find(edit, given.get("protectedRangeId"))
    if "*" in mask:
        mask = {name: {} for name in given}
    mask.pop("protectedRangeId", None)
    changed = copy.deepcopy(protection)
    write_masked(changed, copy.deepcopy(given), mask)
    target = _sheet_of(edit, changed)
    _check(edit, changed)
    _let_in(edit, changed)
    sheet.part("protectedRanges").remove(protection)
    target.part("protectedRanges").append(changed)
    return {}


def _delete(edit: Edit, request: Json) -> Json:
    sheet, protection = _find(edit, request.get("protectedRangeId"))
    sheet.part("protectedRanges").remove(protection)
    return {}


HANDLERS: dict[str, Handler] = {
    "addProtectedRange": _add,
    "updateProtectedRange": _update,
    "deleteProtectedRange": _delete,
}
