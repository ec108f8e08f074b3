"""A file as Drive answers it."""

from __future__ import annotations

from typing import cast

from sheets_sync.sandbox.access import RANKS, all_permissions, rank
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.files import SPREADSHEET, DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import chosen, parse_mask
from sheets_sync.sandbox.world import World

DEFAULT_FIELDS = "kind,id,name,mimeType"
EXPORT_TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}


def file_json(world: World, file: DriveFile, email: str) -> Json:
    """The whole File object, as an account sees it; what is empty is left out."""
    answer = _of_every_file(world, file, email) | _of_its_place(world, file, email)
    if file.mime_type == SPREADSHEET:
        link = f"https://docs.google.com/spreadsheets/export?id={file.file_id}&exportFormat="
        answer["exportLinks"] = {kind: link + ending for kind, ending in EXPORT_TYPES.items()}
    described = {
        "description": file.description,
        "properties": file.properties,
        "appProperties": file.app_properties.get(world.account(email).project),
    }
    return answer | {name: value for name, value in described.items() if value}


def _of_every_file(world: World, file: DriveFile, email: str) -> Json:
    permissions = all_permissions(world, file)
    return {
        "kind": "drive#file",
        "id": file.file_id,
        "name": file.name,
        "mimeType": file.mime_type,
        "starred": False,
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "parents": file.parents,
        "spaces": ["drive"],
        "version": str(file.version),
        "createdTime": rfc3339(file.created),
        "modifiedTime": rfc3339(file.modified),
        "modifiedByMe": file.last_user == email,
        "lastModifyingUser": world.account(file.last_user).as_user(email),
        "ownedByMe": file.owner == email,
        "shared": len(permissions) > 1,
        "capabilities": capabilities(rank(world, file, email)),
        "size": "1024",
        "writersCanShare": True,
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.file_id}/edit",
        "permissionIds": [one["id"] for one in permissions],
    }


def _of_its_place(world: World, file: DriveFile, email: str) -> Json:
    """Who owns it, or in which Shared Drive it is; who may open it, for those who may write."""
    answer: Json = {}
    if file.owner:
        answer["owners"] = [world.account(file.owner).as_user(email)]
    if file.drive_id:
        answer |= {"driveId": file.drive_id, "teamDriveId": file.drive_id}
    elif rank(world, file, email) >= RANKS["writer"]:
        answer["permissions"] = file.permissions
    return answer


def capabilities(held: int) -> Json:
    """What a role, as a number of ``RANKS``, lets an account do."""
    return {
        "canAddChildren": held >= RANKS["writer"],
        "canEdit": held >= RANKS["writer"],
        "canComment": held >= RANKS["commenter"],
        "canShare": held >= RANKS["writer"],
        "canCopy": held >= RANKS["reader"],
        "canDownload": held >= RANKS["reader"],
        "canReadRevisions": held >= RANKS["writer"],
        "canDelete": held >= RANKS["organizer"],
        "canTrash": held >= RANKS["fileOrganizer"],
        "canRename": held >= RANKS["writer"],
    }


def masked(whole: Json, fields: str, default: str) -> Json:
    """What a ``fields`` parameter leaves of an answer; without one, Drive's default."""
    return cast("Json", chosen(whole, parse_mask(fields or default)))


def masked_as_of(file: DriveFile, moment: float) -> tuple[float, int, str] | None:
    """Modified time, version and account as they stood at a moment; None before there was any."""
    before = [entry for entry in file.trail if float(str(entry[0])) <= moment]
    if not before:
        return None
    at, version, account = before[-1]
    return float(str(at)), int(str(version)), str(account)
