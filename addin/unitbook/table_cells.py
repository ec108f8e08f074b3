"""The cells of a table: which number format, which are locked, and what is written in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from addin.unitbook.tabs import Tab
from addin.unitbook.typed_cells import put
from addin.unitbook.widths import fitted, height
from campaign.columns import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from addin.unitbook.growing_sheet import GrowingSheet
    from addin.unitbook.styles import Styles

TypedRow = Mapping[str, object]
"""Column key to the value that is to stand in the cell."""

READY_HEIGHT = 22.5
"""Points of an empty row: room to write by hand on a print."""

_PROSE = 30
_CENTRED = frozenset({"order", "salutation", "gender", "votes"})
_DATED = frozenset({Kind.DATE, Kind.PERIOD_DATE})


def number_format(column: Column) -> str:
    """Text where Excel would make a date or a number of what is typed.

    Prose stays General: text cells of more than 255 characters show as #### in Excel 2007.
    """
    if column.kind in _DATED:
        return "dd/mm/yyyy"
    if column.kind is Kind.INTEGER:
        return "0"
    if column.kind is Kind.NUMBER:
        return "#,##0.##"
    prose = column.kind is Kind.TEXT and column.width >= _PROSE
    return "General" if prose or column.key == "order" else "@"


def entry_look(styles: Styles, tab: Tab, column: Column, *, boxed: bool) -> Format:
    """The look of a column's data cells; only what a unit may fill is unlocked."""
    align = "center" if column.kind in _DATED or column.key in _CENTRED else "left"
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
