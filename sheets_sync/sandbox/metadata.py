"""Developer metadata: notes of programs on a spreadsheet, its sheets, rows and columns."""

from __future__ import annotations

from typing import NamedTuple

from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.errors import GoogleRefusal, bad_argument
from sheets_sync.sandbox.json_types import Json


class Found(NamedTuple):
    """An entry, the list that holds it, and where it lies."""

    entry: Json
    holder: list[Json]
    location: Json

    def to_json(self) -> Json:
        """The DeveloperMetadata object."""
        return {
            "metadataId": self.entry["metadataId"],
            "metadataKey": self.entry["metadataKey"],
            **(
                {"metadataValue": self.entry["metadataValue"]}
                if "metadataValue" in self.entry
                else {}
            ),
            "location": shown_location(self.location),
            "visibility": self.entry["visibility"],
        }


def shown_location(location: Json) -> Json:
    """A location as Google answers it: a sheet's id of 0 is left out of ranges."""
    line = location.get("dimensionRange")
    if line is None:
        return location
    kept = {name: value for name, value in line.items() if name != "sheetId" or value}
    return location | {"dimensionRange": kept}


def everywhere(book: Book) -> list[Found]:
    """All developer metadata of a spreadsheet."""
    return [Found(*one) for one in book.all_metadata()]


def with_id(book: Book, metadata_id: int) -> Found:
    """The entry with an id.

    Raises:
        GoogleRefusal: There is none.
    """
    for found in everywhere(book):
        if found.entry["metadataId"] == metadata_id:
            return found
    raise GoogleRefusal(404, f"No developer metadata with id: {metadata_id}")


def matching(book: Book, lookup: Json) -> list[Found]:
    """The entries that fit a DeveloperMetadataLookup."""
    return [found for found in everywhere(book) if _fits(found, lookup)]


def _fits(found: Found, lookup: Json) -> bool:
    entry, location = found.entry, found.location
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and entry.get(name) != lookup[name]:
            return False
    kind = lookup.get("locationType")
    if kind and kind != location["locationType"]:
        return False
    wanted = lookup.get("metadataLocation")
    if not wanted:
        return True
    exact = lookup.get("locationMatchingStrategy") != "INTERSECTING_LOCATION"
    return _lies_at(location, wanted, exact=exact)


def _lies_at(location: Json, wanted: Json, *, exact: bool) -> bool:
    line, wanted_line = location.get("dimensionRange"), wanted.get("dimensionRange")
    if wanted_line is not None:
        if line is None:
            return False
        same = all(
            line[name] == (wanted_line.get(name) or (0 if name != "dimension" else "ROWS"))
            for name in ("sheetId", "dimension", "startIndex", "endIndex")
        )
        return same or (not exact and _meets(line, wanted_line))
    if "sheetId" in wanted:
        if line is not None:
            return not exact and line["sheetId"] == wanted["sheetId"]
        return bool(location.get("sheetId") == wanted["sheetId"])
    return bool(wanted.get("spreadsheet")) and (
        not exact or location["locationType"] == "SPREADSHEET"
    )


def _meets(line: Json, wanted: Json) -> bool:
    return bool(
        line["sheetId"] == int(wanted.get("sheetId") or 0)
        and line["dimension"] == wanted.get("dimension")
        and line["startIndex"] < wanted.get("endIndex", line["endIndex"])
        and int(wanted.get("startIndex") or 0) < line["endIndex"]
    )


def holder_at(book: Book, location: Json) -> list[Json]:
    """The list that keeps the metadata of a location, to add to.

    Raises:
        GoogleRefusal: The location is not one row, column, sheet or the spreadsheet.
    """
    if location.get("spreadsheet"):
        return book.metadata
    line = location.get("dimensionRange")
    if line is None:
        return book.sheet(location.get("sheetId")).part("developerMetadata")
    start, end = int(line.get("startIndex") or 0), line.get("endIndex")
    if end is None or int(end) != start + 1:
        raise bad_argument("Developer metadata can only be associated with a single row or column.")
    grid = book.sheet(line.get("sheetId")).grid
    dimension = str(line.get("dimension"))
    if dimension not in {"ROWS", "COLUMNS"} or start >= grid.count(dimension):
        raise bad_argument("Invalid location: no such row or column.")
    properties = grid.editable_properties(dimension, start)
    found: list[Json] = properties.setdefault("developerMetadata", [])
    return found
