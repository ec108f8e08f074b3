"""What waits for a person, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.columns import MAIN
from campaign.plan.definition import Campaign, Form
from campaign.problems import Issue, Weight
from campaign.records import Row, SourceRecords, Status
from campaign.result.evidence import Evidence, EvidenceKind
from campaign.result.verdicts import Judgement, Verdict
from campaign.result.whole import Result


class HeldKind(StrEnum):
    """What is held."""

    ROW = "row"
    SUBJECT = "subject"


class Since(StrEnum):
    """How it is known since when."""

    RECEIPT = "receipt"
    LEDGER = "ledger"
    TYPED = "typed"
    SAVED = "saved"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HeldItem:
    """Something that waits for a person.

    Attributes:
        ref: Row id, or the subject's id.
        form: The row's form; ``None`` for a subject.
        name: What a person knows it by.
        since: The day it came in; ``None`` when no day is known that is not after the as-of day.
        days: Whole days from then to the as-of day.
        why: Vietnamese sentences.
        evidence: The cell to look at.
    """

    kind: HeldKind
    ref: str
    form: Form | None
    unit: str | None
    name: str
    since: date | None
    basis: Since
    days: int | None
    why: str
    evidence: Evidence


AGES: tuple[tuple[str, int, int | None], ...] = (
    ("Đến 7 ngày", 0, 7),
    ("8 đến 30 ngày", 8, 30),
    ("Trên 30 ngày", 31, None),
)
"""Bands of waiting time: words, first and last day."""

UNKNOWN_AGE = "Không rõ từ ngày nào"


def age_of(item: HeldItem) -> str:
    """The band that an item falls into."""
    days = item.days
    if days is None:
        return UNKNOWN_AGE
    return next(words for words, first, last in AGES if first <= days <= (last or days))


def held_items(result: Result, campaign: Campaign) -> tuple[HeldItem, ...]:
    """Held rows and held subjects, longest first; those without a known day last."""
    finder = _Days(result, campaign)
    found = [*_rows(result, finder), *_subjects(result.judgements, finder)]
    return tuple(sorted(found, key=lambda item: (item.days is None, -(item.days or 0), item.ref)))


_SURE = {
    EvidenceKind.RECEIPT.value: Since.RECEIPT,
    EvidenceKind.LEDGER.value: Since.LEDGER,
}
"""What nobody can type into being."""


class _Days:
    """Since when something is in the house."""

    def __init__(self, result: Result, campaign: Campaign) -> None:
        self.day = result.as_of.date()
        self._received = {
            (item.unit, form): (item.received, _SURE[item.evidence.kind])
            for item in result.submissions
            if item.received and item.evidence.kind in _SURE
            for form in campaign.deliverable(item.deliverable).forms
        }
        self.proposals: dict[str, tuple[date | None, Since]] = {}

    def of(self, source: SourceRecords, row: Row) -> tuple[date | None, Since]:
        """The register's or ledger's day, else the one typed, else that of saving the file."""
        days = (
            self._received.get((row.unit or "", row.form), ("", Since.RECEIPT)),
            (row.text("submitted"), Since.TYPED),
            (source.modified, Since.SAVED),
        )
        for text, basis in days:
            day = _day(text)
            if day is not None and day <= self.day:
                return day, basis
        return None, Since.UNKNOWN

    def waited(self, since: date | None) -> int | None:
        """Whole days until the as-of day."""
        return None if since is None else (self.day - since).days


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _rows(result: Result, finder: _Days) -> Iterator[HeldItem]:
    for source in result.sources:
        for row in source.rows:
            known = row.form is Form.PROPOSAL or row.status is Status.HELD
            since, basis = finder.of(source, row) if known else (None, Since.UNKNOWN)
            if row.form is Form.PROPOSAL:
                finder.proposals[row.id] = since, basis
            if row.status is not Status.HELD:
                continue
            issues = [issue for issue in row.issues if issue.weight is Weight.HOLD]
            yield HeldItem(
                HeldKind.ROW,
                row.id,
                row.form,
                row.unit,
                row.text(MAIN[row.form]),
                since,
                basis,
                finder.waited(since),
                _said(_doubts(issues)),
                _place(source, row, issues),
            )


def _doubts(issues: list[Issue]) -> Iterator[str]:
    """Every sentence; with its cell where they stand in several: one place is given beside them."""
    apart = len({issue.cell for issue in issues if issue.cell}) > 1
    for issue in issues:
        yield f"Ô {issue.cell}: {issue.message}" if apart and issue.cell else issue.message


def _place(source: SourceRecords, row: Row, issues: list[Issue]) -> Evidence:
    sheet = source.tables[row.table].sheet
    cell = next((issue.cell for issue in issues if issue.cell), "")
    return Evidence("cell", source.name, sheet, cell or source.cell(row, MAIN[row.form]))


def _subjects(judgements: Iterable[Judgement], finder: _Days) -> Iterator[HeldItem]:
    for item in judgements:
        if item.verdict is not Verdict.HELD:
            continue
        subject = item.subject
        since, basis = finder.proposals.get(subject.id, (None, Since.UNKNOWN))
        reasons = [reason for reason in item.reasons if reason.weight is Verdict.HELD]
        place = next((r.evidence for r in reasons if r.evidence.cell), subject.evidence)
        yield HeldItem(
            HeldKind.SUBJECT,
            subject.id,
            None,
            subject.unit,
            subject.name,
            since,
            basis,
            finder.waited(since),
            _said(reason.message for reason in reasons),
            place,
        )


def _said(messages: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(messages))
