"""Rows of one table side by side: a column of many rows at once, whether they are packed or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from campaign.columns import FORMS
from campaign.plan.definition import Form
from campaign.problems import Issue
from campaign.records import POSITIONS, Row, Scalar, Status


@dataclass(slots=True)
class Block:
    """Consecutive rows of one table.

    Attributes:
        form: Their form.
        table: Index of their table.
        lines: Row numbers in the sheet, from 0.
        ids: Their ids.
        units: Unit of each; ``None`` while it is held.
        statuses: Status of each.
        noted: Issues by place in the block, of the rows that have any.
        values: The values of the column at a position of the form.
    """

    form: Form
    table: int
    lines: Sequence[int]
    ids: Sequence[str]
    units: Sequence[str | None]
    statuses: Sequence[Status]
    noted: Mapping[int, list[Issue]]
    values: Callable[[int], Sequence[Scalar]]
    _rows: Sequence[Row] | None = field(default=None)

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Block:
        """The block of rows that are in memory."""
        values = [row.values for row in rows]
        return cls(
            rows[0].form,
            rows[0].table,
            [row.line for row in rows],
            [row.id for row in rows],
            [row.unit for row in rows],
            [row.status for row in rows],
            {place: row.issues for place, row in enumerate(rows) if row.issues},
            lambda position: [one[position] for one in values],
            rows,
        )

    def column(self, key: str) -> Sequence[Scalar]:
        """Values of the column ``key``; ``None`` for each row when the form has no such column."""
        position = POSITIONS[self.form].get(key)
        return [None] * len(self.ids) if position is None else self.values(position)

    def texts(self, key: str) -> list[str]:
        """The same as text, empty where there is none."""
        return ["" if value is None else str(value) for value in self.column(key)]

    def complete(self) -> list[bool]:
        """Whether each row has a value in every required column."""
        required = [at for at, column in enumerate(FORMS[self.form]) if column.required]
        columns = [self.values(at) for at in required]
        if not any(None in column for column in columns):
            return [True] * len(self.ids)
        return [None not in row for row in zip(*columns, strict=True)]

    def rows(self) -> Sequence[Row]:
        """The rows themselves; packed ones are made anew, once."""
        if self._rows is None:
            columns = map(self.values, range(len(FORMS[self.form])))
            values = map(list, zip(*columns, strict=True))
            facts = zip(self.ids, self.lines, self.units, self.statuses, values, strict=True)
            self._rows = [
                Row(row_id, self.form, self.table, line, unit, status, kept)
                for row_id, line, unit, status, kept in facts
            ]
            for place, issues in self.noted.items():
                self._rows[place].issues = issues
        return self._rows
