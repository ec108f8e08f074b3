"""What was decided, as the ledger answers it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from campaign.ledger.asking import standings
from campaign.ledger.contents import fetch
from campaign.ledger.cover import cover_of
from campaign.ledger.damage import WHOLE, sound
from campaign.ledger.entry import Kind
from campaign.ledger.found import Decided, Run
from campaign.ledger.queries import EVER
from campaign.ledger.tables import RECORD
from campaign.ledger.times import moment, written

_R = RECORD.c
_DIGITS = 18
"""Digits that any database's numbers have room for."""
_DECISIONS = select(*WHOLE).where(_R.kind == Kind.DECISION)


def decisions(
    connection: Connection, run: str | None = None, at: datetime | None = None
) -> list[Decided]:
    """What was decided, in order; of one run when it is named."""
    query = _DECISIONS
    if run is not None:
        query = query.where(_R.run == run)
    if at is not None:
        query = query.where(_R.at <= written(at))
    return [_decided(connection, row) for row in connection.execute(query.order_by(_R.seq)).all()]


def runs(connection: Connection, limit: int, until: datetime | None = None) -> list[Run]:
    """The last runs, newest first; those made up to a moment when one is given."""
    query = _DECISIONS if until is None else _DECISIONS.where(_R.at <= written(until))
    return [_run(row) for row in connection.execute(query.order_by(_R.seq.desc()).limit(limit))]


def runs_named(connection: Connection, beginning: str, limit: int) -> list[Run]:
    """Runs whose id begins so, newest first; those of exactly that id alone when there are any.

    Digits alone are the number of a record: two runs of one second may bear one id.
    """
    if beginning.isdecimal() and len(beginning) < _DIGITS:
        exact = _DECISIONS.where(_R.seq == int(beginning))
    else:
        exact = _DECISIONS.where(_R.run == beginning)
    some = _DECISIONS.where(_R.run.startswith(beginning, autoescape=True))
    for query in (exact, some):
        found = connection.execute(query.order_by(_R.seq.desc()).limit(limit)).all()
        if found:
            return [_run(row) for row in found]
    return []


def _run(row: Row[Any]) -> Run:
    body = sound(row)
    judged = datetime.fromisoformat(body["as_of"])
    book, press = body["workbook"], body.get("press", "")
    return Run(row.seq, row.run, moment(row.at), judged, body["campaign"], book, press)


def decided_in(connection: Connection, seq: int) -> Decided:
    """The decision of a record."""
    return _decided(connection, connection.execute(_DECISIONS.where(_R.seq == seq)).one())


def campaign_of(connection: Connection) -> str:
    """Id of the campaign that the ledger serves; empty before the first decision."""
    query = _DECISIONS.order_by(_R.seq).limit(1)
    row = connection.execute(query).one_or_none()
    return "" if row is None else str(sound(row)["campaign"])


def last_decision(connection: Connection, as_of: datetime | None = None) -> Decided | None:
    """The last decision, or the last that judged at or before an office moment."""
    query = _DECISIONS.order_by(_R.seq.desc())
    for row in connection.execute(query):
        judged = datetime.fromisoformat(json.loads(row.body)["as_of"])
        if as_of is None or judged <= as_of:
            return _decided(connection, row)
    return None


def _decided(connection: Connection, row: Row[Any]) -> Decided:
    body = sound(row)
    known = standings(connection, EVER, row.seq)
    meant = [cover_of(cover) for cover in body["sources"]]
    used = [s for s in known if any(s.latest.source in cover for cover in meant)]
    verdicts = fetch(connection, body["verdicts"])
    return Decided(
        row.seq,
        row.run,
        moment(row.at),
        datetime.fromisoformat(body["as_of"]),
        body["campaign"],
        tuple(used),
        body["inputs"],
        body["outputs"],
        body["anchor"],
        body["workbook"],
        body["workbook_before"],
        body["workbook_after"],
        tuple(body["skipped"]),
        json.loads(verdicts),
        body.get("settings", {}),
        body.get("press", ""),
    )
