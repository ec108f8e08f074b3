"""A unit's spreadsheet as it is, read in one request."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheets_sync.provision.json_types import Json
from sheets_sync.provision.marks import COLUMN, TAB

FIELDS = (
    "properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,index,hidden,gridProperties),"
    "protectedRanges(protectedRangeId,range,description,warningOnly,editors,unprotectedRanges),"
    "developerMetadata(metadataKey,metadataValue),"
    "data(startRow,startColumn,rowData(values(userEnteredValue,dataValidation)),"
    "columnMetadata(hiddenByUser,developerMetadata(metadataKey,metadataValue))))"
)
"""What is asked of Google."""


@dataclass(slots=True)
class Sheet:
    """One sheet as it is.

    Attributes:
        key: Our mark on it; empty for a stranger's sheet.
        places: Where our columns are now, by key.
        cells: What was entered, by place; empty cells are absent.
        rules: Checks by place.
    """

    key: str
    sheet_id: int
    title: str
    index: int
    hidden: bool
    rows: int
    columns: int
    frozen: int
    places: dict[str, int] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    cells: dict[tuple[int, int], Json] = field(default_factory=dict)
    rules: dict[tuple[int, int], Json] = field(default_factory=dict)
    protections: list[Json] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        """A cell's text; empty for anything else."""
        return str(self.cells.get((row, column), {}).get("stringValue", ""))


@dataclass(slots=True)
class Current:
    """A spreadsheet as it is."""

    title: str
    locale: str
    time_zone: str
    sheets: list[Sheet]

    def sheet(self, key: str, sheet_id: int, title: str) -> Sheet | None:
        """Our sheet: by its mark, else by its number, else an unmarked one by its title."""
        for found in self.sheets:
            if found.key == key:
                return found
        for found in self.sheets:
            if not found.key and (found.sheet_id == sheet_id or found.title == title):
                return found
        return None


def read_current(answer: Json) -> Current:
    """The answer of ``spreadsheets.get`` with ``FIELDS``."""
    properties = answer.get("properties", {})
    return Current(
        properties.get("title", ""),
        properties.get("locale", ""),
        properties.get("timeZone", ""),
        [_sheet(sheet) for sheet in answer.get("sheets", ())],
    )


def _sheet(answer: Json) -> Sheet:
    properties = answer["properties"]
    grid = properties.get("gridProperties", {})
    made = Sheet(
        _mark(answer.get("developerMetadata", ()), TAB),
        properties.get("sheetId", 0),
        properties["title"],
        properties.get("index", 0),
        properties.get("hidden", False),
        grid.get("rowCount", 0),
        grid.get("columnCount", 0),
        grid.get("frozenRowCount", 0),
        protections=list(answer.get("protectedRanges", ())),
    )
    for data in answer.get("data", ()):
        _take_data(made, data)
    return made


def _take_data(sheet: Sheet, data: Json) -> None:
    top, left = data.get("startRow", 0), data.get("startColumn", 0)
    for column, entry in enumerate(data.get("columnMetadata", ()), left):
        key = _mark(entry.get("developerMetadata", ()), COLUMN)
        if key:
            sheet.places.setdefault(key, column)
        if entry.get("hiddenByUser"):
            sheet.covered.add(column)
    for row, line in enumerate(data.get("rowData", ()), top):
        for column, cell in enumerate(line.get("values", ()), left):
            if cell.get("userEnteredValue"):
                sheet.cells[row, column] = cell["userEnteredValue"]
            if cell.get("dataValidation"):
                sheet.rules[row, column] = cell["dataValidation"]


def _mark(entries: list[Json], key: str) -> str:
    found = (entry.get("metadataValue", "") for entry in entries if entry["metadataKey"] == key)
    return str(next(found, ""))
