"""A unit's spreadsheet as it is, read in one request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sheets_sync.provision.json_types import Json
from sheets_sync.provision.marks import COLUMN, TAB

FIELDS = (
    "properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,index,hidden,gridProperties),"
    "protectedRanges(protectedRangeId,range,description,warningOnly,editors,unprotectedRanges),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
    "data(startRow,startColumn,rowData(values(userEnteredValue,dataValidation)),"
    "columnMetadata(hiddenByUser,developerMetadata(metadataId,metadataKey,metadataValue))))"
)
"""What is asked of Google."""


@dataclass(slots=True)
class Sheet:
    """One sheet as it is.

    Attributes:
        key: Our mark on it; empty for a stranger's sheet.
        places: Where our columns are now, by key; empty when their marks contradict each other.
        tab_marks: Numbers of our marks on the sheet itself.
        column_marks: Numbers of our marks on columns that contradict each other.
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
    tab_marks: list[int] = field(default_factory=list)
    column_marks: list[int] = field(default_factory=list)
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
    numbers: set[int] = field(default_factory=set)
    """Numbers of all marks on sheets and columns, whoever made them."""


def read_current(answer: Json) -> Current:
    """The answer of ``spreadsheets.get`` with ``FIELDS``, or with less."""
    properties = answer.get("properties", {})
    made = Current(
        properties.get("title", ""),
        properties.get("locale", ""),
        properties.get("timeZone", ""),
        [_sheet(sheet) for sheet in answer.get("sheets", ())],
    )
    made.numbers = {entry.get("metadataId", 0) for entry in _entries(answer)}
    return made


def _entries(answer: Json) -> Iterator[Json]:
    for sheet in answer.get("sheets", ()):
        yield from sheet.get("developerMetadata", ())
        for data in sheet.get("data", ()):
            for column in data.get("columnMetadata", ()):
                yield from column.get("developerMetadata", ())


def _sheet(answer: Json) -> Sheet:
    properties = answer["properties"]
    grid = properties.get("gridProperties", {})
    marks = _marks(answer.get("developerMetadata", ()), TAB)
    made = Sheet(
        next((value for _, value in marks), ""),
        properties.get("sheetId", 0),
        properties["title"],
        properties.get("index", 0),
        properties.get("hidden", False),
        grid.get("rowCount", 0),
        grid.get("columnCount", 0),
        grid.get("frozenRowCount", 0),
        tab_marks=[number for number, _ in marks],
        protections=list(answer.get("protectedRanges", ())),
    )
    for data in answer.get("data", ()):
        _take_data(made, data)
    _take_places(made, answer.get("data", ()))
    return made


def _take_places(sheet: Sheet, grids: Sequence[Json]) -> None:
    """Where the columns are; marks that name one column twice are believed for none."""
    found = [
        (number, key, column)
        for data in grids
        for column, entry in enumerate(data.get("columnMetadata", ()), data.get("startColumn", 0))
        for number, key in _marks(entry.get("developerMetadata", ()), COLUMN)
    ]
    places = {key: column for _, key, column in found}
    if len(places) < len(found):
        sheet.column_marks = [number for number, *_ in found]
    else:
        sheet.places = places


def _take_data(sheet: Sheet, data: Json) -> None:
    top, left = data.get("startRow", 0), data.get("startColumn", 0)
    for column, entry in enumerate(data.get("columnMetadata", ()), left):
        if entry.get("hiddenByUser"):
            sheet.covered.add(column)
    for row, line in enumerate(data.get("rowData", ()), top):
        for column, cell in enumerate(line.get("values", ()), left):
            if cell.get("userEnteredValue"):
                sheet.cells[row, column] = cell["userEnteredValue"]
            if cell.get("dataValidation"):
                sheet.rules[row, column] = cell["dataValidation"]


def _marks(entries: Sequence[Json], key: str) -> list[tuple[int, str]]:
    """Number and value of our marks of one kind."""
    return [
        (entry.get("metadataId", 0), str(entry.get("metadataValue", "")))
        for entry in entries
        if entry["metadataKey"] == key
    ]
