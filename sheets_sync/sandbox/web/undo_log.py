"""What was typed on the page, so that whoever typed it can take it back."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheets_sync.sandbox.grid import Cell

MOST = 100
"""Entries of one account in one spreadsheet that can be taken back."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after; an empty one holds nothing."""

    row: int
    column: int
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Typed:
    """One entry: a cell, or a pasted block."""

    sheet_id: int
    changes: tuple[Change, ...]


@dataclass(slots=True)
class UndoLog:
    """Entries by spreadsheet and account, the latest last; kept while the sandbox runs."""

    entries: dict[tuple[str, str], list[Typed]] = field(default_factory=dict)

    def note(self, file: str, email: str, typed: Typed) -> None:
        """Remember an entry."""
        known = self.entries.setdefault((file, email), [])
        known.append(typed)
        del known[:-MOST]

    def last(self, file: str, email: str) -> Typed | None:
        """The latest entry, which is forgotten; ``None`` when there is none."""
        known = self.entries.get((file, email))
        return known.pop() if known else None
