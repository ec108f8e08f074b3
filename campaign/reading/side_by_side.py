"""Tables that stand beside each other in one sheet: each is read in a part of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from campaign.columns import MAIN
from campaign.grid import CellValue, Grid
from campaign.plan.definition import Form
from campaign.reading.cell_text import text_of
from campaign.reading.header_block import texts_of_row
from campaign.reading.headers import meaning
from campaign.reading.tables import Found, find_tables

_MOST = 8
"""Parts split off a sheet, and borders tried for each: a sheet may be 16,384 columns wide."""


def tables_of(grid: Grid, tabs: Mapping[str, Form]) -> list[tuple[Grid, Found]]:
    """Every table of a sheet with the part of the sheet it is read in: mostly the sheet itself.

    Cells keep their places. A part to the right has nothing of what stands left of it but the
    headings above; the part to the left has all the rest of the sheet.

    Args:
        grid: The sheet.
        tabs: As for ``find_tables``.
    """
    out: list[tuple[Grid, Found]] = []
    waiting, splits = [grid], 0
    while waiting:
        part = waiting.pop(0)
        tables = find_tables(part, dict(tabs))
        halves = _split(part, tables, tabs) if splits < _MOST else ()
        if halves:
            waiting[:0] = halves
            splits += 1
        else:
            out += [(part, found) for found in tables]
    return out


def _split(grid: Grid, tables: Sequence[Found], tabs: Mapping[str, Form]) -> tuple[Grid, ...]:
    """The parts left and right of the first border between two tables; none where none is.

    Each side must tell what its rows are about, in columns that are not both of one table.
    """
    for found in tables:
        for column in islice(_borders(grid, found), _MOST):
            left, right = _left(grid, found, column), _right(grid, found, column)
            mains = {_main_at(part, found.top, tabs) for part in (left, right)}
            if None not in mains and not mains <= set(found.places.values()):
                return left, right
    return ()


def _borders(grid: Grid, found: Found) -> Iterator[int]:
    """Columns at which another table may begin: numbered again, or behind an empty column."""
    texts = texts_of_row(grid, found.top)
    first = min(found.places.values())
    numbered = found.places.get("order")
    for column in sorted(texts):
        if column <= first + 1:
            continue
        again = numbered is not None and "order" in meaning(texts[column]).values()
        if again or (column - 1 not in texts and _is_empty(grid, found, column - 1)):
            yield column


def _is_empty(grid: Grid, found: Found, column: int) -> bool:
    """Whether a column has nothing in header and lines, and no merged cell reaches into it."""
    if any(
        top < found.end and bottom >= found.top and left <= column <= right
        for top, left, bottom, right in grid.merges
    ):
        return False
    lines = grid.rows[found.top : found.end]
    return all(column >= len(cells) or not text_of(cells[column]) for cells in lines)


def _main_at(part: Grid, top: int, tabs: Mapping[str, Form]) -> int | None:
    """The column that says what the rows of the table beginning in a row are about, if it has."""
    for found in find_tables(part, dict(tabs)):
        if found.top == top:
            return found.places.get(MAIN[found.form])
    return None


def _left(grid: Grid, found: Found, column: int) -> Grid:
    rows = [
        cells[:column] if found.top <= number < found.end else cells
        for number, cells in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows)


def _right(grid: Grid, found: Found, column: int) -> Grid:
    headings = {row for heading in (found.heading, *found.inherited) for row, *_ in heading}
    before: list[CellValue] = [None] * column
    rows = [
        [*before, *cells[column:]]
        if found.top <= number < found.end
        else (cells if number in headings else [])
        for number, cells in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows)
