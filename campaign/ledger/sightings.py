"""A source's rows as sightings: what the ledger remembers of each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b

from campaign.judging.facts import is_complete
from campaign.ledger.events import Sighting
from campaign.plan.definition import Form
from campaign.records import Row, SourceRecords, Status

_APART = "\x00"
"""Between values for a while: JSON never has it inside a text."""
_encode = json.JSONEncoder(separators=(_APART, ":"), sort_keys=True, allow_nan=False).encode
_REJECTED = Status.REJECTED
_FORMS = {form: form.value for form in Form}


def sightings(source: SourceRecords) -> tuple[Sighting, ...]:
    """Every row of a source; a rejected one counts towards nothing."""
    rows = list(source.rows)
    return tuple(
        [
            Sighting(
                row.id,
                _FORMS[row.form],
                row.status is not _REJECTED and is_complete(row),
                blake2b(said, digest_size=8).hexdigest(),
                row.unit,
            )
            for row, said in zip(rows, _said(rows), strict=True)
        ]
    )


def _said(rows: Iterable[Row]) -> list[bytes]:
    """The ``canonical`` text of each row's status and values; all are written out at once."""
    all_rows = _encode([[row.status, row.values] for row in rows])
    lines = all_rows[1:-1].replace(f"]{_APART}[", "]\n[").replace(_APART, ",")
    return lines.encode("ascii").splitlines()
