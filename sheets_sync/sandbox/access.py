"""Who may do what with a file, and what a token was asked for."""

from __future__ import annotations

from sheets_sync.sandbox.errors import (
    no_file,
    no_file_permission,
    no_permission,
    no_scope,
    no_spreadsheet,
)
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.world import World

RANKS = {"reader": 1, "commenter": 2, "writer": 3, "fileOrganizer": 4, "organizer": 5, "owner": 6}
_AUTH = "https://www.googleapis.com/auth/"
_FEEDS = "https://spreadsheets.google.com/feeds"
SHEETS_SCOPES = {
    "read": {
        f"{_AUTH}spreadsheets",
        f"{_AUTH}spreadsheets.readonly",
        f"{_AUTH}drive",
        f"{_AUTH}drive.readonly",
        f"{_AUTH}drive.file",
        _FEEDS,
    },
    "write": {f"{_AUTH}spreadsheets", f"{_AUTH}drive", f"{_AUTH}drive.file", _FEEDS},
}
DRIVE_SCOPES = {
    "read": {
        f"{_AUTH}drive",
        f"{_AUTH}drive.readonly",
        f"{_AUTH}drive.metadata",
        f"{_AUTH}drive.metadata.readonly",
        f"{_AUTH}drive.file",
    },
    "write": {f"{_AUTH}drive", f"{_AUTH}drive.file"},
}
ANY_SCOPE = frozenset({f"{_AUTH}drive", f"{_AUTH}spreadsheets"})


def check_scope(scopes: frozenset[str], service: str, kind: str) -> None:
    """Refuse a token that was not asked for this service."""
    wanted = (SHEETS_SCOPES if service == "sheets" else DRIVE_SCOPES)[kind]
    if not scopes & wanted:
        raise no_scope()


def only_own_files(scopes: frozenset[str], service: str) -> bool:
    """Whether a token sees only files that its account created (``drive.file`` alone)."""
    wanted = (SHEETS_SCOPES if service == "sheets" else DRIVE_SCOPES)["read"]
    return scopes & wanted == {f"{_AUTH}drive.file"}


def granted(permission: Json, email: str) -> bool:
    """Whether a permission speaks of an account."""
    kind = permission["type"]
    if kind in {"user", "group"}:
        return str(permission["emailAddress"]).lower() == email
    if kind == "domain":
        return str(permission["domain"]).lower() == email.partition("@")[2]
    return bool(kind == "anyone")


def all_permissions(world: World, file: DriveFile) -> list[Json]:
    """A file's own permissions, and those it has from its folders and its Shared Drive."""
    found = list(file.permissions)
    for parent in file.parents:
        if parent in world.files:
            found += all_permissions(world, world.files[parent])
    if file.drive_id in world.drives:
        found += world.drives[file.drive_id]["permissions"]
    return found


def rank(world: World, file: DriveFile, email: str, *, listed: bool = False) -> int:
    """The strongest role of an account on a file, as a number of ``RANKS``; 0 for none.

    ``listed``: only what makes the file appear in the account's listings, which a link open to
    anyone does not.
    """
    ranks = [
        RANKS[permission["role"]]
        for permission in all_permissions(world, file)
        if granted(permission, email) and not (listed and permission["type"] == "anyone")
    ]
    return max(ranks, default=0)


def sheets_file(
    world: World, file_id: str, email: str, scopes: frozenset[str], need: str
) -> DriveFile:
    """The spreadsheet, when the account has a role on it.

    Raises:
        GoogleRefusal: As the Sheets service tells: 404 where there is none, 403 where the account
            may not.
    """
    file = world.files.get(file_id)
    if file is None or file.book is None:
        raise no_spreadsheet()
    if only_own_files(scopes, "sheets") and file.made_by != email:
        raise no_permission()
    if rank(world, file, email) < RANKS[need]:
        raise no_permission()
    return file


def drive_file(
    world: World, file_id: str, email: str, scopes: frozenset[str], need: str
) -> DriveFile:
    """The file, when the account has a role on it.

    Raises:
        GoogleRefusal: As Drive tells: 404 where the account does not see it, 403 where it sees it
            and may not.
    """
    file = world.files.get(file_id)
    if file is None or (only_own_files(scopes, "drive") and file.made_by != email):
        raise no_file(file_id)
    held = rank(world, file, email)
    if not held:
        raise no_file(file_id)
    if held < RANKS[need]:
        raise no_file_permission()
    return file
