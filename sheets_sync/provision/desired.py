"""What a unit's spreadsheet should be: the specification of the unit's tabs, drawn for Google."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.columns import Column, Owner
from campaign.plan.definition import Campaign, Form
from campaign.roster.units import Unit
from campaign.unit_tabs.entry_rules import column_prompt, column_rule
from campaign.unit_tabs.headings import (
    CENTRED_FROM,
    header_cells,
    header_of,
    reporter_lines,
    title_lines,
)
from campaign.unit_tabs.questions import Question, questions
from campaign.unit_tabs.ready_rows import READY_ROWS, answered, with_ids
from campaign.unit_tabs.tabs import Tab, tabs_of
from campaign.unit_tabs.widths import fitted
from sheets_sync.office_columns import OFFICE_COLUMNS
from sheets_sync.provision.draft import Draft, DraftColumn
from sheets_sync.provision.feedback_tab import feedback_draft
from sheets_sync.provision.guide_sheet import guide_draft
from sheets_sync.provision.json_types import Json, text_cell
from sheets_sync.provision.looks import LOOKS, entry_look, pixels
from sheets_sync.provision.validations import validation

LOCALE = "vi_VN"
TIME_ZONE = "Asia/Ho_Chi_Minh"

FIRST_SHEET = 100
"""Number of the first form's sheet; the guide and the office's answer have fixed ones below it."""


OPEN_ROWS = 100
"""Rows of a form that a unit can fill; those with an id of their own come first.

A form that fills up grows the next time that provision runs.
"""


@dataclass(frozen=True, slots=True)
class Desired:
    """One unit's spreadsheet as it should be."""

    unit: Unit
    title: str
    locale: str
    time_zone: str
    sheets: tuple[Draft, ...]


def desired(campaign: Campaign, unit: Unit, *, locale: str = LOCALE) -> Desired:
    """The spreadsheet of one unit."""
    tabs = tabs_of(campaign, shared=False)
    forms = [form_draft(campaign, unit, tab, FIRST_SHEET + n) for n, tab in enumerate(tabs)]
    sheets = (guide_draft(campaign, unit, tabs), feedback_draft(campaign, unit), *forms)
    title = f"{unit.name} – {campaign.campaign.short_name}"
    return Desired(unit, title, locale, TIME_ZONE, sheets)


def form_draft(campaign: Campaign, unit: Unit, tab: Tab, sheet_id: int) -> Draft:
    """The sheet of one tab that the unit fills."""
    header = header_of(tab.columns)
    asked = questions(campaign) if tab.form is Form.CRITERIA else []
    ready = len(asked) or READY_ROWS
    first = header.last + 1
    rows = first + (ready if asked else OPEN_ROWS)
    columns = _columns(campaign, tab)
    draft = Draft(tab.code, sheet_id, tab.title, rows, columns, first, ready, header.last + 1)
    draft.head = header.first
    _put_titles(draft, campaign, unit, tab)
    _put_header(draft, tab)
    _put_rows(draft, tab, asked)
    return draft


def _columns(campaign: Campaign, tab: Tab) -> list[DraftColumn]:
    widths = dict(zip((c.key for c in tab.shown), fitted(tab.shown), strict=True))
    own = [_column(campaign, column, widths) for column in tab.columns]
    office = [
        DraftColumn(c.key, c.label, entry_look(c, locked=True), pixels(c.width))
        for c in OFFICE_COLUMNS
    ]
    return [*own, *office]


def _column(campaign: Campaign, column: Column, widths: dict[str, float]) -> DraftColumn:
    locked = column.owner is not Owner.UNIT
    rule = None if locked else column_rule(column, campaign)
    return DraftColumn(
        column.key,
        column.label,
        entry_look(column, locked=locked),
        pixels(widths.get(column.key, column.width)),
        note="" if locked else column_prompt(column, campaign),
        rule=validation(rule) if rule else None,
        open=not locked,
        hidden=column.hidden,
    )


def _put_titles(draft: Draft, campaign: Campaign, unit: Unit, tab: Tab) -> None:
    for row, (text, look) in enumerate(
        zip(reporter_lines(campaign, unit), ("plain", "section"), strict=True)
    ):
        draft.cells[row, 0] = _looking(text, look)
    looks = ("title", "subtitle", "deadline")
    last = len(tab.shown) - 1
    for row, (text, look) in enumerate(
        zip(title_lines(tab, campaign), looks, strict=True), CENTRED_FROM
    ):
        draft.cells[row, 0] = _looking(text, look)
        draft.merges.append((row, 0, row, last))


def _put_header(draft: Draft, tab: Tab) -> None:
    header, width = header_of(tab.columns), len(tab.columns)
    for cell in header_cells(tab):
        top, left, bottom, right = cell.area
        look = "head_required" if cell.required else "head"
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                draft.cells[row, column] = _looking("", look)
        draft.cells[top, left] = _looking(cell.text, look)
        if (top, left) != (bottom, right):
            draft.merges.append(cell.area)
    for position, office in enumerate(OFFICE_COLUMNS, width):
        for row in range(header.first, header.last + 1):
            draft.cells[row, position] = _looking("", "head")
        draft.cells[header.first, position] = _looking(office.label, "head")
        if header.last > header.first:
            draft.merges.append((header.first, position, header.last, position))
    _put_notes(draft)


def _put_notes(draft: Draft) -> None:
    """Help at each header, where the workbook has prompts."""
    for position, column in enumerate(draft.columns):
        top = draft.first - 1
        while top and not draft.cells[top, position].get("userEnteredValue"):
            top -= 1
        if column.note:
            draft.cells[top, position] = draft.cells[top, position] | {"note": column.note}


def _put_rows(draft: Draft, tab: Tab, asked: list[Question]) -> None:
    given = answered(asked, ()) if asked else with_ids(tab, (), draft.ready)
    for row, values in enumerate(given, draft.first):
        for position, column in enumerate(tab.columns):
            if values.get(column.key):
                draft.cells[row, position] = text_cell(str(values[column.key]))
            if column.key == "answer" and asked:
                rule = validation(asked[row - draft.first].rule)
                if rule:
                    draft.rules[row, position] = rule


def _looking(text: str, look: str) -> Json:
    return text_cell(text) | {"userEnteredFormat": LOOKS[look]}
