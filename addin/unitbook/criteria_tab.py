"""The tab *Tiêu chí*: criteria and indicators to answer, and the declaration of violations.

Every answer is a text cell: Excel would turn ``25/25`` into a date and ``99,5`` into 995.
"""

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
from campaign.unit_tabs.questions import Question, questions
from campaign.unit_tabs.ready_rows import SHARED_ROWS, TypedRow, answered
from campaign.unit_tabs.tabs import Tab

if TYPE_CHECKING:
    from addin.unitbook.growing_sheet import GrowingSheet


def fill_criteria_tab(sheet: GrowingSheet, job: Job, tab: Tab, rows: Sequence[TypedRow]) -> None:
    """Write the whole tab; ``rows`` answer by their ``criterion`` code."""
    asked = questions(job.campaign)
    header = header_of(tab.columns)
    filled = list(answered(asked, rows))
    if tab.shared:
        filled += [{}] * max(SHARED_ROWS - len(filled), 0)
    set_columns(sheet, job.styles, tab)
    put_titles(sheet, job, tab)
    put_header(sheet, job.styles, tab)
    put_rows(sheet, job.styles, tab, header.last + 1, filled)
    _set_rules(sheet, job, tab, asked, (header.last + 1, len(filled)))
    finish_tab(sheet, header, f"{job.campaign.campaign.short_name} – {tab.title}")


def _set_rules(
    sheet: GrowingSheet, job: Job, tab: Tab, asked: Sequence[Question], area: tuple[int, int]
) -> None:
    """Each answer has the help of its question, other columns that of the form."""
    first, count = area
    for position, column in enumerate(tab.columns):
        rule = None if tab.locks(column) else column_rule(column, job.campaign)
        start = first
        if column.key == "answer":
            for start, question in enumerate(asked, first):
                sheet.data_validation(start, position, start, position, validation(question.rule))
            start += 1
        if rule and start < first + count:
            sheet.data_validation(start, position, first + count - 1, position, validation(rule))
