"""Single records as the ledger answers them: a unit's story, hand-ins, runs of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from campaign.ledger.damage import WHOLE, sound
from campaign.ledger.entry import Kind
from campaign.ledger.found import Event
from campaign.ledger.queries import chunks, sources_of, until
from campaign.ledger.tables import RECORD
from campaign.ledger.times import moment

_R = RECORD.c


def history(connection: Connection, unit: str, at: datetime) -> list[Event]:
    """A unit's records in order: looks at its sources, hand-ins."""
    keys = sources_of(connection, unit)
    base = until(at, None, WHOLE)
    rows = list(connection.execute(base.where(_R.unit == unit)))
    for some in chunks(keys):
        query = base.where(_R.unit.is_(None), _R.kind == Kind.OBSERVATION)
        rows += connection.execute(query.where(_R.source.in_(some or ())))
    return [_event(row) for row in sorted(rows, key=lambda row: row.seq)]


def receipts(
    connection: Connection, at: datetime, unit: str | None = None, before: int | None = None
) -> list[Event]:
    """Hand-ins by a button, in order."""
    query = until(at, before, WHOLE).where(_R.kind == Kind.RECEIPT)
    if unit is not None:
        query = query.where(_R.unit == unit)
    return [_event(row) for row in connection.execute(query.order_by(_R.seq))]


def jobs(
    connection: Connection, job: str | None = None, limit: int = 20, before: int | None = None
) -> list[Event]:
    """The last runs of jobs, newest first; those recorded before a record when it is named."""
    query = select(*WHOLE).where(_R.kind == Kind.JOB)
    if before is not None:
        query = query.where(_R.seq < before)
    if job is not None:
        query = query.where(_R.run == job)
    found = connection.execute(query.order_by(_R.seq.desc()).limit(limit))
    return [_event(row) for row in found]


def _event(row: Row[Any]) -> Event:
    body: Mapping[str, Any] = sound(row)
    return Event(
        row.seq, row.kind, moment(row.at), moment(row.written), row.source, row.unit, row.run, body
    )
