"""Named, recorded steps from an empty database to today's schema. A step is never edited."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table, inspect, select

from campaign.ledger.guards import guard, guard_from_replacing, make_function
from campaign.ledger.tables import CONTENT, METADATA, MIGRATION, PIECE, RECORD

NO_REPLACING = "0004-no-replacing"
"""The step that guards the tables from replacing."""


def _tables(connection: Connection) -> None:
    METADATA.create_all(connection, [RECORD, CONTENT])


def _guards(connection: Connection) -> None:
    make_function(connection)
    for table in (RECORD.name, CONTENT.name):
        guard(connection, table)


def _pieces(connection: Connection) -> None:
    """Keep large workbooks in pieces from now on; what is kept already stays as it is."""
    METADATA.create_all(connection, [PIECE])
    guard(connection, PIECE.name)


def _no_replacing(connection: Connection) -> None:
    for table in (RECORD, CONTENT, PIECE):
        guard_from_replacing(connection, table)


STEPS: dict[str, Callable[[Connection], None]] = {
    "0001-tables": _tables,
    "0002-guards": _guards,
    "0003-pieces": _pieces,
    NO_REPLACING: _no_replacing,
}
"""All steps, in order."""

MADE_BY: dict[str, tuple[Table, ...]] = {"0001-tables": (RECORD, CONTENT), "0003-pieces": (PIECE,)}
"""The tables that a step makes."""


def applied(connection: Connection) -> list[str]:
    """Names of the steps that were taken; empty for a database that is no ledger yet."""
    if not inspect(connection).has_table(MIGRATION.name):
        return []
    return list(connection.execute(select(MIGRATION.c.name).order_by(MIGRATION.c.name)).scalars())


def migrate(connection: Connection, now: str) -> None:
    """Take the steps that are missing; the caller holds the ledger's lock."""
    MIGRATION.create(connection, checkfirst=True)
    done = set(applied(connection))
    for name, step in STEPS.items():
        if name not in done:
            step(connection)
            connection.execute(MIGRATION.insert().values(name=name, applied=now))
