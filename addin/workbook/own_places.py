"""Where the office's own cells stand once their tables are written anew.

What is wrong with them is told by the cell in which it was read; rows of a table move in a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from addin.package.ranges import area
from addin.workbook.fields import Sheet
from addin.workbook.flag_rows import Place
from addin.workbook.job import Job
from addin.workbook.merging import leftover_of
from addin.workbook.office_book import OfficeBook
from addin.workbook.placing import placement_of
from campaign.grid import address
from campaign.problems import Issue

IdsOf = Callable[[Sheet], tuple[Sequence[str], int]]
"""Ids of a table's lines as they will be written, and how many lines of no data follow them."""


def row_ids(book: OfficeBook | None, issues: Iterable[Issue]) -> dict[Place, str]:
    """Row id beside each cell of our tables that an issue names."""
    found: dict[Place, str] = {}
    for issue in issues:
        state = book.sheets.get(issue.sheet) if book else None
        where = area(issue.cell)
        if state is None or where is None:
            continue
        for row_id, row in state.rows.items():
            if row.line == where.top:
                found[issue.sheet, issue.cell] = row_id
    return found


def cells_now(job: Job, ids: Mapping[Place, str], ids_of: IdsOf) -> dict[Place, str]:
    """The same cells where they will stand: only those of tables that this job writes."""
    made: dict[Place, str] = {}
    titles = {title for title, _ in ids}
    for sheet in job.layout.sheets:
        if sheet.title not in titles or sheet.title in job.splits or not job.wanted(sheet):
            continue
        lines = _lines(job, sheet, ids_of)
        for (title, cell), row_id in ids.items():
            where = area(cell)
            if title == sheet.title and where is not None and row_id in lines:
                made[title, cell] = address(lines[row_id], where.left)
    return made


def _lines(job: Job, sheet: Sheet, ids_of: IdsOf) -> dict[str, int]:
    """Row (from 0) of each row id, those in the block of orphans included."""
    first = placement_of(sheet, job.state(sheet)).first
    ids, after = ids_of(sheet)
    lines = {row_id: first + number for number, row_id in enumerate(ids) if row_id}
    block = first + len(ids) + after + 2
    gone = (row_id for row_id in leftover_of(job.book, sheet).orphans() if row_id not in lines)
    return lines | {row_id: block + number for number, row_id in enumerate([*gone])}
