"""What follows the rows of a page; in an open program, as in a file, empty ones are hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from addin.buttons.drafts import Draft
from addin.buttons.open_book import OpenBook
from addin.workbook.chart_ends import chart_ends
from addin.workbook.folding import FOLDED, folded, is_blank, stretches
from addin.workbook.heights import LINE
from addin.workbook.layout import Layout
from addin.workbook.page_turns import block_starts, page_turns
from addin.workbook.printing import overview_scale, rooms
from campaign.plan.definition import Campaign

if TYPE_CHECKING:
    import xlwings as xw

SCRIPT = "thiduaRows"
"""Function of our own script of a Google Sheet that hides and shows rows."""


def follow_rows(draft: Draft, layout: Layout, campaign: Campaign) -> None:
    """Tell what follows the rows of *Tổng quan*: what is hidden, drawn, and printed together.

    Where charts end and pages begin only a host of ours is told. No call of xlwings does it, and
    behind it every system has calls of its own, a Google Sheet none.
    """
    if draft.title != layout["overview"].title:
        return
    draft.fold = partial(folded, campaign=campaign)
    draft.ends, draft.starts = [*chart_ends(campaign)], block_starts(campaign)
    draft.turns = partial(page_turns, starts=draft.starts, rooms=rooms(overview_scale(campaign)))


def fit_rows(book: OpenBook, sheet: xw.Sheet, draft: Draft) -> None:
    """Hide rows that become empty and show those that are filled, once the rows are written.

    How it was before is told by what stood there: no row's height is asked for.
    """
    if draft.fold is None or draft.first < 0 or book.dressed:
        return
    before = draft.fold([is_blank(line) for line in book.cells(draft.title).rows])
    after = draft.fold([is_blank(line) for line in draft.rows])
    hide = [*stretches(_ones(after, before))]
    show = [*stretches(_ones(before, after))]
    if not book.remote:
        _on_the_desktop(book, sheet, draft, hide, show)
    elif book.fits_rows and (hide or show):
        args = [SCRIPT, draft.title, hide, show]
        sheet.book.impl.append_json_action(
            func="runMacro", args=args, sheet_position=sheet.index - 1
        )


def _ones(those: Sequence[bool], others: Sequence[bool]) -> Iterator[int]:
    """Rows that the first list names and the second does not."""
    for row, it_is in enumerate(those):
        if it_is and not (row < len(others) and others[row]):
            yield row


def _on_the_desktop(
    book: OpenBook,
    sheet: xw.Sheet,
    draft: Draft,
    hide: Sequence[tuple[int, int]],
    show: Sequence[tuple[int, int]],
) -> None:
    heights = [(first, count, FOLDED) for first, count in hide]
    heights += [
        (row, 1, draft.height(row) or LINE) if row < len(draft.rows) else (row, 1, LINE)
        for first, count in show
        for row in range(first, first + count)
    ]
    for first, count, points in heights:
        rows = sheet.range((first + 1, 1), (first + count, 1))
        book.patience(partial(setattr, rows, "row_height", points))
