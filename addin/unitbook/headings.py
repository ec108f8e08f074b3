"""What stands above a table: who reports, what to whom by when, and the header rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.unitbook.styles import Job, Styles
from campaign.unit_tabs.headings import (
    CENTRED_FROM,
    TITLE_ROWS,
    Header,
    header_cells,
    header_of,
    reporter_lines,
    title_lines,
)
from campaign.unit_tabs.tabs import Tab
from campaign.unit_tabs.widths import fitted, height

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def put_titles(sheet: Worksheet, job: Job, tab: Tab) -> None:
    """Who reports at the left; title, campaign and deadline centred over the table."""
    styles = job.styles
    put_reporter(sheet, job)
    looks = (("title", 26), ("subtitle", 20), ("deadline", 20))
    texts = title_lines(tab, job.campaign)
    for row, (text, (look, points)) in enumerate(zip(texts, looks, strict=True), CENTRED_FROM):
        sheet.set_row(row, points, styles["plain"])
        put_area(sheet, (row, 0, row, len(tab.shown) - 1), text, styles[look])
    sheet.set_row(TITLE_ROWS - 1, 8, styles["plain"])


def put_reporter(sheet: Worksheet, job: Job) -> None:
    """The office, and under it the unit, in the first two rows at the left."""
    lines = reporter_lines(job.campaign, job.unit)
    for row, (text, look) in enumerate(zip(lines, ("plain", "section"), strict=True)):
        sheet.set_row(row, 18, job.styles["plain"])
        sheet.write_string(row, 0, text, job.styles[look])


def put_header(sheet: Worksheet, styles: Styles, tab: Tab) -> None:
    """The header rows; a column without an upper header reaches over both."""
    _set_heights(sheet, tab, header_of(tab.columns))
    for cell in header_cells(tab):
        put_area(sheet, cell.area, cell.text, styles["head_required" if cell.required else "head"])


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
