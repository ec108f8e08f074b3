"""Parts that the ledger's questions share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, or_, select

from campaign.ledger.entry import Kind
from campaign.ledger.tables import RECORD
from campaign.ledger.times import written

_R = RECORD.c
_CHUNK = 500

EVENT = (_R.seq, _R.kind, _R.at, _R.written, _R.source, _R.unit, _R.run, _R.body)
"""What most questions need of a record."""

EVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")
"""No record is later."""


def until(
    at: datetime, before: int | None = None, columns: Sequence[Column[Any]] = EVENT
) -> Select[Any]:
    """Records of what happened up to a moment, appended before a record when one is named."""
    query = select(*columns).where(_R.at <= written(at))
    return query if before is None else query.where(_R.seq < before)


def chunks(keys: Sequence[str] | None) -> Iterator[Sequence[str] | None]:
    """Keys, as many at a time as one query takes; ``None`` once, where all are meant."""
    if keys is None:
        yield None
        return
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def sources_of(connection: Connection, unit: str) -> list[str]:
    """Sources that are the unit's, or could hold rows of it."""
    query = select(_R.source).distinct().where(_R.kind == Kind.OBSERVATION)
    query = query.where(or_(_R.unit == unit, _R.unit.is_(None)))
    return sorted(connection.execute(query).scalars())
