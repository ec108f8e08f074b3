"""Rectangles of cells: Google's GridRange, with its ends made certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json

if TYPE_CHECKING:
    from sheets_sync.sandbox.grid import Grid


@dataclass(frozen=True)
class Box:
    """Rows ``top`` up to but not ``bottom`` and columns ``left`` up to but not ``right``."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        """How many rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """How many columns."""
        return self.right - self.left

    def meets(self, other: Box) -> bool:
        """Whether the two share a cell."""
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    def less(self, hole: Box) -> list[Box]:
        """What is left of this box when another is taken out: at most four boxes."""
        if not self.meets(hole):
            return [self]
        top, bottom = max(self.top, hole.top), min(self.bottom, hole.bottom)
        pieces = [
            Box(self.top, top, self.left, self.right),
            Box(bottom, self.bottom, self.left, self.right),
            Box(top, bottom, self.left, max(self.left, hole.left)),
            Box(top, bottom, min(self.right, hole.right), self.right),
        ]
        return [piece for piece in pieces if piece.height > 0 and piece.width > 0]

    def to_json(self, sheet_id: int) -> Json:
        """The GridRange; Google leaves out the sheet's id when it is 0."""
        ends = {
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }
        return ({"sheetId": sheet_id} if sheet_id else {}) | ends


def box_of(grid_range: Json, grid: Grid) -> Box:
    """The cells of a GridRange on a sheet; absent ends reach to the sheet's.

    Raises:
        GoogleRefusal: It begins outside the sheet or ends before it begins.
    """
    box = Box(
        int(grid_range.get("startRowIndex") or 0),
        _end(grid_range.get("endRowIndex"), grid.row_count),
        int(grid_range.get("startColumnIndex") or 0),
        _end(grid_range.get("endColumnIndex"), grid.column_count),
    )
    if box.top > box.bottom or box.left > box.right or box.top < 0 or box.left < 0:
        raise bad_argument("Invalid range: the range ends before it begins.")
    if box.bottom > grid.row_count or box.right > grid.column_count:
        raise bad_argument(
            f"Range exceeds grid limits. Max rows: {grid.row_count}, max columns: "
            f"{grid.column_count}"
        )
    return box


def _end(value: object, limit: int) -> int:
    return limit if value is None else int(str(value))
