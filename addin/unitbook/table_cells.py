"""The cells of a table: which number format, which are locked, and what is written in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from addin.unitbook.typed_cells import put
from campaign.columns import Column
from campaign.unit_tabs.cell_formats import centred, number_format
from campaign.unit_tabs.ready_rows import TypedRow
from campaign.unit_tabs.tabs import Tab
from campaign.unit_tabs.widths import fitted, height

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from addin.unitbook.growing_sheet import GrowingSheet
    from addin.unitbook.styles import Styles

READY_HEIGHT = 22.5
"""Points of an empty row: room to write by hand on a print."""


def entry_look(styles: Styles, tab: Tab, column: Column, *, boxed: bool) -> Format:
    """The look of a column's data cells; only what a unit may fill is unlocked."""
    align = "center" if centred(column) else "left"
    locked = tab.locks(column)
    return styles.entry(number_format(column), align, boxed=boxed, locked=locked)


def set_columns(sheet: GrowingSheet, styles: Styles, tab: Tab) -> None:
    """Widths of the shown columns; cells below the ready rows are unlocked and typed alike."""
    widths = fitted(tab.shown)
    for position, column in enumerate(tab.columns):
        look = entry_look(styles, tab, column, boxed=False)
        if column.hidden:
            sheet.set_column(position, position, column.width, look, {"hidden": True})
        else:
            sheet.set_column(position, position, widths[position], look)


def put_rows(
    sheet: GrowingSheet, styles: Styles, tab: Tab, first: int, rows: Iterable[TypedRow]
) -> None:
    """Write rows from row ``first`` on, high enough for what stands in them; they may grow."""
    looks = [(column.key, entry_look(styles, tab, column, boxed=True)) for column in tab.columns]
    widths = dict(zip((column.key for column in tab.shown), fitted(tab.shown), strict=True))
    sheet.growing_from = first
    for row, values in enumerate(rows, first):
        texts = [(str(values[key]), width) for key, width in widths.items() if values.get(key)]
        sheet.set_row(row, max(height(texts), READY_HEIGHT))
        for position, (key, look) in enumerate(looks):
            put(sheet, row, position, values.get(key), look)
