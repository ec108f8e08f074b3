"""Writes changes into an open workbook: at most three calls a table, whatever its length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from addin.buttons.cell_values import Plain, Typed, plain_cell, result_of, sent, typed, typed_plain
from addin.buttons.changes import Change, Changed
from addin.buttons.open_book import OpenBook
from addin.buttons.page_rows import fit_rows
from addin.buttons.sheet_cells import UNSTYLED, Place
from addin.package import CellOut, Formula, Styled
from addin.workbook.heights import LINE
from campaign.grid import address

if TYPE_CHECKING:
    import xlwings as xw

DRESS = "ThiduaDress"
"""What a host of ours is asked to run after the rows were typed in: it gives them their looks."""


class CleanRow(NamedTuple):
    """A row of the machine sheet that has the looks of a table's columns."""

    sheet: str
    row: int
    styles: list[int]


class Putting:
    """Puts changes into one workbook.

    Args:
        book: The workbook.
        clean: Rows with the looks of each table, by sheet title.
    """

    def __init__(self, book: OpenBook, clean: Mapping[str, CleanRow]) -> None:
        self.book, self.clean = book, clean
        self._call = book.patience

    def put(self, change: Change) -> None:
        """Write one sheet: the cells above the table, the looks of new rows, the rows."""
        if not change.cells:
            return
        sheet = self.book.book.sheets[change.draft.title]
        above = {(cell.row, cell.column) for cell in change.cells} & change.draft.cells.keys()
        if above:
            self._put_cells(sheet, change, above)
        if change.draft.first >= 0 and len(above) < len(change.cells):
            self._put_rows(sheet, change)
        fit_rows(self.book, sheet, change.draft)

    def _put_cells(self, sheet: xw.Sheet, change: Change, above: set[Place]) -> None:
        """Write single cells: in one call, together with what stands between them."""
        if self.book.dressed:
            self._dress(sheet, _cells_dress(change, above))
            return
        cells = {place: typed(change.draft.cells[place]) for place in above}
        if self.book.knows_formulas and not change.alone:
            cells = self._with_those_between(change.draft.title, cells)
        for row, column, values in _runs(cells):
            self._type(sheet, row, column, values)

    def _with_those_between(self, title: str, cells: dict[Place, Typed]) -> dict[Place, Typed]:
        """All cells of the smallest rectangle around some; the others as they are."""
        rows, columns = zip(*cells, strict=True)
        standing = self.book.cells(title)
        between = product(range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1))
        others = {place: typed_plain(plain_cell(standing.cell(*place))) for place in between}
        return others | cells

    def _put_rows(self, sheet: xw.Sheet, change: Change) -> None:
        width = change.width
        rows = [[*map(typed, line), *[None] * (width - len(line))] for line in change.draft.rows]
        first = change.draft.first
        if self.book.dressed:
            self._type(sheet, first, 0, rows)
            self._dress(sheet, _rows_dress(change))
            return
        self._copy_looks(sheet, change)
        for row, column, block in self._blocks(change, rows):
            self._type(sheet, row, column, block)
        if change.was > change.last:
            below = sheet.range((change.last + 1, 1), (change.was, change.width))
            self._call(below.clear)

    def _blocks(
        self, change: Change, rows: list[list[Typed]]
    ) -> Iterator[tuple[int, int, list[list[Typed]]]]:
        """What of the rows is typed: from the first changed one to the last.

        Where formulas cannot be read, columns in which nothing changes are left alone; so are those
        that a formula may fill.
        """
        first, last = change.draft.first, change.last
        cells = [cell for cell in change.cells if first <= cell.row < last]
        if not cells:
            return
        top = min(cell.row for cell in cells)
        block = rows[top - first : max(cell.row for cell in cells) + 1 - first]
        if self.book.knows_formulas:
            columns = set(range(len(block[0]))).difference(change.alone)
        else:
            columns = {cell.column for cell in cells}
        for left, right in _stretches(columns):
            yield top, left, [line[left : right + 1] for line in block]

    def _copy_looks(self, sheet: xw.Sheet, change: Change) -> None:
        """Give rows that are new on the sheet the looks of their columns."""
        first = max(change.was, change.draft.first)
        if first >= change.last:
            return
        source = self._looks(sheet, change)
        if source is None:
            return
        where, row = source
        for left, right in _stretches(set(range(change.width)).difference(change.alone)):
            looks = where.range((row + 1, left + 1), (row + 1, right + 1))
            target = sheet.range((first + 1, left + 1), (change.last, right + 1))
            self._call(partial(looks.copy, target))

    def _looks(self, sheet: xw.Sheet, change: Change) -> tuple[xw.Sheet, int] | None:
        """Sheet and row (from 0) with the looks of the table's columns."""
        known = self.clean.get(change.draft.title)
        if known is not None and known.styles == change.draft.styles[: len(known.styles)]:
            return self.book.book.sheets[known.sheet], known.row
        first = change.draft.first
        return (sheet, first) if change.was > first else None

    def _type(self, sheet: xw.Sheet, row: int, column: int, values: list[list[Typed]]) -> None:
        if values:
            corner = address(row + len(values) - 1, column + len(values[0]) - 1)
            self._write(sheet.range(f"{address(row, column)}:{corner}"), values)

    def _write(self, target: xw.Range, values: list[list[Typed]]) -> None:
        """Write a whole block in one call: by default xlwings cuts long ones in pieces."""
        if self.book.remote:
            target = target.options("raw")  # what is sent needs none of its conversions
            values = [[*map(sent, line)] for line in values]
        else:
            target = target.options(chunksize=None)

        def write() -> None:
            target.value = values

        self._call(write)

    def _dress(self, sheet: xw.Sheet, dress: dict[str, Any]) -> None:
        sheet.book.impl.append_json_action(
            func="runMacro", args=[DRESS, dress], sheet_position=sheet.index - 1
        )


