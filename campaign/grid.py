"""A sheet as it was read: plain values with what its format and layout add to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

CellValue = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell can hold. An empty cell is ``None`` or ``""``."""

Place = tuple[int, int]
"""Row and column of a cell in its sheet, both counted from 0."""


UNCALCULATED = "chưa tính"
"""In ``Grid.errors``: the cell has a formula, and the file keeps no result of it."""


def as_seen(value: CellValue) -> str:
    """A value as its cell shows it where no format tells more: ``TRUE``, ``26:30``."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(abs(value.total_seconds())), 60)
        sign = "-" if value < timedelta(0) else ""
        return f"{sign}{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(value)


def means_by_format(value: CellValue) -> bool:
    """Whether a value means another thing in another format; looking one up costs a scan.

    A number does, and the first day of a month, which may stand for the month.
    """
    kind = value.__class__
    return kind is float or kind is int or (isinstance(value, date) and value.day == 1)


def no_format(row: int, column: int) -> str:  # noqa: ARG001 - the shape of a lookup
    """Number format of a cell in a source that has none (CSV)."""
    return ""


@dataclass(slots=True)
class Grid:
    """One sheet of one source, dense from A1 on.

    Attributes:
        file: Source name as shown to the user.
        sheet: Sheet name.
        rows: Values, row by row from row 0, column 0; rows may differ in length. Text in a
            legacy font is decoded here already; what was typed stands in ``typed``.
        visible: False for a hidden or very hidden sheet.
        hidden_rows: Row numbers (from 0) that a reader of the sheet does not see.
        hidden_columns: Column numbers (from 0) likewise.
        merges: Merged areas as (first row, first column, last row, last column), from 0.
        errors: Cells that hold a formula error, with its text (``#REF!``), or ``UNCALCULATED``;
            ``rows`` has ``""``.
        formulas: Cells that hold a formula, with its text, a leading ``=`` included;
            ``rows`` has the value that was stored with it.
        typed: Cells whose text was decoded from a legacy font, with the text as stored.
        struck: Cells whose text is struck through, whole or in part.
        notes: Comments on cells.
        hints: Hidden marks of our own templates (document properties, defined names):
            ``thidua_unit``, ``thidua_campaign``, ``thidua_form``.
        number_format: Looks up the format of a number or date (``"0%"``; ``""`` = General).
            Lazy: it may parse styles on first use.
    """

    file: str
    sheet: str
    rows: list[list[CellValue]]
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    errors: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    typed: dict[Place, str] = field(default_factory=dict)
    struck: frozenset[Place] = frozenset()
    notes: dict[Place, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    number_format: Callable[[int, int], str] = no_format


@cache
def column_letters(column: int) -> str:
    """Letters of a column counted from 0: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """A1 address of a place counted from 0: (4, 2) is ``C5``."""
    return f"{column_letters(column)}{row + 1}"
