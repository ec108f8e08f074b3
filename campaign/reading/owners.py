"""The unit of each row of a table: what it types, the section above it, else the table's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.plan.definition import Form
from campaign.problems import Problem, Reading, Weight
from campaign.reading.dittos import DITTOS
from campaign.reading.mending import WHERE, with_place
from campaign.reading.whose import TableUnit, UnitNames

_NAMED = 6
"""A sentence names at most so many units."""


@dataclass(frozen=True, slots=True)
class RowUnit:
    """The unit of one row, and what was noticed about it."""

    unit: str | None
    problems: tuple[Problem, ...] = ()


class Owners:
    """Decides the unit of each row of one table.

    Args:
        whole: What the table says of itself.
        names: Resolves typed names.
        typed: The unit cells of all rows, to see whether several units share the sheet.
        sections: The section lines, which may name units too.
    """

    def __init__(
        self,
        whole: TableUnit,
        names: UnitNames,
        typed: Iterable[str],
        sections: Iterable[str] = (),
    ) -> None:
        self.whole, self.names = whole, names
        self.read = {text: names.resolve(text) for text in dict.fromkeys(typed) if text}
        said = [*self.read.values(), *map(names.unit_in_text, dict.fromkeys(sections))]
        named = {read.value for read in said if read.value and not read.held}
        expected = {unit for unit in named if whole.unit == unit or self._sends(unit)}
        self.shared = len(expected) > 1 and not whole.own
        self._known: dict[tuple[Form, str, str, str | None], RowUnit] = {}

    def of(self, form: Form, typed: str, section: str, previous: str | None) -> RowUnit:
        """The unit of a row.

        Args:
            form: The table's form.
            typed: The row's unit cell, empty when it has none.
            section: The section line above the row, which may name a unit.
            previous: The unit of the row above: what a ditto mark means, else only a reading.
        """
        asked = form, typed, section, previous
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = self._of(form, typed, section, previous)
        return known

    def sent_for(self, units: Iterable[str | None]) -> Problem | None:
        """What the office should know of rows that the table's unit sent for others.

        Args:
            units: The unit of each row.
        """
        own = self.whole.unit
        others = [unit for unit in units if unit not in (None, own)]
        if own is None or not others:
            return None
        different = dict.fromkeys(filter(None, others))
        named = ", ".join(map(self.names.name_of, list(different)[:_NAMED]))
        if len(different) > _NAMED:
            named += f" và {len(different) - _NAMED} đơn vị khác"
        message = (
            f"Biểu của {self.names.name_of(own)} có {len(others)} dòng ghi là của đơn vị khác: "
            f"{named}. Các dòng ấy được tính cho đơn vị ghi ở dòng. Đề nghị văn phòng kiểm tra; "
            "không đúng thì nhờ đơn vị sửa cột Đơn vị rồi gửi lại."
        )
        return Problem("sent_for_others", Weight.NOTE, message, tuple(different))

    def _of(self, form: Form, typed: str, section: str, previous: str | None) -> RowUnit:
        if typed in DITTOS and previous is not None:
            return RowUnit(previous, (_as_above(typed, self.names.name_of(previous)),))
        if typed:
            return self._typed(form, self.read[typed], typed)
        whole = self.whole
        read = self.names.unit_in_text(section) if section else None
        if read is not None and read.value and not read.held:
            if self._may_differ(read.value, wanted=self.shared):
                return RowUnit(read.value)
            return RowUnit(None, (self._disagrees("Dòng mục", read.value),))
        if whole.unit is not None and not self.shared:
            return RowUnit(whole.unit)
        if whole.problem is not None:
            return RowUnit(None, (whole.problem,))
        if whole.folder is not None and not self.read:
            return RowUnit(whole.folder)
        readings = dict.fromkeys(unit for unit in (previous, whole.unit, whole.folder) if unit)
        return RowUnit(None, (_missing(tuple(readings)),))

    def _sends(self, unit: str) -> bool:
        """Whether a unit that the table names may send rows of this one; of several claims any."""
        senders = [claim.unit for claim in self.whole.claims]
        return not senders or any(
            unit == sender or self.names.files_for(sender, unit) for sender in senders
        )

    def _may_differ(self, unit: str, *, wanted: bool) -> bool:
        """Whether a row may be of this unit: the table's own, or one for which it may send rows.

        Args:
            unit: The unit that the row, or the section above it, names.
            wanted: Whether rows of several units are to be expected in the table.
        """
        own = self.whole.unit
        return own == unit or ((wanted or own is None) and self._sends(unit))

    def _typed(self, form: Form, read: Reading[str], typed: str) -> RowUnit:
        whole = self.whole
        if read.value is not None and not read.held:
            wanted = form is Form.PROPOSAL or self.shared
            if not self._may_differ(read.value, wanted=wanted):
                return RowUnit(None, (self._disagrees("Cột Đơn vị", read.value),))
            return RowUnit(read.value, (*read.problems, *self._by_column(read.value)))
        candidates = [r for problem in read.problems for r in problem.readings]
        if whole.unit is not None and (whole.unit in candidates or form is Form.PROPOSAL):
            return RowUnit(whole.unit, (_from_sheet(typed, self.names.name_of(whole.unit)),))
        return RowUnit(None, tuple(map(with_place, read.problems)))

    def _by_column(self, unit: str) -> tuple[Problem, ...]:
        """That a row went by its own column where the table's claims disagree."""
        if self.whole.unit is not None or not self.whole.claims:
            return ()
        said = "; ".join(f"{c.what} ghi {self.names.name_of(c.unit)}" for c in self.whole.claims)
        message = (
            f"Không rõ biểu của đơn vị nào ({said}); dòng này được xếp vào "
            f"{self.names.name_of(unit)} theo cột Đơn vị. Đề nghị văn phòng kiểm tra."
        )
        return (Problem("unit_by_column", Weight.NOTE, message),)

    def _disagrees(self, what: str, unit: str) -> Problem:
        senders = tuple(dict.fromkeys(claim.unit for claim in self.whole.claims))
        named = " hoặc ".join(map(self.names.name_of, senders))
        return Problem(
            "unit_disagrees",
            Weight.HOLD,
            f"{what} ghi {self.names.name_of(unit)} nhưng biểu là của {named}. Đề nghị ghi "
            f"đúng tên một đơn vị: {WHERE}.",
            (unit, *senders),
        )


def _missing(readings: tuple[str, ...]) -> Problem:
    return Problem(
        "unit_missing",
        Weight.HOLD,
        "Không có tên đơn vị ở dòng này, ở tiêu đề, ở tên trang, tên tệp hay tên thư mục. "
        f"Đề nghị ghi tên đơn vị: {WHERE}.",
        readings,
    )


def _as_above(typed: str, name: str) -> Problem:
    message = f"“{typed}” được hiểu là đơn vị của dòng trên: {name}."
    return Problem("ditto", Weight.NOTE, message)


def _from_sheet(typed: str, name: str) -> Problem:
    return Problem(
        "unit_from_sheet",
        Weight.NOTE,
        f"Cột Đơn vị ghi “{typed}”; được xếp vào {name} theo tiêu đề của biểu.",
    )
