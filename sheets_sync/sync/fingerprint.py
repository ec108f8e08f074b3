"""One hash of the cells that count: equal for equal content, whatever the file's bytes are."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from campaign.grid import CellValue, Grid


def fingerprint(grids: Iterable[Grid]) -> str:
    """The hash of sheets in order: titles, values, formulas, errors, what is hidden or merged."""
    made = blake2b(digest_size=20)
    for grid in grids:
        made.update(repr(_said(grid)).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _said(grid: Grid) -> tuple[object, ...]:
    lines = ((number, _filled(grid, number, cells)) for number, cells in enumerate(grid.rows))
    rows = [(number, line) for number, line in lines if line]
    return (
        grid.sheet,
        grid.visible,
        rows,
        sorted(grid.hidden_rows & {number for number, _ in rows}),
        sorted(grid.hidden_columns),
        sorted(grid.merges),
        sorted(grid.errors.items()),
        sorted(grid.formulas.items()),
        sorted(grid.typed.items()),
    )


def _filled(grid: Grid, row: int, cells: list[CellValue]) -> list[tuple[object, ...]]:
    """Filled cells with their column, and numbers with the format that gives them a meaning."""
    return [
        (column, value)
        if isinstance(value, str)
        else (column, type(value).__name__, value, grid.number_format(row, column))
        for column, value in enumerate(cells)
        if value not in (None, "")
    ]
