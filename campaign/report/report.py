"""The report of a run as JSON: UTF-8, stable order, the schema in ``docs/report-schema.md``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from campaign.awards.list_reasons import not_proposed
from campaign.columns import FORMS
from campaign.grid import column_letters
from campaign.plan.definition import Campaign, Form
from campaign.problems import Issue
from campaign.records import Row, SourceRecords, Status, Table
from campaign.report.cards import card_part
from campaign.report.council import tally_part
from campaign.report.decisions import override_part, pack_part, state_part
from campaign.report.firmness import firmness_part
from campaign.report.parts import evidence_part, reason_part, subject_part

if TYPE_CHECKING:
    from campaign.result.lists import Absent, Placed, Shortlist
    from campaign.result.submissions import Submission
    from campaign.result.verdicts import Judgement
    from campaign.result.whole import Result

SECTIONS: dict[Form, str] = {
    Form.REGISTRATION: "registrations",
    Form.INTERIM: "interim_reports",
    Form.RESULT: "results",
    Form.CRITERIA: "assessments",
    Form.PROPOSAL: "proposals",
}
"""Where the rows of each form stand in the report."""

_SHOWN_APART = frozenset({"unit", "row_id"})


def report(result: Result, campaign: Campaign) -> dict[str, Any]:
    """The whole report; see ``docs/report-schema.md`` for each key."""
    return {
        key: list(value) if isinstance(value, Iterator) else value
        for key, value in _parts(result, campaign)
    }


def dump(result: Result, campaign: Campaign) -> str:
    """The report as text, a row a line; the same result gives the same bytes."""
    return "".join(written(result, campaign))


def written(result: Result, campaign: Campaign) -> Iterator[str]:
    """The same text piece by piece: a country's report does not fit into memory."""
    yield "{"
    for number, (key, value) in enumerate(_parts(result, campaign)):
        yield f"{',' if number else ''}\n{json.dumps(key)}: "
        if isinstance(value, Iterator):
            yield from _lines(value)
        else:
            yield json.dumps(value, ensure_ascii=False)
    yield "\n}\n"


def _lines(items: Iterator[Any]) -> Iterator[str]:
    """A JSON list, an item a line."""
    before = "[\n"
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _parts(result: Result, campaign: Campaign) -> Iterator[tuple[str, Any]]:
    """Keys of the report in their order; lists may be long and are made as they are asked for."""
    award_keys = {award.id: award.list_key for award in campaign.awards}
    lists = {award_keys[item.award]: item for item in result.shortlists}
    yield "campaign", result.campaign_id
    yield "as_of", result.as_of.isoformat()
    yield "ledger_anchor", result.anchor or None
    yield "rules", None if result.rules is None else pack_part(result.rules)
    yield "sources", map(_source, result.sources)
    yield "unread", map(asdict, result.unread)
    yield "skipped", iter(result.skipped)
    for form, section in SECTIONS.items():
        yield section, _rows(result, form)
    yield "submissions", map(_submission, result.submissions)
    yield "eligibility", map(_judgement, result.judgements)
    yield "shortlists", {key: [*map(_placed, item.placed)] for key, item in lists.items()}
    yield "not_shortlisted", {key: [*map(_absent, item.absent)] for key, item in lists.items()}
    yield "not_proposed", {key: _not_proposed(campaign, item) for key, item in lists.items()}
    yield "council", {key: list(item.council) for key, item in lists.items()}
    yield "warnings", {key: list(item.warnings) for key, item in lists.items()}
    yield "cards", map(card_part, result.cards or ())
    yield "approvals", {award_keys[item.award]: state_part(item) for item in result.states}
    yield "firmness", map(firmness_part, result.firmness)
    yield "council_scores", map(tally_part, result.council)
    yield "similar", map(asdict, result.similar)
    yield "office_issues", map(_issue, result.office.issues)
    yield "totals", totals(result)


def totals(result: Result) -> dict[str, Any]:
    """Counts; rows in = accepted + held + rejected, for each form and in all."""
    rows: Counter[tuple[str, str]] = Counter()
    for source in result.sources:
        for (form, _, status), number in source.tally().items():
            rows[SECTIONS[form], status.value] += number
    by_form = {
        section: _account({s.value: rows[section, s.value] for s in Status})
        for section in SECTIONS.values()
    }
    whole = {s.value: sum(rows[section, s.value] for section in SECTIONS.values()) for s in Status}
    return {
        "sources": len(result.sources),
        "unread": len(result.unread),
        **_account(whole),
        "by_form": by_form,
        "submissions": _counted(item.standing.value for item in result.submissions),
        "eligibility": _counted(item.verdict.value for item in result.judgements),
        "shortlisted": {item.award: len(item.placed) for item in result.shortlists},
        "similar": len(result.similar),
    }


