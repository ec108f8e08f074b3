"""Writes a whole press: what can be undone first, then sheet by sheet, then the journal.

A program that takes all changes at once takes all or none. In one that takes them call by call, a
failure half-way is made good: what was written is put back before the error goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from addin.buttons.cell_values import typed_text
from addin.buttons.changes import Change, change_of
from addin.buttons.drafts import Draft
from addin.buttons.open_book import OpenBook
from addin.buttons.putting import CleanRow, Putting
from addin.buttons.sheet_cells import SheetCells
from addin.buttons.spilled import refuse_frozen, spread
from addin.buttons.undo_log import UNDO_ROW, Entry, column_of, kept, packed, texts_of, undo_sheet
from addin.buttons.undoing import draft_back
from addin.workbook.layout import Layout
from addin.workbook.machine import CLEAN_ROWS, MACHINE
from addin.workbook.pages import Paint
from campaign.columns import Owner
from campaign.errors import UsageError

_log = logging.getLogger("thidua.buttons")


class HalfWayError(UsageError):
    """A press failed while it wrote.

    Args:
        error: What failed.
        title: The sheet that was being written.
        left: What could not be put back, sheet by sheet.
    """

    def __init__(self, error: BaseException, title: str, left: Mapping[str, Exception]) -> None:
        after = "Sổ đã được trả về như trước khi bấm."
        if left:
            places = ", ".join(f"trang “{title}” ({cause})" for title, cause in left.items())
            after = f"Chưa trả lại được {places}: hãy đóng sổ mà không lưu, rồi mở lại."
        locked = (
            " Nếu trang ấy đang được bảo vệ, hãy bỏ bảo vệ (Review > Unprotect Sheet) rồi bấm lại."
        )
        super().__init__(f"Đang ghi trang “{title}” thì có lỗi ({error}). {after}{locked}")


@dataclass(slots=True)
class Commit:
    """One press to be written.

    Attributes:
        changes: What it changes, sheet by sheet.
        entry: Who pressed what and when; its sheets are filled in here.
        after: What is written after everything else and never undone: the journal.
    """

    changes: Sequence[Change]
    entry: Entry
    after: Sequence[Change] = ()


class Committer:
    """Writes presses into one workbook."""

    def __init__(self, book: OpenBook, layout: Layout, paint: Paint) -> None:
        self.book = book
        self._layout = layout
        self._putting = Putting(book, _clean_rows(layout, paint))

    @property
    def undo_texts(self) -> list[str]:
        """Entries of the undo log, newest first."""
        column = [row[0] if row else None for row in self.book.cells(MACHINE).rows[UNDO_ROW:]]
        return texts_of(column)

    def commit(self, commit: Commit) -> bool:
        """Write everything; tells whether the press can be undone.

        Raises:
            HalfWayError: the program failed; the workbook is as it was, or the sentence says not.
            BusyError: somebody was typing; nothing was written.
            UsageError: cells that a formula fills would have to move.
        """
        commit.entry.sheets = [undo_sheet(change) for change in commit.changes if change.cells]
        undoable = True
        if commit.entry.sheets:
            newest = packed(commit.entry)
            entries = kept([newest, *self.undo_texts])
            undoable = bool(entries)
            self.write_log(entries)
        self.write([*commit.changes, *commit.after])
        return undoable

    def write(self, changes: Sequence[Change]) -> None:
        """Write changes, or put back those that were written.

        Raises:
            HalfWayError: the program failed.
            UsageError: cells that a formula fills would have to move.
        """
        for change in changes:
            self._leave_spread(change)
        done: list[Change] = []
        try:
            for change in changes:
                done.append(change)
                self._putting.put(change)
        except Exception as error:
            if self.book.remote:
                raise
            _log.warning("a press failed while it wrote", exc_info=error)
            title = done[-1].draft.title
            raise HalfWayError(error, title, self._put_back(done)) from error

    def _leave_spread(self, change: Change) -> None:
        """See that no value is typed where a Google Sheet's formula may have put it."""
        if self.book.remote and not self.book.dressed:
            cells = self.book.cells(change.draft.title)
            found = spread(cells, self._ours(change.draft, cells))
            refuse_frozen(change, found)
            change.alone = frozenset(found)

    def _ours(self, draft: Draft, cells: SheetCells) -> set[int]:
        """Columns of a table that are not the office's, by their headers."""
        known = [sheet for sheet in self._layout.sheets if draft.title.startswith(sheet.title)]
        labels = {
            item.label for sheet in known for item in sheet.fields if item.owner is not Owner.OFFICE
        }
        header = cells.rows[draft.first - 1] if 0 < draft.first <= len(cells.rows) else []
        return {column for column, text in enumerate(header) if text in labels}

    def _put_back(self, done: Sequence[Change]) -> dict[str, Exception]:
        """Put back what was written, the last sheet first; what could not be, and why."""
        left: dict[str, Exception] = {}
        for change in reversed(done):
            try:
                self._put_one_back(change)
            except Exception as error:  # noqa: BLE001 - the other sheets are put back all the same
                _log.exception("a sheet could not be put back")
                left[change.draft.title] = error
        return left

    def _put_one_back(self, change: Change) -> None:
        back = OpenBook(self.book.book, self.book.patience)
        draft = draft_back(undo_sheet(change), back).draft
        draft.fold = change.draft.fold
        Putting(back, self._putting.clean).put(change_of(back, draft))

    def write_log(self, entries: Sequence[str]) -> None:
        """Write the undo log, in one call."""
        cells: list[str | None] = [typed_text(text) for text in column_of(entries)]
        longer = len(self.book.cells(MACHINE).rows) - UNDO_ROW - len(cells)
        cells += [None] * max(0, longer)
        if not cells:
            return
        sheet = self.book.book.sheets[MACHINE]
        target = sheet.range((UNDO_ROW + 1, 1), (UNDO_ROW + len(cells), 1))

        def write() -> None:
            target.value = [[cell] for cell in cells]

        self.book.patience(write)


def _clean_rows(layout: Layout, paint: Paint) -> dict[str, CleanRow]:
    """Rows of the machine sheet with the looks of each table's columns, by title."""
    return {
        sheet.title: CleanRow(
            MACHINE, CLEAN_ROWS + row, [paint.get(item.look, 0) for item in sheet.fields]
        )
        for row, sheet in enumerate(layout.sheets)
        if sheet.fields
    }
