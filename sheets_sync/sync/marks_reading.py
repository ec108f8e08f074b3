"""Which header was meant where somebody renamed a tab or a column: asked of Google's metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from campaign.columns import Column
from campaign.grid import Grid
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.tabs import Tab
from sheets_sync.provision.current import Current, Sheet
from sheets_sync.sync.reading import missing_labels

FIELDS = (
    "properties(title),sheets(properties(sheetId,title,index),"
    "developerMetadata(metadataKey,metadataValue),"
    "data(startColumn,columnMetadata(developerMetadata(metadataKey,metadataValue))))"
)
"""What is asked: no cells."""

Labels = dict[str, dict[tuple[int, int], str]]
"""Sheet title to (row, column) to the header text that is meant."""


@dataclass(slots=True)
class Marks:
    """What the marks of a spreadsheet say.

    Attributes:
        labels: Header texts to be read instead of those that stand there.
        lost: What is gone and can't be read, as short phrases.
    """

    labels: Labels = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def in_order(grids: Sequence[Grid], tabs: Sequence[Tab]) -> bool:
    """Whether every tab is there under its title with all its headers."""
    by_title = {grid.sheet: grid for grid in grids}
    return all(
        tab.title in by_title and not missing_labels(by_title[tab.title], tab.form, hidden=True)
        for tab in tabs
    )


def read_marks(current: Current, grids: Sequence[Grid], tabs: Sequence[Tab]) -> Marks:
    """What each tab's columns are, by their marks.

    Args:
        current: The spreadsheet's sheets and columns with their marks.
        grids: The same sheets with their cells.
        tabs: The tabs that should be there.
    """
    by_title = {grid.sheet: grid for grid in grids}
    by_key = {sheet.key: sheet for sheet in current.sheets if sheet.key}
    made = Marks()
    for tab in tabs:
        sheet = by_key.get(tab.code)
        grid = by_title.get(sheet.title if sheet else tab.title)
        if grid is None:
            made.lost.append(f"mất tab “{tab.title}”")
        elif missing_labels(grid, tab.form, hidden=True):
            _map(made, tab, grid, sheet)
    return made


def _map(made: Marks, tab: Tab, grid: Grid, sheet: Sheet | None) -> None:
    """Where each column of a tab is; a tab that lost one is not read: its cells went with it."""
    missing = set(missing_labels(grid, tab.form, hidden=True))
    for column in tab.columns:
        if column.label not in missing:
            continue
        place = sheet.places.get(column.key) if sheet else None
        if place is not None:
            labels = made.labels.setdefault(grid.sheet, {})
            labels[_header_row(tab, column), place] = column.label
        else:
            made.lost.append(f"tab “{grid.sheet}” mất cột “{column.label}”")


def _header_row(tab: Tab, column: Column) -> int:
    header = header_of(tab.columns)
    return header.last if column.group else header.first
