"""Ranges in A1 notation, and how those around a table follow its new last row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from campaign.grid import address, column_letters

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


class Area(NamedTuple):
    """A rectangle of cells, all four numbers from 0 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = address(self.top, self.left)
        single = (self.top, self.left) == (self.bottom, self.right)
        return first if single else f"{first}:{address(self.bottom, self.right)}"


@dataclass(frozen=True, slots=True)
class Extent:
    """Rows of a table before and after its rows were replaced, all from 0.

    Attributes:
        first: First data row.
        old_last: Last row that had content; ``first`` when none had.
        old_end: Last row that the table was laid out for, content or not.
        last: Last row now; ``first`` when the table is empty.
    """

    first: int
    old_last: int
    old_end: int
    last: int


@cache
def column_index(letters: str) -> int:
    """Number of a column from 0 by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def area(text: str) -> Area | None:
    """Rectangle of an A1 range; None for anything else, whole rows and columns included."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    top, left = int(found[2]) - 1, column_index(found[1])
    if found[3] is None:
        return Area(top, left, top, left)
    return Area(top, left, int(found[4]) - 1, column_index(found[3]))


def absolute(area_: Area) -> str:
    """The rectangle as formulas name it: ``$A$1:$C$9``."""
    return (
        f"${column_letters(area_.left)}${area_.top + 1}"
        f":${column_letters(area_.right)}${area_.bottom + 1}"
    )


def followed(area_: Area, extent: Extent) -> Area:
    """A range that frames the table (filter, print area, table part) at its new last row."""
    if area_.bottom >= MAX_ROWS - 1 or area_.top > extent.first or area_.bottom < extent.first - 1:
        return area_
    return area_._replace(bottom=extent.last)


def stretched(area_: Area, extent: Extent) -> Area:
    """A range of rules over the data rows at their new last row.

    It follows when it held all old data rows. A range that was laid out for more rows than the
    table had grows when needed and never shrinks.
    """
    if area_.bottom >= MAX_ROWS - 1 or area_.top > extent.first or area_.bottom < extent.old_last:
        return area_
    if area_.bottom <= extent.old_end:
        return area_._replace(bottom=extent.last)
    return area_._replace(bottom=max(area_.bottom, extent.last))


def stretched_list(sqref: str, extent: Extent) -> str:
    """The same for a list of ranges with blanks between them."""
    return " ".join(_stretched_text(text, extent) for text in sqref.split())


def _stretched_text(text: str, extent: Extent) -> str:
    found = area(text)
    if found is None:
        return text
    new = stretched(found, extent)
    return text if new == found else str(new)
