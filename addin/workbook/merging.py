"""New rows with the office's cells put back beside them, by row id; what is left is kept below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from addin.package import CellIn, CellOut, Formula, Styled
from addin.workbook.fields import ORPHANED, ORPHANS, Sheet
from addin.workbook.form_rows import Line
from addin.workbook.heights import FREE, Fit, fitting, room_of
from addin.workbook.kept import KeptRow
from addin.workbook.pages import Paint
from addin.workbook.sheet_reading import filled

if TYPE_CHECKING:
    from addin.workbook.office_book import OfficeBook

LOOSE = "Dòng thêm tay"
"""What the block says of a row that staff inserted."""

_PIECES = re.compile(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'![$A-Z0-9:]*|[\w.]+![$A-Z0-9:]*)')
_OWN_ROW = re.compile(r"(?<![A-Za-z0-9_.$])(\$?[A-Z]{1,3})([0-9]{1,7})(?![A-Za-z0-9_.(!])")


@dataclass(slots=True)
class Placement:
    """Where the columns of a sheet stand in the file that is written.

    Attributes:
        sheet: The sheet.
        places: Column of each field, by key.
        width: Columns to write, those of staff included.
        first: First data row, from 0.
    """

    sheet: Sheet
    places: dict[str, int]
    width: int
    first: int

    def styles(self, paint: Paint) -> list[int]:
        """Style of each column; a column that staff added has none."""
        styles = [0] * self.width
        for item in self.sheet.fields:
            styles[self.places[item.key]] = paint[item.look]
        return styles

    def fit(self) -> Fit:
        """Heights of its rows; the columns of staff make none taller."""
        rooms = [FREE] * self.width
        for item in self.sheet.fields:
            rooms[self.places[item.key]] = room_of(item.look, item.width)
        return fitting(rooms)


@dataclass(slots=True)
class Leftover:
    """What is still to be put back: shrinks while rows are written.

    Attributes:
        rows: The office's rows by row id.
        loose: Rows that staff inserted.
    """

    rows: dict[str, KeptRow] = field(default_factory=dict)
    loose: list[KeptRow] = field(default_factory=list)

    def orphans(self) -> dict[str, KeptRow]:
        """Rows whose id did not come again and that hold more than a format."""
        return {
            row_id: row
            for row_id, row in self.rows.items()
            if any(filled(cell) for cell in (*row.office.values(), *row.foreign.values()))
        }

    def taken(self, most: int | None) -> tuple[dict[str, KeptRow], list[KeptRow]]:
        """At most so many orphans, and rows of staff after them; they are left over no more."""
        orphans = dict(islice(self.orphans().items(), most))
        for row_id in orphans:
            del self.rows[row_id]
        loose = self.loose[: None if most is None else most - len(orphans)]
        del self.loose[: len(loose)]
        return orphans, loose


def leftover_of(book: OfficeBook | None, sheet: Sheet) -> Leftover:
    """The office's rows of all parts of a sheet; a row may have moved to another part."""
    left = Leftover()
    for state in book.sheets.values() if book else ():
        if state.title.startswith(sheet.title) and "row_id" in state.places:
            base = state.title == sheet.title or state.title.removeprefix(sheet.title)[:2] == " ("
            if base:
                left.rows.update(state.rows)
                left.loose += state.loose
    return left


