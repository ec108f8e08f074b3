"""Rows of the sheets that show what units handed in, streamed source by source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter

from addin.package import CellOut, Styled
from addin.workbook.fields import Sheet
from addin.workbook.form_sheets import OWN
from addin.workbook.pages import Paint
from addin.workbook.shown import DATES, NUMBERS, Names, joined, messages, number_cell, serial_of
from campaign.columns import FORMS, MAIN
from campaign.grid import column_letters
from campaign.labels import STATUS, VERDICT
from campaign.plan.definition import Form
from campaign.problems import Issue, Weight
from campaign.records import POSITIONS, Row, Scalar, SourceRecords, Table
from campaign.result.verdicts import Judgement
from campaign.result.whole import SimilarPair

Line = list[CellOut | Styled]
"""One row of a sheet, its row id first."""

_LOOK = {Weight.HOLD: "waiting", Weight.ERROR: "lost"}


class FormRows:
    """Makes the rows of one form's sheet.

    Args:
        sheet: Where they go.
        names: Units by id.
        paint: Style ids by look.
        first_day: The day that the workbook counts as 0.
        similar: For registrations: what each is alike to, by row id.
        judgements: For proposals: the verdict on each, by row id.
    """

    def __init__(
        self,
        sheet: Sheet,
        names: Names,
        paint: Paint,
        first_day: date,
        *,
        similar: Mapping[str, str] | None = None,
        judgements: Mapping[str, Judgement] | None = None,
    ) -> None:
        assert sheet.form is not None  # noqa: S101 - by construction of the layout
        self.form = sheet.form
        self.names, self.paint = names, paint
        self.similar, self.judgements = similar or {}, judgements or {}
        kept = [column for column in FORMS[self.form] if column.key not in OWN]
        positions = POSITIONS[self.form]
        self.pick: Callable[[list[Scalar]], tuple[Scalar, ...]] = itemgetter(
            *(positions[column.key] for column in kept)
        )
        self.at = {column.key: offset for offset, column in enumerate(kept)}
        self.dates = [offset for offset, column in enumerate(kept) if column.kind in DATES]
        self.numbers = [
            (offset, positions[column.key])
            for offset, column in enumerate(kept)
            if column.kind in NUMBERS
        ]
        self.first_day = first_day
        self.moment = paint["moment"]
        self.blank: Line = [None] * sum(item.owner == "office" for item in sheet.fields)

    def lines(
        self, sources: Iterable[SourceRecords], *, among: frozenset[str] | None = None
    ) -> Iterator[Line]:
        """Rows of the form in source order; only those of some ``Names.place``, if given."""
        for source in sources:
            places = [
                self._place(source, table) if table.form is self.form else None
                for table in source.tables
            ]
            if any(places):
                for row in source.of(self.form):
                    place = places[row.table]
                    if place and (among is None or self.names.place(row.unit) in among):
                        yield self.line(row, place)

    def _place(self, source: SourceRecords, table: Table) -> tuple[str, str, str]:
        """File, sheet and the column letters of what a row is about."""
        first = min(table.places.values(), default=0)
        letters = column_letters(table.places.get(MAIN[self.form], first))
        return source.name, table.sheet, letters

    def line(self, row: Row, place: tuple[str, str, str]) -> Line:
        """One row."""
        file, sheet, letters = place
        typed = self._typed(row)
        issues = row.issues
        unit: CellOut | Styled = self.names.unit(row.unit)
        if not unit:
            unit = Styled(self._typed_unit(row), self.paint["waiting"])
        tail: Line = [messages(issues) if issues else None]
        if self.form is Form.REGISTRATION:
            tail.append(self.similar.get(row.id) if self.similar else None)
        where: Line = [file, sheet, f"{letters}{row.line + 1}", *self.blank]
        if self.form is Form.PROPOSAL:
            verdict, *reasons = self._judged(row.id)
            return [row.id, verdict, STATUS[row.status], unit, *typed, *reasons, *tail, *where]
        return [row.id, STATUS[row.status], unit, *typed, *tail, *where]

    def _typed(self, row: Row) -> Line:
        cells: Line = list(self.pick(row.values))
        for offset in self.dates:
            value = cells[offset]
            if value.__class__ is str:
                value = serial_of(value, self.first_day)
                cells[offset] = Styled(value, self.moment) if value.__class__ is float else value
        for offset, position in self.numbers:
            cells[offset] = number_cell(row.values[position])
        for issue in row.issues:
            if issue.weight in _LOOK and issue.typed:
                self._mark(cells, issue)
        return cells

    def _mark(self, cells: Line, issue: Issue) -> None:
        """Show what was typed where no value is safe."""
        offset = self.at.get(issue.column)
        if offset is not None:
            cells[offset] = Styled(issue.typed, self.paint[_LOOK[issue.weight]])

    def _typed_unit(self, row: Row) -> str:
        """What stands for a unit that is held."""
        typed = row.text("unit")
        typed = typed or next((i.typed for i in row.issues if i.column == "unit" and i.typed), "")
        return typed or "(chưa rõ đơn vị)"

    def _judged(self, row_id: str) -> Line:
        judgement = self.judgements.get(row_id)
        if judgement is None:
            return [None, None, None]
        return [
            VERDICT[judgement.verdict],
            joined(reason.message for reason in judgement.reasons),
            self.names.clauses(judgement.reasons),
        ]


def similar_texts(
    pairs: Iterable[SimilarPair], sources: Iterable[SourceRecords], names: Names
) -> dict[str, str]:
    """What each registration is alike to, by row id: title, unit and likeness."""
    listed = list(pairs)
    wanted = {row_id for pair in listed for row_id in (pair.first, pair.second)}
    if not wanted:
        return {}
    titles = {
        row.id: f"“{row.text(MAIN[row.form])}” ({names.unit(row.unit) or 'chưa rõ đơn vị'})"
        for source in sources
        for row in source.of(Form.REGISTRATION)
        if row.id in wanted
    }
    texts: dict[str, list[str]] = {}
    for pair in listed:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if other in titles:
                texts.setdefault(one, []).append(f"{titles[other]}, giống {pair.score}%")
    return {row_id: "\n".join(lines) for row_id, lines in texts.items()}
