"""One identity number beside several names: it can be right for one of them only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from campaign.problems import Problem, Weight
from campaign.reading.mending import WHERE
from campaign.records import Row, SourceRecords
from campaign.vietnamese.names import plain_name

_COLUMN = "identity"


def mark_shared_identities(out: SourceRecords, rows: Sequence[Row]) -> None:
    """Hold the proposals of one table that give one number to people of different names.

    Args:
        out: The source, for the places of its cells.
        rows: Rows of the table.
    """
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if number := row.text(_COLUMN):
            owners[number].append(row)
    for number, alike in owners.items():
        if len({plain_name(row.text("name")) for row in alike}) > 1:
            for row in alike:
                other = next(
                    one
                    for one in alike
                    if plain_name(one.text("name")) != plain_name(row.text("name"))
                )
                sheet = out.tables[row.table].sheet
                problem = _shared(out.cell(other, _COLUMN))
                row.mark(problem.at(out.name, sheet, out.cell(row, _COLUMN), _COLUMN, number))


def _shared(cell: str) -> Problem:
    message = (
        f"Số định danh này cũng ghi ở ô {cell} cho người khác tên. Đề nghị kiểm tra, ghi số "
        f"đúng: {WHERE}."
    )
    return Problem("identity_shared", Weight.HOLD, message)
