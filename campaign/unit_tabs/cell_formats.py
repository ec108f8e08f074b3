"""How a column's cells show what is typed: number format and alignment, the same in both doors."""

from __future__ import annotations

from campaign.columns import Column, Kind

DATES = frozenset({Kind.DATE, Kind.PERIOD_DATE})

_PROSE = 30
_CENTRED = frozenset({"order", "salutation", "gender", "votes"})


def number_format(column: Column) -> str:
    """Text where a spreadsheet would make a date or a number of what is typed.

    Prose stays General: text cells of more than 255 characters show as #### in Excel 2007.
    """
    if column.kind in DATES:
        return "dd/mm/yyyy"
    if column.kind is Kind.INTEGER:
        return "0"
    if column.kind is Kind.NUMBER:
        return "#,##0.##"
    prose = column.kind is Kind.TEXT and column.width >= _PROSE
    return "General" if prose or column.key == "order" else "@"


def centred(column: Column) -> bool:
    """Whether a column's cells stand in the middle."""
    return column.kind in DATES or column.key in _CENTRED
