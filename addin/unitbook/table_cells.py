"""The cells of a table: which number format, which are locked, and what is written in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from addin.unitbook.tabs import Tab
from addin.unitbook.typed_cells import put
from campaign.columns import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from addin.unitbook.styles import Styles

TypedRow = Mapping[str, object]
"""Column key to the value that is to stand in the cell."""

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


def set_columns(sheet: Worksheet, styles: Styles, tab: Tab, widths: list[float]) -> None:
    """Widths of the shown columns; cells below the ready rows are unlocked and typed alike."""
    for position, column in enumerate(tab.columns):
        look = entry_look(styles, tab, column, boxed=False)
        if column.hidden:
            sheet.set_column(position, position, column.width, look, {"hidden": True})
        else:
            sheet.set_column(position, position, widths[position], look)


def put_rows(
    sheet: Worksheet, styles: Styles, tab: Tab, first: int, rows: Iterable[TypedRow]
) -> None:
    """Write rows from row ``first`` on; their heights are left to Excel, so that they grow."""
    looks = [(column.key, entry_look(styles, tab, column, boxed=True)) for column in tab.columns]
    for row, values in enumerate(rows, first):
        for position, (key, look) in enumerate(looks):
            put(sheet, row, position, values.get(key), look)
