"""The permissions collection: who has which role on a file, and the mails that sharing sends."""

from __future__ import annotations

from sheets_sync.sandbox.access import RANKS, rank
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.drive.file_json import masked
from sheets_sync.sandbox.drive.paging import start_of, token_of
from sheets_sync.sandbox.drive.permission_requests import asked_permission
from sheets_sync.sandbox.errors import GoogleRefusal, no_file_permission
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.json_types import Json

_FIELDS = "kind,id,type,role"
_LIST_FIELDS = f"kind,nextPageToken,permissions({_FIELDS})"
LARGEST_PAGE = 100


def _of(call: Call) -> tuple[DriveFile | None, list[Json]]:
    """The list of permissions of the path's file or Shared Drive."""
    wanted = call.names["id"]
    drive = call.world.drives.get(wanted)
    if drive is None:
        file = call.file("reader")
        return file, file.permissions
    permissions: list[Json] = drive["permissions"]
    if not any(one["emailAddress"].lower() == call.email for one in permissions):
        raise GoogleRefusal(404, f"Shared drive not found: {wanted}", reason="notFound")
    return None, permissions


def _check_may_share(call: Call, file: DriveFile | None, permissions: list[Json]) -> None:
    if file is not None:
        if rank(call.world, file, call.email) < RANKS["writer"]:
            raise no_file_permission()
        return
    roles = {one["role"] for one in permissions if one["emailAddress"].lower() == call.email}
    if "organizer" not in roles:
        raise no_file_permission()


def list_permissions(call: Call) -> Reply:
    """``permissions.list``."""
    file, permissions = _of(call)
    if file is not None and rank(call.world, file, call.email) < RANKS["writer"]:
        raise no_file_permission()
    inherited = call.world.drives[file.drive_id]["permissions"] if file and file.drive_id else []
    found = permissions + inherited
    start, size = start_of(call.one("pageToken")), _page_size(call, file, len(found))
    answer: Json = {"kind": "drive#permissionList", "permissions": found[start : start + size]}
    if start + size < len(found):
        answer["nextPageToken"] = token_of(start + size)
    return Reply(masked(answer, call.one("fields"), _LIST_FIELDS))


def _page_size(call: Call, file: DriveFile | None, count: int) -> int:
    """What is asked for, at most 100; a file outside Shared Drives comes whole when nothing is."""
    asked = int(call.one("pageSize") or 0)
    if asked < 0:
        raise GoogleRefusal(400, f"Invalid value '{asked}'.", reason="invalidParameter")
    if asked:
        return min(asked, LARGEST_PAGE)
    return LARGEST_PAGE if file is None or file.drive_id else max(count, 1)


def get(call: Call) -> Reply:
    """``permissions.get``."""
    _, permissions = _of(call)
    return Reply(masked(_find(call, permissions), call.one("fields"), _FIELDS))


def _find(call: Call, permissions: list[Json]) -> Json:
    for permission in permissions:
        if permission["id"] == call.names["permission"]:
            return permission
    raise GoogleRefusal(
        404, f"Permission not found: {call.names['permission']}.", reason="notFound"
    )


def create(call: Call) -> Reply:
    """``permissions.create``: an account that has a permission gets the new role instead."""
    file, permissions = _of(call)
    _check_may_share(call, file, permissions)
    made = asked_permission(call, call.json())
    same = next((one for one in permissions if one["id"] == made["id"]), None)
    if same is not None and same["role"] == "owner":
        return Reply(masked(same, call.one("fields"), _FIELDS))
    if same is not None:
        same["role"] = made["role"]
    else:
        permissions.append(made)
    _noted(call, file)
    if made["type"] in {"user", "group"} and call.flag("sendNotificationEmail", default=True):
        _send_mail(call, file, made)
    return Reply(masked(same or made, call.one("fields"), _FIELDS))


def _send_mail(call: Call, file: DriveFile | None, permission: Json) -> None:
    call.world.mails.append(
        {
            "to": permission["emailAddress"],
            "from": call.email,
            "file": file.name if file else call.names["id"],
            "role": permission["role"],
            "message": call.one("emailMessage"),
            "at": rfc3339(call.world.clock.now()),
        }
    )
    call.world.rest_touched = True


def _noted(call: Call, file: DriveFile | None) -> None:
    if file is None:
        call.world.rest_touched = True
    else:
        call.world.touch_metadata(file)


def update(call: Call) -> Reply:
    """``permissions.update``: another role; an owner may offer the file or hand it over."""
    file, permissions = _of(call)
    _check_may_share(call, file, permissions)
    permission = _find(call, permissions)
    body = call.json()
    role = str(body.get("role") or "")
    if role not in RANKS:
        raise GoogleRefusal(400, "The permission role field is required.", reason="required")
    if "pendingOwner" in body:
        _offer(call, file, permission, offered=bool(body["pendingOwner"]))
    if role == "owner":
        _hand_over(call, file, permissions, permission)
    elif permission["role"] == "owner":
        raise no_file_permission()
    permission["role"] = role
    _noted(call, file)
    return Reply(masked(permission, call.one("fields"), _FIELDS))


def _offer(call: Call, file: DriveFile | None, permission: Json, *, offered: bool) -> None:
    """The owner asks somebody to take a file over; who is asked may accept."""
    if file is None or file.owner != call.email:
        raise no_file_permission()
    permission["pendingOwner"] = offered


def _hand_over(
    call: Call, file: DriveFile | None, permissions: list[Json], permission: Json
) -> None:
    accepts = permission.pop("pendingOwner", False) and permission["emailAddress"] == call.email
    may = file is not None and (file.owner == call.email or accepts)
    if file is None or not may or not call.flag("transferOwnership"):
        raise no_file_permission()
    for other in permissions:
        if other["role"] == "owner":
            other["role"] = "writer"
    file.owner = str(permission["emailAddress"])


def delete(call: Call) -> Reply:
    """``permissions.delete``; whoever has a role may give up their own."""
    file, permissions = _of(call)
    permission = _find(call, permissions)
    if str(permission.get("emailAddress", "")).lower() != call.email:
        _check_may_share(call, file, permissions)
    if permission["role"] == "owner":
        raise no_file_permission()
    permissions.remove(permission)
    _noted(call, file)
    return Reply(b"", 204, "text/html")
