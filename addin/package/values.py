"""What goes into cells and what comes out of them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class Formula(NamedTuple):
    """A formula with the value that a program shows before it calculates.

    Attributes:
        text: Without the ``=``, in the file's language: English names, ``,`` between arguments.
        value: Stored result; None leaves it to the program that opens the file.
    """

    text: str
    value: str | int | float | Decimal | date | datetime | None = None


CellOut = str | int | float | Decimal | bool | date | datetime | Formula | None
"""What a cell can be given; None is an empty cell that keeps its style."""


class Styled(NamedTuple):
    """A value with a style id of its own in place of its column's."""

    value: CellOut
    style: int


class CellIn(NamedTuple):
    """A cell as the file has it.

    Attributes:
        value: Text of an error cell is its code (``#REF!``); None is an empty styled cell.
        style: Index into the workbook's cell formats.
        formula: Without the ``=``; None for a plain value.
    """

    value: str | int | float | bool | date | datetime | None
    style: int
    formula: str | None


class Note(NamedTuple):
    """Something a person should know about a cell; ``cell`` is an A1 address or a range."""

    sheet: str
    cell: str
    text: str
