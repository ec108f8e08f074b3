"""Databases that can hold a ledger: SQLite by path, PostgreSQL by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from campaign.errors import why_not
from campaign.ledger.places import default_place
from campaign.ledger.refusals import missing, not_opened

_WAIT_SECONDS = 30
# Room for the inner pages of the indexes of a million records.
_CACHE_KIB = 32 * 1024
_SECRETS = frozenset({"password", "sslpassword"})
"""Options of a URL that nobody may read."""

_APPENDING = "thidua_appending"
# One number for all ledgers' first steps: a table can't be locked before it exists.
_OPENING_LOCK = 0x7468695F647561


def open_engine(place: Path | str | None, *, create: bool) -> tuple[Engine, str]:
    """An engine, and the place as it may be shown (never with a password).

    Raises:
        LedgerError: a wrong URL, or a file that is not there and must not be made.
    """
    if isinstance(place, str) and "://" in place:
        return _by_url(place)
    path = Path(place) if place else default_place()
    if not path.exists():
        if not create:
            raise missing(str(path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_opened(str(path), why_not(error)) from error
    return _sqlite(f"sqlite:///{path}"), str(path)


def has_password(text: str) -> bool:
    """Whether a URL carries a password, in its usual place or among its options.

    Raises:
        LedgerError: it is no URL.
    """
    url = _parsed(text)
    return url.password is not None or bool(_SECRETS & set(url.query))


def _parsed(text: str) -> URL:
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        # Text and cause may hold a password, so neither is repeated.
        raise not_opened("--ledger", "địa chỉ không đúng dạng") from None


def _shown(url: URL) -> str:
    """A URL without its secrets, wherever they stand in it."""
    return url.difference_update_query(_SECRETS).render_as_string(hide_password=True)


def _by_url(text: str) -> tuple[Engine, str]:
    url = _parsed(text)
    if url.get_backend_name() == "sqlite":
        return _sqlite(text), url.database or text
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        made = url.set(drivername="postgresql+psycopg")
        engine = create_engine(made, connect_args={"connect_timeout": _WAIT_SECONDS})
        return engine, _shown(made)
    raise not_opened(_shown(url), "chỉ dùng SQLite hoặc PostgreSQL")


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")


def _begin_sqlite(connection: Connection) -> None:
    appending = connection.get_execution_options().get(_APPENDING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if appending else "BEGIN")


def appending(engine: Engine) -> Connection:
    """A connection whose transactions are the only ones that append."""
    return engine.connect().execution_options(**{_APPENDING: True})


def lock_schema(connection: Connection) -> None:
    """Let one process at a time take the first steps."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_OPENING_LOCK})")


def lock_chain(connection: Connection) -> None:
    """Let one process at a time append; readers go on."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE record IN EXCLUSIVE MODE")


@contextmanager
def any_text(connection: Connection) -> Iterator[None]:
    """Let SQLite give bytes that are no text as text that is wrong, not as an error."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    before = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = before


def said_by_driver(error: SQLAlchemyError) -> str:
    """The driver's own words, in one line, without statement and parameters."""
    said = str(getattr(error, "orig", None) or error)
    return said.splitlines()[0] if said else type(error).__name__
