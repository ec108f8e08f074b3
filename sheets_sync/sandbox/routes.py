"""Which method and path is which call, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from sheets_sync.sandbox import (
    spreadsheets,
    token_endpoint,
    values_append,
    values_clear,
    values_read,
    values_write,
)
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.drive import (
    drives_api,
    files_api,
    history_api,
    listing,
    permissions_api,
)


@dataclass(frozen=True)
class Route:
    """One method of a service.

    Attributes:
        name: Its id in Google's discovery document, such as ``sheets.spreadsheets.get``.
        access: ``read`` or ``write``: the scopes that it needs, and for Sheets its quota.
    """

    name: str
    method: str
    pattern: re.Pattern[str]
    access: str
    handler: Callable[[Call], Reply]

    @property
    def service(self) -> str:
        """``sheets``, ``drive`` or ``token``."""
        return self.name.partition(".")[0]


_BOOK = r"/v4/spreadsheets/(?P<id>[^/:]+)"
_FILE = r"/drive/v3/files/(?P<id>[^/]+)"


def _route(
    name: str, verb: str, pattern: str, access: str, handler: Callable[[Call], Reply]
) -> Route:
    return Route(name, verb, re.compile(pattern), access, handler)


ROUTES = (
    _route("token", "POST", r"/token", "read", token_endpoint.token),
    _route("sheets.spreadsheets.create", "POST", r"/v4/spreadsheets", "write", spreadsheets.create),
    _route("sheets.spreadsheets.get", "GET", _BOOK, "read", spreadsheets.get),
    _route(
        "sheets.spreadsheets.getByDataFilter",
        "POST",
        rf"{_BOOK}:getByDataFilter",
        "read",
        spreadsheets.get_by_filter,
    ),
    _route(
        "sheets.spreadsheets.batchUpdate",
        "POST",
        rf"{_BOOK}:batchUpdate",
        "write",
        spreadsheets.batch_update,
    ),
    _route(
        "sheets.spreadsheets.sheets.copyTo",
        "POST",
        rf"{_BOOK}/sheets/(?P<sheet>\d+):copyTo",
        "write",
        spreadsheets.copy_sheet,
    ),
    _route(
        "sheets.spreadsheets.developerMetadata.search",
        "POST",
        rf"{_BOOK}/developerMetadata:search",
        "read",
        spreadsheets.search_metadata,
    ),
    _route(
        "sheets.spreadsheets.developerMetadata.get",
        "GET",
        rf"{_BOOK}/developerMetadata/(?P<metadata>[^/]+)",
        "read",
        spreadsheets.get_metadata,
    ),
    _route(
        "sheets.spreadsheets.values.batchGet",
        "GET",
        rf"{_BOOK}/values:batchGet",
        "read",
        values_read.batch_get,
    ),
    _route(
        "sheets.spreadsheets.values.batchGetByDataFilter",
        "POST",
        rf"{_BOOK}/values:batchGetByDataFilter",
        "read",
        values_read.batch_get_by_filter,
    ),
    _route(
        "sheets.spreadsheets.values.batchUpdate",
        "POST",
        rf"{_BOOK}/values:batchUpdate",
        "write",
        values_write.batch_update,
    ),
    _route(
        "sheets.spreadsheets.values.batchUpdateByDataFilter",
        "POST",
        rf"{_BOOK}/values:batchUpdateByDataFilter",
        "write",
        values_write.batch_update_by_filter,
    ),
    _route(
        "sheets.spreadsheets.values.batchClear",
        "POST",
        rf"{_BOOK}/values:batchClear",
        "write",
        values_clear.batch_clear,
    ),
    _route(
        "sheets.spreadsheets.values.batchClearByDataFilter",
        "POST",
        rf"{_BOOK}/values:batchClearByDataFilter",
        "write",
        values_clear.batch_clear_by_filter,
    ),
    _route(
        "sheets.spreadsheets.values.append",
        "POST",
        rf"{_BOOK}/values/(?P<range>[^/]+):append",
        "write",
        values_append.append,
    ),
    _route(
        "sheets.spreadsheets.values.clear",
        "POST",
        rf"{_BOOK}/values/(?P<range>[^/]+):clear",
        "write",
        values_clear.clear,
    ),
    _route(
        "sheets.spreadsheets.values.update",
        "PUT",
        rf"{_BOOK}/values/(?P<range>[^/]+)",
        "write",
        values_write.update,
    ),
    _route(
        "sheets.spreadsheets.values.get",
        "GET",
        rf"{_BOOK}/values/(?P<range>[^/]+)",
        "read",
        values_read.get_values,
    ),
    _route("drive.about.get", "GET", r"/drive/v3/about", "read", drives_api.about),
    _route("drive.drives.list", "GET", r"/drive/v3/drives", "read", drives_api.list_drives),
    _route("drive.drives.create", "POST", r"/drive/v3/drives", "write", drives_api.create),
    _route("drive.drives.get", "GET", r"/drive/v3/drives/(?P<id>[^/]+)", "read", drives_api.get),
    _route(
        "drive.changes.getStartPageToken",
        "GET",
        r"/drive/v3/changes/startPageToken",
        "read",
        history_api.start_token,
    ),
    _route("drive.changes.list", "GET", r"/drive/v3/changes", "read", history_api.list_changes),
    _route("drive.files.list", "GET", r"/drive/v3/files", "read", listing.list_files),
    _route("drive.files.create", "POST", r"/drive/v3/files", "write", files_api.create),
    _route("drive.files.get", "GET", _FILE, "read", files_api.get),
    _route("drive.files.update", "PATCH", _FILE, "write", files_api.update),
    _route("drive.files.delete", "DELETE", _FILE, "write", files_api.delete),
    _route("drive.files.copy", "POST", rf"{_FILE}/copy", "write", files_api.copy),
    _route("drive.files.export", "GET", rf"{_FILE}/export", "read", files_api.export),
    _route(
        "drive.v2.files.update",
        "PUT",
        r"/upload/drive/v2/files/(?P<id>[^/]+)",
        "write",
        files_api.upload,
    ),
    _route(
        "drive.permissions.list",
        "GET",
        rf"{_FILE}/permissions",
        "read",
        permissions_api.list_permissions,
    ),
    _route(
        "drive.permissions.create",
        "POST",
        rf"{_FILE}/permissions",
        "write",
        permissions_api.create,
    ),
    _route(
        "drive.permissions.get",
        "GET",
        rf"{_FILE}/permissions/(?P<permission>[^/]+)",
        "read",
        permissions_api.get,
    ),
    _route(
        "drive.permissions.update",
        "PATCH",
        rf"{_FILE}/permissions/(?P<permission>[^/]+)",
        "write",
        permissions_api.update,
    ),
    _route(
        "drive.permissions.delete",
        "DELETE",
        rf"{_FILE}/permissions/(?P<permission>[^/]+)",
        "write",
        permissions_api.delete,
    ),
    _route(
        "drive.revisions.list",
        "GET",
        rf"{_FILE}/revisions",
        "read",
        history_api.list_revisions,
    ),
    _route(
        "drive.revisions.get",
        "GET",
        rf"{_FILE}/revisions/(?P<revision>[^/]+)",
        "read",
        history_api.get_revision,
    ),
    _route("drive.comments.list", "GET", rf"{_FILE}/comments", "read", history_api.list_comments),
    _route(
        "drive.comments.create", "POST", rf"{_FILE}/comments", "write", history_api.create_comment
    ),
)


def find_route(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a request and the decoded parts of its (still encoded) path."""
    for route in ROUTES:
        if route.method == method:
            match = route.pattern.fullmatch(path)
            if match:
                return route, {name: unquote(text) for name, text in match.groupdict().items()}
    return None
