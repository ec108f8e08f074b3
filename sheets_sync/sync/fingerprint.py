"""One hash of the cells that count: equal for equal content, whatever the file's bytes are."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from hashlib import blake2b
from itertools import zip_longest
from typing import Any

from campaign.grid import CellValue, Grid, means_by_format

_PLAIN = frozenset({str, bool, type(None)})
"""Types whose values say by themselves all that they mean."""
_BY_VALUE = 2
"""The format in which equal values have equal bytes; later ones point back at the same objects."""


def fingerprint(grids: Iterable[Grid]) -> str:
    """The hash of sheets in order: titles, values, formulas, errors, layout, comments.

    Columns are written out whole: blank cells are empty text in every grid that a sync reads.
    """
    made = blake2b(digest_size=20)
    for grid in grids:
        made.update(marshal.dumps(_said(grid), _BY_VALUE))
    return made.hexdigest()


def _said(grid: Grid) -> tuple[Any, ...]:
    return (
        grid.sheet,
        grid.visible,
        len(grid.rows),
        [_column(grid, *column) for column in enumerate(zip_longest(*grid.rows, fillvalue=""))],
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


def _column(grid: Grid, column: int, cells: tuple[CellValue, ...]) -> object:
    """The cells of a column: mostly as they are, else each by its type and value.

    To numbers, and to days that may stand for their month, belong the formats that tell more.
    """
    if _PLAIN.issuperset(map(type, cells)):
        return cells
    asked = (row for row, value in enumerate(cells) if means_by_format(value))
    return [*map(repr, cells)], [grid.number_format(row, column) for row in asked]
