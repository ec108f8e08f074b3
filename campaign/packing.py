"""A source's records as JSON text and back, exactly: what the cache keeps."""

from __future__ import annotations

import json
from typing import Any

from campaign.definition import Form
from campaign.problems import Issue, Weight
from campaign.records import NotData, Row, SourceRecords, Status, Table

_FORMS = {form.value: form for form in Form}
_STATUSES = {status.value: status for status in Status}


def pack(source: SourceRecords) -> bytes:
    """The records of one source; ``unpack`` gives an equal one."""
    whole = {
        "head": [source.name, source.sha256, source.kind, source.unit, source.modified],
        "tables": [
            [t.file, t.sheet, t.form.value, t.header, t.places, t.unit] for t in source.tables
        ],
        "rows": [
            [
                row.id,
                row.form.value,
                row.table,
                row.line,
                row.unit,
                row.status.value,
                row.values,
                [_packed(issue) for issue in row.issues],
            ]
            for row in source.rows
        ],
        "not_data": [[line.sheet, line.cell, line.text, line.why] for line in source.not_data],
        "issues": [_packed(issue) for issue in source.issues],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def unpack(data: bytes) -> SourceRecords:
    """The records that ``pack`` wrote."""
    whole = json.loads(data.decode("utf-8", "surrogatepass"))
    name, sha256, kind, unit, modified = whole["head"]
    return SourceRecords(
        name,
        sha256,
        kind,
        unit,
        modified,
        [Table(t[0], t[1], _FORMS[t[2]], t[3], t[4], t[5]) for t in whole["tables"]],
        [_row(item) for item in whole["rows"]],
        [NotData(*line) for line in whole["not_data"]],
        [_issue(item) for item in whole["issues"]],
    )


def _row(item: list[Any]) -> Row:
    row_id, form, table, line, unit, status, values, issues = item
    return Row(
        row_id,
        _FORMS[form],
        table,
        line,
        unit,
        _STATUSES[status],
        values,
        [_issue(issue) for issue in issues] if issues else [],
    )


def _packed(issue: Issue) -> list[Any]:
    return [
        issue.code,
        issue.weight.value,
        issue.message,
        issue.file,
        issue.sheet,
        issue.cell,
        issue.column,
        issue.typed,
        issue.readings,
    ]


def _issue(item: list[Any]) -> Issue:
    code, weight, message, file, sheet, cell, column, typed, readings = item
    return Issue(code, Weight(weight), message, file, sheet, cell, column, typed, tuple(readings))
