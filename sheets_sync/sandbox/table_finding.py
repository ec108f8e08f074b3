"""Where ``values.append`` finds the table that it appends to."""

from __future__ import annotations

from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box


def table_in(sheet: Sheet, box: Box) -> Box | None:
    """The last table in a range: the block of filled cells around its last filled cell.

    A block grows as long as a filled cell touches it, also at a corner; empty rows and columns end
    it. That is why two filled cells with a gap between them are two tables.
    """
    filled = {
        (row, column)
        for row, column, cell in sheet.grid.cells_in(sheet.grid.everything())
        if "userEnteredValue" in cell
    }
    inside = [
        (row, column)
        for row, column in filled
        if box.top <= row < box.bottom and box.left <= column < box.right
    ]
    return _block(max(inside), filled) if inside else None


def _block(start: tuple[int, int], filled: set[tuple[int, int]]) -> Box:
    seen, waiting = {start}, [start]
    while waiting:
        row, column = waiting.pop()
        for down in (-1, 0, 1):
            for across in (-1, 0, 1):
                near = (row + down, column + across)
                if near in filled and near not in seen:
                    seen.add(near)
                    waiting.append(near)
    rows = [row for row, _ in seen]
    columns = [column for _, column in seen]
    return Box(min(rows), max(rows) + 1, min(columns), max(columns) + 1)
