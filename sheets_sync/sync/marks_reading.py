"""What people did to tabs and columns: asked of Google's metadata.

A tab that was duplicated bears its mark twice. The one that provision drew is the form itself: it
has the number that we gave it, or the number that its mark was made with. A copy is read too, after
the form, so that the form's rows keep their ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.grid import Grid
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.tabs import Tab
from campaign.vietnamese.text import bare_key
from sheets_sync.office_columns import FEEDBACK
from sheets_sync.provision.current import Current, Sheet
from sheets_sync.provision.desired import FIRST_SHEET
from sheets_sync.provision.marks import mark_number
from sheets_sync.sync.reading import Kept, missing_labels

FIELDS = (
    "properties(title),sheets(properties(sheetId,title,index),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
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
        copies: Titles of duplicated tabs with the titles of the tabs that they were made from.
    """

    labels: Labels = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)


def in_order(kept: Kept, tabs: Sequence[Tab]) -> bool:
    """Whether every tab is there once, under its title, with all its headers."""
    if len(kept.written.sheets) > len(tabs):
        return False
    by_title = {grid.sheet: grid for grid in kept.source.grids}
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
    by_title = _by_title(current, grids)
    made = Marks()
    for number, tab in enumerate(tabs, FIRST_SHEET):
        first, *copies = _bearers(tab, number, current) or (None,)
        grid = by_title.get(first.title if first else tab.title)
        if grid is None:
            made.lost.append(f"mất tab “{tab.title}”")
        elif missing_labels(grid, tab.form, hidden=True):
            _map(made, tab, grid, first)
        for sheet in copies:
            _take_copy(made, tab, by_title, sheet, of=grid)
    _take_unmarked(made, current, by_title, tabs)
    return made


def _bearers(tab: Tab, number: int, current: Current) -> list[Sheet]:
    """The sheets with a tab's mark, the form itself first."""

    def strangeness(sheet: Sheet) -> tuple[bool, bool, int]:
        drawn = mark_number(sheet.sheet_id)
        return sheet.sheet_id != number, drawn not in sheet.tab_marks, sheet.index

    return sorted((s for s in current.sheets if s.key == tab.code), key=strangeness)


def _by_title(current: Current, grids: Sequence[Grid]) -> dict[str, Grid]:
    """Sheets by their titles at Google: a workbook cuts long ones, and has no “/” in them."""
    sheets = sorted(current.sheets, key=lambda sheet: sheet.index)
    titles = [sheet.title for sheet in sheets if sheet.title != FEEDBACK]
    named = {grid.sheet: grid for grid in grids}
    if len(titles) != len(grids) or named.keys() == set(titles):
        return named
    return dict(zip(titles, grids, strict=True))


def _take_unmarked(
    made: Marks, current: Current, by_title: Mapping[str, Grid], tabs: Sequence[Tab]
) -> None:
    """Sheets without a mark that have every header of a tab which stands elsewhere."""
    marked = {tab.code: _bearers(tab, 0, current) for tab in tabs}
    known = {sheet.title for sheets in marked.values() for sheet in sheets}
    known |= {tab.title for tab in tabs if not marked[tab.code]}
    for title, grid in by_title.items():
        if title in known:
            continue
        tab = next((t for t in tabs if not missing_labels(grid, t.form, hidden=True)), None)
        if tab is not None:
            made.copies[grid.sheet] = tab.title


def _take_copy(
    made: Marks, tab: Tab, by_title: Mapping[str, Grid], sheet: Sheet, of: Grid | None
) -> None:
    """A copy is read as far as its columns are known; what it lacks is no loss."""
    grid = by_title.get(sheet.title)
    if grid is None or of is None:
        return
    made.copies[grid.sheet] = of.sheet
    found = Marks()
    _map(found, tab, grid, sheet)
    made.labels |= found.labels


def _map(made: Marks, tab: Tab, grid: Grid, sheet: Sheet | None) -> None:
    """Where each column of a tab is; a tab that lost one is not read: its cells went with it."""
    missing = set(missing_labels(grid, tab.form, hidden=True))
    top, drawn = _header_top(grid, tab), header_of(tab.columns)
    for column in tab.columns:
        if column.label not in missing:
            continue
        place = sheet.places.get(column.key) if sheet else None
        if place is not None:
            labels = made.labels.setdefault(grid.sheet, {})
            below = drawn.last - drawn.first if column.group else 0
            labels[top + below, place] = column.label
        else:
            made.lost.append(f"tab “{grid.sheet}” mất cột “{column.label}”")


def _header_top(grid: Grid, tab: Tab) -> int:
    """The row with most of a tab's headers: it moves with the rows put in or taken out above it."""
    drawn = header_of(tab.columns).first
    wanted = {bare_key(column.label) for column in tab.columns}

    def likeness(row: int) -> tuple[int, bool]:
        texts = {bare_key(text) for text in grid.rows[row] if isinstance(text, str)}
        return len(wanted & texts), row == drawn

    return max(range(len(grid.rows)), key=likeness, default=drawn)