class Merger:
    """Puts lines into the file's column order and the office's cells into them."""

    def __init__(self, placement: Placement, left: Leftover, paint: Paint, when: str) -> None:
        """``when`` is the moment from which a missing row is an orphan, as shown."""
        self.placement, self.left, self.paint, self.when = placement, left, paint, when
        fields = placement.sheet.fields
        sources = {placement.places[item.key]: index for index, item in enumerate(fields)}
        order = [sources.get(column, len(fields)) for column in range(placement.width)]
        self._straight = order == list(range(len(fields)))
        self._arranged = itemgetter(*order)
        self.written = 0
        self.orphans = 0

    def lines(self, content: Iterable[Line]) -> Iterator[Line]:
        """Lines of the table, in the file's column order."""
        waiting = self.left.rows
        for line in content:
            row = waiting.pop(str(line[0]), None) if waiting else None
            made = line if self._straight else [*self._arranged((*line, None))]
            if row is not None:
                self._put_back(made, row)
            self.written += 1
            yield made

    def arranged(self, line: Line) -> Line:
        """A line that is no data, in the file's column order."""
        return line if self._straight else [*self._arranged((*line, None))]

    def _put_back(self, made: Line, row: KeptRow) -> None:
        line = self.placement.first + self.written
        places = self.placement.places
        for item in self.placement.sheet.fields:
            if item.owner == "office":
                cell = row.office.get(item.key)
                column = places[item.key]
                made[column] = None if cell is None else carried(cell, row.line, line)
        for column, cell in row.foreign.items():
            made[column] = carried(cell, row.line, line)

    def block(self, start: int, most: int | None = None) -> Iterator[Line]:
        """The block of orphans, from ``start`` lines below the first data row.

        Args:
            start: Lines above it.
            most: How many rows there is room for; all that are left by default.
        """
        orphans, loose = self.left.taken(most)
        self.orphans = len(orphans) + len(loose)
        if not self.orphans:
            return
        plain: Line = [Styled(None, self.paint["plain"])] * self.placement.width
        yield plain
        heading = [*plain]
        words = f"{ORPHANS}: dòng gốc không còn trong nguồn; dòng có lại thì ghi chú tự về chỗ"
        at = self.placement.places["row_id"]
        heading[at] = Styled(words, self.paint["apart"])
        yield heading
        line = self.placement.first + start + 2
        for row_id, row in orphans.items():
            yield self._orphan(row_id, row, line)
            line += 1
        for row in loose:
            yield self._loose(row, line)
            line += 1

    def _orphan(self, row_id: str, row: KeptRow, line: int) -> Line:
        made = self._as_it_was(row, line)
        places = self.placement.places
        made[places["row_id"]] = Styled(row_id, self.paint["id"])
        label = places[self.placement.sheet.label]
        before = row.cells.get(label)
        known = before is not None and str(before.value).startswith(ORPHANED)
        words = str(before.value) if known and before else f"{ORPHANED}{self.when}"
        made[label] = Styled(words, self.paint["orphan"])
        return made

    def _loose(self, row: KeptRow, line: int) -> Line:
        made = self._as_it_was(row, line)
        label = self.placement.places[self.placement.sheet.label]
        if label not in row.cells or not filled(row.cells[label]):
            made[label] = Styled(LOOSE, self.paint["orphan"])
        return made

    def _as_it_was(self, row: KeptRow, line: int) -> Line:
        made: Line = [Styled(None, self.paint["plain"])] * self.placement.width
        mine = {self.placement.places[i.key] for i in self.placement.sheet.fields}
        offices = {
            self.placement.places[item.key]
            for item in self.placement.sheet.fields
            if item.owner == "office"
        }
        for column, cell in row.cells.items():
            # A formula of ours would go on counting a row that is no longer there.
            ours = bool(row.office or row.foreign) and column in mine - offices
            kept = CellIn(cell.value, cell.style, None) if ours else cell
            made[column] = carried(kept, row.line, line)
        return made


def carried(cell: CellIn, before: int, now: int) -> Styled:
    """A cell as it was, in its new row: what its formula says of its own row follows."""
    value: CellOut = cell.value
    if cell.formula is not None:
        value = Formula(_moved(cell.formula, before, now), cell.value)
    return Styled(value, cell.style)


def _moved(formula: str, before: int, now: int) -> str:
    """Move relative references to the formula's own row; quoted text and other sheets stay."""
    if before == now:
        return formula
    own, new = str(before + 1), str(now + 1)

    def move(found: re.Match[str]) -> str:
        return found[1] + (new if found[2] == own else found[2])

    pieces = _PIECES.split(formula)
    pieces[::2] = [_OWN_ROW.sub(move, piece) for piece in pieces[::2]]
    return "".join(pieces)
