"""Rows with their sources while all sources lie side by side: a few are unpacked at a time."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from campaign.columns import MAIN
from campaign.plan.definition import Form
from campaign.problems import Problem, Weight
from campaign.records import Row, SourceRecords
from campaign.vietnamese.text import key

Group = tuple[str, Form]
"""Unit id and form: only rows of one group can repeat each other."""

SETTLED = "settled"
"""Code of the note on a cell whose value the office settled."""

_OPEN = 64


@dataclass(slots=True, eq=False)
class Opened:
    """A source whose rows may be changed until it is closed.

    Attributes:
        source: The source.
        rows: Its rows.
        changed: Whether a row was changed.
    """

    source: SourceRecords
    rows: list[Row]
    changed: bool = False
    _groups: dict[Group, list[Placed]] | None = field(default=None, init=False)

    @classmethod
    def of(cls, source: SourceRecords) -> Opened:
        """Unpack a source."""
        return cls(source, list(source.rows))

    def groups(self) -> dict[Group, list[Placed]]:
        """Rows by group, in their order; those of unknown units are in none."""
        if self._groups is None:
            found: dict[Group, list[Placed]] = defaultdict(list)
            for row in self.rows:
                if row.unit is not None:
                    found[row.unit, row.form].append(Placed(self, row))
            self._groups = dict(found)
        return self._groups

    def close(self) -> None:
        """Keep what was changed."""
        if self.changed:
            self.source.keep(self.rows)
        # Groups point back here: without this the rows would outlive their use.
        self._groups = None


@dataclass(slots=True, eq=False)
class Placed:
    """A row with its source."""

    opened: Opened
    row: Row

    @property
    def source(self) -> SourceRecords:
        """Where the row stands."""
        return self.opened.source

    @property
    def words(self) -> str:
        """What the row is about, as a comparison key (with the award, for a proposal)."""
        return words_of(self.row)

    @property
    def where(self) -> str:
        """Place in words: file, sheet and cell."""
        sheet = self.source.tables[self.row.table].sheet
        cell = self.source.cell(self.row, MAIN[self.row.form])
        return f"tệp {self.source.name}, trang {sheet}, ô {cell}"

    @property
    def confirmed(self) -> bool:
        """Whether the office settled what the row is about: then nobody need be asked again."""
        main = MAIN[self.row.form]
        return any(issue.code == SETTLED and issue.column == main for issue in self.row.issues)

    def mark(self, problem: Problem, column: str = "", typed: str | None = None) -> None:
        """Mark the row at its main cell, or at another column's.

        A doubt about a row that the office confirmed is only noted.
        """
        name = column or MAIN[self.row.form]
        if problem.weight is Weight.HOLD and name == MAIN[self.row.form] and self.confirmed:
            problem = _answered(problem)
        sheet = self.source.tables[self.row.table].sheet
        cell = self.source.cell(self.row, name)
        shown = self.row.text(name) if typed is None else typed
        self.row.mark(problem.at(self.source.name, sheet, cell, name, shown))
        self.opened.changed = True


def words_of(row: Row) -> str:
    """``Placed.words`` of a row."""
    about = key(row.text(MAIN[row.form]))
    if row.form is Form.PROPOSAL:
        return f"{about}|{key(row.text('award'))}|{key(row.text('unit'))}"
    return about


def alike(one: str, two: str) -> bool:
    """Whether two ``words_of`` may be of one row.

    Titles when they share half the words of the shorter one, as a reworded title does; proposals
    when they are for the same name.
    """
    name, proposal, _ = one.partition("|")
    if proposal:
        return name == two.partition("|")[0]
    first, second = set(one.split()), set(two.split())
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


class OpenSources:
    """Sources opened when needed; those not used for longest are closed again.

    Args:
        sources: All sources.
        room: How many stay open.
    """

    def __init__(self, sources: Sequence[SourceRecords], room: int = _OPEN) -> None:
        self._sources, self._room = sources, room
        self._open: OrderedDict[int, Opened] = OrderedDict()

    def take(self, numbers: Sequence[int]) -> list[Opened]:
        """Sources by their number; all of them stay open until the next call."""
        taken = [self._take(number) for number in numbers]
        while len(self._open) > max(self._room, len(numbers)):
            self._open.popitem(last=False)[1].close()
        return taken

    def _take(self, number: int) -> Opened:
        if number not in self._open:
            self._open[number] = Opened.of(self._sources[number])
        self._open.move_to_end(number)
        return self._open[number]

    def close(self) -> None:
        """Keep what was changed in those still open."""
        while self._open:
            self._open.popitem()[1].close()


def _answered(problem: Problem) -> Problem:
    message = f"{problem.message} Văn phòng đã xác nhận dòng này."
    return replace(problem, weight=Weight.NOTE, message=message)
