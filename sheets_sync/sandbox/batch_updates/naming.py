"""addNamedRange, updateNamedRange, deleteNamedRange."""

from __future__ import annotations

import copy
import re

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import write_masked

_NAME = re.compile(r"[^\W\d]\w{0,249}")
_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|true|false", re.IGNORECASE)


def _check(edit: Edit, named: Json) -> None:
    name = str(named.get("name") or "")
    if not _NAME.fullmatch(name) or _CELL.fullmatch(name):
        raise bad_argument(f"The name is not valid for a named range: {name}")
    edit.place(named.get("range") or {})
    for other in edit.book.named_ranges:
        same_name = other["name"].casefold() == name.casefold()
        if same_name and other["namedRangeId"] != named["namedRangeId"]:
            raise bad_argument(f"A named range with the name '{name}' already exists.")


def _add(edit: Edit, request: Json) -> Json:
    named = copy.deepcopy(request.get("namedRange") or {})
    named.setdefault("namedRangeId", edit.world.ids.token()[:12])
    _check(edit, named)
    named["range"] = {k: v for k, v in named["range"].items() if k != "sheetId" or v}
    edit.book.named_ranges.append(named)
    return {"addNamedRange": {"namedRange": named}}


def _find(edit: Edit, wanted: object) -> Json:
    for named in edit.book.named_ranges:
        if named["namedRangeId"] == wanted:
            return named
    raise bad_argument(f"No named range with id: {wanted}")


def _update(edit: Edit, request: Json) -> Json:
    given, mask = request.get("namedRange") or {}, mask_of(request)
    named = _find(edit, given.get("namedRangeId"))
    changed = copy.deepcopy(named)
    write_masked(
        changed,
        given,
        {name: below for name, below in mask.items() if name != "*"} or {"name": {}, "range": {}},
    )
    _check(edit, changed)
    named.update(changed)
    return {}


def _delete(edit: Edit, request: Json) -> Json:
    edit.book.named_ranges.remove(_find(edit, request.get("namedRangeId")))
    return {}


HANDLERS: dict[str, Handler] = {
    "addNamedRange": _add,
    "updateNamedRange": _update,
    "deleteNamedRange": _delete,
}
