"""*Đơn vị* read back as the roster: names, groups, aliases and dates as the office keeps them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from addin.workbook.fields import Sheet
from addin.workbook.kept import KeptRow, SheetState
from addin.workbook.office_book import OfficeBook
from addin.workbook.office_facts import OfficeLine
from campaign.plan.definition import Campaign
from campaign.problems import Problem, Weight
from campaign.roster.unit_words import KINDS
from campaign.roster.units import Roster, Unit
from campaign.vietnamese.text import bare_key, key

_SPLIT = re.compile(r"\s*[|;\n]\s*")


def take_roster(book: OfficeBook, sheet: Sheet, campaign: Campaign, roster: Roster) -> Roster:
    """The roster with what the office changed, ended or added in *Đơn vị*.

    A line that cannot be understood becomes an issue and leaves the unit as it was; a unit whose
    line was deleted stays. Lines that the office added become lines of the sheet with an id.
    """
    state = book.sheets.get(sheet.title)
    if state is None or "name" not in state.places:
        return roster
    reader = _Reader(book, sheet, state, campaign, {unit.id: unit for unit in roster.units})
    reader.read_known()
    reader.read_added()
    if tuple(reader.units.values()) == roster.units:
        return roster
    return Roster((*roster.parents, *reader.units.values()))


@dataclass(slots=True)
class _Reader:
    """Reads the lines of the sheet one by one; ``units`` is the roster as it becomes."""

    book: OfficeBook
    sheet: Sheet
    state: SheetState
    campaign: Campaign
    units: dict[str, Unit]
    _named: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._named = defaultdict(set)
        for unit in self.units.values():
            self._put(unit)

    def _put(self, unit: Unit) -> None:
        self.units[unit.id] = unit
        for name in _names(unit):
            self._named[name].add(unit.id)

    def read_known(self) -> None:
        """Lines that have an id: units of the roster, and units added before an earlier run."""
        for row_id, row in self.state.rows.items():
            line = self._line(row)
            known = self.units.get(row_id)
            if known is not None:
                self._take(line, self._edited(line, known))
            elif line.text("name") and (made := self._made(line, row_id)):
                self._take(line, made)

    def read_added(self) -> None:
        """Lines that the office inserted; those that become units are no loose lines any more."""
        loose = []
        for row in self.state.loose:
            line = self._line(row)
            made = self._made(line, self._free_id(line)) if line.text("name") else None
            if made is not None and self._take(line, made):
                self.state.rows[made.id] = row
            else:
                loose.append(row)
        self.state.loose = loose

    def _line(self, row: KeptRow) -> OfficeLine:
        cells = {self.state.places[name]: cell for name, cell in row.office.items()}
        file = self.book.path.name
        return OfficeLine(self.book.facts, file, self.sheet, self.state.places, row.line, cells)

    def _take(self, line: OfficeLine, unit: Unit) -> bool:
        """Keep a unit unless another one in force at the same time has its name."""
        names = _names(unit)
        alike = set[str]().union(*(self._named[name] for name in names))
        for other in map(self.units.__getitem__, alike - {unit.id}):
            if names & _names(other) and _together(unit, other):
                message = (
                    f"“{unit.name}” trùng tên với một đơn vị đang có trong danh sách; dòng này "
                    "chưa được dùng. Ghi tên khác hoặc ngày hết hiệu lực của đơn vị kia."
                )
                _report(line, "name", "unit_repeated", message)
                return False
        self._put(unit)
        return True

    def _edited(self, line: OfficeLine, unit: Unit) -> Unit:
        name = line.text("name")
        if not name:
            message = f"Tên đơn vị bị xóa trắng; vẫn dùng tên cũ “{unit.name}”."
            _report(line, "name", "unit_name_missing", message)
        starts, ends = self._days(line, unit)
        return replace(
            unit,
            kind=self._kind(line, unit.kind),
            name=name or unit.name,
            short_name=line.text("short_name") or unit.short_name,
            aliases=self._aliases(line, unit.aliases),
            valid_from=starts,
            valid_to=ends,
        )

    def _made(self, line: OfficeLine, unit_id: str) -> Unit | None:
        """A unit that only the sheet knows; None, and an issue, when its line lacks what it needs.

        A unit without a group would owe nothing and get nothing, unseen.
        """
        name, kind = line.text("name"), self._kind(line, "")
        if not kind or not unit_id:
            if not unit_id:
                message = "Tên đơn vị không có chữ nào đọc được nên dòng này chưa được dùng."
                _report(line, "name", "unit_name_unclear", message)
            return None
        made = Unit(unit_id, kind, name, line.text("short_name") or name)
        starts, ends = self._days(line, made)
        aliases = self._aliases(line, ())
        return replace(made, aliases=aliases, valid_from=starts, valid_to=ends)

    def _kind(self, line: OfficeLine, kind: str) -> str:
        """The kind that the group cell means: the unit's own while its group stays the same."""
        typed = line.text("group")
        before = self.campaign.group_of(kind) if kind else None
        if before is not None and key(typed) == key(before.name):
            return kind
        if not typed and kind and before is None:
            return kind
        for group in self.campaign.groups:
            kinds = [item for item in group.kinds if item in KINDS]
            if typed and key(typed) == key(group.name) and kinds:
                return kinds[0]
        kept = " Vẫn giữ nhóm cũ." if kind else " Dòng này chưa được dùng."
        message = f"Nhóm “{typed}” không có trong kế hoạch; hãy chọn trong danh sách.{kept}"
        _report(line, "group", "group_unclear", message)
        return kind

    def _aliases(self, line: OfficeLine, known: tuple[str, ...]) -> tuple[str, ...]:
        if "aliases" not in self.state.places:
            return known
        return tuple(filter(None, _SPLIT.split(line.text("aliases"))))

    def _days(self, line: OfficeLine, unit: Unit) -> tuple[date | None, date | None]:
        """Effective dates; what cannot be read or turns time round leaves them as they were."""
        starts = self._day(line, "valid_from", unit.valid_from)
        ends = self._day(line, "valid_to", unit.valid_to)
        if starts and ends and ends < starts:
            message = "Ngày hết sớm hơn ngày có nên cả hai chưa được dùng."
            _report(line, "valid_to", "dates_turned", message)
            return unit.valid_from, unit.valid_to
        return starts, ends

    def _day(self, line: OfficeLine, name: str, known: date | None) -> date | None:
        if name not in self.state.places:
            return known
        if not line.text(name):
            return None
        found = line.day(name)
        return found.date if found is not None else known

    def _free_id(self, line: OfficeLine) -> str:
        base = re.sub(r"[^a-z0-9]+", "-", bare_key(line.text("name"))).strip("-")
        return next((name for name in _numbered(base) if name not in self.units), "")


def _names(unit: Unit) -> set[str]:
    return {key(unit.name), key(unit.short_name)}


def _numbered(base: str) -> Iterator[str]:
    """``base``, then ``base-2``, ``base-3`` …; nothing when there is no base."""
    number = 1
    while base:
        yield base if number == 1 else f"{base}-{number}"
        number += 1


def _together(one: Unit, two: Unit) -> bool:
    """Whether there is a day on which both are in force."""
    starts = max(one.valid_from or date.min, two.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, two.valid_to or date.max)


def _report(line: OfficeLine, name: str, code: str, message: str) -> None:
    line.report(name, (Problem(code, Weight.HOLD, message),))
