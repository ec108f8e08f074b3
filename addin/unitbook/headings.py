"""What stands above a table: who reports, what to whom by when, and the header rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from addin.unitbook.styles import Job, Styles
from addin.unitbook.tabs import Tab
from addin.unitbook.widths import fitted, height
from addin.unitbook.wording import deadline_text, weekend_text
from campaign.columns import Column
from campaign.definition import Campaign

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SEVERAL_UNITS = "Biểu dùng chung cho nhiều đơn vị"
_TITLES = 6
"""Rows above the header, an empty one included: it parts the titles from the table."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header rows of a tab are, counted from 0; data begins below ``last``."""

    first: int
    last: int


def header_of(columns: tuple[Column, ...]) -> Header:
    """One header row, or two when columns stand under a common upper header."""
    grouped = any(column.group for column in columns)
    return Header(_TITLES, _TITLES + 1 if grouped else _TITLES)


def put_titles(sheet: Worksheet, job: Job, tab: Tab) -> None:
    """Who reports at the left; title, campaign and deadline centred over the table."""
    styles, campaign = job.styles, job.campaign
    put_reporter(sheet, job)
    centred = (
        (tab.heading.upper(), "title", 26),
        (campaign.campaign.name, "subtitle", 20),
        (deadline_line(tab, campaign), "deadline", 20),
    )
    for row, (text, look, points) in enumerate(centred, 2):
        sheet.set_row(row, points, styles["plain"])
        put_area(sheet, (row, 0, row, len(tab.shown) - 1), text, styles[look])
    sheet.set_row(_TITLES - 1, 8, styles["plain"])


def put_reporter(sheet: Worksheet, job: Job) -> None:
    """The office, and under it the unit, in the first two rows at the left."""
    who = job.unit.name.upper() if job.unit else SEVERAL_UNITS
    for row, (text, look) in enumerate(
        ((job.campaign.office.name.upper(), "plain"), (who, "section"))
    ):
        sheet.set_row(row, 18, job.styles["plain"])
        sheet.write_string(row, 0, text, job.styles[look])


def deadline_line(tab: Tab, campaign: Campaign) -> str:
    """To whom, and the last day; a tab that no deliverable names goes along with the last one."""
    item = tab.deliverable
    along = "" if tab.own else f"cùng biểu “{item.tab}”, "
    return f"Gửi {campaign.office.department} {along}{deadline_text(item)} ({weekend_text(item)})."


def put_header(sheet: Worksheet, styles: Styles, tab: Tab) -> None:
    """The header rows; a column without an upper header reaches over both."""
    header = header_of(tab.columns)
    _set_heights(sheet, tab, header)
    for position, column in enumerate(tab.columns):
        asked = column.required and not tab.locks(column)
        look = styles["head_required" if asked else "head"]
        top = header.last if column.group else header.first
        put_area(sheet, (top, position, header.last, position), column.label, look)
    position = 0
    for group, members in groupby(tab.columns, key=lambda column: column.group):
        last = position + len(list(members)) - 1
        if group:
            area = (header.first, position, header.first, last)
            put_area(sheet, area, group, styles["head"])
        position = last + 1


def put_area(sheet: Worksheet, area: tuple[int, int, int, int], text: str, look: Format) -> None:
    """Text in one cell, or in a merged area of several (first row, column, last row, column)."""
    if area[:2] == area[2:]:
        sheet.write_string(*area[:2], text, look)
    else:
        sheet.merge_range(*area, text, look)


def _set_heights(sheet: Worksheet, tab: Tab, header: Header) -> None:
    """High enough for the longest label, over one row or two."""
    widths = fitted(tab.shown)
    labels = [(column, (column.label, w)) for column, w in zip(tab.shown, widths, strict=True)]
    whole = max(height([cell for _, cell in labels], bold=True), 40.0)
    if header.first == header.last:
        sheet.set_row(header.first, whole)
        return
    lower = height([cell for column, cell in labels if column.group], bold=True)
    sheet.set_row(header.first, max(whole - lower, 22.5))
    sheet.set_row(header.last, lower)
