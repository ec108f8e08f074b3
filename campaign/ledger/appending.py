"""Turns an entry into records of the chain, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from campaign.ledger.chain import COLUMNS, GENESIS, canonical, hash_of, storable
from campaign.ledger.contents import digest_of, keep
from campaign.ledger.cover import cover_body, covers
from campaign.ledger.entry import Kind, Line
from campaign.ledger.events import Observation, Outcome
from campaign.ledger.found import Anchor
from campaign.ledger.saying import body_of
from campaign.ledger.states import NO_CHANGES, State, apply, changes, common_unit, state_of
from campaign.ledger.tables import RECORD
from campaign.ledger.times import written as text_of

_CHUNK = 500
_KEPT_STATES = 4096
_COLUMNS = (*COLUMNS, "hash")
# Plain texts: asking an enumeration for each of many values costs more than what is asked.
_OBSERVATION = Kind.OBSERVATION.value
_TAGS = {outcome: outcome.value for outcome in Outcome}


def _insert(connection: Connection) -> str:
    """The statement that takes a record's columns in order."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * len(_COLUMNS))
    return f"INSERT INTO record ({', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608 - own names


def last(connection: Connection, upto: str | None = None) -> Anchor:
    """The chain's end, now or at a moment."""
    query = select(RECORD.c.seq, RECORD.c.hash).order_by(RECORD.c.seq.desc()).limit(1)
    if upto is not None:
        query = query.where(RECORD.c.written <= upto)
    row = connection.execute(query).one_or_none()
    return Anchor(0, GENESIS) if row is None else Anchor(row.seq, row.hash)


@dataclass(slots=True)
class Memory:
    """What a process remembers between entries, true as of ``end``: other processes append too.

    Attributes:
        states: Rows of the sources that were written lately.
        sources: Every source ever observed; ``None`` while that was not asked.
    """

    end: Anchor = field(default_factory=lambda: Anchor(0, GENESIS))
    states: dict[str, State] = field(default_factory=dict)
    sources: set[str] | None = None

    def catch_up(self, connection: Connection) -> None:
        """Forget what other processes' records made untrue."""
        end = last(connection)
        if end == self.end:
            return
        if end.seq < self.end.seq:
            self.forget()
        new = select(RECORD.c.source).distinct()
        new = new.where(RECORD.c.seq > self.end.seq, RECORD.c.kind == Kind.OBSERVATION)
        for source in connection.execute(new).scalars():
            self.states.pop(source, None)
            if self.sources is not None:
                self.sources.add(source)
        self.end = end

    def learn(self, connection: Connection, sources: Iterable[str]) -> None:
        """Load the rows of sources that are not remembered."""
        if len(self.states) > _KEPT_STATES:
            self.states.clear()
        unknown = sorted(set(sources) - set(self.states))
        for start in range(0, len(unknown), _CHUNK):
            some = unknown[start : start + _CHUNK]
            query = select(RECORD.c.source, RECORD.c.body).where(
                RECORD.c.source.in_(some), RECORD.c.kind == Kind.OBSERVATION
            )
            self.states |= {source: {} for source in some}
            for source, body in connection.execute(query.order_by(RECORD.c.seq)):
                apply(self.states[source], json.loads(body))

    def all_sources(self, connection: Connection) -> set[str]:
        """Every source ever observed."""
        if self.sources is None:
            query = select(RECORD.c.source).distinct().where(RECORD.c.kind == Kind.OBSERVATION)
            self.sources = set(connection.execute(query).scalars())
        return self.sources

    def forget(self) -> None:
        """Start anew: after a failed entry, or when the ledger is another one."""
        self.end, self.states, self.sources = Anchor(0, GENESIS), {}, None


@dataclass(slots=True)
class Writer:
    """Writes the lines of one entry; the caller holds the lock and commits.

    Attributes:
        now: The ledger's clock, as text: when the records are written.
    """

    connection: Connection
    memory: Memory
    now: str
    _seq: int = 0
    _hash: str = GENESIS
    _records: list[tuple[Any, ...]] = field(default_factory=list)
    _contents: dict[str, bytes] = field(default_factory=dict)

    def write(self, lines: Sequence[Line | Observation]) -> None:
        """Append all lines."""
        self.memory.catch_up(self.connection)
        observed = {storable(line.source) for line in lines if isinstance(line, Observation)}
        self.memory.learn(self.connection, observed)
        if any(isinstance(line, Line) and line.told for line in lines):
            self.memory.all_sources(self.connection)
        self._seq, self._hash = self.memory.end.seq, self.memory.end.hash
        for line in lines:
            self._line(line)
        self.memory.end = Anchor(self._seq, self._hash)
        keep(self.connection, self._contents)
        if self._records:
            # As tuples: naming twelve columns for each of many records costs more than the chain.
            self.connection.exec_driver_sql(_insert(self.connection), self._records)

    def _line(self, line: Line | Observation) -> None:
        if isinstance(line, Observation):
            self._observation(line)
        elif line.kind is Kind.UNCHANGED:
            known = self.memory.sources or set()
            for cover in covers(line.told, known):
                self._plain(line, cover_body(cover, line.told))
        elif line.kind is Kind.DECISION:
            self._decision(line)
        else:
            self._plain(line, line.body)

    def _observation(self, told: Observation) -> None:
        source = storable(told.source)
        found = NO_CHANGES
        if told.outcome is Outcome.READ:
            after = state_of(told)
            found = changes(self.memory.states[source], after)
            self.memory.states[source] = after
        if self.memory.sources is not None:
            self.memory.sources.add(source)
        unit = common_unit(told)
        content = None if told.content is None else self._kept(told.content)
        owner = None if unit is None else storable(unit)
        about = (source, owner, None, content, _TAGS[told.outcome])
        self._append(_OBSERVATION, text_of(told.observed_at), about, body_of(told, found))

    def _decision(self, line: Line) -> None:
        known = self.memory.sources or set()
        named = [cover_body(cover, line.told) for cover in covers(line.told, known)]
        before = line.contents["workbook_before"]
        kept = self._kept(before) if before else ""
        verdicts = self._kept(canonical(line.body["verdicts"]).encode("ascii"))
        body = {**line.body, "sources": named, "workbook_before": kept, "verdicts": verdicts}
        self._plain(line, body, verdicts)

    def _kept(self, data: bytes) -> str:
        digest = digest_of(data)
        self._contents[digest] = data
        return digest

    def _plain(self, line: Line, body: Mapping[str, Any], content: str | None = None) -> None:
        unit = None if line.unit is None else storable(line.unit)
        about = (line.source, unit, line.run, content, None)
        self._append(line.kind.value, line.at, about, canonical(body))

    def _append(self, kind: str, at: str, about: tuple[str | None, ...], body: str) -> None:
        """Add a record; ``about`` are its columns from ``source`` to ``tag``."""
        self._seq += 1
        columns = (self._hash, self._seq, kind, at, self.now, *about, body)
        self._hash = hash_of(columns)
        self._records.append((*columns, self._hash))
