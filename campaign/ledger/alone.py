"""Being the only one at work on a ledger, also among several machines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

_WORKING_LOCK = 0x7468695F776F726B
_TRY = text("SELECT pg_try_advisory_lock(:key)")
_LEAVE = text("SELECT pg_advisory_unlock(:key)")


@contextmanager
def alone(engine: Engine) -> Iterator[bool]:
    """Whether the work is ours: PostgreSQL's own lock, given back when the connection ends.

    A SQLite file is one machine's, where a lock file does; there the answer is always yes.
    """
    if engine.dialect.name != "postgresql":
        yield True
        return
    with engine.connect() as connection:
        mine = bool(connection.execute(_TRY, {"key": _WORKING_LOCK}).scalar())
        connection.commit()
        try:
            yield mine
        finally:
            if mine:
                connection.execute(_LEAVE, {"key": _WORKING_LOCK})
                connection.commit()
