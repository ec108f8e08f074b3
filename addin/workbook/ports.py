"""What the workbook needs of whatever holds it: a file's package, or a book open in a program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from addin.package import CellIn, CellOut, Note, PassesRows, Styled
from addin.package.row_xml import Row


class ReadsSheets(Protocol):
    """Reads a workbook's cells."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """Titles of the worksheets in tab order."""

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """Rows from the top: row number from 0, cells by column from 0."""

    def style_row(self, sheet: str, row: int) -> dict[int, int]:
        """Style ids of a row's cells by column, empty cells included."""


@runtime_checkable
class PassesOver(Protocol):
    """A reader that can tell rows in which only we wrote without reading their cells."""

    def rows_but(
        self, sheet: str, glance: Callable[[], PassesRows | None]
    ) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """Rows as ``ReadsSheets`` gives them, without those that the glance passes over."""


class WritesSheets(Protocol):
    """Takes what is to stand in a workbook; style ids are those of its reader."""

    @property
    def notes(self) -> list[Note]:
        """What a person should know about the changes made so far."""

    def replace_rows(
        self,
        sheet: str,
        first_row: int,
        rows: Iterable[Row],
        *,
        styles: Sequence[int],
        fit: Callable[[Row], float | None] | None = None,
        heights: Sequence[float | None] = (),
    ) -> int:
        """Put ``rows`` in the place of all rows from ``first_row`` (from 0) on.

        ``fit`` tells a row's height in points from its values alone: it is asked for some rows
        only, in any order. ``heights`` are those of the rows from the first on, where known.
        """

    def set_cells(self, sheet: str, cells: Mapping[tuple[int, int], CellOut | Styled]) -> None:
        """Write single cells by (row, column) from 0."""
