"""A unit's own workbook, open in a program, read as the office will read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from addin.buttons.door import Door
from addin.buttons.open_book import OpenBook
from addin.buttons.sheet_cells import SheetCells
from addin.buttons.unit_list import LIST
from addin.workbook.machine import MACHINE
from campaign.errors import UsageError
from campaign.grid import Grid
from campaign.problems import Issue, Weight
from campaign.result.submissions import Standing, Submission
from campaign.vietnamese.text import bare_key

if TYPE_CHECKING:
    from campaign.plan.definition import Campaign
    from campaign.records import SourceRecords
    from campaign.usecases import MainJob

DEFAULT_CAMPAIGN = "q12-cchc-2020"

_UNIT, _CAMPAIGN = "thidua_unit", "thidua_campaign"
_FINE = frozenset({Standing.ON_TIME, Standing.LATE, Standing.NOT_DUE, Standing.UNCERTAIN})


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """What a unit's workbook holds.

    Attributes:
        campaign: The plan it answers.
        unit: The unit's id; empty when it is not clear whose it is.
        name: The unit's name.
        records: Its rows, as the office will have them.
        submissions: Where each deliverable of the unit stands.
    """

    campaign: Campaign
    unit: str
    name: str
    records: SourceRecords
    submissions: list[Submission]

    def problems(self) -> Iterator[Issue]:
        """What somebody in the unit should look at, cell by cell; remarks are left out."""
        found = [*self.records.issues]
        for row in self.records.noted():
            found += row.issues
        return (issue for issue in found if issue.weight is not Weight.NOTE)

    def gaps(self) -> Iterator[Submission]:
        """Deliverables that are missing or incomplete."""
        return (item for item in self.submissions if item.standing not in _FINE)


def read_unit(book: OpenBook, door: Door) -> UnitSheet:
    """Read a unit's workbook.

    Raises:
        UsageError: nothing of it is a table of the campaign, or it is the office's workbook.
    """
    from campaign.intake.reading import ReadSource

    if MACHINE in book.sheets:
        raise _offices(str(book.book.name))
    hints = _hints(book)
    if door.unit:
        hints[_UNIT] = door.unit
    file = str(book.book.name)
    grids = [_grid(file, title, book.cells(title), hints) for title in _titles(book)]
    job = _job(hints.get(_CAMPAIGN, DEFAULT_CAMPAIGN), door)
    records = job.reader.read(ReadSource(file, "", "xlsx", grids, ()))
    if not records.tables:
        raise _no_table(file)
    unit = door.unit or hints.get(_UNIT, "") or records.unit or ""
    submissions = job.check(records, unit)
    known = job.roster.get(unit)
    name = known.name if known is not None and known.in_force(job.day) else ""
    return UnitSheet(job.campaign, unit, name, records, submissions)


def _offices(file: str) -> UsageError:
    """Its tables are everybody's rows: a unit's button would colour them and hand them in."""
    return UsageError(
        f"“{file}” là sổ thi đua của văn phòng, không phải biểu của một đơn vị, nên nút này không "
        "dùng được ở đây; chưa ghi gì. Hãy mở biểu của đơn vị rồi bấm lại."
    )


def _no_table(file: str) -> UsageError:
    return UsageError(
        f"“{file}” không có bảng nào của đợt thi đua, nên không có gì để kiểm tra hay nộp. Hãy "
        "dùng biểu mẫu mà cơ quan tổ chức đã gửi."
    )


def _job(named: str, door: Door) -> MainJob:
    """The campaign now: the door's where a host has it ready, else the one that is named."""
    now = door.clock()
    if door.job is not None:
        return door.job.at(now)
    from campaign.usecases import MainJob

    return MainJob.of(door.campaign or named, now)


def _titles(book: OpenBook) -> list[str]:
    """The sheets that hold the unit's own content."""
    return [title for title in book.sheets if bare_key(title) != bare_key(LIST)]


def _hints(book: OpenBook) -> dict[str, str]:
    """The hidden marks of our own templates, where the program shows names that are texts."""
    if book.remote:
        return {key: str(text) for key, text in book.book.api.get("hints", {}).items()}
    named = book.patience(lambda: {name.name: name.refers_to for name in book.book.names})
    wanted = {_UNIT, _CAMPAIGN} & named.keys()
    return {name: str(named[name]).removeprefix("=").strip('"') for name in wanted}


def _grid(file: str, title: str, cells: SheetCells, hints: dict[str, str]) -> Grid:
    formulas = {place: f"={text}" for place, text in cells.formulas.items()}
    return Grid(file, title, [[*line] for line in cells.rows], formulas=formulas, hints=hints)


def content_hash(book: OpenBook) -> str:
    """SHA-256 of all of a workbook's content but the buttons' own sheet."""
    digest = hashlib.sha256()
    for title in _titles(book):
        cells = book.cells(title)
        rows = [cells.plain_row(row, len(cells.rows[row])) for row in range(cells.height)]
        digest.update(repr((title, rows)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
