"""What a draft changes in a sheet, cell by cell: what was there, and what will be."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from addin.buttons.beside import Beside, OldLine, beside
from addin.buttons.cell_values import Plain, exact, plain, plain_cell, plain_line, result_of
from addin.buttons.drafts import Draft
from addin.buttons.open_book import OpenBook
from addin.buttons.sheet_cells import UNSTYLED
from addin.package import CellIn, CellOut, Formula, Styled


@dataclass(slots=True)
class Changed:
    """One cell that will be another.

    Attributes:
        row: Row from 0.
        column: Column from 0.
        before: What stands there.
        after: What will.
        stored: Result of the formula that stands there.
        style: Style id that it has; ``UNSTYLED`` where none is shown.
    """

    row: int
    column: int
    before: Plain
    after: Plain
    stored: Plain = None
    style: int = UNSTYLED


@dataclass(slots=True)
class Change:
    """What one draft changes.

    Attributes:
        draft: The draft.
        was: Rows (from 0) that the sheet had, counted from its top.
        width: Columns that are written.
        cells: Every cell that will be another.
        results: Formulas that stay and whose stored results will be others, where a host of ours
            tells results: no change to a reader, but part of what an undo puts back.
        digest: SHA-256 of the new rows, the same in every program.
        heights: Points of each new row, where the host takes heights.
        heights_before: Points of the rows that stand in their place.
        alone: Columns in which nothing changes and nothing may be typed.
    """

    draft: Draft
    was: int
    width: int
    cells: list[Changed] = field(default_factory=list)
    results: list[Changed] = field(default_factory=list)
    digest: str = ""
    heights: list[float | None] = field(default_factory=list)
    heights_before: list[float | None] = field(default_factory=list)
    alone: Collection[int] = ()

    @property
    def last(self) -> int:
        """First row (from 0) below the new rows."""
        return self.draft.first + len(self.draft.rows)


def change_of(book: OpenBook, draft: Draft) -> Change:
    """Compare a draft with the sheet as it is."""
    found = _Comparison(beside(book, draft), draft)
    found.compare_cells()
    if draft.first >= 0:
        found.compare_rows(heights=book.dressed)
    return found.change


def outputs_of(changes: Iterable[Change]) -> str:
    """One hash over the new rows of all sheets, the same in every program."""
    digest = hashlib.sha256()
    for change in sorted(changes, key=lambda each: each.draft.title):
        digest.update(f"{change.draft.title}\0{change.digest}\n".encode())
    return digest.hexdigest()


def _quoted(value: Plain) -> bool:
    """Whether a text has a style of its own that keeps it from being read as a formula."""
    return isinstance(value, str) and value.startswith(("=", "+", "-", "@"))


class _Comparison:
    def __init__(self, old: Beside, draft: Draft) -> None:
        self.old, self.draft = old, draft
        self.change = Change(draft, max(draft.first, 0), len(draft.styles))

    def compare_cells(self) -> None:
        """Take note of single cells that will be others."""
        for (row, column), value in sorted(self.draft.cells.items()):
            old = self.old.cell(row, column)
            before, after = plain_cell(old), plain(value)
            style = value.style if isinstance(value, Styled) else old.style
            restyled = UNSTYLED != old.style != style and not _quoted(after)
            if before != after or restyled:
                self._note(row, column, before, after, old)

    def compare_rows(self, *, heights: bool) -> None:
        """Compare the new rows with what stands in their place, and with what stands below."""
        digest = hashlib.sha256()
        lines = iter(self.draft.rows)
        for row, old in enumerate(self.old.lines(), self.draft.first):
            line = next(lines, None)
            after = [] if line is None else plain_line(line)
            if line is not None:
                digest.update(repr(after).encode("utf-8", "surrogatepass"))
            if not old.same:
                self._compare_line(row, after, line, old)
            if old.holds():
                self.change.was = row + 1
            if heights:
                self._note_heights(row - self.draft.first, old)
        self.change.digest = digest.hexdigest()

    def _note_heights(self, place: int, old: OldLine) -> None:
        """Take note of a row's height: one that stays as it is keeps what it has, if it is shown.

        What a page hides and shows follows its rows.
        """
        self.change.heights_before.append(old.height)
        if place < len(self.draft.rows):
            given = self.draft.heights[place] if place < len(self.draft.heights) else None
            keeps = old.same and given != 0 and old.height != 0
            self.change.heights.append(old.height if keeps else self.draft.height(place))

    def _compare_line(
        self, row: int, after: list[Plain], line: Sequence[CellOut | Styled] | None, old: OldLine
    ) -> None:
        before = old.values
        width = max(self.change.width, len(before))
        if len(before) < width:
            before = before + [None] * (width - len(before))
        if len(after) < width:
            after = after + [None] * (width - len(after))
        self.change.width = width
        others = [c for c, value in enumerate(before) if value != after[c]]
        if old.styles is not None:
            others = self._with_restyled(others, after, old.styles, self._styles_of(line, width))
        for column in others:
            self._note(row, column, before[column], after[column], old.cell(column))
        if line is not None:
            for column in {*old.formulas}.difference(others):
                self._compare_result(row, column, after[column], line[column], old.cell(column))

    def _compare_result(
        self, row: int, column: int, formula: Plain, new: CellOut | Styled, old: CellIn
    ) -> None:
        """Take note of a formula that stays and will be stored with another result."""
        value = new.value if isinstance(new, Styled) else new
        result = value.value if isinstance(value, Formula) else None
        if result_of(result) != result_of(old.value):
            kept = result_of(old.value)
            self.change.results.append(Changed(row, column, formula, formula, kept, old.style))

    def _with_restyled(
        self, others: list[int], after: list[Plain], old: Sequence[int], new: list[int]
    ) -> list[int]:
        """Columns whose values or styles will be others."""
        if old == new:
            return others
        styles = [*old, *[0] * (len(new) - len(old))]
        restyled = [
            column
            for column, style in enumerate(new)
            if style != styles[column] and not _quoted(after[column])
        ]
        return sorted({*others, *restyled})

    def _styles_of(self, line: Sequence[CellOut | Styled] | None, width: int) -> list[int]:
        if line is None:
            return [0] * width
        styles = self.draft.styles + [0] * (width - len(self.draft.styles))
        if Styled in map(type, line):
            for column, cell in enumerate(line):
                if isinstance(cell, Styled):
                    styles[column] = cell.style
        return styles

    def _note(self, row: int, column: int, before: Plain, after: Plain, old: CellIn) -> None:
        kept = exact(old) if before is not None else None
        stored = result_of(old.value) if old.formula is not None else None
        self.change.cells.append(Changed(row, column, kept, after, stored, old.style))
