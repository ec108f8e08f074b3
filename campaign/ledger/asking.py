"""The ledger's answers: every question has a moment, and nothing later than it counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from campaign.interval import Interval
from campaign.ledger.asking_events import receipts
from campaign.ledger.cover import cover_of
from campaign.ledger.damage import WHOLE, sound
from campaign.ledger.entry import Kind
from campaign.ledger.events import Door, Outcome
from campaign.ledger.found import Event, Snapshot, Standing
from campaign.ledger.queries import EVENT, EVER, chunks, sources_of, until
from campaign.ledger.saying import without_rows
from campaign.ledger.tables import RECORD
from campaign.ledger.timeline import Timeline
from campaign.ledger.times import moment, written
from campaign.plan.definition import Deliverable
from campaign.result.evidence import EvidenceKind

_R = RECORD.c
_CHUNK = 500
_DOORS = {door.value: door for door in Door}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


def sources(connection: Connection, at: datetime) -> list[Snapshot]:
    """The last believed look at every source, by name."""
    return sorted(_snapshots(connection, at), key=_by_name)


def standings(connection: Connection, at: datetime, before: int | None = None) -> list[Standing]:
    """Where every source stands, by name: at a moment, and before a record when one is named."""
    believed = {s.source: s for s in _snapshots(connection, at, before=before)}
    latest = _snapshots(connection, at, before=before, believed=False)
    return [Standing(s, believed.get(s.source)) for s in sorted(latest, key=_by_name)]


def snapshot(connection: Connection, key: str, at: datetime) -> list[Snapshot]:
    """The last believed look at one source, or at every source of one unit."""
    if ":" in key:
        return list(_snapshots(connection, at, [key]))
    found = _snapshots(connection, at, sources_of(connection, key))
    return sorted((s for s in found if s.unit in {key, None}), key=_by_name)


def _by_name(snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.name, snapshot.source


def _snapshots(
    connection: Connection,
    at: datetime,
    keys: Sequence[str] | None = None,
    *,
    before: int | None = None,
    believed: bool = True,
) -> Iterator[Snapshot]:
    inner = select(_R.source, func.max(_R.seq).label("seq"))
    inner = inner.where(_R.kind == Kind.OBSERVATION, _R.at <= written(at))
    if believed:
        inner = inner.where(_R.tag == Outcome.READ)
    if before is not None:
        inner = inner.where(_R.seq < before)
    for some in chunks(keys):
        part = inner if some is None else inner.where(_R.source.in_(some))
        newest = part.group_by(_R.source).subquery()
        query = select(*EVENT).join(newest, newest.c.seq == _R.seq)
        for rows in connection.execute(query).partitions(_CHUNK):
            said = json.loads(f"[{','.join([without_rows(row.body) for row in rows])}]")
            for row, body in zip(rows, said, strict=True):
                yield _snapshot(row, body)


def _snapshot(row: Any, body: Mapping[str, Any]) -> Snapshot:  # noqa: ANN401 - a row of EVENT
    changed = body.get("modified_at")
    return Snapshot(
        row.seq,
        row.source,
        row.unit,
        body["name"],
        moment(row.at),
        body["sha256"],
        _DOORS[body["door"]],
        _OUTCOMES[body["outcome"]],
        body.get("reason", ""),
        moment(changed) if changed else None,
        body.get("modified_by", ""),
        body.get("version", ""),
        body.get("code", ""),
    )


def latest(connection: Connection) -> dict[str, Snapshot]:
    """The very last look at every source, believed or not, in append order."""
    return {s.source: s for s in _snapshots(connection, EVER, believed=False)}


def last_change(connection: Connection, source: str, at: datetime | None = None) -> Snapshot | None:
    """The look that first saw a source's content of a moment: who changed it, and when."""
    query = until(EVER if at is None else at, None, WHOLE)
    query = query.where(_R.source == source, _R.kind == Kind.OBSERVATION)
    found: Snapshot | None = None
    for row in connection.execute(query.where(_R.tag == Outcome.READ).order_by(_R.seq)):
        made = _snapshot(row, sound(row))
        if found is None or made.sha256 != found.sha256:
            found = made
    return found


def timeline(
    connection: Connection,
    at: datetime,
    sources: Sequence[str] | None = None,
    before: int | None = None,
) -> Timeline:
    """All looks up to a moment; at some sources only when they are named."""
    made = Timeline()
    for row in _ordered(connection, until(at, before), sources):
        body = json.loads(row.body)
        if row.kind == Kind.UNCHANGED:
            made.sweep(row.seq, row.at, cover_of(body))
        else:
            made.look(row.seq, row.at, row.source, row.unit, body)
    return made


def _ordered(
    connection: Connection, base: Select[Any], keys: Sequence[str] | None
) -> Iterator[Row[Any]]:
    """Looks and sweeps in chain order."""
    if keys is None:
        both = base.where(_R.kind.in_([Kind.OBSERVATION, Kind.UNCHANGED])).order_by(_R.seq)
        yield from connection.execution_options(yield_per=5000).execute(both)
        return
    found = list(connection.execute(base.where(_R.kind == Kind.UNCHANGED)))
    for some in chunks(keys):
        looks = base.where(_R.kind == Kind.OBSERVATION, _R.source.in_(some or ()))
        found += connection.execute(looks)
    yield from sorted(found, key=lambda row: row.seq)


def intervals(
    connection: Connection,
    deliverables: Iterable[Deliverable],
    at: datetime,
    unit: str | None = None,
    before: int | None = None,
) -> dict[tuple[str, str], Interval]:
    """When each unit's deliverables came in; a pair that was never looked at is absent."""
    keys = None if unit is None else sources_of(connection, unit)
    looks = timeline(connection, at, keys, before)
    found: dict[tuple[str, str], Interval] = {}
    wanted = list(deliverables)
    for name in looks.units() if unit is None else [unit]:
        for item in wanted:
            forms = [form.value for form in item.main_forms]
            interval = looks.interval(name, forms, item.minimum_rows)
            if interval is not None:
                found[name, item.id] = interval
    for event in receipts(connection, at, unit, before):
        for item in wanted:
            if event.unit and event.body["deliverable"] in {None, item.id}:
                known = found.get((event.unit, item.id))
                if _counts(event, item, known, looks):
                    found[event.unit, item.id] = _handed(event)
    return found


def _counts(event: Event, item: Deliverable, known: Interval | None, looks: Timeline) -> bool:
    """Whether a hand-in is evidence: the first one, unless what was handed in was incomplete."""
    if known is not None and known.kind is EvidenceKind.RECEIPT:
        return False
    forms = [form.value for form in item.main_forms]
    held = looks.complete_in(event.body["sha256"], event.unit or "", forms, item.minimum_rows)
    return held is not False


def _handed(event: Event) -> Interval:
    code = event.body["code"]
    return Interval(event.at, event.at, EvidenceKind.RECEIPT, source=event.source or "", code=code)
