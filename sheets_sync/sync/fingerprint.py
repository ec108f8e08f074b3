"""One hash of the cells that count: equal for equal content, whatever the file's bytes are."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from campaign.grid import CellValue, Grid

_NUMBERS = frozenset({int, float})
_PLAIN = frozenset({str, bool, type(None)})
"""Types whose values say by themselves all that they mean."""
_BY_VALUE = 2
"""The format in which equal values have equal bytes; later ones point back at the same objects."""


def fingerprint(grids: Iterable[Grid]) -> str:
    """The hash of sheets in order: titles, values, formulas, errors, layout, comments.

    Rows are written out whole: blank cells are empty text in every grid that a sync reads.
    """
    made = blake2b(digest_size=20)
    for grid in grids:
        made.update(marshal.dumps(_said(grid), _BY_VALUE))
    return made.hexdigest()


def _said(grid: Grid) -> tuple[Any, ...]:
    return (
        grid.sheet,
        grid.visible,
        _rows(grid),
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


def _rows(grid: Grid) -> list[list[object]]:
    """The cells: numbers with the format that gives them a meaning, days and times by name."""
    return [
        list(cells)
        if _PLAIN.issuperset(map(type, cells))
        else [
            value if value.__class__ in _PLAIN else _shown(grid, row, column, value)
            for column, value in enumerate(cells)
        ]
        for row, cells in enumerate(grid.rows)
    ]


def _shown(grid: Grid, row: int, column: int, value: CellValue) -> tuple[object, str]:
    if value.__class__ in _NUMBERS:
        return value, grid.number_format(row, column)
    return value.__class__.__name__, str(value)