def _account(counts: dict[str, int]) -> dict[str, int]:
    return {"rows_in": sum(counts.values()), **counts}


def _counted(values: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _source(source: SourceRecords) -> dict[str, Any]:
    return {
        "source": source.name,
        "sha256": source.sha256,
        "kind": source.kind,
        "unit": source.unit,
        "rows_in": len(source.rows),
        **{status.value: source.count(status) for status in Status},
        "tables": [_table(table) for table in source.tables],
        "issues": [_issue(issue) for issue in source.issues],
        "not_data": [asdict(line) for line in source.not_data],
    }


def _table(table: Table) -> dict[str, Any]:
    """A table with the letter of each column: with a row's ``row`` it names every cell."""
    return {
        "sheet": table.sheet,
        "form": table.form.value,
        "header_row": table.header + 1,
        "columns": {key: column_letters(index) for key, index in table.places.items()},
    }


def _rows(result: Result, form: Form) -> Iterator[dict[str, Any]]:
    for source in result.sources:
        for row in source.of(form):
            yield _row(source, row)


def _row(source: SourceRecords, row: Row) -> dict[str, Any]:
    table = source.tables[row.table]
    main = {
        column.key: row.values[position]
        for position, column in enumerate(FORMS[row.form])
        if column.key not in _SHOWN_APART
    }
    return {
        "id": row.id,
        "unit": row.unit,
        "unit_typed": row.text("unit"),
        **main,
        "status": row.status.value,
        "source": {
            "file": source.name,
            "sheet": table.sheet,
            "cell": source.cell(row, _anchor(row)),
            "row": row.line + 1,
        },
        "issues": [_issue(issue) for issue in row.issues],
    }


def _anchor(row: Row) -> str:
    keys = [column.key for column in FORMS[row.form] if column.required]
    return keys[0]


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "weight": issue.weight.value,
        "file": issue.file,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "column": issue.column,
        "typed": issue.typed,
        "readings": list(issue.readings),
        "message": issue.message,
    }


def _submission(item: Submission) -> dict[str, Any]:
    extension = item.extension
    return {
        "unit": item.unit,
        "deliverable": item.deliverable,
        "status": item.standing.value,
        "due": item.due.isoformat(),
        "last_day": item.last_day.isoformat(),
        "received": item.received or None,
        "last_without": item.last_without or None,
        "first_complete": item.first_complete or None,
        "evidence": evidence_part(item.evidence),
        "days_late": item.days_late,
        "setting": item.setting,
        "readings": list(item.readings),
        "rows": item.rows,
        "extension": None
        if extension is None
        else {
            "until": extension.until.isoformat(),
            "granted_by": extension.granted_by,
            "granted_on": extension.granted_on,
            "document": extension.document,
            "evidence": evidence_part(extension.evidence),
        },
        "doubt": None if item.doubt is None else item.doubt.value,
        "message": item.message,
    }


def _not_proposed(campaign: Campaign, shortlist: Shortlist) -> dict[str, Any]:
    """Whom nobody proposed for the award: one reason for all of them."""
    award = next(a for a in campaign.awards if a.id == shortlist.award)
    return {
        "reason": reason_part(not_proposed(award)),
        "subjects": [subject_part(subject) for subject in shortlist.not_proposed],
    }


def _judgement(item: Judgement) -> dict[str, Any]:
    return {
        **subject_part(item.subject),
        "proposed": list(item.subject.awards),
        "proposals": [proposal.row for proposal in item.subject.proposals],
        "status": item.verdict.value,
        "reasons": [reason_part(reason) for reason in item.reasons],
    }


def _placed(item: Placed) -> dict[str, Any]:
    return {
        "rank": item.rank,
        "tied": item.tied,
        **subject_part(item.subject),
        "points": None if item.points is None else format(item.points, "f"),
        "breakdown": [
            {
                "indicator": score.indicator,
                "value": None if score.value is None else format(score.value, "f"),
                "points": None if score.points is None else format(score.points, "f"),
                "evidence": evidence_part(score.evidence),
            }
            for score in item.breakdown
        ],
        "provisional": item.provisional,
        "override": override_part(item.override),
        "remarks": [reason_part(reason) for reason in item.remarks],
    }


def _absent(item: Absent) -> dict[str, Any]:
    return {
        **subject_part(item.subject),
        "rank": item.rank,
        "points": None if item.points is None else format(item.points, "f"),
        "override": override_part(item.override),
        "reasons": [reason_part(reason) for reason in item.reasons],
    }
