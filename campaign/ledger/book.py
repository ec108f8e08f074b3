"""The ledger: opened by path or URL, appended to in atomic entries, asked at any moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from campaign.interval import Interval
from campaign.ledger import asking, asking_decisions, asking_events, contents, damage, verifying
from campaign.ledger.alone import alone
from campaign.ledger.appending import Memory, Writer, last
from campaign.ledger.engines import (
    appending,
    lock_chain,
    lock_schema,
    open_engine,
    said_by_driver,
)
from campaign.ledger.entry import Entry
from campaign.ledger.found import Anchor, Decided, Event, Snapshot, Standing, Verified
from campaign.ledger.migrations import STEPS, applied, migrate
from campaign.ledger.refusals import (
    LedgerError,
    altered,
    missing,
    newer,
    not_opened,
    not_read,
    not_written,
)
from campaign.ledger.schema import steps_missing
from campaign.ledger.times import written
from campaign.plan.definition import Deliverable

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The machine's clock, for those who give none."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Ledger:
    """One campaign's ledger. Safe to share between threads; other processes may append too.

    Attributes:
        place: Path or URL as it may be shown.
    """

    engine: Engine
    place: str
    clock: Clock = utc_now
    _memory: Memory = field(default_factory=Memory)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def open(
        cls,
        place: Path | str | None = None,
        *,
        create: bool = True,
        upgrade: bool = True,
        clock: Clock = utc_now,
    ) -> Ledger:
        """Open a ledger; ``None`` means the user's own place.

        Args:
            place: A path (SQLite) or a URL (``postgresql://…``).
            create: Whether one that is not there is made.
            upgrade: Whether one of an earlier version is brought up to date; without it nothing
                is written, and one whose schema was altered opens too, to be verified.
            clock: Says when records are written.

        Raises:
            LedgerError: it is not there, can't be opened, or a later version wrote it.
        """
        engine, shown = open_engine(place, create=create)
        made = cls(engine, shown, clock)
        try:
            made._prepare(create=create, upgrade=upgrade)
        except SQLAlchemyError as error:
            engine.dispose()
            raise not_opened(shown, said_by_driver(error)) from error
        except LedgerError:
            engine.dispose()
            raise
        return made

    def _prepare(self, *, create: bool, upgrade: bool) -> None:
        with self.engine.connect() as connection, connection.begin():
            done, lost = applied(connection), steps_missing(connection)
        for name in done:
            if name not in STEPS:
                raise newer(self.place, name)
        if done == list(STEPS):
            return
        if not done and not lost and not create:
            raise missing(self.place)
        if not upgrade:
            return
        if lost:
            raise altered(self.place, lost)
        with appending(self.engine) as connection, connection.begin():
            lock_schema(connection)
            migrate(connection, written(self.clock()))

    @property
    def file(self) -> Path | None:
        """The ledger's file by its whole path; ``None`` for one on a server or in memory."""
        database = self.engine.url.database
        if self.engine.dialect.name != "sqlite" or not database or database == ":memory:":
            return None
        return Path(database).resolve()

    @contextmanager
    def atomic(self) -> Iterator[Entry]:
        """Collect an entry and append it whole, or not at all.

        Raises:
            LedgerError: the database refused; nothing of the entry was kept.
        """
        entry = Entry()
        yield entry
        if entry.lines:
            self._append(entry)

    def _append(self, entry: Entry) -> None:
        with self._turn:
            try:
                with appending(self.engine) as connection, connection.begin():
                    lock_chain(connection)
                    Writer(connection, self._memory, written(self.clock())).write(entry.lines)
            except SQLAlchemyError as error:
                self._memory.forget()
                found = self._blamed(error) if damage.is_text(error) else None
                raise found or not_written(self.place, said_by_driver(error)) from error
            except damage.UNUSABLE as error:
                self._memory.forget()
                found = self._blamed(error)
                if found is None:
                    raise
                raise found from error
            except BaseException:
                self._memory.forget()
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view for queries.

        Raises:
            DamagedError: a record or a value that is needed for the answer is damaged.
            LedgerError: the database gives no answer.
        """
        try:
            with self.engine.connect() as connection:
                connection.begin()
                yield connection  # rolled back: a damaged file refuses even an empty commit
        except SQLAlchemyError as error:
            found = self._blamed(error) if damage.is_text(error) else None
            raise found or not_read(self.place, said_by_driver(error)) from error
        except (contents.LostError, damage.EditedError, *damage.UNUSABLE) as error:
            found = self._blamed(error)
            if found is None:
                raise
            raise found from error

    def _blamed(self, error: Exception) -> LedgerError | None:
        """The error that names the damaged record; ``None`` when the ledger is sound."""
        with self.engine.connect() as connection:
            connection.begin()
            return damage.named(connection, self.place, error)

    def content(self, sha256: str) -> bytes:
        """Bytes kept under a hash.

        Raises:
            DamagedError: they are not kept, or not as they were.
        """
        with self.reading() as connection:
            return contents.fetch(connection, sha256)

    def anchor(self, at: datetime | None = None) -> Anchor:
        """The end of the chain, now or at a moment: printed, and later given to ``verify``."""
        with self.reading() as connection:
            return last(connection, None if at is None else written(at))

    def snapshot(self, key: str, at: datetime) -> list[Snapshot]:
        """What a source (``sheets:…``) or every source of a unit held at a moment."""
        with self.reading() as connection:
            return asking.snapshot(connection, key, at)

    def sources(self, at: datetime) -> list[Snapshot]:
        """What every source held at a moment, by name."""
        with self.reading() as connection:
            return asking.sources(connection, at)

    def latest(self) -> dict[str, Snapshot]:
        """The very last look at every source, believed or not: what a sync compares with."""
        with self.reading() as connection:
            return asking.latest(connection)

    def standings(self, at: datetime) -> list[Standing]:
        """Where every source stood at a moment, by name: last look, and last believed one."""
        with self.reading() as connection:
            return asking.standings(connection, at)

    def last_change(self, source: str) -> Snapshot | None:
        """The look that first saw a source's present content; ``None`` when never read."""
        with self.reading() as connection:
            return asking.last_change(connection, source)

    def intervals(
        self,
        unit: str | None,
        deliverables: Iterable[Deliverable],
        at: datetime,
        before: int | None = None,
    ) -> dict[tuple[str, str], Interval]:
        """When deliverables came in, by (unit, deliverable id).

        Args:
            unit: Whose; ``None`` for everybody's.
            deliverables: Which.
            at: Nothing later counts.
            before: Number of a record: what was appended from it on does not count either.
        """
        with self.reading() as connection:
            return asking.intervals(connection, deliverables, at, unit, before)

    def row_interval(self, source: str, row: str, at: datetime) -> Interval | None:
        """When a row of a source was last seen without, and first seen complete."""
        with self.reading() as connection:
            return asking.timeline(connection, at, sources=[source]).row_interval(source, row)

    def history(self, unit: str, at: datetime) -> list[Event]:
        """A unit's story, in order."""
        with self.reading() as connection:
            return asking_events.history(connection, unit, at)

    def receipts(self, at: datetime, unit: str | None = None) -> list[Event]:
        """Hand-ins by a button, in order."""
        with self.reading() as connection:
            return asking_events.receipts(connection, at, unit)

    def decisions(self, run: str | None = None) -> list[Decided]:
        """What was decided, in order; by one run when it is named."""
        with self.reading() as connection:
            return asking_decisions.decisions(connection, run)

    def campaign(self) -> str:
        """Id of the campaign that the ledger serves; empty before the first decision."""
        with self.reading() as connection:
            return asking_decisions.campaign_of(connection)

    def last_decision(self, as_of: datetime | None = None) -> Decided | None:
        """The last decision, or the last that judged at or before an office moment."""
        with self.reading() as connection:
            return asking_decisions.last_decision(connection, as_of)

    def jobs(
        self, job: str | None = None, limit: int = 20, before: int | None = None
    ) -> list[Event]:
        """The last runs of jobs, newest first; those recorded before a record when it is named."""
        with self.reading() as connection:
            return asking_events.jobs(connection, job, limit, before)

    def verify(self, anchor: Anchor | None = None) -> Verified:
        """Check every record and content, and the anchor printed earlier."""
        with self.reading() as connection:
            return verifying.verify(connection, anchor)

    def alone(self) -> AbstractContextManager[bool]:
        """Be the only one at work, also among machines that share a server; whether it is so."""
        return alone(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
