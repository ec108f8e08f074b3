"""The first tab: what is owed by when, how to fill it, whom to ask, what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from addin.unitbook.headings import put_area, put_reporter
from addin.unitbook.page import forbid_filling, set_page
from addin.unitbook.styles import Job
from campaign.plan.definition import Campaign
from campaign.unit_tabs.guide import (
    DEADLINE_HEADS,
    GUIDE_TITLE,
    SECTIONS,
    deadline_rows,
    opening_lines,
)
from campaign.unit_tabs.guide_words import how_to_fill, what_happens
from campaign.unit_tabs.tabs import GUIDE, Tab
from campaign.unit_tabs.widths import height

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (5.0, 28.0, 12.0, 20.0, 25.0, 21.0)
_TEXT = sum(_WIDTHS[1:]) * 1.1
_ALL = sum(_WIDTHS) * 1.1
"""Long lines of letters hold more signs than digits would fit."""

_LEGEND = (
    ("head_required", "Tên cột", "Cột bắt buộc: dòng nào để trống thì chưa được tiếp nhận."),
    ("head", "Tên cột", "Cột cần ghi nếu có."),
    ("box", "", "Ô để ghi."),
    ("fixed", "", "Ô đã khóa, ghi sẵn."),
)


class _Guide:
    """Writes the guide from top to bottom; ``row`` is the next free row."""

    def __init__(self, sheet: Worksheet, job: Job) -> None:
        self.sheet, self.job, self.row = sheet, job, 0

    def line(self, text: str, look: str, width: float = _ALL, first: int = 0) -> None:
        """One line or wrapped paragraph from column ``first`` to the last."""
        area = (self.row, first, self.row, len(_WIDTHS) - 1)
        put_area(self.sheet, area, text, self.job.styles[look])
        points = height([(text, width)])
        self.sheet.set_row(self.row, points + 6 if look == "section" else points)
        self.row += 1

    def numbered(self, texts: Sequence[str]) -> None:
        """Paragraphs with their numbers in the first column."""
        for number, text in enumerate(texts, 1):
            self.sheet.write_string(self.row, 0, f"{number}.", self.job.styles["number"])
            self.line(text, "paragraph", _TEXT, first=1)

    def cells(self, texts: Sequence[str], looks: Sequence[str]) -> None:
        """One row of the table of deliverables; its first cell spans two columns."""
        styles = self.job.styles
        put_area(self.sheet, (self.row, 0, self.row, 1), texts[0], styles[looks[0]])
        for column, (text, look) in enumerate(zip(texts[1:], looks[1:], strict=True), 2):
            self.sheet.write_string(self.row, column, text, styles[look])
        widths = (_WIDTHS[0] + _WIDTHS[1], *_WIDTHS[2:])
        bold = "head" in looks[0]
        self.sheet.set_row(self.row, height(zip(texts, widths, strict=True), bold=bold))
        self.row += 1


def fill_guide_tab(sheet: Worksheet, job: Job, tabs: Sequence[Tab]) -> None:
    """Write the whole tab."""
    for position, width in enumerate(_WIDTHS):
        sheet.set_column(position, position, width)
    guide, campaign = _Guide(sheet, job), job.campaign
    _put_opening(guide, campaign)
    guide.line(SECTIONS[0], "section")
    _put_deadlines(guide, campaign, tabs)
    guide.line(SECTIONS[1], "section")
    guide.numbered(how_to_fill(campaign, tabs))
    guide.line(SECTIONS[2], "section")
    for text in what_happens(campaign):
        guide.line(text, "paragraph")
    guide.line(SECTIONS[3], "section")
    _put_legend(guide)
    set_page(sheet, f"{campaign.campaign.short_name} – {GUIDE}", landscape=False)
    sheet.hide_gridlines(2)
    forbid_filling(sheet)


def _put_opening(guide: _Guide, campaign: Campaign) -> None:
    put_reporter(guide.sheet, guide.job)
    guide.row = 3
    guide.line(GUIDE_TITLE, "title")
    name, *further = opening_lines(campaign)
    guide.line(name, "subtitle_bold")
    for text in further:
        guide.line(text, "deadline")


def _put_deadlines(guide: _Guide, campaign: Campaign, tabs: Sequence[Tab]) -> None:
    guide.cells(DEADLINE_HEADS, ("head",) * 5)
    for texts in deadline_rows(campaign, guide.job.unit, tabs):
        guide.cells(texts, ("box", "box", "box", "box_strong", "box"))
    guide.row += 1


def _put_legend(guide: _Guide) -> None:
    for look, sample, meaning in _LEGEND:
        put_area(guide.sheet, (guide.row, 0, guide.row, 1), sample, guide.job.styles[look])
        guide.line(meaning, "legend", _TEXT, first=2)
