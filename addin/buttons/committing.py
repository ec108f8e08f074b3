"""Writes a whole press: what can be undone first, then sheet by sheet, then the journal.

A program that takes all changes at once takes all or none. In one that takes them call by call, a
failure half-way is made good: what was written is put back before the error goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from addin.buttons.cell_values import typed_text
from addin.buttons.changes import Change, change_of
from addin.buttons.open_book import OpenBook
from addin.buttons.putting import CleanRow, Putting
from addin.buttons.undo_log import UNDO_ROW, Entry, column_of, kept, packed, texts_of, undo_sheet
from addin.buttons.undoing import draft_back
from addin.workbook.machine import MACHINE
from campaign.errors import UsageError


class HalfWayError(UsageError):
    """A press failed while it wrote."""

    def __init__(self, error: BaseException, *, whole: bool) -> None:
        after = (
            "Sổ đã được trả về như trước khi bấm."
            if whole
            else "Chưa trả lại được hết: hãy đóng sổ mà không lưu, rồi mở lại."
        )
        super().__init__(f"Đang ghi thì có lỗi ({error}). {after}")


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

    def __init__(self, book: OpenBook, clean: Mapping[str, CleanRow]) -> None:
        self.book = book
        self._putting = Putting(book, clean)

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
        """Write changes, or put back those that were written."""
        done: list[Change] = []
        try:
            for change in changes:
                done.append(change)
                self._putting.put(change)
        except Exception as error:
            if self.book.remote:
                raise
            raise HalfWayError(error, whole=self._put_back(done)) from error

    def _put_back(self, done: Sequence[Change]) -> bool:
        whole = True
        for change in reversed(done):
            whole = self._put_one_back(change) and whole
        return whole

    def _put_one_back(self, change: Change) -> bool:
        back = OpenBook(self.book.book, self.book.patience)
        with suppress(Exception):
            draft = draft_back(undo_sheet(change), back).draft
            Putting(back, self._putting.clean).put(change_of(back, draft))
            return True
        return False

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
