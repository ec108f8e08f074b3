"""A guard that is gone is made again before anything is written, and the chain keeps that it was.

Without one an accident could change what stands in the ledger, and nobody would hear of it until
somebody verified. Only what is gone is made again: a guard that was changed, switched off or added
is somebody's doing, and stays as evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from campaign.ledger import guards
from campaign.ledger.appending import Memory, Writer
from campaign.ledger.damage import UNUSABLE
from campaign.ledger.engines import appending, lock_chain, lock_schema
from campaign.ledger.entry import Kind, Line
from campaign.ledger.said import said_by_driver
from campaign.ledger.schema import tables_there
from campaign.ledger.tables import GUARDED

_ASK = (
    "Hãy hỏi người phụ trách máy vì sao, và chạy thidua ledger verify, đối chiếu mốc đã in bằng "
    "--anchor."
)


def mend(engine: Engine, now: str) -> tuple[str, ...]:
    """Make guards again that are gone, and append a record that names them.

    Args:
        engine: Of a ledger that is to be written on.
        now: When that is, as the ledger writes moments.

    Returns:
        What the user should know; nothing where all guards are there.

    Raises:
        SQLAlchemyError: the database can't be asked.
    """
    with engine.connect() as connection, connection.begin():
        gone = guards.gone(connection, GUARDED)
    if not gone:
        return ()
    try:
        remade = _remade(engine, now)
    except (SQLAlchemyError, *UNUSABLE) as error:
        why = "bản ghi cuối không còn như lúc ghi"
        if isinstance(error, SQLAlchemyError):
            why = said_by_driver(error)
        failed = f"chưa dựng lại được ({why})"
        return (f"Khóa {_listed(gone)} của sổ theo dõi đã bị gỡ, {failed}. {_ASK}",)
    if not remade:
        return ()
    return (f"Khóa {_listed(remade)} của sổ theo dõi đã bị gỡ; phần mềm đã dựng lại. {_ASK}",)


def _remade(engine: Engine, now: str) -> list[str]:
    """Names of the guards that were made, all with their record or none."""
    with appending(engine) as connection, connection.begin():
        lock_schema(connection)
        lock_chain(connection)
        there = tables_there(connection)
        gone = guards.gone(connection, [table for table in GUARDED if table.name in there])
        if gone:
            guards.remake(connection, gone)
            line = Line(Kind.GUARDS, now, body={"remade": sorted(gone)})
            Writer(connection, Memory(), now).write([line])
        return sorted(gone)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in sorted(names))
