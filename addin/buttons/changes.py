"""What a draft changes in a sheet, cell by cell: what was there, and what will be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from addin.buttons.cell_values import Plain, plain, plain_cell
from addin.buttons.drafts import Draft, Fit
from addin.buttons.open_book import UNSTYLED, OpenBook, SheetCells
from addin.package import CellOut, Styled


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
        digest: SHA-256 of the new rows, the same in every program.
        heights: Points of each new row, where the host takes heights.
        heights_before: Points of the rows that stand in their place.
    """

    draft: Draft
    was: int
    width: int
    cells: list[Changed] = field(default_factory=list)
    digest: str = ""
    heights: list[float | None] = field(default_factory=list)
    heights_before: list[float | None] = field(default_factory=list)

    @property
    def last(self) -> int:
        """First row (from 0) below the new rows."""
        return self.draft.first + len(self.draft.rows)


def change_of(book: OpenBook, draft: Draft) -> Change:
    """Compare a draft with the sheet as it is."""
    sheet = book.cells(draft.title)
    found = _Comparison(sheet, draft)
    for (row, column), value in sorted(draft.cells.items()):
        found.compare(row, column, value)
    if draft.first >= 0:
        found.compare_rows()
        if book.dressed and draft.fit is not None:
            _fit(found.change, draft.fit, sheet.rows[draft.first :])
    return found.change


def _fit(change: Change, fit: Fit, below: list[list[CellOut]]) -> None:
    """Tell the heights; a page's rows have theirs by their place, a table's by their texts."""
    change.heights = [fit(line) for line in change.draft.rows]
    page = change.draft.first == 0
    change.heights_before = change.heights if page else [fit(line) for line in below]


def _quoted(value: Plain) -> bool:
    """Whether a text has a style of its own that keeps it from being read as a formula."""
    return isinstance(value, str) and value.startswith(("=", "+", "-", "@"))


class _Comparison:
    def __init__(self, sheet: SheetCells, draft: Draft) -> None:
        self.sheet, self.draft = sheet, draft
        below = sheet.rows[draft.first :] if draft.first >= 0 else []
        self.width = max([len(draft.styles), *map(len, below)])
        self.styles = [*draft.styles, *[0] * (self.width - len(draft.styles))]
        self.change = Change(draft, sheet.height, self.width)

    def compare(self, row: int, column: int, value: CellOut | Styled) -> None:
        """Take note of a single cell that will be another."""
        old = self.sheet.cell(row, column)
        before, after = plain_cell(old), plain(value)
        style = value.style if isinstance(value, Styled) else old.style
        restyled = self.sheet.styles is not None and style != old.style and not _quoted(after)
        if before != after or restyled:
            self._note(row, column, before, after)

    def compare_rows(self) -> None:
        """Compare the new rows with what stands in their place, and with what stands below."""
        digest = hashlib.sha256()
        row = self.draft.first
        for line in self.draft.rows:
            after = [plain(value) for value in line]
            digest.update(repr(after).encode("utf-8", "surrogatepass"))
            self._compare_line(row, after, line)
            row += 1
        for below in range(row, self.change.was):
            self._compare_line(below, [], None)
        self.change.digest = digest.hexdigest()

    def _compare_line(
        self, row: int, after: list[Plain], line: Sequence[CellOut | Styled] | None
    ) -> None:
        after += [None] * (self.width - len(after))
        before = self.sheet.plain_row(row, self.width)
        if self.sheet.styles is None:
            if before != after:
                self._note_all(row, before, after, [0] * self.width, [0] * self.width)
            return
        known = self.sheet.styles.get(row, {})
        old = [known.get(column, 0) for column in range(self.width)]
        new = self._styles_of(line)
        if before != after or old != new:
            self._note_all(row, before, after, old, new)

    def _styles_of(self, line: Sequence[CellOut | Styled] | None) -> list[int]:
        if line is None:
            return [0] * self.width
        if Styled not in map(type, line):
            return self.styles
        own = {c: cell.style for c, cell in enumerate(line) if isinstance(cell, Styled)}
        return [own.get(column, style) for column, style in enumerate(self.styles)]

    def _note_all(
        self, row: int, before: list[Plain], after: list[Plain], old: list[int], new: list[int]
    ) -> None:
        for column in range(self.width):
            restyled = old[column] != new[column] and not _quoted(after[column])
            if before[column] != after[column] or restyled:
                self._note(row, column, before[column], after[column])

    def _note(self, row: int, column: int, before: Plain, after: Plain) -> None:
        old = self.sheet.cell(row, column)
        stored = plain(old.value) if old.formula is not None else None
        self.change.cells.append(Changed(row, column, before, after, stored, old.style))
