"""*Nhật ký*: earlier lines as they are, and one more; the same run twice is one line."""

from __future__ import annotations

from addin.package import CellOut, Styled
from addin.workbook.account import Account
from addin.workbook.form_rows import Line
from addin.workbook.kept import Cells, SheetState
from addin.workbook.merging import Placement, carried
from campaign.records import Status
from campaign.result import Result

WHO = "Tổng hợp, xét và lập danh sách"
"""What a run does, as the journal says it."""


def journal_lines(
    result: Result, account: Account, orphans: int, placement: Placement, state: SheetState | None
) -> list[Line]:
    """All lines of the journal, in the file's column order."""
    earlier = state.lines if state else []
    lines = [_as_it_was(cells, placement.width) for cells in earlier]
    new = _new(result, account, orphans, len(earlier) + 1)
    if not earlier or not _same(earlier[-1], new, placement):
        made: Line = [None] * placement.width
        for name, value in new.items():
            made[placement.places[name]] = value
        lines.append(made)
    return lines


def _new(result: Result, account: Account, orphans: int, number: int) -> dict[str, CellOut]:
    return {
        "number": number,
        "as_of": result.as_of.replace(microsecond=0),
        "who": WHO,
        "sources": len(result.sources),
        "unread": len(result.unread),
        "rows_in": account.rows_in,
        "accepted": account.total(Status.ACCEPTED),
        "held": account.total(Status.HELD),
        "rejected": account.total(Status.REJECTED),
        "orphans": orphans,
        "inputs": account.inputs,
    }


def _same(cells: Cells, new: dict[str, CellOut], placement: Placement) -> bool:
    """Whether the last line says what the new one would, their numbers apart."""
    return all(
        (cell := cells.get(placement.places[name])) is not None and cell.value == value
        for name, value in new.items()
        if name != "number"
    )


def _as_it_was(cells: Cells, width: int) -> Line:
    made: Line = [Styled(None, 0)] * width
    for column, cell in cells.items():
        made[column] = carried(cell, 0, 0)
    return made
