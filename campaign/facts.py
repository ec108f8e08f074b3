"""Facts drawn from rows and the office's lists, indexed once for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaign.answers import Answer, AnswerReader, Asked
from campaign.columns import FORMS
from campaign.definition import Campaign, Form
from campaign.problems import Weight
from campaign.records import Row, SourceRecords, Status
from campaign.result import Evidence


@dataclass(frozen=True, slots=True)
class Handed:
    """One row as evidence of a hand-in.

    Attributes:
        day: ISO date (or date-time) the unit typed; empty when none is certain.
        readings: Days it could be when the cell is held.
        complete: Whether every required column has a value.
        held: Whether a day was typed that waits for a person.
    """

    day: str
    readings: tuple[str, ...]
    complete: bool
    evidence: Evidence
    held: bool = False


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
    mentions: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    proposals: list[tuple[Row, Evidence]] = field(default_factory=list)


def gather(sources: Iterable[SourceRecords], reader: AnswerReader) -> Facts:
    """Index the rows of all sources; rejected rows say nothing.

    Self-assessments handed in after the campaign's data cut-off count for no result.
    """
    facts = Facts()
    for source in sources:
        for row in source.rows:
            if row.status is not Status.REJECTED:
                _add(facts, source, row, reader)
    return facts


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
        if issue.column == "submitted" and issue.weight is Weight.HOLD:
            held = True
            readings = (*readings, *issue.readings)
    day = "" if held else row.text("submitted")
    return Handed(day, readings, is_complete(row), place(source, row, "submitted"), held)


def is_complete(row: Row) -> bool:
    """Whether every required column of a row has a value."""
    return all(
        row.values[position] is not None
        for position, column in enumerate(FORMS[row.form])
        if column.required
    )


def place(source: SourceRecords, row: Row, key: str) -> Evidence:
    """Where a row's value stands, as evidence."""
    sheet = source.tables[row.table].sheet
    return Evidence("cell", source.name, sheet, source.cell(row, key), row.text(key))


def declared(facts: Facts, unit: str) -> list[Answered]:
    """A unit's declarations of violations."""
    return [
        answered
        for answers in facts.answers.get(unit, {}).values()
        for answered in answers
        if answered.answer.asked is Asked.DECLARATION
    ]