def _runs(cells: Mapping[Place, Typed]) -> Iterator[tuple[int, int, list[list[Typed]]]]:
    """Single cells as few blocks: a full rectangle, else those that stand under each other."""
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    dense = rows[-1] - rows[0] < len(rows) and columns[-1] - columns[0] < len(columns)
    if dense and len(cells) == len(rows) * len(columns):
        yield rows[0], columns[0], [[cells[row, column] for column in columns] for row in rows]
        return
    places = sorted(cells, key=lambda place: (place[1], place[0]))
    while places:
        row, column = places[0]
        count = 1
        while count < len(places) and places[count] == (row + count, column):
            count += 1
        yield row, column, [[cells[place]] for place in places[:count]]
        places = places[count:]


def _stretches(columns: set[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbouring columns."""
    left = right = -2
    for column in sorted(columns):
        if column != right + 1:
            if right >= 0:
                yield left, right
            left = column
        right = column
    if right >= 0:
        yield left, right


def _cells_dress(change: Change, above: set[Place]) -> dict[str, Any]:
    """Single cells with their looks, for a host of ours."""
    cells = [(place, change.draft.cells[place]) for place in sorted(above)]
    results = ((place, _result(cell)) for place, cell in cells)
    return {
        "typed": [[*place, sent(typed(cell))] for place, cell in cells],
        "stored": [[*place, result] for place, result in results if result is not None],
        "cells": [
            [*place, cell.style]
            for place, cell in cells
            if isinstance(cell, Styled) and cell.style != UNSTYLED
        ],
    }


def _result(cell: CellOut | Styled) -> Plain | date:
    """What a formula is stored with, a day as one: its number is the workbook's; else None."""
    value = cell.value if isinstance(cell, Styled) else cell
    if not isinstance(value, Formula):
        return None
    return value.value if isinstance(value.value, date) else result_of(value.value)


def _rows_dress(change: Change) -> dict[str, Any]:
    """Looks and heights of rows, the results of formulas until they are counted, what follows."""
    draft = change.draft
    own, stored = [], []
    for row, line in enumerate(draft.rows, draft.first):
        for column, cell in enumerate(line):
            if isinstance(cell, Styled):
                own.append([row, column, cell.style])
            result = _result(cell)
            if result is not None:
                stored.append([row, column, result])
    styles = [*draft.styles, *[0] * (change.width - len(draft.styles))]
    return {
        "first": draft.first,
        "styles": styles,
        "cells": own,
        "stored": stored,
        "heights": change.heights,
        "ends": [*draft.ends],
        "turns": _turns(change),
    }


def _turns(change: Change) -> dict[str, list[int]] | None:
    """Where the pages of a page begin; none of a table, or of a page that is not all ours."""
    draft = change.draft
    if draft.turns is None or draft.first:
        return None
    heights = [LINE if height is None else height for height in change.heights]
    return {"rows": draft.turns(heights), "ours": [*draft.starts]}


def restored(cell: Changed) -> CellOut:
    """What stood in a changed cell, to be typed in again."""
    before = cell.before
    if isinstance(before, str) and before[:1] == "\x01":
        kept = cell.stored if isinstance(cell.stored, (str, int, float)) else None
        return Formula(before[2:], kept)
    return before
