"""The files collection: create, get, update, delete, copy, export, and CSV uploads."""

from __future__ import annotations

import csv
import io
import pickle

from sheets_sync.sandbox.access import RANKS, rank
from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.drive.drives_api import drive_as_folder
from sheets_sync.sandbox.drive.file_json import DEFAULT_FIELDS, EXPORT_TYPES, file_json, masked
from sheets_sync.sandbox.errors import GoogleRefusal, no_file_permission
from sheets_sync.sandbox.files import FOLDER, SPREADSHEET, DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.making import add_file
from sheets_sync.sandbox.new_books import new_book, new_sheet
from sheets_sync.sandbox.protection import check_sheet_editable
from sheets_sync.sandbox.typing_in import type_into

EXPORT_LIMIT = 10 * 1024 * 1024


def _answer(call: Call, file: DriveFile) -> Reply:
    whole = file_json(call.world, file, call.email)
    return Reply(masked(whole, call.one("fields"), DEFAULT_FIELDS))


def create(call: Call) -> Reply:
    """``files.create``: spreadsheets and folders; other files are kept without content."""
    body = call.json()
    mime_type = str(body.get("mimeType") or "application/octet-stream")
    book = None
    if mime_type == SPREADSHEET:
        book = new_book()
        new_sheet(book, {}, call.world.ids)
    name = str(body.get("name") or "Untitled")
    file = add_file(call, name, mime_type, list(body.get("parents") or []), book)
    _write_properties(file, body, call.project)
    return _answer(call, file)


def get(call: Call) -> Reply:
    """``files.get``."""
    if call.names["id"] in call.world.drives:
        return Reply(masked(drive_as_folder(call), call.one("fields"), DEFAULT_FIELDS))
    file = call.file("reader")
    if call.one("alt") == "media":
        raise GoogleRefusal(
            403,
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            reason="fileNotDownloadable",
        )
    return _answer(call, file)


def update(call: Call) -> Reply:
    """``files.update``: name, description, properties, bin and folders."""
    file, body = call.file("writer"), call.json()
    if body.get("trashed") and rank(call.world, file, call.email) < RANKS["fileOrganizer"]:
        raise no_file_permission()
    _write_properties(file, body, call.project)
    file.name = str(body.get("name") or file.name)
    file.trashed = bool(body.get("trashed", file.trashed))
    added = [one for one in call.one("addParents").split(",") if one]
    removed = set(call.one("removeParents").split(","))
    file.parents = [one for one in file.parents if one not in removed] + added
    call.world.touch_metadata(file)
    return _answer(call, file)


def _write_properties(file: DriveFile, body: Json, project: str) -> None:
    if "description" in body:
        file.description = str(body["description"] or "")
    private = file.app_properties.setdefault(project, {})
    for name, kept in (("properties", file.properties), ("appProperties", private)):
        for key, value in (body.get(name) or {}).items():
            if value is None:
                kept.pop(key, None)
            else:
                kept[key] = str(value)


def delete(call: Call) -> Reply:
    """``files.delete``: for good, and only by the owner (in a Shared Drive: an organizer)."""
    file = call.file("reader")
    if rank(call.world, file, call.email) < RANKS["organizer"]:
        raise no_file_permission()
    if file.mime_type == FOLDER:
        for child in [one for one in call.world.files.values() if file.file_id in one.parents]:
            call.world.remove(child)
    call.world.remove(file)
    return Reply(b"", 204, "text/html")


def copy(call: Call) -> Reply:
    """``files.copy``: content and formats, not permissions."""
    source, body = call.file("reader"), call.json()
    book: Book | None = pickle.loads(pickle.dumps(source.book))  # noqa: S301 - our own, just made
    parents = list(body.get("parents") or [])
    if not parents and source.drive_id:
        parents = list(source.parents)
    name = str(body.get("name") or f"Copy of {source.name}")
    file = add_file(call, name, source.mime_type, parents, book)
    _write_properties(file, {"properties": source.properties} | body, call.project)
    return _answer(call, file)


def export(call: Call) -> Reply:
    """``files.export``."""
    file = call.file("reader")
    kind = call.one("mimeType")
    if file.book is None or kind not in EXPORT_TYPES:
        message = "The requested conversion is not supported."
        raise GoogleRefusal(400, message, reason="badRequest")
    ending, now = EXPORT_TYPES[kind], call.world.clock.now()
    content = call.world.exports.of(file, ending, now, lambda: _exported(file, ending, now))
    if len(content) > EXPORT_LIMIT:
        raise GoogleRefusal(
            403, "This file is too large to be exported.", reason="exportSizeLimitExceeded"
        )
    return Reply(content, 200, kind)


def _exported(file: DriveFile, ending: str, now: float) -> bytes:
    if ending == "xlsx":
        from sheets_sync.sandbox.export.xlsx import exported_xlsx

        return exported_xlsx(file.content, now)
    from sheets_sync.sandbox.export.text import exported_text

    return exported_text(file.content, "," if ending == "csv" else "\t", now)


def upload(call: Call) -> Reply:
    """``files.update`` of Drive v2 with CSV content, which gspread's ``import_csv`` uses.

    All sheets go; the content becomes the only one, named as the file, typed in as by a person.
    """
    file = call.file("writer")
    if not call.headers.get("content-type", "").startswith("text/csv") or file.book is None:
        raise GoogleRefusal(
            400, "The sandbox takes CSV for spreadsheets only.", reason="badRequest"
        )
    for sheet in file.book.sheets:
        check_sheet_editable(file, sheet, call.email)
    rows = list(csv.reader(io.StringIO(call.body.decode("utf-8-sig"))))
    with call.world.edit(file, call.email) as book:
        book.sheets.clear()
        width = max(map(len, rows), default=0)
        size = {"rowCount": max(len(rows), 1000), "columnCount": max(width, 26)}
        sheet = new_sheet(book, {"title": file.name, "gridProperties": size}, call.world.ids)
        now = call.world.clock.now()
        for row, line in enumerate(rows):
            for column, text in enumerate(line):
                if text:
                    type_into(book, sheet.grid.edit(row, column), text, now)
    return Reply(
        {
            "kind": "drive#file",
            "id": file.file_id,
            "title": file.name,
            "mimeType": file.mime_type,
            "modifiedDate": rfc3339(file.modified),
            "version": str(file.version),
        }
    )
