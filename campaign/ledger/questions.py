"""What a ledger can be asked. Every question has a moment, and nothing later than it counts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from campaign.interval import Interval
from campaign.ledger import asking, asking_decisions, asking_events, contents, verifying
from campaign.ledger.appending import last
from campaign.ledger.found import Anchor, Decided, Event, Run, Snapshot, Standing, Verified
from campaign.ledger.times import written
from campaign.plan.definition import Deliverable


class Questions(ABC):
    """The questions; each raises what ``reading`` raises."""

    __slots__ = ()

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """A consistent view for queries.

        Raises:
            DamagedError: a record or a value that is needed for the answer is damaged.
            LedgerError: the database gives no answer.
        """

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

    def last_change(self, source: str, at: datetime | None = None) -> Snapshot | None:
        """The look that first saw a source's content of a moment; ``None`` when never read."""
        with self.reading() as connection:
            return asking.last_change(connection, source, at)

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

    def row_intervals(
        self, source: str, rows: Iterable[str], at: datetime
    ) -> dict[str, Interval | None]:
        """The same for many rows of a source."""
        with self.reading() as connection:
            looks = asking.timeline(connection, at, sources=[source])
        return {row: looks.row_interval(source, row) for row in rows}

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

    def runs(self, limit: int, until: datetime | None = None) -> list[Run]:
        """The last runs that decided, newest first; made up to a moment when one is given."""
        with self.reading() as connection:
            return asking_decisions.runs(connection, limit, until)

    def runs_named(self, beginning: str, limit: int) -> list[Run]:
        """Runs whose id is, or begins, so; newest first."""
        with self.reading() as connection:
            return asking_decisions.runs_named(connection, beginning, limit)

    def decided_in(self, run: Run) -> Decided:
        """What was decided in a run."""
        with self.reading() as connection:
            return asking_decisions.decided_in(connection, run.seq)

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
