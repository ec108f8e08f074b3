"""A page of the workbook as rows of styled cells, put together cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from addin.package import CellOut, Styled
from addin.workbook.heights import look_height

Paint = Mapping[str, int]
"""Style ids by look, in the file that is written."""


class Page:
    """Cells of one page, ``width`` columns wide, written from its first row on."""

    def __init__(self, paint: Paint, width: int) -> None:
        self.paint = paint
        self.width = width
        self._cells: dict[tuple[int, int], Styled] = {}
        self._looks: dict[tuple[int, int], str] = {}
        self._last = -1

    @property
    def next(self) -> int:
        """The first row (from 0) below everything put so far."""
        return self._last + 1

    def put(self, row: int, column: int, value: CellOut, look: str) -> None:
        """Put one cell."""
        self._cells[row, column] = Styled(value, self.paint[look])
        self._looks[row, column] = look
        self._last = max(self._last, row)

    def line(self, row: int, column: int, values: Iterable[CellOut], looks: Sequence[str]) -> None:
        """Put cells side by side; the last look goes on for further cells."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value, looks[min(offset, len(looks) - 1)])

    def section(self, row: int, text: str, first: int = 1, last: int | None = None) -> None:
        """Put a section heading with its rule across the columns ``first`` to ``last``."""
        end = self.width - 2 if last is None else last
        self.line(row, first, [text, *[None] * (end - first)], ["section"])

    def skip(self, row: int) -> None:
        """Make the page reach down to ``row``."""
        self._last = max(self._last, row)

    def heights(self, widths: Sequence[float]) -> list[float]:
        """Points of each row, told from its texts; ``widths`` are the columns' in characters."""
        rows: list[list[tuple[CellOut, str, float]]] = [[] for _ in range(self.next)]
        for (row, column), cell in self._cells.items():
            width = widths[min(column, len(widths) - 1)]
            rows[row].append((cell.value, self._looks[row, column], width))
        return [look_height(row) for row in rows]

    def rows(self) -> Iterator[list[CellOut | Styled]]:
        """All rows from the first one on, each of the page's width."""
        plain = Styled(None, self.paint["plain"])
        for row in range(self.next):
            yield [self._cells.get((row, column), plain) for column in range(self.width)]
