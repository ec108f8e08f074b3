"""Cells of a Google Sheet that a formula elsewhere fills: whoever reads them gets plain values.

Typed back in, such a value would stand in the formula's way, which then shows ``#REF!``. A column
that may hold some is left alone; where its cells would have to move, the press is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from addin.buttons.changes import Change
from addin.buttons.sheet_cells import Place, SheetCells
from campaign.errors import UsageError
from campaign.grid import address

_FUNCTIONS = (
    *("ARRAYFORMULA", "ARRAY_CONSTRAIN", "FILTER", "SORT", "SORTN", "UNIQUE", "QUERY", "FLATTEN"),
    *("IMPORTRANGE", "IMPORTDATA", "IMPORTHTML", "IMPORTXML", "IMPORTFEED", "GOOGLEFINANCE"),
    *("SEQUENCE", "RANDARRAY", "SPLIT", "TRANSPOSE", "MAP", "BYROW", "BYCOL", "SCAN", "MAKEARRAY"),
    *("VSTACK", "HSTACK", "TOCOL", "TOROW", "WRAPROWS", "WRAPCOLS", "CHOOSEROWS", "CHOOSECOLS"),
    *("LET", "FREQUENCY", "LINEST", "TREND", "GROWTH", "MMULT", "REGEXEXTRACT"),
)
"""Functions of Google Sheets whose result may be several cells."""

_SPREADS = re.compile(rf"^\{{|(?<![\w.])(?:{'|'.join(_FUNCTIONS)})\(", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def spread(cells: SheetCells, ours: Collection[int]) -> dict[int, Place]:
    """Columns that a formula of somebody's may fill, each with the place of that formula.

    Args:
        cells: The sheet.
        ours: Columns that we fill ourselves; nobody's formula can reach over them.
    """
    filled = _last_values(cells)
    found: dict[int, Place] = {}
    for place in sorted(cells.formulas):
        row, column = place
        if column in ours or not _SPREADS.search(_QUOTED.sub("", cells.formulas[place])):
            continue
        reached = [column, *_right_of(row, column, filled, ours)]
        if len(reached) > 1 or filled.get(column, -1) > row:
            for one in reached:
                found.setdefault(one, place)
    return found


def _right_of(
    row: int, column: int, filled: dict[int, int], ours: Collection[int]
) -> Iterator[int]:
    """Columns beside a formula that hold values from its row on."""
    column += 1
    while column not in ours and filled.get(column, -1) >= row:
        yield column
        column += 1


def _last_values(cells: SheetCells) -> dict[int, int]:
    """The last row of each column that holds a value and no formula."""
    return {
        column: row
        for row, line in enumerate(cells.rows)
        for column, value in enumerate(line)
        if value is not None and (row, column) not in cells.formulas
    }


def refuse_frozen(change: Change, found: dict[int, Place]) -> None:
    """Refuse a change of cells that a formula may fill.

    Raises:
        UsageError: there is such a cell; nothing may be written then.
    """
    for cell in change.cells:
        place = found.get(cell.column)
        if place is not None and cell.row >= place[0]:
            raise UsageError(
                f"Trang “{change.draft.title}”, ô {address(*place)} có công thức trải ra nhiều ô. "
                "Lần bấm này phải dời các dòng có ô ấy, mà Google chỉ cho biết giá trị của những ô "
                "được trải ra: ghi lại thì chúng thành chữ và số chết, công thức báo #REF!. Vì vậy "
                "chưa ghi gì. Hãy thay bằng công thức riêng ở từng dòng, hoặc dời công thức sang "
                "một trang của bạn, rồi bấm lại."
            )
