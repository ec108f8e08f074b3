"""A1 notation: from a text to cells of a sheet, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import GoogleRefusal, bad_argument

if TYPE_CHECKING:
    from sheets_sync.sandbox.book import Book, Sheet

_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?")
_NUMBERED = re.compile(r"[Rr]([1-9][0-9]*)[Cc]([1-9][0-9]*)")
"""R1C1 notation, which Google takes wherever it takes A1."""
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Corner = tuple[int | None, int | None]
"""Row and column from 0; None where the notation leaves one out."""


def column_letters(index: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column, from 0, of its letters."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def quoted(title: str) -> str:
    """A sheet's title as ranges spell it: quoted unless it can be nothing but a name."""
    if _PLAIN_TITLE.fullmatch(title) and not _CELL_LIKE.fullmatch(title):
        return title
    escaped = title.replace("'", "''")
    return f"'{escaped}'"


def range_text(sheet: Sheet, box: Box) -> str:
    """A range as Google names it in answers."""
    first = f"{column_letters(box.left)}{box.top + 1}"
    last = f"{column_letters(box.right - 1)}{box.bottom}"
    return f"{quoted(sheet.title)}!{first if first == last else f'{first}:{last}'}"


def find_range(book: Book, text: str) -> tuple[Sheet, Box]:
    """The sheet and cells that a range names: A1 notation, a sheet's title or a named range.

    Ends beyond the sheet are cut to it.

    Raises:
        GoogleRefusal: Nothing is named so, or it begins outside the sheet.
    """
    title, cells = _split(text)
    if title is None:
        named = book.named_range(cells)
        if named is not None:
            return named
        sheet = book.sheet_titled(cells)
        if sheet is not None and not _corners(cells):
            return sheet, sheet.grid.everything()
        sheet = book.sheets[0]
    else:
        found = book.sheet_titled(title)
        if found is None:
            raise _unparsable(text)
        sheet = found
        if not cells:
            return sheet, sheet.grid.everything()
    corners = _corners(cells)
    if corners is None:
        named = book.named_range(cells)
        if named is None:
            raise _unparsable(text)
        return named
    return sheet, _box(sheet, *corners)


def _split(text: str) -> tuple[str | None, str]:
    quoted_title = re.fullmatch(r"'((?:[^']|'')+)'(?:!(.*))?", text, re.DOTALL)
    if quoted_title:
        return quoted_title[1].replace("''", "'"), quoted_title[2] or ""
    title, mark, cells = text.rpartition("!")
    return (title, cells) if mark else (None, text)


def _corners(cells: str) -> tuple[Corner, Corner] | None:
    first, mark, second = cells.partition(":")
    if mark and not second:
        return None
    first, second = _lettered(first), _lettered(second)
    start, end = _CORNER.fullmatch(first), _CORNER.fullmatch(second or first)
    if not start or not end or not first:
        return None
    if not second and not (start[1] and start[2]):
        return None
    return _corner(start), _corner(end)


def _lettered(corner: str) -> str:
    match = _NUMBERED.fullmatch(corner)
    return f"{column_letters(int(match[2]) - 1)}{match[1]}" if match else corner


def _corner(match: re.Match[str]) -> Corner:
    row = int(match[2]) - 1 if match[2] else None
    return row, column_index(match[1]) if match[1] else None


def _box(sheet: Sheet, first: Corner, second: Corner) -> Box:
    grid = sheet.grid
    top, bottom = _span(first[0], second[0], grid.row_count)
    left, right = _span(first[1], second[1], grid.column_count)
    if top >= grid.row_count or left >= grid.column_count:
        raise beyond_grid(sheet, Box(top, bottom, left, right))
    return Box(top, min(bottom, grid.row_count), left, min(right, grid.column_count))


def _span(first: int | None, second: int | None, count: int) -> tuple[int, int]:
    if first is None or second is None:
        start = first if first is not None else (second or 0)
        if first is None and second is not None:
            return 0, second + 1
        return start, max(count, start + 1)
    return min(first, second), max(first, second) + 1


def beyond_grid(sheet: Sheet, box: Box) -> GoogleRefusal:
    """The range lies outside the sheet."""
    grid = sheet.grid
    return bad_argument(
        f"Range ({range_text(sheet, box)}) exceeds grid limits. Max rows: {grid.row_count}, "
        f"max columns: {grid.column_count}"
    )


def _unparsable(text: str) -> GoogleRefusal:
    return bad_argument(f"Unable to parse range: {text}")
