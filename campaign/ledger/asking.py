"""The ledger's answers: every question has a moment, and nothing later than it counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from campaign.interval import Interval
from campaign.ledger.contents import fetch
from campaign.ledger.cover import cover_of
from campaign.ledger.entry import Kind
from campaign.ledger.events import Door, Outcome
from campaign.ledger.found import Decided, Event, Snapshot, Standing
from campaign.ledger.saying import without_rows
from campaign.ledger.tables import RECORD
from campaign.ledger.timeline import Timeline
from campaign.ledger.times import moment, written
from campaign.plan.definition import Deliverable
from campaign.result import EvidenceKind

_R = RECORD.c
_CHUNK = 500
_DOORS = {door.value: door for door in Door}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_EVENT = (_R.seq, _R.kind, _R.at, _R.written, _R.source, _R.unit, _R.run, _R.body)


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
    found = _snapshots(connection, at, _sources_of(connection, key))
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
    for some in _chunks(keys):
        part = inner if some is None else inner.where(_R.source.in_(some))
        newest = part.group_by(_R.source).subquery()
        query = select(*_EVENT).join(newest, newest.c.seq == _R.seq)
        for rows in connection.execute(query).partitions(_CHUNK):
            said = json.loads(f"[{','.join([without_rows(row.body) for row in rows])}]")
            yield from map(_snapshot, rows, said)


def _chunks(keys: Sequence[str] | None) -> Iterator[Sequence[str] | None]:
    if keys is None:
        yield None
        return
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def _snapshot(row: Any, body: Mapping[str, Any]) -> Snapshot:  # noqa: ANN401 - a row of _EVENT
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
    return {s.source: s for s in _snapshots(connection, _EVER, believed=False)}


def last_change(connection: Connection, source: str) -> Snapshot | None:
    """The look that first saw a source's present content: who changed it, and when."""
    query = _events().where(_R.source == source, _R.kind == Kind.OBSERVATION)
    found: Snapshot | None = None
    for row in connection.execute(query.where(_R.tag == Outcome.READ).order_by(_R.seq)):
        made = _snapshot(row, json.loads(row.body))
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
    for row in _ordered(connection, _until(at, before), sources):
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
    for some in _chunks(keys):
        looks = base.where(_R.kind == Kind.OBSERVATION, _R.source.in_(some or ()))
        found += connection.execute(looks)
    yield from sorted(found, key=lambda row: row.seq)


def _sources_of(connection: Connection, unit: str) -> list[str]:
    """Sources that are the unit's, or could hold rows of it."""
    query = select(_R.source).distinct().where(_R.kind == Kind.OBSERVATION)
    query = query.where(or_(_R.unit == unit, _R.unit.is_(None)))
    return sorted(connection.execute(query).scalars())


def receipts(
    connection: Connection, at: datetime, unit: str | None = None, before: int | None = None
) -> list[Event]:
    """Hand-ins by a button, in order."""
    query = _until(at, before).where(_R.kind == Kind.RECEIPT)
    if unit is not None:
        query = query.where(_R.unit == unit)
    return [_event(row) for row in connection.execute(query.order_by(_R.seq))]


def intervals(
    connection: Connection,
    deliverables: Iterable[Deliverable],
    at: datetime,
    unit: str | None = None,
    before: int | None = None,
) -> dict[tuple[str, str], Interval]:
    """When each unit's deliverables came in; a pair that was never looked at is absent."""
    keys = None if unit is None else _sources_of(connection, unit)
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


def history(connection: Connection, unit: str, at: datetime) -> list[Event]:
    """A unit's records in order: looks at its sources, hand-ins."""
    keys = _sources_of(connection, unit)
    base = _until(at)
    rows = list(connection.execute(base.where(_R.unit == unit)))
    for some in _chunks(keys):
        query = base.where(_R.unit.is_(None), _R.kind == Kind.OBSERVATION)
        rows += connection.execute(query.where(_R.source.in_(some or ())))
    return [_event(row) for row in sorted(rows, key=lambda row: row.seq)]


def decisions(
    connection: Connection, run: str | None = None, at: datetime | None = None
) -> list[Decided]:
    """What was decided, in order; of one run when it is named."""
    query = _events().where(_R.kind == Kind.DECISION)
    if run is not None:
        query = query.where(_R.run == run)
    if at is not None:
        query = query.where(_R.at <= written(at))
    return [_decided(connection, row) for row in connection.execute(query.order_by(_R.seq)).all()]


def campaign_of(connection: Connection) -> str:
    """Id of the campaign that the ledger serves; empty before the first decision."""
    query = select(_R.body).where(_R.kind == Kind.DECISION).order_by(_R.seq).limit(1)
    body = connection.execute(query).scalar_one_or_none()
    return str(json.loads(body)["campaign"]) if body else ""


def last_decision(connection: Connection, as_of: datetime | None = None) -> Decided | None:
    """The last decision, or the last that judged at or before an office moment."""
    query = _events().where(_R.kind == Kind.DECISION).order_by(_R.seq.desc())
    for row in connection.execute(query):
        judged = datetime.fromisoformat(json.loads(row.body)["as_of"])
        if as_of is None or judged <= as_of:
            return _decided(connection, row)
    return None


def _decided(connection: Connection, row: Row[Any]) -> Decided:
    body = json.loads(row.body)
    known = standings(connection, _EVER, row.seq)
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
        json.loads(verdicts) if verdicts else {},
        body.get("settings", {}),
        body.get("press", ""),
    )


_EVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


def jobs(
    connection: Connection, job: str | None = None, limit: int = 20, before: int | None = None
) -> list[Event]:
    """The last runs of jobs, newest first; those recorded before a record when it is named."""
    query = _events().where(_R.kind == Kind.JOB)
    if before is not None:
        query = query.where(_R.seq < before)
    if job is not None:
        query = query.where(_R.run == job)
    found = connection.execute(query.order_by(_R.seq.desc()).limit(limit))
    return [_event(row) for row in found]


def _events() -> Select[Any]:
    return select(*_EVENT)


def _until(at: datetime, before: int | None = None) -> Select[Any]:
    """Records of what happened up to a moment, appended before a record when one is named."""
    query = _events().where(_R.at <= written(at))
    return query if before is None else query.where(_R.seq < before)


def _event(row: Row[Any]) -> Event:
    body: Mapping[str, Any] = json.loads(row.body)
    return Event(
        row.seq, row.kind, moment(row.at), moment(row.written), row.source, row.unit, row.run, body
    )
