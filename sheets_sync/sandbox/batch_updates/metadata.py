"""createDeveloperMetadata, updateDeveloperMetadata, deleteDeveloperMetadata."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler, mask_of
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.metadata import Found, everywhere, holder_at, matching

VISIBILITIES = {"DOCUMENT", "PROJECT"}


def _create(edit: Edit, request: Json) -> Json:
    given = request.get("developerMetadata") or {}
    if not given.get("metadataKey"):
        raise bad_argument("developerMetadata.metadataKey must be set.")
    if given.get("visibility") not in VISIBILITIES:
        raise bad_argument("developerMetadata.visibility must be DOCUMENT or PROJECT.")
    entry = {
        name: given[name]
        for name in ("metadataId", "metadataKey", "metadataValue")
        if name in given
    }
    entry.setdefault("metadataId", edit.world.ids.small())
    entry["visibility"] = given["visibility"]
    if any(found.entry["metadataId"] == entry["metadataId"] for found in everywhere(edit.book)):
        raise bad_argument(f"Developer metadata with id {entry['metadataId']} already exists.")
    holder_at(edit.book, given.get("location") or {}).append(entry)
    made = next(found for found in everywhere(edit.book) if found.entry is entry)
    return {"createDeveloperMetadata": {"developerMetadata": made.to_json()}}


def _selected(edit: Edit, filters: list[Json]) -> list[Found]:
    found: list[Found] = []
    for one in filters:
        for match in matching(edit.book, one.get("developerMetadataLookup") or {}):
            if not any(match.entry is known.entry for known in found):
                found.append(match)
    return found


def _update(edit: Edit, request: Json) -> Json:
    given, mask = request.get("developerMetadata") or {}, mask_of(request)
    selected = _selected(edit, request.get("dataFilters") or [])
    for found in selected:
        for name in ("metadataKey", "metadataValue", "visibility"):
            if name in mask or "*" in mask:
                found.entry[name] = given.get(name, "")
        if "location" in mask:
            found.holder.remove(found.entry)
            holder_at(edit.book, given.get("location") or {}).append(found.entry)
    return {"updateDeveloperMetadata": _now(edit, selected)}


def _now(edit: Edit, selected: list[Found]) -> Json:
    chosen = {found.entry["metadataId"] for found in selected}
    return {
        "developerMetadata": [
            found.to_json()
            for found in everywhere(edit.book)
            if found.entry["metadataId"] in chosen
        ]
    }


def _delete(edit: Edit, request: Json) -> Json:
    selected = _selected(edit, [request.get("dataFilter") or {}])
    gone = [found.to_json() for found in selected]
    for found in selected:
        found.holder.remove(found.entry)
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone}}


HANDLERS: dict[str, Handler] = {
    "createDeveloperMetadata": _create,
    "updateDeveloperMetadata": _update,
    "deleteDeveloperMetadata": _delete,
}
