"""The first sheet: what is owed by when, how to fill it, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.plan.definition import Campaign
from campaign.roster.units import Unit
from campaign.unit_tabs.guide import (
    DEADLINE_HEADS,
    GUIDE_TITLE,
    SECTIONS,
    deadline_rows,
    opening_lines,
)
from campaign.unit_tabs.guide_words import how_to_fill_online, what_happens
from campaign.unit_tabs.headings import reporter_lines
from campaign.unit_tabs.tabs import GUIDE, Tab
from sheets_sync.provision.draft import GUIDE_KEY, Draft, DraftColumn
from sheets_sync.provision.json_types import text_cell
from sheets_sync.provision.looks import LOOKS, pixels

SHEET_ID = 10
_WIDTHS = (34, 14, 24, 30, 26)
_OPENING_FROM = 3


class _Writer:
    """Fills the sheet from top to bottom."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.row = draft, 0

    def line(self, text: str, look: str, *, wide: bool = True) -> None:
        """One line; a wide one reaches over all columns."""
        self.cells([text], look)
        if wide:
            row = self.row - 1
            self.draft.merges.append((row, 0, row, len(_WIDTHS) - 1))

    def cells(self, texts: Sequence[str], look: str) -> None:
        """One row of cells."""
        for column, text in enumerate(texts):
            cell = text_cell(text) | {"userEnteredFormat": LOOKS[look]}
            self.draft.cells[self.row, column] = cell
        self.row += 1


def guide_draft(campaign: Campaign, unit: Unit, tabs: Sequence[Tab]) -> Draft:
    """The whole sheet; a unit fills nothing in it."""
    columns = [DraftColumn("", "", LOOKS["plain"], pixels(width)) for width in _WIDTHS]
    draft = Draft(GUIDE_KEY, SHEET_ID, GUIDE, 0, columns, 0)
    writer = _Writer(draft)
    for text, look in zip(reporter_lines(campaign, unit), ("plain", "section"), strict=True):
        writer.line(text, look, wide=False)
    writer.row = _OPENING_FROM
    writer.line(GUIDE_TITLE, "title")
    for text in opening_lines(campaign):
        writer.line(text, "deadline")
    deadlines, filling, after, _ = SECTIONS
    writer.line(deadlines, "section")
    writer.cells(DEADLINE_HEADS, "head")
    for texts in deadline_rows(campaign, unit, tabs):
        writer.cells(texts, "box")
    writer.line(filling, "section")
    for number, text in enumerate(how_to_fill_online(campaign, tabs), 1):
        writer.line(f"{number}. {text}", "paragraph")
    writer.line(after, "section")
    for text in what_happens(campaign):
        writer.line(text, "paragraph")
    draft.rows = draft.first = writer.row
    return draft
