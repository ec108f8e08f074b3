"""What an observation says beside its columns: the one kind of record of which there are millions.

Its body is written by hand, exactly as ``canonical`` would write it: a general encoder costs more
than everything else that appending an observation takes.
"""

from __future__ import annotations

from campaign.ledger.chain import quoted
from campaign.ledger.events import Observation
from campaign.ledger.states import Changes
from campaign.ledger.times import written


def body_of(told: Observation, changes: Changes) -> str:
    """The body: ASCII, keys sorted, no spaces; what is not known is left out."""
    parts = [
        _text("code", told.code),
        f'"door":{quoted(told.door)},',
        f'"gone":[{",".join(map(quoted, changes.gone))}],' if changes.gone else "",
        "" if told.modified_at is None else f'"modified_at":"{written(told.modified_at)}",',
        _text("modified_by", told.modified_by),
        f'"name":{quoted(told.name)},"outcome":{quoted(told.outcome)},',
        _text("reason", told.reason),
        f'"rows":[{_rows(changes)}],' if changes.rows else "",
        f'"sha256":{quoted(told.sha256)}',
        f',"version":{quoted(told.version)}' if told.version else "",
    ]
    return f"{{{''.join(parts)}}}"


def without_rows(body: str) -> str:
    """A body but for its rows, of which a first look has all: nine parts of ten.

    Inside a text a quotation mark is escaped, so what is looked for stands nowhere else.
    """
    start, end = body.find(',"rows":[['), body.rfind(']],"sha256":')
    return body if start < 0 or end < start else body[:start] + body[end + 2 :]


def _text(key: str, value: str) -> str:
    return f'"{key}":{quoted(value)},' if value else ""


def _rows(changes: Changes) -> str:
    """Rows that are new or changed: id, form, unit, whether complete, digest."""
    return ",".join(
        [
            f"[{quoted(row)},{quoted(form)},{'null' if unit is None else quoted(unit)},"
            f"{complete:d},{quoted(digest)}]"
            for row, (form, unit, complete, digest) in changes.rows
        ]
    )
