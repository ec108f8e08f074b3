"""Rows of *Đơn vị*: the roster with what each unit handed in and how it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from addin.workbook.form_rows import Line
from addin.workbook.shown import Names, day_text, joined, parsed
from campaign.labels import VERDICT, standing_word
from campaign.plan.definition import Campaign, Form, SubjectKind
from campaign.records import Status
from campaign.result.submissions import Standing, Submission
from campaign.result.verdicts import Judgement, Verdict
from campaign.result.whole import Result
from campaign.roster.units import Unit

NOT_IN_FORCE = "Không hoạt động"
"""What stands for a verdict beside a unit that does not exist on the day of judging."""


def counts_by_unit(result: Result) -> dict[str, Counter[Status]]:
    """Registrations of each unit by status."""
    counts: dict[str, Counter[Status]] = defaultdict(Counter)
    for source in result.sources:
        for (form, unit, status), number in source.tally().items():
            if form is Form.REGISTRATION and unit is not None:
                counts[unit][status] += number
    return counts


def standing_text(item: Submission | None) -> str | None:
    """A deliverable's verdict in a cell: the word, then days late or the date that counted."""
    if item is None:
        return None
    word = standing_word(item)
    if item.standing is Standing.LATE:
        word = f"{word} {item.days_late} ngày"
    received = parsed(item.received) if item.received else None
    day = f"\n{received:%d/%m/%Y}" if received else ""
    return f"{word}{day}{' (gia hạn)' if item.extension else ''}{_seen(item)}"


def _seen(item: Submission) -> str:
    """The two looks of the ledger between which it came in, where they counted."""
    ends = (("thiếu", item.last_without), ("đủ", item.first_complete))
    said = (f"\n{word}: {day_text(moment)}" for word, at in ends if (moment := parsed(at)))
    return "".join(said)


def judged_units(result: Result) -> dict[str, Judgement]:
    """The verdict on each unit as a collective: the weightiest, if it was judged twice."""
    found: dict[str, Judgement] = {}
    order = list(Verdict)
    for item in result.judgements:
        unit = item.subject.unit
        if item.subject.kind is SubjectKind.COLLECTIVE and unit is not None:
            known = found.get(unit)
            if known is None or order.index(item.verdict) > order.index(known.verdict):
                found[unit] = item
    return found


def unit_lines(result: Result, campaign: Campaign, names: Names) -> Iterator[Line]:
    """One line a unit, in the roster's order."""
    counts = counts_by_unit(result)
    judged = judged_units(result)
    handed = {(item.unit, item.deliverable): item for item in result.submissions}
    for unit in names.units:
        count = counts[unit.id]
        judgement = judged.get(unit.id)
        reasons = judgement.reasons if judgement else ()
        yield [
            unit.id,
            unit.name,
            names.group(unit.id) or None,
            unit.short_name,
            " | ".join(unit.aliases) or None,
            unit.valid_from,
            unit.valid_to,
            *(standing_text(handed.get((unit.id, item.id))) for item in campaign.deliverables),
            *(count[status] for status in Status),
            VERDICT[judgement.verdict] if judgement else None,
            joined(reason.message for reason in reasons),
            None,
        ]
    for unit in result.former:
        yield _former(unit, campaign)


def _former(unit: Unit, campaign: Campaign) -> Line:
    """A unit of the roster that is not in force: it owes nothing and is kept in sight."""
    group = campaign.group_of(unit.kind)
    known: Line = [unit.id, unit.name, group.name if group else None, unit.short_name]
    known += [" | ".join(unit.aliases) or None, unit.valid_from, unit.valid_to]
    silent: Line = [None] * (len(campaign.deliverables) + len(Status))
    return [*known, *silent, NOT_IN_FORCE, None, None]
