"""Where new files come from, and who owns them."""

from __future__ import annotations

from sheets_sync.sandbox.access import RANKS, rank
from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.calls import Call
from sheets_sync.sandbox.errors import no_file, no_file_permission, no_storage
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.ids import permission_id
from sheets_sync.sandbox.json_types import Json


def add_file(
    call: Call, name: str, mime_type: str, parents: list[str], book: Book | None
) -> DriveFile:
    """Keep a new file of the calling account, in a folder or Shared Drive if one is named.

    Raises:
        GoogleRefusal: The folder is out of reach, or the account would own the file and cannot.
    """
    world = call.world
    drive_id = _drive_of(call, parents[0]) if parents else ""
    owner = "" if drive_id else call.email
    if owner and world.account(owner).is_service and not world.settings.service_storage:
        raise no_storage()
    moment = world.clock.tick()
    file = DriveFile(
        file_id=world.ids.file(),
        name=name,
        mime_type=mime_type,
        owner=owner,
        made_by=call.email,
        created=moment,
        modified=moment,
        drive_id=drive_id,
        parents=parents or ["root"],
        permissions=[user_permission(owner, "owner")] if owner else [],
        book=book,
    )
    file.content_changed(moment, call.email)
    world.files[file.file_id] = file
    world.note_change(file)
    return file


def _drive_of(call: Call, parent: str) -> str:
    world = call.world
    if parent in world.drives:
        members = world.drives[parent]["permissions"]
        held = max(
            (RANKS[one["role"]] for one in members if one["emailAddress"].lower() == call.email),
            default=0,
        )
        if not held:
            raise no_file(parent)
        if held < RANKS["writer"]:
            raise no_file_permission()
        return parent
    if parent == "root":
        return ""
    folder = world.files.get(parent)
    if folder is None or not rank(world, folder, call.email):
        raise no_file(parent)
    if rank(world, folder, call.email) < RANKS["writer"]:
        raise no_file_permission()
    return folder.drive_id


def user_permission(email: str, role: str) -> Json:
    """A permission of one account."""
    return {
        "kind": "drive#permission",
        "id": permission_id(email),
        "type": "user",
        "emailAddress": email,
        "role": role,
        "displayName": email.partition("@")[0],
        "deleted": False,
        "pendingOwner": False,
    }
