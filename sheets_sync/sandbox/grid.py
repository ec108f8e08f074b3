"""The cells of one sheet: sparse, and cheap to insert into, delete from and move within."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.json_types import Json

TEXT_LIMIT = 50_000
"""Characters a cell may hold."""

Cell = Json
"""What was entered into a cell: the writable part of Google's CellData."""


@dataclass
class Row:
    """A row's cells by column, and the row's own properties (hidden, height, metadata)."""

    cells: dict[int, Cell] = field(default_factory=dict)
    properties: Json = field(default_factory=dict)


@dataclass
class Grid:
    """A sheet's cells; rows and columns without content or properties are not kept."""

    row_count: int = 1000
    column_count: int = 26
    rows: list[Row] = field(default_factory=list)
    columns: list[Json] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell, where something was entered."""
        return self.rows[row].cells.get(column) if row < len(self.rows) else None

    def edit(self, row: int, column: int) -> Cell:
        """The cell to write to."""
        return self.row(row).cells.setdefault(column, {})

    def drop_if_empty(self, row: int, column: int) -> None:
        """Forget a cell that holds nothing any more."""
        cells = self.rows[row].cells
        if not cells.get(column, True):
            del cells[column]

    def row(self, index: int) -> Row:
        """The row to write to."""
        while len(self.rows) <= index:
            self.rows.append(Row())
        return self.rows[index]

    def column(self, index: int) -> Json:
        """The column's properties to write to."""
        while len(self.columns) <= index:
            self.columns.append({})
        return self.columns[index]

    def properties(self, dimension: str, index: int) -> Json:
        """The properties of a row or column, to read."""
        if dimension == "ROWS":
            return self.rows[index].properties if index < len(self.rows) else {}
        return self.columns[index] if index < len(self.columns) else {}

    def editable_properties(self, dimension: str, index: int) -> Json:
        """The properties of a row or column, to write to."""
        return self.row(index).properties if dimension == "ROWS" else self.column(index)

    def count(self, dimension: str) -> int:
        """How many rows or columns."""
        return self.row_count if dimension == "ROWS" else self.column_count

    def take(self, row: int, box: Box) -> dict[int, Cell]:
        """Cut the cells of a row that lie between a box's columns, by column."""
        cells = self.row(row).cells
        return {
            column: cells.pop(column) for column in list(cells) if box.left <= column < box.right
        }

    def cells_in(self, box: Box) -> Iterator[tuple[int, int, Cell]]:
        """The cells of a box that hold something: row, column, cell, in reading order."""
        for number in range(box.top, min(box.bottom, len(self.rows))):
            cells = self.rows[number].cells
            for column in sorted(cells):
                if box.left <= column < box.right:
                    yield number, column, cells[column]

    def everything(self) -> Box:
        """All cells of the sheet."""
        return Box(0, self.row_count, 0, self.column_count)

    def resize(self, rows: int, columns: int) -> None:
        """Grow, or cut off what lies beyond."""
        self.row_count, self.column_count = rows, columns
        del self.rows[rows:]
        del self.columns[columns:]
        for row in self.rows:
            for column in [column for column in row.cells if column >= columns]:
                del row.cells[column]

    def insert(self, dimension: str, start: int, count: int) -> None:
        """Insert empty rows or columns before ``start``."""
        if dimension == "ROWS":
            self.row_count += count
            if start < len(self.rows):
                self.rows[start:start] = [Row() for _ in range(count)]
            return
        self.column_count += count
        if start < len(self.columns):
            self.columns[start:start] = [{} for _ in range(count)]
        self._renumber(lambda column: column + count if column >= start else column)

    def delete(self, dimension: str, start: int, end: int) -> None:
        """Delete rows or columns with what they hold."""
        if dimension == "ROWS":
            self.row_count -= end - start
            del self.rows[start:end]
            return
        self.column_count -= end - start
        del self.columns[start:end]
        for row in self.rows:
            for column in [column for column in row.cells if start <= column < end]:
                del row.cells[column]
        self._renumber(lambda column: column - (end - start) if column >= end else column)

    def move(self, dimension: str, start: int, end: int, to: int) -> None:
        """Move rows or columns before ``to`` (counted before the move)."""
        if dimension == "ROWS":
            self.row(max(end, to) - 1)
            block = self.rows[start:end]
            del self.rows[start:end]
            at = to if to <= start else to - len(block)
            self.rows[at:at] = block
            return
        self.column(max(end, to) - 1)
        places = moved_places(start, end, to)
        columns = list(self.columns)
        for old, new in places.items():
            self.columns[new] = columns[old]
        self._renumber(lambda column: places.get(column, column))

    def _renumber(self, new: Callable[[int], int]) -> None:
        for row in self.rows:
            if row.cells:
                row.cells = {new(column): cell for column, cell in row.cells.items()}

    def to_json(self) -> Json:
        """The grid as the state file keeps it."""
        return {
            "rowCount": self.row_count,
            "columnCount": self.column_count,
            "rows": [[list(row.cells.items()), row.properties] for row in self.rows],
            "columns": self.columns,
        }

    @classmethod
    def from_json(cls, kept: Json) -> Grid:
        """The grid that ``to_json`` kept."""
        rows = [Row(dict(map(tuple, cells)), properties) for cells, properties in kept["rows"]]
        return cls(kept["rowCount"], kept["columnCount"], rows, kept["columns"])


def moved_places(start: int, end: int, to: int) -> dict[int, int]:
    """Where each index of a moved block, and of what it jumps over, comes to lie."""
    size = end - start
    if to > end:
        jumped = {old: old - size for old in range(end, to)}
        return jumped | {old: old + (to - end) for old in range(start, end)}
    jumped = {old: old + size for old in range(to, start)}
    return jumped | {old: old - (start - to) for old in range(start, end)}
