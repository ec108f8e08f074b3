"""Facts drawn from rows and the office's lists, indexed once for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from sys import intern

from campaign.blocks import Block
from campaign.columns import DECLARATION, FORMS
from campaign.plan.definition import Campaign, Form
from campaign.problems import Weight
from campaign.reading.answers import Answer, AnswerReader
from campaign.records import Row, SourceRecords, Status
from campaign.result.evidence import Evidence
from campaign.result.unread import Unread

_DAY = "submitted"
_REQUIRED: dict[Form, tuple[int, ...]] = {
    form: tuple(position for position, column in enumerate(columns) if column.required)
    for form, columns in FORMS.items()
}


@dataclass(slots=True)
class Handed:
    """One row as evidence of a hand-in; there is one for each row of a country.

    Attributes:
        day: ISO date (or date-time) the unit typed; empty when none is certain.
        readings: Days it could be when the cell is held.
        complete: Whether every required column has a value.
        held: Whether a day was typed that waits for a person.
        text: The day as the row keeps it.
        source: Where the row stands.
        table: Its table.
        line: Its line.
    """

    day: str
    readings: tuple[str, ...]
    complete: bool
    held: bool
    text: str
    source: SourceRecords
    table: int
    line: int

    @property
    def sender(self) -> str | None:
        """The unit whose table the row stands in; ``None`` when the table says no single one."""
        return self.source.tables[self.table].unit

    @property
    def evidence(self) -> Evidence:
        """The cell with the day."""
        cell = self.source.place(self.table, self.line, _DAY)
        sheet = self.source.tables[self.table].sheet
        return Evidence("cell", self.source.name, sheet, cell, self.text)


@dataclass(frozen=True, slots=True)
class Answered:
    """A self-assessment row with its place."""

    answer: Answer
    evidence: Evidence


@dataclass(slots=True)
class Facts:
    """What the rules need of all sources, by unit.

    Attributes:
        handed: Rows not rejected, by (unit, form).
        answers: Self-assessments by unit, then by question id.
        too_late: Self-assessments that came after the data cut-off, by unit then question id.
        possible: Rows whose unit waits for a person, by each (unit, form) they could be.
        unread: Sources that could not be read, by each (unit, deliverable) that may stand in them.
        mentions: Hidden rows that speak of violations, by unit.
        proposals: Proposal rows not rejected, with their source.
    """

    handed: dict[tuple[str, Form], list[Handed]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, dict[str, list[Answered]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    too_late: dict[str, dict[str, Evidence]] = field(default_factory=lambda: defaultdict(dict))
    possible: dict[tuple[str, Form], list[Evidence]] = field(
        default_factory=lambda: defaultdict(list)
    )
    unread: dict[tuple[str, str], list[Unread]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    proposals: list[tuple[Row, Evidence]] = field(default_factory=list)


def gather(sources: Iterable[SourceRecords], reader: AnswerReader) -> Facts:
    """Index the rows of all sources; rejected rows say nothing.

    Self-assessments handed in after the campaign's data cut-off count for no result.
    """
    facts = Facts()
    for source in sources:
        add_facts(facts, source, source.blocks(), reader)
    return facts


def add_facts(
    facts: Facts, source: SourceRecords, blocks: Iterable[Block], reader: AnswerReader
) -> None:
    """Add what the rows of one source say.

    Args:
        facts: What was gathered so far.
        source: The source.
        blocks: ``SourceRecords.blocks``.
        reader: Reads the rows of *Tiêu chí*.
    """
    for block in blocks:
        if block.form in (Form.CRITERIA, Form.PROPOSAL):
            for row in block.rows():
                if row.status is not Status.REJECTED:
                    _add(facts, source, row, reader)
        else:
            _add_handed(facts, source, block, reader)


def _add_handed(facts: Facts, source: SourceRecords, block: Block, reader: AnswerReader) -> None:
    """The same for forms that only show that something was handed in: most rows of a country."""
    form, table = block.form, block.table
    days, whole = map(intern, block.texts(_DAY)), block.complete()
    lines = zip(block.lines, block.units, block.statuses, days, whole, strict=True)
    for place, (line, unit, status, day, complete) in enumerate(lines):
        if status is Status.REJECTED:
            continue
        if unit is None or place in block.noted:
            _add(facts, source, block.rows()[place], reader)
        else:
            handed = Handed(day, (), complete, False, day, source, table, line)  # noqa: FBT003
            facts.handed[unit, form].append(handed)


def _add(facts: Facts, source: SourceRecords, row: Row, reader: AnswerReader) -> None:
    if row.form is Form.PROPOSAL:
        facts.proposals.append((row, place(source, row, "name")))
    if row.unit is None:
        for unit in _could_be(row):
            facts.possible[unit, row.form].append(place(source, row, "unit"))
        return
    facts.handed[row.unit, row.form].append(_handed(source, row))
    if row.form is Form.CRITERIA:
        answer = reader.read(row)
        if answer is not None and _after_cutoff(row, reader.campaign):
            facts.too_late[row.unit][answer.id] = place(source, row, "submitted")
        elif answer is not None:
            evidence = place(source, row, "answer")
            facts.answers[row.unit][answer.id].append(Answered(answer, evidence))
    for issue in row.issues:
        if issue.code == "violation_mentioned" and issue.weight is Weight.HOLD:
            facts.mentions[row.unit].append(
                Evidence("hidden_row", issue.file, issue.sheet, issue.cell, issue.typed)
            )


def _after_cutoff(row: Row, campaign: Campaign) -> bool:
    return row.text("submitted")[:10] > campaign.campaign.data_cutoff.isoformat()


def _could_be(row: Row) -> list[str]:
    """Units that a held row could be of."""
    readings = [
        reading
        for issue in row.issues
        if issue.code.startswith("unit_") and issue.weight is Weight.HOLD
        for reading in issue.readings
    ]
    return list(dict.fromkeys(readings))


def _handed(source: SourceRecords, row: Row) -> Handed:
    readings: tuple[str, ...] = ()
    held = False
    for issue in row.issues:
        if issue.column == _DAY and issue.weight is Weight.HOLD:
            held = True
            readings = (*readings, *issue.readings)
    text = intern(row.text(_DAY))
    day = "" if held else text
    return Handed(day, readings, is_complete(row), held, text, source, row.table, row.line)


def is_complete(row: Row) -> bool:
    """Whether every required column of a row has a value."""
    return None not in map(row.values.__getitem__, _REQUIRED[row.form])


def place(source: SourceRecords, row: Row, key: str) -> Evidence:
    """Where a row's value stands, as evidence."""
    sheet = source.tables[row.table].sheet
    return Evidence("cell", source.name, sheet, source.cell(row, key), row.text(key))


def declared(facts: Facts, unit: str) -> Sequence[Answered]:
    """A unit's declarations of violations."""
    answers = facts.answers.get(unit)
    return answers.get(DECLARATION, ()) if answers else ()
