"""The unit of each row of a table: what it types, the section above it, else the table's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.plan.definition import Form
from campaign.problems import Problem, Reading, Weight
from campaign.reading.whose import TableUnit, UnitNames


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
        self.shared = len(named) > 1
        self._known: dict[tuple[Form, str, str, str | None], RowUnit] = {}

    def of(self, form: Form, typed: str, section: str, previous: str | None) -> RowUnit:
        """The unit of a row.

        Args:
            form: The table's form.
            typed: The row's unit cell, empty when it has none.
            section: The section line above the row, which may name a unit.
            previous: The unit of the row above, offered as a reading only.
        """
        asked = form, typed, section, previous
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = self._of(form, typed, section, previous)
        return known

    def _of(self, form: Form, typed: str, section: str, previous: str | None) -> RowUnit:
        if typed:
            return self._typed(form, self.read[typed], typed)
        whole = self.whole
        read = self.names.unit_in_text(section) if section else None
        if read is not None and read.value and not read.held:
            if self._may_differ(read.value):
                return RowUnit(read.value)
            return RowUnit(None, (self._disagrees("Dòng mục", read.value),))
        if whole.unit is not None and (whole.own or not self.shared):
            return RowUnit(whole.unit)
        if whole.problem is not None:
            return RowUnit(None, (whole.problem,))
        readings = dict.fromkeys(unit for unit in (previous, whole.unit) if unit)
        return RowUnit(None, (_missing(tuple(readings)),))

    def _may_differ(self, unit: str) -> bool:
        """Whether a row may name this unit: the table's own, or one of several that share it."""
        whole = self.whole
        return whole.unit in (None, unit) or (self.shared and not whole.own)

    def _typed(self, form: Form, read: Reading[str], typed: str) -> RowUnit:
        whole = self.whole
        if read.value is not None and not read.held:
            if form is not Form.PROPOSAL and not self._may_differ(read.value):
                return RowUnit(None, (self._disagrees("Cột Đơn vị", read.value),))
            return RowUnit(read.value, read.problems)
        candidates = [r for problem in read.problems for r in problem.readings]
        if whole.unit is not None and (whole.unit in candidates or form is Form.PROPOSAL):
            return RowUnit(whole.unit, (_from_sheet(typed, self.names.name_of(whole.unit)),))
        return RowUnit(None, read.problems)

    def _disagrees(self, what: str, unit: str) -> Problem:
        sheet = self.whole.unit or ""
        return Problem(
            "unit_disagrees",
            Weight.HOLD,
            f"{what} ghi {self.names.name_of(unit)} nhưng biểu là của "
            f"{self.names.name_of(sheet)}. Đề nghị văn phòng chọn một đơn vị.",
            (unit, sheet),
        )


def _missing(readings: tuple[str, ...]) -> Problem:
    return Problem(
        "unit_missing",
        Weight.HOLD,
        "Không có tên đơn vị ở dòng này, ở tiêu đề, ở tên trang hay tên tệp. "
        "Đề nghị ghi tên đơn vị.",
        readings,
    )


def _from_sheet(typed: str, name: str) -> Problem:
    return Problem(
        "unit_from_sheet",
        Weight.NOTE,
        f"Cột Đơn vị ghi “{typed}”; được xếp vào {name} theo tiêu đề của biểu.",
    )
