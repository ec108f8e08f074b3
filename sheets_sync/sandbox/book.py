"""A spreadsheet and its sheets: what the service keeps, not yet what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sheets_sync.sandbox.boxes import Box, box_of
from sheets_sync.sandbox.errors import bad_argument, too_many_cells
from sheets_sync.sandbox.grid import Grid
from sheets_sync.sandbox.json_types import Json

CELL_LIMIT = 10_000_000
"""Cells a spreadsheet may have, all sheets together."""

RANGED = (
    "merges",
    "protectedRanges",
    "conditionalFormats",
    "bandedRanges",
    "filterViews",
)
"""Lists of a sheet whose entries lie at a range."""


@dataclass
class Sheet:
    """One sheet. ``parts`` holds what lies on it beside cells, under Google's names."""

    sheet_id: int
    title: str
    grid: Grid = field(default_factory=Grid)
    properties: Json = field(default_factory=dict)
    grid_properties: Json = field(default_factory=dict)
    parts: Json = field(default_factory=dict)

    def part(self, name: str) -> list[Json]:
        """One of the sheet's lists, to read or to add to."""
        found: list[Json] = self.parts.setdefault(name, [])
        return found

    @property
    def hidden(self) -> bool:
        """Whether the sheet's tab is hidden."""
        return bool(self.properties.get("hidden"))

    def to_json(self) -> Json:
        """The sheet as the state file keeps it."""
        return self.__dict__ | {"grid": self.grid.to_json()}

    @classmethod
    def from_json(cls, kept: Json) -> Sheet:
        """The sheet that ``to_json`` kept."""
        return cls(**(kept | {"grid": Grid.from_json(kept["grid"])}))


@dataclass
class Book:
    """A spreadsheet. ``properties`` are Google's but the title, which is the file's name."""

    properties: Json = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    named_ranges: list[Json] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)

    @property
    def locale(self) -> str:
        """The locale that numbers and dates are typed and shown in."""
        return str(self.properties.get("locale", "en_US"))

    @property
    def time_zone(self) -> str:
        """Where the spreadsheet is, by the name of its time zone; empty where none is known."""
        return str(self.properties.get("timeZone", ""))

    def sheet(self, sheet_id: object) -> Sheet:
        """The sheet with an id (absent: 0).

        Raises:
            GoogleRefusal: There is none.
        """
        wanted = int(str(sheet_id or 0))
        for sheet in self.sheets:
            if sheet.sheet_id == wanted:
                return sheet
        raise bad_argument(f"No grid with id: {wanted}")

    def sheet_titled(self, title: str) -> Sheet | None:
        """The sheet with a title; letters' case does not count."""
        lowered = title.casefold()
        return next((one for one in self.sheets if one.title.casefold() == lowered), None)

    def place(self, grid_range: Json) -> tuple[Sheet, Box]:
        """The sheet and the cells of a GridRange."""
        sheet = self.sheet(grid_range.get("sheetId"))
        return sheet, box_of(grid_range, sheet.grid)

    def named_range(self, name: str) -> tuple[Sheet, Box] | None:
        """Where a named range lies."""
        for named in self.named_ranges:
            if named["name"].casefold() == name.casefold():
                return self.place(named["range"])
        return None

    def check_size(self) -> None:
        """Refuse to grow beyond Google's limit of cells."""
        cells = sum(sheet.grid.row_count * sheet.grid.column_count for sheet in self.sheets)
        if cells > CELL_LIMIT:
            raise too_many_cells(CELL_LIMIT)

    def all_metadata(self) -> Iterator[tuple[Json, list[Json], Json]]:
        """Developer metadata wherever it lies: the entry, the list that holds it, its location."""
        for entry in self.metadata:
            yield entry, self.metadata, {"locationType": "SPREADSHEET", "spreadsheet": True}
        for sheet in self.sheets:
            for entry in sheet.parts.get("developerMetadata", []):
                location = {"locationType": "SHEET", "sheetId": sheet.sheet_id}
                yield entry, sheet.parts["developerMetadata"], location
            for dimension, lines in (
                ("ROWS", [row.properties for row in sheet.grid.rows]),
                ("COLUMNS", sheet.grid.columns),
            ):
                yield from _line_metadata(sheet.sheet_id, dimension, lines)

    def to_json(self) -> Json:
        """The spreadsheet as the state file keeps it."""
        return self.__dict__ | {"sheets": [sheet.to_json() for sheet in self.sheets]}

    @classmethod
    def from_json(cls, kept: Json) -> Book:
        """The spreadsheet that ``to_json`` kept."""
        return cls(**(kept | {"sheets": [Sheet.from_json(sheet) for sheet in kept["sheets"]]}))


def _line_metadata(
    sheet_id: int, dimension: str, lines: list[Json]
) -> Iterator[tuple[Json, list[Json], Json]]:
    for index, line in enumerate(lines):
        for entry in line.get("developerMetadata", []):
            place = {"dimension": dimension, "startIndex": index, "endIndex": index + 1}
            yield (
                entry,
                line["developerMetadata"],
                {"locationType": dimension[:-1], "dimensionRange": {"sheetId": sheet_id} | place},
            )
