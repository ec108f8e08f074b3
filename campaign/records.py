"""What one source held: tables, rows and the account that must close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from campaign.columns import FORMS
from campaign.grid import address
from campaign.plan.words import Form
from campaign.problems import Issue, Weight

if TYPE_CHECKING:
    from campaign.blocks import Block
    from campaign.reading.shelf import ShelvedRows

Scalar = str | int | float | bool | None
"""A cell's value as kept in records: text as cleaned, dates as ISO text, exact numbers as
decimal text, several phones joined by ``; ``. ``None`` where nothing safe was read."""


class Status(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    HELD = "held"
    REJECTED = "rejected"


POSITIONS: dict[Form, dict[str, int]] = {
    form: {column.key: index for index, column in enumerate(columns)}
    for form, columns in FORMS.items()
}
"""Where a column's value stands in ``Row.values``, by form and column key."""


@dataclass(slots=True)
class Table:
    """One table found in a sheet.

    Attributes:
        file: Source name.
        sheet: Sheet name.
        form: What the table is.
        header: Row number (from 0) of the last header line.
        places: Column number (from 0) in the sheet, by column key.
        unit: Unit id of the whole table, ``None`` when unknown or held.
    """

    file: str
    sheet: str
    form: Form
    header: int
    places: dict[str, int]
    unit: str | None = None


@dataclass(slots=True)
class Row:
    """One data row, with its values in the order of ``FORMS[form]``.

    Attributes:
        id: Stable: outlives edits, sorting and re-ordering.
        table: Index into the source's tables.
        line: Row number in the sheet, from 0.
        unit: Unit id; ``None`` while it is held.
        status: See ``Status``.
        values: One value a column of the form.
        issues: Everything noticed about the row and its cells.
    """

    id: str
    form: Form
    table: int
    line: int
    unit: str | None
    status: Status
    values: list[Scalar]
    issues: list[Issue] = field(default_factory=list)

    def get(self, key: str) -> Scalar:
        """Value of the column ``key``; ``None`` when the form has no such column."""
        position = POSITIONS[self.form].get(key)
        return None if position is None else self.values[position]

    def text(self, key: str) -> str:
        """Value of the column ``key`` as text, empty when there is none."""
        value = self.get(key)
        return "" if value is None else str(value)

    def mark(self, issue: Issue) -> None:
        """Add an issue and let it weigh on the status; a rejected row stays rejected."""
        self.issues.append(issue)
        if self.status is Status.REJECTED:
            return
        if issue.weight is Weight.REJECT:
            self.status = Status.REJECTED
        elif issue.weight is Weight.HOLD:
            self.status = Status.HELD


def texts_of(form: Form, key: str, rows: Iterable[Row]) -> list[str]:
    """``Row.text`` of many rows of one form."""
    position = POSITIONS[form].get(key)
    if position is None:
        return ["" for _ in rows]
    values = (row.values[position] for row in rows)
    return ["" if value is None else str(value) for value in values]


@dataclass(frozen=True, slots=True)
class NotData:
    """A line that is no data row (title, total, note, signature), kept for the account."""

    sheet: str
    cell: str
    text: str
    why: str


Tally = Counter[tuple[Form, str | None, Status]]
"""How many rows by form, unit (``None`` while held) and status."""


@dataclass(slots=True)
class SourceRecords:
    """Everything read from one source.

    Attributes:
        name: Source name as shown.
        sha256: Hash of the file's bytes.
        kind: ``xlsx``, ``xls``, ``ods``, ``csv`` …
        unit: Unit id when the whole source is one unit's.
        modified: When the file says it was last saved (ISO, UTC), or empty.
        tables: Tables found.
        rows: Data rows, in file order. Iterate over them; do not keep them: of thousands of
            sources they are unpacked for each loop, and a row changed then is kept by ``keep``.
        not_data: Lines recognised as no data.
        issues: Problems of the file or of a sheet.
    """

    name: str
    sha256: str
    kind: str
    unit: str | None = None
    modified: str = ""
    tables: list[Table] = field(default_factory=list)
    rows: list[Row] | ShelvedRows = field(default_factory=list)
    not_data: list[NotData] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def cell(self, row: Row, key: str) -> str:
        """A1 address of a row's value; of the row's first cell when the column is absent."""
        return self.place(row.table, row.line, key)

    def place(self, table: int, line: int, key: str) -> str:
        """The same for a line of a table."""
        places = self.tables[table].places
        index = places.get(key)
        return address(line, min(places.values(), default=0) if index is None else index)

    def keep(self, rows: list[Row]) -> None:
        """Take rows that were changed while they were unpacked, in the place of the old ones."""
        self.rows = rows if isinstance(self.rows, list) else self.rows.changed(rows)

    def of(self, form: Form) -> Iterator[Row]:
        """The rows of one form."""
        if isinstance(self.rows, list):
            return (row for row in self.rows if row.form is form)
        return self.rows.of(form)

    def blocks(self) -> Iterator[Block]:
        """The rows side by side, a table after the other."""
        if not isinstance(self.rows, list):
            return self.rows.blocks()
        from campaign.blocks import Block

        tables = groupby(self.rows, key=attrgetter("table"))
        return (Block.of(list(rows)) for _, rows in tables)

    def noted(self) -> Iterator[Row]:
        """The rows about which something was noticed."""
        rows = self.rows if isinstance(self.rows, list) else self.rows.noted()
        return (row for row in rows if row.issues)

    def noted_count(self) -> int:
        """How many issues the rows have, without unpacking any."""
        if isinstance(self.rows, list):
            return sum(len(row.issues) for row in self.rows)
        return self.rows.issues

    def tally(self) -> Tally:
        """Rows by form, unit and status, without unpacking any."""
        return tally(self.rows) if isinstance(self.rows, list) else self.rows.tally

    def marks(self) -> Iterable[int]:
        """A number for each row's id: equal ids have equal numbers."""
        if isinstance(self.rows, list):
            return [hash(row.id) for row in self.rows]
        return self.rows.marks

    def count(self, status: Status) -> int:
        """How many rows have ``status``."""
        return sum(number for (*_, each), number in self.tally().items() if each is status)


def tally(rows: Iterable[Row]) -> Tally:
    """Count rows by form, unit and status."""
    return Counter([(row.form, row.unit, row.status) for row in rows])
