"""*Nhật ký*: earlier lines as they are, and one more; the same run twice is one line."""

from __future__ import annotations

from collections.abc import Mapping

from addin.package import CellOut, Styled
from addin.workbook.account import Account
from addin.workbook.form_rows import Line
from addin.workbook.kept import Cells, SheetState
from addin.workbook.merging import Placement, carried
from campaign.records import Status
from campaign.result.whole import Result

WHO = "Tổng hợp, xét và lập danh sách"
"""What a run does, as the journal says it."""


def journal_lines(
    result: Result, account: Account, orphans: int, placement: Placement, state: SheetState | None
) -> list[Line]:
    """All lines of the journal, in the file's column order."""
    earlier = state.lines if state else []
    new = run_facts(result, account, orphans) | {"number": len(earlier) + 1}
    if earlier and _same(earlier[-1], new, placement):
        return [_as_it_was(cells, placement.width) for cells in earlier]
    return lines_with(new, placement, state)


def lines_with(
    new: Mapping[str, CellOut], placement: Placement, state: SheetState | None
) -> list[Line]:
    """Earlier lines as they are, and one that says ``new`` by column key."""
    earlier = state.lines if state else []
    lines = [_as_it_was(cells, placement.width) for cells in earlier]
    made: Line = [None] * placement.width
    for name, value in new.items():
        made[placement.places[name]] = value
    return [*lines, made]


def run_facts(result: Result, account: Account, orphans: int) -> dict[str, CellOut]:
    """What a line says of a run."""
    return {
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
