"""Turns one sheet of an undo entry into the draft that puts it back."""

from __future__ import annotations

from dataclasses import dataclass, field

from addin.buttons.cell_values import FORMULA, plain, result_of
from addin.buttons.changes import Changed
from addin.buttons.drafts import Draft
from addin.buttons.open_book import OpenBook
from addin.buttons.putting import restored
from addin.buttons.sheet_cells import SheetCells
from addin.buttons.undo_log import UndoSheet, order_of
from addin.package import CellOut, Formula, Styled
from campaign.grid import address

_FEW = 50
"""Cells that may differ without a suspicion that rows were moved."""


@dataclass(slots=True)
class Back:
    """How a sheet is put back.

    Attributes:
        draft: What is written.
        kept: Addresses of cells that somebody changed since the press.
        moved: Whether rows were moved since, so that nothing is put back.
    """

    draft: Draft
    kept: list[str] = field(default_factory=list)
    moved: bool = False


def draft_back(sheet: UndoSheet, book: OpenBook) -> Back:
    """Plan how to put a sheet back: cells that somebody changed since stay as they are."""
    now = book.cells(sheet.title)
    same: list[Changed] = []
    others: list[Changed] = []
    for cell in sheet.cells:
        (same if _untouched(cell, now, book) else others).append(cell)
    back = Back(Draft(sheet.title), [address(cell.row, cell.column) for cell in others])
    if _moved(sheet, now) or len(others) > max(_FEW, len(sheet.cells) // 2):
        back.moved = True
        return back
    _fill(back.draft, sheet, now, same)
    return back


def _moved(sheet: UndoSheet, now: SheetCells) -> bool:
    """Whether rows were sorted, inserted or deleted since the press."""
    if sheet.ids < 0:
        return False
    ids = [plain(now.cell(row, sheet.ids).value) for row in range(sheet.first, now.height)]
    return order_of(ids) != sheet.order


def _untouched(cell: Changed, now: SheetCells, book: OpenBook) -> bool:
    """Whether a cell still holds what the press put there, or already what stood there before."""
    found = now.cell(cell.row, cell.column)
    current = plain(found.value) if found.formula is None else FORMULA + found.formula
    if current in (cell.after, plain(cell.before)):
        return True
    hidden = isinstance(cell.after, str) and cell.after.startswith(FORMULA)
    return hidden and not book.knows_formulas


def _fill(draft: Draft, sheet: UndoSheet, now: SheetCells, cells: list[Changed]) -> None:
    """Put the sheet's rows together: as they are now, with the old cells in their places."""
    above = [cell for cell in cells if sheet.first < 0 or cell.row < sheet.first]
    draft.cells = {(cell.row, cell.column): _old(cell, now) for cell in above}
    if sheet.first < 0:
        return
    put = {(cell.row, cell.column): _old(cell, now) for cell in cells if cell.row >= sheet.first}
    draft.first = sheet.first
    # Who typed beside the table since keeps it.
    width = max([sheet.width, *map(len, now.rows[sheet.first :])])
    draft.styles = [0] * width
    last = max(sheet.was, _last_kept(now, put, sheet))
    for row in range(sheet.first, last):
        draft.rows.append(
            [
                put[row, column] if (row, column) in put else _current(now, row, column)
                for column in range(width)
            ]
        )
    draft.heights = sheet.heights


def _last_kept(
    now: SheetCells, put: dict[tuple[int, int], CellOut | Styled], sheet: UndoSheet
) -> int:
    """First row below everything that somebody put under the rows that go."""
    for row in range(now.height - 1, sheet.was - 1, -1):
        line = now.rows[row]
        if any(value is not None and (row, column) not in put for column, value in enumerate(line)):
            return row + 1
    return 0


def _old(cell: Changed, now: SheetCells) -> CellOut | Styled:
    value = restored(cell)
    return value if now.styles is None else Styled(value, max(cell.style, 0))


def _current(now: SheetCells, row: int, column: int) -> CellOut | Styled:
    cell = now.cell(row, column)
    value: CellOut = cell.value
    if cell.formula is not None:
        stored = result_of(cell.value)
        value = Formula(cell.formula, stored if isinstance(stored, (str, int, float)) else None)
    return value if now.styles is None else Styled(value, cell.style)
