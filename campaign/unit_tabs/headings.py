"""What stands above a table: who reports, what to whom by when, and where the header rows are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from campaign.columns import Column
from campaign.plan.definition import Campaign
from campaign.roster.units import Unit
from campaign.unit_tabs.tabs import Tab
from campaign.unit_tabs.wording import deadline_text, weekend_text

SEVERAL_UNITS = "Biểu dùng chung cho nhiều đơn vị"
TITLE_ROWS = 6
"""Rows above the header, an empty one included: it parts the titles from the table."""

CENTRED_FROM = 2
"""Row of the first centred title; the reporter stands above it."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header rows of a tab are, counted from 0; data begins below ``last``."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One header text and the area it spans, as (first row, column, last row, column) from 0."""

    text: str
    area: tuple[int, int, int, int]
    required: bool = False


def header_of(columns: tuple[Column, ...]) -> Header:
    """One header row, or two when columns stand under a common upper header."""
    grouped = any(column.group for column in columns)
    return Header(TITLE_ROWS, TITLE_ROWS + 1 if grouped else TITLE_ROWS)


def header_cells(tab: Tab) -> list[HeaderCell]:
    """Every header text: the columns' labels, then the upper headers over several of them."""
    header = header_of(tab.columns)
    cells = []
    for position, column in enumerate(tab.columns):
        asked = column.required and not tab.locks(column)
        top = header.last if column.group else header.first
        cells.append(HeaderCell(column.label, (top, position, header.last, position), asked))
    position = 0
    for group, members in groupby(tab.columns, key=lambda column: column.group):
        last = position + len(list(members)) - 1
        if group:
            cells.append(HeaderCell(group, (header.first, position, header.first, last)))
        position = last + 1
    return cells


def reporter_lines(campaign: Campaign, unit: Unit | None) -> tuple[str, str]:
    """The office, and under it the unit: the first two rows at the left."""
    who = unit.name.upper() if unit else SEVERAL_UNITS
    return campaign.office.name.upper(), who


def title_lines(tab: Tab, campaign: Campaign) -> tuple[str, str, str]:
    """Title, campaign and deadline, centred over the table from ``CENTRED_FROM`` on."""
    return tab.heading.upper(), campaign.campaign.name, deadline_line(tab, campaign)


def deadline_line(tab: Tab, campaign: Campaign) -> str:
    """To whom, and the last day; a tab that no deliverable names goes along with the last one."""
    item = tab.deliverable
    along = "" if tab.own else f"cùng biểu “{item.tab}”, "
    return f"Gửi {campaign.office.department} {along}{deadline_text(item)} ({weekend_text(item)})."
