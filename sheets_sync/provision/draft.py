"""One sheet of a unit's spreadsheet as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sheets_sync.provision.json_types import Area, Json

GUIDE_KEY, FEEDBACK_KEY = "guide", "feedback"


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column of a sheet: how it is known wherever it was moved, and what its cells are.

    Attributes:
        key: Column key; the office's columns have keys of their own.
        label: Header text.
        note: Help shown at the header.
        look: Format of its data cells.
        rule: Check of its data cells.
        open: Whether the unit fills it.
        hidden: Whether the unit sees it.
        pixels: Width.
    """

    key: str
    label: str
    look: Json
    pixels: int
    note: str = ""
    rule: Json | None = None
    open: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Draft:
    """A sheet as it should be.

    Attributes:
        key: What it is known by, whatever people call it: a tab's code, ``guide``, ``feedback``.
        sheet_id: Google's number for it, chosen by us so that a repeated request does no harm.
        first: First data row, from 0; below the last row when a unit fills nothing here.
        ready: Data rows that are drawn.
        head: First row whose cells move with their columns; titles above it do not.
        cells: Texts with their looks: titles, headers, what is filled in beforehand.
        rules: Checks of single cells, which go before their column's.
    """

    key: str
    sheet_id: int
    title: str
    rows: int
    columns: list[DraftColumn]
    first: int
    ready: int = 0
    frozen: int = 0
    cells: dict[tuple[int, int], Json] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    rules: dict[tuple[int, int], Json] = field(default_factory=dict)
    head: int = 0

    def column_of(self, row: int, position: int, places: Sequence[int]) -> int:
        """Where a cell of the draft is, its columns being at these places of the sheet."""
        return places[position] if row >= self.head else position

    @property
    def open_areas(self) -> list[Area]:
        """What the unit may edit: neighbouring columns that it fills, from the first data row."""
        areas: list[Area] = []
        for position, column in enumerate(self.columns):
            if not column.open:
                continue
            if areas and areas[-1][3] == position - 1:
                top, left, bottom, _ = areas[-1]
                areas[-1] = (top, left, bottom, position)
            else:
                areas.append((self.first, position, self.rows - 1, position))
        return areas
