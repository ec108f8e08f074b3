"""The ledger: opened by path or URL, appended to in atomic entries, asked at any moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from campaign.ledger import contents, damage
from campaign.ledger.alone import alone
from campaign.ledger.appending import Memory, Writer
from campaign.ledger.beginning import begin
from campaign.ledger.engines import appending, lock_chain, open_engine, path_of
from campaign.ledger.entry import Entry
from campaign.ledger.mending import mend
from campaign.ledger.preparing import Purpose, prepare
from campaign.ledger.questions import Questions
from campaign.ledger.refusals import LedgerError, not_opened, not_read, not_written
from campaign.ledger.said import said_by_driver
from campaign.ledger.times import written

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The machine's clock, for those who give none."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Ledger(Questions):
    """One campaign's ledger. Safe to share between threads; other processes may append too.

    Attributes:
        place: Path or URL as it may be shown.
        said: What whoever opened it should be told.
    """

    engine: Engine
    place: str
    clock: Clock = utc_now
    said: tuple[str, ...] = ()
    _memory: Memory = field(default_factory=Memory)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def open(
        cls,
        place: Path | str | None = None,
        *,
        create: bool = True,
        purpose: Purpose = Purpose.WRITING,
        clock: Clock = utc_now,
    ) -> Ledger:
        """Open a ledger; ``None`` means the user's own place.

        Args:
            place: A path (SQLite) or a URL (``postgresql://…``).
            create: Whether one that is not there is made; only one to be written on is.
            purpose: What it is opened for.
            clock: Says when records are written.

        Raises:
            LedgerError: it is not there, can't be opened, was altered, or a later version wrote
                it.
        """
        path = path_of(place)
        create = create and purpose is Purpose.WRITING
        if create and path is not None:
            cls._begin(path, clock)
        engine, shown = open_engine(place)
        made = cls(engine, shown, clock)
        try:
            prepare(engine, shown, purpose, written(clock()), create=create)
            if purpose is Purpose.WRITING:
                made.said = mend(engine, written(clock()))
        except SQLAlchemyError as error:
            engine.dispose()
            raise not_opened(shown, said_by_driver(error)) from error
        except LedgerError:
            engine.dispose()
            raise
        return made

    @classmethod
    def _begin(cls, path: Path, clock: Clock) -> None:
        def fill(engine: Engine) -> None:
            prepare(engine, str(path), Purpose.WRITING, written(clock()), create=True)

        try:
            begin(path, fill)
        except SQLAlchemyError as error:
            raise not_opened(str(path), said_by_driver(error)) from error

    @property
    def file(self) -> Path | None:
        """The ledger's file by its whole path; ``None`` for one on a server or in memory."""
        if self.engine.dialect.name != "sqlite" or not self.engine.url.database:
            return None
        return Path(self.place).resolve()

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

    def alone(self) -> AbstractContextManager[bool]:
        """Be the only one at work, also among machines that share a server; whether it is so."""
        return alone(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
