"""Protected ranges, enforced by account."""

from __future__ import annotations

from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import protected_cell
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.json_types import Json


def may_edit_protected(protection: Json, file: DriveFile, email: str) -> bool:
    """Whether an account may edit what a protected range protects."""
    if protection.get("warningOnly") or file.owner == email:
        return True
    editors = protection.get("editors") or {}
    if email in {str(user).lower() for user in editors.get("users") or []}:
        return True
    named = {str(group).lower() for group in editors.get("groups") or []}
    if email in named:
        return True
    home = file.owner.partition("@")[2]
    return bool(editors.get("domainUsersCanEdit")) and email.partition("@")[2] == home != ""


def protected_box(book: Book, sheet: Sheet, protection: Json) -> Box:
    """The cells that a protected range covers: its own range, or that of its named range."""
    name_id = protection.get("namedRangeId")
    for named in book.named_ranges:
        if name_id and named["namedRangeId"] == name_id:
            return _clipped(named["range"], sheet)
    return _clipped(protection.get("range") or {}, sheet)


def _clipped(grid_range: Json, sheet: Sheet) -> Box:
    return Box(
        int(grid_range.get("startRowIndex") or 0),
        int(grid_range.get("endRowIndex") or sheet.grid.row_count),
        int(grid_range.get("startColumnIndex") or 0),
        int(grid_range.get("endColumnIndex") or sheet.grid.column_count),
    )


def locked_boxes(file: DriveFile, sheet: Sheet, email: str) -> list[Box]:
    """Where an account may not edit on a sheet."""
    boxes: list[Box] = []
    for protection in sheet.parts.get("protectedRanges", []):
        if may_edit_protected(protection, file, email):
            continue
        left = [protected_box(file.content, sheet, protection)]
        for hole in protection.get("unprotectedRanges") or []:
            left = [piece for box in left for piece in box.less(_clipped(hole, sheet))]
        boxes += left
    return boxes


def check_editable(file: DriveFile, sheet: Sheet, box: Box, email: str) -> None:
    """Refuse an edit of cells that are protected against the account."""
    if sheet.parts.get("protectedRanges") and any(
        locked.meets(box) for locked in locked_boxes(file, sheet, email)
    ):
        raise protected_cell()


def check_sheet_editable(file: DriveFile, sheet: Sheet, email: str) -> None:
    """Refuse what would change, move or remove protected cells of a sheet as a whole."""
    if locked_boxes(file, sheet, email):
        raise protected_cell()
