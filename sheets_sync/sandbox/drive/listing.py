"""``files.list``: the files an account sees, a page at a time."""

from __future__ import annotations

from collections.abc import Callable

from sheets_sync.sandbox.access import only_own_files, rank
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.drive.file_json import file_json, masked, masked_as_of
from sheets_sync.sandbox.drive.paging import start_of, token_of
from sheets_sync.sandbox.drive.queries import query_test
from sheets_sync.sandbox.errors import GoogleRefusal
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import Mask, parse_mask

LIST_FIELDS = "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)"
LARGEST_PAGE = 1000

_ORDERS: dict[str, Callable[[DriveFile], object]] = {
    "name": lambda file: file.name.casefold(),
    "name_natural": lambda file: file.name.casefold(),
    "createdTime": lambda file: file.created,
    "modifiedTime": lambda file: file.modified,
}


def list_files(call: Call) -> Reply:
    """``files.list``."""
    size = int(call.one("pageSize") or 100)
    if not 1 <= size <= LARGEST_PAGE:
        raise GoogleRefusal(
            400,
            f"Invalid value '{size}'. Values must be within the range: [1, 1000]",
            reason="invalidParameter",
        )
    as_of = _as_of(call)
    start = start_of(call.one("pageToken"))
    found = _ordered(call, [file for file in _visible(call) if _existed(file, as_of)])
    page = found[start : start + size]
    fields = call.one("fields") or LIST_FIELDS
    answer: Json = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [_listed(call, file, as_of, parse_mask(fields)) for file in page],
    }
    if start + size < len(found):
        answer["nextPageToken"] = token_of(start + size)
    return Reply(masked(answer, fields, LIST_FIELDS))


def _as_of(call: Call) -> float | None:
    """The moment a stale listing answers for; set by a fault, not by any client."""
    return call.world.clock.now() - call.stale_seconds if call.stale_seconds else None


def _existed(file: DriveFile, as_of: float | None) -> bool:
    return as_of is None or masked_as_of(file, as_of) is not None


_QUICK = {"id", "name", "mimeType", "modifiedTime", "createdTime", "version", "lastModifyingUser"}


def _listed(call: Call, file: DriveFile, as_of: float | None, mask: Mask) -> Json:
    wanted = mask.get("files", {})
    quick = bool(wanted) and set(wanted) <= _QUICK
    whole = _quick_json(call, file) if quick else file_json(call.world, file, call.email)
    stood = None if as_of is None else masked_as_of(file, as_of)
    if stood is not None:
        whole["modifiedTime"], whole["version"] = rfc3339(stood[0]), str(stood[1])
        whole["lastModifyingUser"] = call.world.account(stood[2]).as_user(call.email)
    return whole


def _quick_json(call: Call, file: DriveFile) -> Json:
    """The fields that a sync asks of ten thousand files, and no others; remembered by version."""
    known = call.world.listed.get(file.file_id)
    if known is not None and known[:2] == (file.version, call.email):
        return dict(known[2])
    made = {
        "id": file.file_id,
        "name": file.name,
        "mimeType": file.mime_type,
        "modifiedTime": rfc3339(file.modified),
        "createdTime": rfc3339(file.created),
        "version": str(file.version),
        "lastModifyingUser": call.world.account(file.last_user).as_user(call.email),
    }
    call.world.listed[file.file_id] = (file.version, call.email, made)
    return dict(made)


def _visible(call: Call) -> list[DriveFile]:
    fits = query_test(call.one("q"), call.email, call.project)
    own_only = only_own_files(call.scopes, "drive")
    drive_id = call.one("driveId")
    shared_drives = call.flag("includeItemsFromAllDrives")
    return [
        file
        for file in call.world.files.values()
        if fits(file)
        and (not drive_id or file.drive_id == drive_id)
        and (shared_drives or not file.drive_id)
        and (not own_only or file.made_by == call.email)
        and rank(call.world, file, call.email, listed=True)
    ]


def _ordered(call: Call, files: list[DriveFile]) -> list[DriveFile]:
    orders = call.one("orderBy") or "modifiedTime desc"
    for order in reversed(orders.split(",")):
        name, _, falling = order.strip().partition(" ")
        if name == "folder":
            files.sort(key=lambda file: not file.mime_type.endswith("folder"))
            continue
        if name not in _ORDERS:
            raise GoogleRefusal(400, f"Invalid Value: {order}", reason="invalid")
        files.sort(key=_ORDERS[name], reverse=falling == "desc")  # type: ignore[arg-type]
    return files
