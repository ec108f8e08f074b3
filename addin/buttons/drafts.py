"""What a press is about to write, kept apart until all of it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from addin.package import CellOut, Note, Styled
from addin.package.row_xml import Row

Fit = Callable[[Row], float | None]

Fold = Callable[[Sequence[bool]], list[bool]]
"""Which rows of a page are hidden, from which of them hold nothing."""


Turns = Callable[[Sequence[float]], list[int]]
"""Rows (from 0) with which a printed page begins, from the points of each row."""


@dataclass(slots=True)
class Draft:
    """The new content of one sheet.

    Attributes:
        title: Its title.
        cells: Single cells above the table, by place (from 0).
        first: First row (from 0) of the rows that take the place of all rows from there on; -1
            when no row is replaced.
        rows: Those rows.
        styles: Style of each of their columns.
        fit: Height in points that a row needs.
        heights: Height in points of each row, where they are known.
        ids: Column (from 0) of the rows' ids; -1 where rows have none.
        fold: Which rows of a page are hidden; none for a table.
        ends: First and last row of the tables whose charts draw all that they may hold.
        turns: Where printed pages begin; none for a table.
        starts: Rows with which one may begin.
    """

    title: str
    cells: dict[tuple[int, int], CellOut | Styled] = field(default_factory=dict)
    first: int = -1
    rows: list[Sequence[CellOut | Styled]] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    fit: Fit | None = None
    heights: Sequence[float | None] = ()
    ids: int = -1
    fold: Fold | None = None
    ends: Sequence[tuple[int, int]] = ()
    turns: Turns | None = None
    starts: Sequence[int] = ()

    def height(self, place: int) -> float | None:
        """Points of the row at a place among its rows."""
        if place < len(self.heights):
            return self.heights[place]
        return self.fit(self.rows[place]) if self.fit is not None else None


class Drafts:
    """Takes a workbook's new content as a package would, and keeps it.

    Attributes:
        notes: Nothing: what is kept apart says nothing yet.
    """

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._drafts: dict[str, Draft] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._drafts.values())

    def replace_rows(
        self,
        sheet: str,
        first_row: int,
        rows: Iterable[Row],
        *,
        styles: Sequence[int],
        fit: Fit | None = None,
        heights: Sequence[float | None] = (),
    ) -> int:
        """Keep the rows that are to stand from ``first_row`` on."""
        draft = self._draft(sheet)
        draft.first, draft.rows, draft.styles = first_row, list(rows), [*styles]
        draft.fit, draft.heights = fit, heights
        return len(draft.rows)

    def set_cells(self, sheet: str, cells: Mapping[tuple[int, int], CellOut | Styled]) -> None:
        """Keep single cells."""
        if cells:
            self._draft(sheet).cells.update(cells)

    def _draft(self, sheet: str) -> Draft:
        return self._drafts.setdefault(sheet, Draft(sheet))
