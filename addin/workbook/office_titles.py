"""What the rows are about that the office wrote on: they may have moved since."""

from __future__ import annotations

import re
from collections.abc import Iterator

from addin.package import AllBut
from addin.workbook.flag_rows import settled_place
from addin.workbook.kept import Cells, SheetState
from addin.workbook.layout import Layout
from addin.workbook.office_book import OfficeBook
from addin.workbook.office_facts import text_of
from addin.workbook.ports import PassesOver, ReadsSheets
from campaign.columns import MAIN

_ROW_ID = re.compile("[A-Z]{2}-")
"""How the id of a unit's row begins; others are of units, or of lines of a list."""


def row_titles(reader: ReadsSheets, book: OfficeBook, layout: Layout) -> dict[str, str]:
    """The titles of rows with a note, a settled value or a decision, as typed, by row id.

    Args:
        reader: Holds the workbook.
        book: What was read of it.
        layout: Its sheets.
    """
    titles: dict[str, str] = {}
    forms = [
        (state, state.places[MAIN[sheet.form]])
        for sheet in layout.sheets
        if sheet.form is not None
        for state in _parts(book, sheet.title)
        if MAIN[sheet.form] in state.places and "row_id" in state.places
    ]
    for state, main in forms:
        titles |= {row_id: _text(row.cells, main) for row_id, row in state.rows.items()}
    wanted = _wanted(book) - titles.keys()
    for state, main in forms:
        if wanted:
            titles |= _found(reader, state, main, wanted)
    titles |= dict(_settled(book))
    return {row_id: text for row_id, text in titles.items() if text}


def _wanted(book: OfficeBook) -> set[str]:
    """Ids of rows that the office wrote on, in whatever sheet."""
    wanted = {row_id for row_id, _ in book.facts.settled}
    wanted |= {override.subject for override in book.facts.overrides}
    for state in book.sheets.values():
        wanted.update(filter(_ROW_ID.match, state.rows))
    return wanted


def _settled(book: OfficeBook) -> Iterator[tuple[str, str]]:
    """What was typed in the titles that the office settled: the workbook shows its own."""
    for state in book.sheets.values():
        if "settled" not in state.places:
            continue
        for line_id, row in state.rows.items():
            place = settled_place(line_id)
            if place in book.facts.settled and place is not None and place[1] in MAIN.values():
                yield place[0], _text(row.cells, state.places.get("typed", -1))


def _parts(book: OfficeBook, title: str) -> list[SheetState]:
    further = f"{title} ("
    return [s for name, s in book.sheets.items() if name == title or name.startswith(further)]


def _found(reader: ReadsSheets, state: SheetState, main: int, wanted: set[str]) -> dict[str, str]:
    """Titles of wanted rows of one sheet; what was found is wanted no more."""
    at, found = state.places["row_id"], dict[str, str]()
    if isinstance(reader, PassesOver):
        look = AllBut(at, wanted)
        rows = reader.rows_but(state.title, lambda: look)
    else:
        rows = reader.rows(state.title)
    for _, cells in rows:
        row_id = _text(cells, at)
        if row_id in wanted:
            found[row_id] = _text(cells, main)
            wanted.discard(row_id)
    return found


def _text(cells: Cells, column: int) -> str:
    cell = cells.get(column)
    return "" if cell is None else text_of(cell)
