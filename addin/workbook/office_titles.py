"""What the rows are about that the office wrote on: they may have moved since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from addin.package import AllBut
from addin.workbook.flag_rows import settled_place
from addin.workbook.kept import Cells, SheetState
from addin.workbook.layout import Layout
from addin.workbook.office_book import OfficeBook
from addin.workbook.office_facts import text_of
from addin.workbook.ports import PassesOver, ReadsSheets
from campaign.columns import MAIN
from campaign.consolidation.sorted_rows import TOLD_BY, about
from campaign.plan.words import Form

_ROW_ID = re.compile("[A-Z]{2}-")
"""How the id of a unit's row begins; others are of units, or of lines of a list."""

_Typed = Mapping[tuple[str, str], str]
"""What was typed in cells that the office settled, by row id and column key."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet with rows of a form, and how what its rows are about is read."""

    form: Form
    state: SheetState
    typed: _Typed

    def about(self, row_id: str, cells: Cells) -> str:
        """What a row is about; the office's own word for an award is not what the unit typed."""
        main, *further = TOLD_BY[self.form]
        first = self.typed.get((row_id, main), self._text(cells, main))
        if not first or any((row_id, column) in self.typed for column in further):
            return first
        return about([first, *(self._text(cells, column) for column in further)])

    def _text(self, cells: Cells, column: str) -> str:
        return _text(cells, self.state.places.get(column, -1))


def row_titles(reader: ReadsSheets, book: OfficeBook, layout: Layout) -> dict[str, str]:
    """What rows with a note, a settled value or a decision are about (``about``), by row id.

    Args:
        reader: Holds the workbook.
        book: What was read of it.
        layout: Its sheets.
    """
    typed = dict(_settled(book))
    titles = {row_id: text for (row_id, column), text in typed.items() if column in MAIN.values()}
    parts = [
        _Part(sheet.form, state, typed)
        for sheet in layout.sheets
        if sheet.form is not None
        for state in _parts(book, sheet.title)
        if MAIN[sheet.form] in state.places and "row_id" in state.places
    ]
    found = set[str]()
    for part in parts:
        found |= part.state.rows.keys()
        titles |= {row_id: part.about(row_id, row.cells) for row_id, row in part.state.rows.items()}
    wanted = _wanted(book) - found
    for part in parts:
        if wanted:
            titles |= _found(reader, part, wanted)
    return {row_id: text for row_id, text in titles.items() if text}


def _wanted(book: OfficeBook) -> set[str]:
    """Ids of rows that the office wrote on, in whatever sheet."""
    wanted = {row_id for row_id, _ in book.facts.settled}
    wanted |= {override.subject for override in book.facts.overrides}
    for state in book.sheets.values():
        wanted.update(filter(_ROW_ID.match, state.rows))
    return wanted


def _settled(book: OfficeBook) -> Iterator[tuple[tuple[str, str], str]]:
    """What was typed in the cells that the office settled: the workbook shows its own."""
    for state in book.sheets.values():
        if "settled" not in state.places:
            continue
        for line_id, row in state.rows.items():
            place = settled_place(line_id)
            if place is not None and place in book.facts.settled:
                yield place, _text(row.cells, state.places.get("typed", -1))


def _parts(book: OfficeBook, title: str) -> list[SheetState]:
    further = f"{title} ("
    return [s for name, s in book.sheets.items() if name == title or name.startswith(further)]


def _found(reader: ReadsSheets, part: _Part, wanted: set[str]) -> dict[str, str]:
    """What wanted rows of one sheet are about; what was found is wanted no more."""
    at, found = part.state.places["row_id"], dict[str, str]()
    if isinstance(reader, PassesOver):
        look = AllBut(at, wanted)
        rows = reader.rows_but(part.state.title, lambda: look)
    else:
        rows = reader.rows(part.state.title)
    for _, cells in rows:
        row_id = _text(cells, at)
        if row_id in wanted:
            found[row_id] = part.about(row_id, cells)
            wanted.discard(row_id)
    return found


def _text(cells: Cells, column: int) -> str:
    cell = cells.get(column)
    return "" if cell is None else text_of(cell)
