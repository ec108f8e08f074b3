"""A tab that a unit fills row by row: sixty ready rows, each with an id of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from addin.unitbook.entry_rules import column_rule
from addin.unitbook.headings import header_of, put_header, put_titles
from addin.unitbook.page import finish_tab
from addin.unitbook.styles import Job
from addin.unitbook.table_cells import TypedRow, put_rows, set_columns
from addin.unitbook.tabs import Tab

if TYPE_CHECKING:
    from addin.unitbook.growing_sheet import GrowingSheet

READY_ROWS = 60
SPARE_ROWS = 10
"""Empty rows kept below rows that were given."""

CHECKED_ROWS = 1000
"""Rows that prompts and checks reach, for a unit that goes on below the ready ones."""


def fill_data_tab(sheet: GrowingSheet, job: Job, tab: Tab, rows: Sequence[TypedRow]) -> None:
    """Write the whole tab."""
    header = header_of(tab.columns)
    count = max(READY_ROWS, len(rows) + SPARE_ROWS)
    set_columns(sheet, job.styles, tab)
    put_titles(sheet, job, tab)
    put_header(sheet, job.styles, tab)
    put_rows(sheet, job.styles, tab, header.last + 1, with_ids(tab, rows, count))
    _set_rules(sheet, job, tab, header.last + 1)
    sheet.autofilter(header.last, 0, header.last + count, len(tab.columns) - 1)
    finish_tab(sheet, header, f"{job.campaign.campaign.short_name} – {tab.title}")


def with_ids(tab: Tab, rows: Sequence[TypedRow], count: int) -> Iterator[TypedRow]:
    """``count`` rows: the given ones first, every row with an id that no other has."""
    used = {str(row["row_id"]) for row in rows if row.get("row_id")}
    numbers = (f"{tab.code}-{number:04d}" for number in range(1, count + len(used) + 1))
    free = (row_id for row_id in numbers if row_id not in used)
    for index in range(count):
        row = rows[index] if index < len(rows) else {}
        yield row if row.get("row_id") else {**row, "row_id": next(free)}


def _set_rules(sheet: GrowingSheet, job: Job, tab: Tab, first: int) -> None:
    """Prompts, lists and checks of every column a unit fills."""
    for position, column in enumerate(tab.columns):
        rule = None if tab.locks(column) else column_rule(column, job.campaign)
        if rule:
            sheet.data_validation(first, position, first + CHECKED_ROWS - 1, position, rule)
