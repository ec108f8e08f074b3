"""One more line of *Nhật ký* for a press."""

from __future__ import annotations

from collections.abc import Mapping

from addin.buttons.changes import change_of
from addin.buttons.committing import Committer
from addin.buttons.drafts import Draft
from addin.buttons.open_book import OpenBook
from addin.package import CellOut
from addin.workbook.fields import Sheet
from addin.workbook.journal import lines_with
from addin.workbook.layout import Layout
from addin.workbook.pages import Paint
from addin.workbook.placing import placement_of
from addin.workbook.sheet_reading import SheetReader


def journal_draft(
    facts: Mapping[str, CellOut], sheet: Sheet, book: OpenBook, paint: Paint
) -> Draft:
    """The journal with a line that says ``facts``, by column key.

    Raises:
        UsageError: the journal has lost its header.
    """
    state = SheetReader(sheet, str(book.book.name), paint).read(book.rows(sheet.title))
    placement = placement_of(sheet, state)
    numbered = {"number": len(state.lines) + 1, **facts}
    draft = Draft(sheet.title, first=placement.first, fit=placement.fit())
    draft.rows = [*lines_with(numbered, placement, state)]
    draft.styles = placement.styles(paint)
    return draft


def write_line(facts: Mapping[str, CellOut], layout: Layout, book: OpenBook, paint: Paint) -> None:
    """Write nothing but a line of the journal: for presses that change no table.

    Raises:
        UsageError: the journal has lost its header, or the program failed.
    """
    journal = change_of(book, journal_draft(facts, layout["journal"], book, paint))
    Committer(book, layout, paint).write([journal])
