"""Keeps what lies at a range in place when rows and columns are inserted, deleted or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sheets_sync.sandbox.book import RANGED, Book, Sheet
from sheets_sync.sandbox.grid import moved_places
from sheets_sync.sandbox.json_types import Json

Ends = tuple[int, int]
"""Start and end of a span of rows or columns."""

_NAMES = {
    "ROWS": ("startRowIndex", "endRowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex"),
}


def shift_for_insert(book: Book, sheet: Sheet, dimension: str, start: int, count: int) -> None:
    """Ranges behind the place move on; ranges around it grow."""

    def new(span: Ends) -> Ends | None:
        if span[0] >= start:
            return span[0] + count, span[1] + count
        return (span[0], span[1] + count) if span[1] > start else span

    _shift(book, sheet, dimension, new)


def shift_for_delete(book: Book, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """Ranges behind move up, ranges around shrink, ranges inside go."""

    def new(span: Ends) -> Ends | None:
        first, last = _after(span[0], start, end), _after(span[1], start, end)
        return (first, last) if last > first else None

    _shift(book, sheet, dimension, new)


def _after(index: int, start: int, end: int) -> int:
    return index - (min(index, end) - start) if index > start else index


def shift_for_move(book: Book, sheet: Sheet, dimension: str, block: Ends, to: int) -> None:
    """Ranges wholly inside the block, or wholly inside what it jumps over, go along."""
    places = moved_places(block[0], block[1], to)
    jumped = (block[1], to) if to > block[1] else (to, block[0])

    def new(span: Ends) -> Ends | None:
        for start, end in (block, jumped):
            if start <= span[0] and span[1] <= end:
                return places[span[0]], places[span[1] - 1] + 1
        return span

    _shift(book, sheet, dimension, new)


def _shift(book: Book, sheet: Sheet, dimension: str, new: Callable[[Ends], Ends | None]) -> None:
    for name in RANGED:
        if name in sheet.parts:
            sheet.parts[name] = [
                one for one in sheet.parts[name] if _move_entry(one, dimension, new)
            ]
    if sheet.parts.get("basicFilter") and not _move_entry(
        sheet.parts["basicFilter"], dimension, new
    ):
        del sheet.parts["basicFilter"]
    groups = "rowGroups" if dimension == "ROWS" else "columnGroups"
    if groups in sheet.parts:
        sheet.parts[groups] = [one for one in sheet.parts[groups] if _move_group(one, new)]
    book.named_ranges = [
        named
        for named in book.named_ranges
        if int(named["range"].get("sheetId") or 0) != sheet.sheet_id
        or _move_range(named["range"], dimension, new)
    ]


def _move_entry(entry: Json, dimension: str, new: Callable[[Ends], Ends | None]) -> bool:
    """Move an entry's ranges; whether any of them is left."""
    if "ranges" in entry:
        entry["ranges"] = [one for one in entry["ranges"] if _move_range(one, dimension, new)]
        return bool(entry["ranges"])
    for hole in list(_holes(entry)):
        if not _move_range(hole, dimension, new):
            entry["unprotectedRanges"].remove(hole)
    target = entry.get("range", entry)
    return _move_range(target, dimension, new)


def _holes(entry: Json) -> Iterator[Json]:
    yield from entry.get("unprotectedRanges") or []


def _move_range(grid_range: Json, dimension: str, new: Callable[[Ends], Ends | None]) -> bool:
    first, last = _NAMES[dimension]
    if grid_range.get(last) is None:
        if not grid_range.get(first):
            return True
        moved = new((int(grid_range[first]), 2**31))
    else:
        moved = new((int(grid_range.get(first) or 0), int(grid_range[last])))
    if moved is None:
        return False
    grid_range[first] = moved[0]
    if grid_range.get(last) is not None:
        grid_range[last] = moved[1]
    return True


def _move_group(group: Json, new: Callable[[Ends], Ends | None]) -> bool:
    span = group["range"]
    moved = new((int(span.get("startIndex") or 0), int(span["endIndex"])))
    if moved is None:
        return False
    span["startIndex"], span["endIndex"] = moved
    return True
