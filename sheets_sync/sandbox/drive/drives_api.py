"""Shared Drives: create, get, list; and ``about.get``."""

from __future__ import annotations

from sheets_sync.sandbox.access import RANKS
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.drive.file_json import capabilities, masked
from sheets_sync.sandbox.errors import GoogleRefusal, bad_argument, no_file
from sheets_sync.sandbox.files import FOLDER
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.making import user_permission
from sheets_sync.sandbox.world import World

_FIELDS = "kind,id,name"


def add_drive(world: World, name: str, members: dict[str, str]) -> Json:
    """Make a Shared Drive; members' addresses with their roles."""
    drive: Json = {
        "kind": "drive#drive",
        "id": world.ids.drive(),
        "name": name,
        "createdTime": rfc3339(world.clock.tick()),
        "permissions": [user_permission(email.lower(), role) for email, role in members.items()],
    }
    world.drives[drive["id"]] = drive
    world.rest_touched = True
    return drive


def create(call: Call) -> Reply:
    """``drives.create``; whoever makes it is its organizer."""
    if not call.one("requestId"):
        raise GoogleRefusal(400, "Required parameter: requestId", reason="required")
    drive = add_drive(call.world, str(call.json().get("name") or ""), {call.email: "organizer"})
    return Reply(masked(_shown(drive), call.one("fields"), _FIELDS))


def _shown(drive: Json) -> Json:
    return {name: value for name, value in drive.items() if name != "permissions"}


def _mine(call: Call) -> list[Json]:
    return [
        drive
        for drive in call.world.drives.values()
        if any(one["emailAddress"].lower() == call.email for one in drive["permissions"])
    ]


def list_drives(call: Call) -> Reply:
    """``drives.list``."""
    answer = {"kind": "drive#driveList", "drives": [_shown(drive) for drive in _mine(call)]}
    return Reply(masked(answer, call.one("fields"), f"kind,nextPageToken,drives({_FIELDS})"))


def get(call: Call) -> Reply:
    """``drives.get``."""
    for drive in _mine(call):
        if drive["id"] == call.names["id"]:
            return Reply(masked(_shown(drive), call.one("fields"), _FIELDS))
    raise GoogleRefusal(404, f"Shared drive not found: {call.names['id']}", reason="notFound")


def drive_as_folder(call: Call) -> Json:
    """``files.get`` of a Shared Drive's id: its topmost folder.

    Raises:
        GoogleRefusal: The account is no member.
    """
    for drive in _mine(call):
        if drive["id"] == call.names["id"]:
            roles = [
                RANKS[one["role"]]
                for one in drive["permissions"]
                if one["emailAddress"].lower() == call.email
            ]
            return {
                "kind": "drive#file",
                "id": drive["id"],
                "name": drive["name"],
                "mimeType": FOLDER,
                "driveId": drive["id"],
                "trashed": False,
                "capabilities": capabilities(max(roles)),
            }
    raise no_file(call.names["id"])


def about(call: Call) -> Reply:
    """``about.get``; a service account's storage may be none."""
    if not call.one("fields"):
        raise bad_argument("The 'fields' parameter is required for this method.")
    account = call.world.account(call.email)
    none = account.is_service and not call.world.settings.service_storage
    answer = {
        "kind": "drive#about",
        "user": account.as_user(call.email),
        "storageQuota": {"limit": "0" if none else str(15 * 2**30), "usage": "0"},
    }
    return Reply(masked(answer, call.one("fields"), "*"))
