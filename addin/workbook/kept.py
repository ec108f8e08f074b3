"""What of an existing workbook is the office's, as read before a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from addin.package import CellIn

Cells = dict[int, CellIn]
"""Cells of one row by column, from 0."""


@dataclass(slots=True)
class KeptRow:
    """A row that holds something of the office's.

    Attributes:
        line: Row (from 0) in which it stood.
        office: Cells of office columns, by column key.
        foreign: Cells of columns that staff added, by column number.
        cells: The whole row, for the block of orphans.
    """

    line: int
    office: dict[str, CellIn] = field(default_factory=dict)
    foreign: Cells = field(default_factory=dict)
    cells: Cells = field(default_factory=dict)


@dataclass(slots=True)
class SheetState:
    """One sheet as it was found.

    Attributes:
        title: Its title.
        header: Row (from 0) of its header; -1 for a page.
        places: Column of each field that was found, by key.
        foreign: Columns that staff added, with their header or empty.
        rows: Rows with something of the office's, by row id.
        loose: Rows that staff inserted, which have no row id.
        lines: Journal only: all earlier lines, as they are.
        width: First column to the right of everything found.
        above: Texts above the header, by row and column (from 0).
    """

    title: str
    header: int = -1
    places: dict[str, int] = field(default_factory=dict)
    foreign: dict[int, str] = field(default_factory=dict)
    rows: dict[str, KeptRow] = field(default_factory=dict)
    loose: list[KeptRow] = field(default_factory=list)
    lines: list[Cells] = field(default_factory=list)
    width: int = 0
    above: dict[tuple[int, int], str] = field(default_factory=dict)
