"""A tab that a unit fills row by row: sixty ready rows, each with an id of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from addin.unitbook.headings import put_header, put_titles
from addin.unitbook.page import finish_tab
from addin.unitbook.styles import Job
from addin.unitbook.table_cells import put_rows, set_columns
from addin.unitbook.validations import validation
from campaign.unit_tabs.entry_rules import column_rule
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.ready_rows import (
    CHECKED_ROWS,
    READY_ROWS,
    SPARE_ROWS,
    TypedRow,
    with_ids,
)
from campaign.unit_tabs.tabs import Tab

if TYPE_CHECKING:
    from addin.unitbook.growing_sheet import GrowingSheet


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


def _set_rules(sheet: GrowingSheet, job: Job, tab: Tab, first: int) -> None:
    """Prompts, lists and checks of every column a unit fills."""
    for position, column in enumerate(tab.columns):
        rule = None if tab.locks(column) else column_rule(column, job.campaign)
        if rule:
            sheet.data_validation(
                first, position, first + CHECKED_ROWS - 1, position, validation(rule)
            )
