"""The requests that bring the office's cells to what they should say; no other cell is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from campaign.grid import Grid
from campaign.plan.definition import Campaign, Deliverable
from campaign.reading.cell_text import text_of
from campaign.roster.units import Unit
from sheets_sync.office_columns import FEEDBACK, STATUS, TASK
from sheets_sync.provision.drawing import runs, write_cells
from sheets_sync.provision.feedback_tab import (
    DETAIL,
    HEADER,
    ITEM,
    LAST_DAY,
    STANDING,
    owed,
    serial,
)
from sheets_sync.provision.json_types import Json
from sheets_sync.pushback.answers import Answer, UnitAnswer
from sheets_sync.sync.reading import OfficeCells, Written

Cells = dict[tuple[int, int], Json]
"""Values to write, by place."""


def changes(
    answer: UnitAnswer,
    written: Written,
    campaign: Campaign,
    unit: Unit,
    *,
    known: bool,
) -> dict[str, Cells]:
    """Cells to write by sheet title; empty when all is said already.

    Args:
        answer: What the unit is told.
        written: What stood in its spreadsheet when that was last read.
        campaign: The plan.
        unit: Whose it is.
        known: Whether the office's cells are still as ``written`` has them; else all are written.
    """
    found: dict[str, Cells] = {}
    for title, office in written.sheets.items():
        cells = _rows(answer.rows.get(title, {}), office, known=known)
        if cells:
            found[title] = cells
    if written.feedback is not None:
        cells = _feedback(answer, written.feedback, campaign, unit, known=known)
        if cells:
            found[FEEDBACK] = cells
    return found


def _rows(wanted: Mapping[int, Answer], office: OfficeCells, *, known: bool) -> Cells:
    status, task = office.places.get(STATUS.key), office.places.get(TASK.key)
    cells: Cells = {}
    for line in sorted(wanted.keys() | {line for line, _ in office.texts}):
        answer = wanted.get(line, Answer("", ""))
        for column, text in ((status, answer.status), (task, answer.task)):
            if column is None:
                continue
            if not known or text_of(text) != office.texts.get((line, column), ""):
                cells[line, column] = text_cell(text)
    return cells


def _feedback(
    answer: UnitAnswer, grid: Grid, campaign: Campaign, unit: Unit, *, known: bool
) -> Cells:
    cells: Cells = {}
    for row, item in _lines(grid, owed(campaign, unit)):
        told = answer.deliverables.get(item.id)
        if told is None:
            continue
        standing, detail, day = told
        for column, text in ((STANDING, standing), (DETAIL, detail)):
            if not known or _cell(grid, row, column) != text_of(text):
                cells[row, column] = text_cell(text)
        number = serial(day.toordinal())
        if not known or not _says(grid, row, day, number):
            cells[row, LAST_DAY] = {"userEnteredValue": {"numberValue": number}}
    return cells


def _lines(grid: Grid, items: Sequence[Deliverable]) -> list[tuple[int, Deliverable]]:
    """Each deliverable with its row: where its name stands, for somebody may have put in rows."""
    named = {_cell(grid, row, ITEM): row for row in range(len(grid.rows), HEADER, -1)}
    drawn = enumerate(items, HEADER + 1)
    return [(named.get(text_of(item.name), row), item) for row, item in drawn]


def _cell(grid: Grid, row: int, column: int) -> str:
    cells = grid.rows[row] if row < len(grid.rows) else []
    return text_of(cells[column]) if column < len(cells) else ""


def _says(grid: Grid, row: int, day: date, number: float) -> bool:
    """Whether a row tells the last day: as a date, or as its number where values were read."""
    cells = grid.rows[row] if row < len(grid.rows) else []
    value = cells[LAST_DAY] if len(cells) > LAST_DAY else None
    if isinstance(value, datetime):
        return value.date() == day
    return value in (day, number)


def text_cell(text: str) -> Json:
    """A text cell, or an emptied one; never a formula."""
    return {"userEnteredValue": {"stringValue": text}} if text else {"userEnteredValue": {}}


def requests(cells: Mapping[str, Cells], sheets: Mapping[str, int]) -> Iterator[Json]:
    """One ``updateCells`` a run of neighbouring cells.

    Args:
        cells: What to write, by sheet title.
        sheets: Google's number of each sheet, by title.
    """
    for title, found in cells.items():
        for (row, column), run in runs(found):
            yield write_cells(sheets[title], row, column, run, "userEnteredValue")
