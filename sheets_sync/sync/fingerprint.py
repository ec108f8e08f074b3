"""One hash of the cells that count: equal for equal content, whatever the file's bytes are."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from campaign.grid import Grid

_NUMBERS = frozenset({int, float})


def fingerprint(grids: Iterable[Grid]) -> str:
    """The hash of sheets in order: titles, values, formulas, errors, layout, comments.

    Rows are written out whole: blank cells are empty text in every grid that a sync reads.
    """
    made = blake2b(digest_size=20)
    for grid in grids:
        made.update(repr(_said(grid)).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _said(grid: Grid) -> tuple[object, ...]:
    return (
        grid.sheet,
        grid.visible,
        grid.rows,
        _formats(grid),
        sorted(row for row in grid.hidden_rows if _is_filled(grid, row)),
        sorted(grid.hidden_columns),
        sorted(grid.merges),
        sorted(grid.errors.items()),
        sorted(grid.formulas.items()),
        sorted(grid.typed.items()),
        sorted(grid.struck),
        sorted(grid.notes.items()),
    )


def _is_filled(grid: Grid, row: int) -> bool:
    return row < len(grid.rows) and any(value not in (None, "") for value in grid.rows[row])


def _formats(grid: Grid) -> list[str]:
    """The formats that give the numbers a meaning, in the order of the numbers."""
    return [
        grid.number_format(row, column)
        for row, cells in enumerate(grid.rows)
        if not _NUMBERS.isdisjoint(map(type, cells))
        for column, value in enumerate(cells)
        if type(value) in _NUMBERS
    ]
