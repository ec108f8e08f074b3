"""Values that the office settled, put into the rows they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.columns import FORMS, MAIN, Kind, column
from campaign.consolidation.placed import SETTLED, Opened, Placed
from campaign.problems import Problem, Weight
from campaign.reading.row_ids import is_row_id
from campaign.reading.values import Reader
from campaign.reading.whose import UnitNames
from campaign.records import POSITIONS, Row, Status
from campaign.vietnamese.text import key

CONFIRMING = frozenset(map(key, ("Xác nhận", "Đúng", "Giữ", "Giữ nguyên", "Vẫn tính", "Có")))
"""Words in *Giá trị chốt* that keep what a row is about as the unit typed it."""

WITHDRAWING = frozenset(map(key, ("Rút", "Đã rút", "Bỏ", "Không tính", "Trùng", "Gộp")))
"""Words in *Giá trị chốt* that take a row out; it is still shown."""

_ASKING = frozenset({"head_or_not", "date_partial"})
"""Problems that ask for a value even where nothing waits for it."""

Settled = Mapping[tuple[str, str], str]
"""Typed text by row id and column key."""


@dataclass(frozen=True, slots=True)
class Settler:
    """Gives rows their settled values.

    Attributes:
        names: Resolves unit names.
        reader: Reads values as if they were typed in the cell.
        settled: What the office settled.
    """

    names: UnitNames
    reader: Reader
    settled: Settled

    def settle(self, opened: Opened) -> None:
        """Settle the rows of one source."""
        wanted = {row_id for row_id, _ in self.settled}
        for row in opened.rows:
            if row.id in wanted:
                self._settle_row(Placed(opened, row))

    def _settle_row(self, placed: Placed) -> None:
        row = placed.row
        for item in FORMS[row.form]:
            typed = self.settled.get((row.id, item.key))
            if typed is None:
                continue
            problems = self._give(row, item.key, item.kind, typed)
            kept = [
                issue
                for issue in row.issues
                if issue.column != item.key
                or (issue.weight is not Weight.HOLD and issue.code not in _ASKING)
            ]
            row.issues = kept
            held = any(issue.weight is Weight.HOLD for issue in kept)
            row.status = Status.HELD if held else Status.ACCEPTED
            for problem in problems or (_settled(typed),):
                placed.mark(problem, item.key, typed)

    def _give(self, row: Row, name: str, kind: Kind, typed: str) -> tuple[Problem, ...]:
        """Put a settled value into a row; problems when it can't be read either."""
        if kind is Kind.UNIT:
            read = self.names.resolve(typed)
            if read.held or read.value is None:
                return read.problems
            row.unit = read.value
            return ()
        if name == MAIN[row.form] and key(typed) in CONFIRMING:
            return ()
        if name == MAIN[row.form] and key(typed) in WITHDRAWING:
            return (_withdrawn(typed),)
        if name == MAIN[row.form] and is_row_id(typed):
            return (_row_id(typed),)
        reader = self.reader.of(column(row.form, name))
        if reader is None:
            row.values[POSITIONS[row.form][name]] = typed
            return ()
        value, problems = reader(typed, "")
        held = tuple(p for p in problems if p.weight is Weight.HOLD)
        if not held:
            row.values[POSITIONS[row.form][name]] = value
        return held


def _withdrawn(typed: str) -> Problem:
    message = f"Văn phòng ghi “{typed}”: dòng này không tính."
    return Problem("withdrawn", Weight.REJECT, message)


def _row_id(typed: str) -> Problem:
    """The id of a row stands among the possible readings, and says neither yes nor no."""
    message = (
        f"“{typed}” là mã dòng, không phải tên, nên chưa dùng được. Dòng này vẫn tính thì ghi "
        "“Xác nhận” vào cột Giá trị chốt, không tính thì ghi “Rút”."
    )
    return Problem("settled_row_id", Weight.HOLD, message)


def _settled(typed: str) -> Problem:
    return Problem(SETTLED, Weight.NOTE, f"Văn phòng đã chốt giá trị “{typed}”.")
