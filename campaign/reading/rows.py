"""Turns the lines of a found table into typed rows; what is no data is named, not dropped."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaign.grid import Grid
from campaign.problems import Issue
from campaign.reading.asides import Asides
from campaign.reading.body import Body
from campaign.reading.cell_values import CellValues
from campaign.reading.line_kinds import LineKinds
from campaign.reading.lines import Line
from campaign.reading.noticing import Noticer
from campaign.reading.tables import Found
from campaign.reading.values import Reader
from campaign.records import NotData, Row, Scalar, Status, Table


@dataclass(slots=True)
class TableRows:
    """What the lines of one table came to; unit and id are given by the source's reading."""

    rows: list[Row] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    not_data: list[NotData] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


class TableReader:
    """Reads one table of one grid.

    Args:
        grid: The sheet.
        found: The table found in it.
        table: Its place among the source's tables.
        reader: Readers of typed cells.
        before: Rows read from earlier pages of the same form in the same sheet.
    """

    def __init__(
        self, grid: Grid, found: Found, table: int, reader: Reader, before: int = 0
    ) -> None:
        self._form, self._table = found.form, table
        self._body = Body(grid, found, reader)
        self._kinds = LineKinds(self._body)
        self._noticer = Noticer(self._body)
        self._asides = Asides(self._body, before)
        self._values = CellValues(self._body)
        self._rows: list[Row] = []
        self._sections: dict[int, str] = {}

    def read(self) -> TableRows:
        """Read every line under the header."""
        self._body.fill_down()
        columns = self._body.by_column()
        if self._body.repeat_down(columns):
            columns = self._body.by_column()
        values = self._values.read(columns)
        for line, (sure, kept) in enumerate(
            zip(self._kinds.sure(columns), values, strict=True), self._body.first
        ):
            kind = Line.DATA if sure and not self._kinds.signed else self._kinds.of(line)
            if kind is Line.DATA:
                self._rows.append(self._row(line, kept))
            elif not self._kinds.says_nothing(line, kind):
                self._pass_over(line, kind)
        asides = self._asides
        return TableRows(self._rows, self._sections, asides.lines, asides.issues)

    def _pass_over(self, line: int, kind: Line) -> None:
        self._asides.put(line, kind, self._rows)
        if kind is Line.SIGNATURE:
            self._kinds.signed = True

    def _row(self, line: int, values: tuple[Scalar, ...]) -> Row:
        row = Row("", self._form, self._table, line, None, Status.ACCEPTED, list(values))
        for place, problem, typed in self._values.noticed.get(line, ()):
            row.mark(self._body.issue(problem, line, place.index, place.column.key, typed))
        self._noticer.notice(row)
        if self._asides.section:
            self._sections[len(self._rows)] = self._asides.section
        return row


def as_table(found: Found, grid: Grid) -> Table:
    """The record of a found table."""
    return Table(grid.file, grid.sheet, found.form, found.header, dict(found.places))
