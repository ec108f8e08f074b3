"""Named, recorded steps from an empty database to today's schema. A step is never edited."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select

from campaign.ledger.tables import CONTENT, METADATA, MIGRATION, PIECE, RECORD

_KEPT = "the ledger is append-only"

_SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{kept}'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION thidua_ledger_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{kept}'; END $$
"""
_POSTGRES_GUARD = """
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION thidua_ledger_kept()
"""


def _tables(connection: Connection) -> None:
    METADATA.create_all(connection, [RECORD, CONTENT])


def _guards(connection: Connection) -> None:
    """Refuse UPDATE and DELETE: this stops accidents, not a database's owner (``verify`` does)."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRES_FUNCTION.format(kept=_KEPT))
    for table in (RECORD.name, CONTENT.name):
        _guard(connection, table)


def _guard(connection: Connection, table: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRES_GUARD.format(table=table))
        return
    for what in ("UPDATE", "DELETE"):
        statement = _SQLITE_GUARD.format(table=table, what=what, kept=_KEPT)
        connection.exec_driver_sql(statement)


def _pieces(connection: Connection) -> None:
    """Keep large workbooks in pieces from now on; what is kept already stays as it is."""
    METADATA.create_all(connection, [PIECE])
    _guard(connection, PIECE.name)


STEPS: dict[str, Callable[[Connection], None]] = {
    "0001-tables": _tables,
    "0002-guards": _guards,
    "0003-pieces": _pieces,
}
"""All steps, in order."""


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
