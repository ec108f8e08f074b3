"""Databases that can hold a ledger: SQLite by path, PostgreSQL by URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import SQLAlchemyError

from campaign.errors import why_not
from campaign.ledger.addresses import address_of, shown
from campaign.ledger.places import default_place
from campaign.ledger.refusals import missing, not_opened
from campaign.ledger.tables import METADATA

_WAIT_SECONDS = 30
_EMPTY = (
    "tệp rỗng, 0 byte: nếu trước đây là sổ thì lấy lại từ bản sao lưu, nếu muốn lập sổ "
    "mới thì xóa tệp này rồi chạy lại"
)
"""A file of nothing was a ledger or none: to begin a new one in it would hide that."""
# Room for the inner pages of the indexes of a million records.
_CACHE_KIB = 32 * 1024

_APPENDING = "thidua_appending"
# One number for all ledgers' first steps: a table can't be locked before it exists.
_OPENING_LOCK = 0x7468695F647561


def open_engine(place: Path | str | None) -> tuple[Engine, str]:
    """An engine, and the place as it may be shown (never with a password).

    Raises:
        LedgerError: a wrong URL, or a file that is not there, is none, or is empty.
    """
    url = address_of(place) if isinstance(place, str) else None
    path = path_of(place)
    if path is not None:
        return _by_path(path)
    if url is None or _is_file(url):
        return sqlite_engine(), "sqlite://"
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        made = url.set(drivername="postgresql+psycopg")
        engine = create_engine(made, connect_args={"connect_timeout": _WAIT_SECONDS})
        return engine, shown(made)
    raise not_opened(shown(url), "chỉ dùng SQLite, theo đường dẫn, hoặc PostgreSQL")


def path_of(place: Path | str | None) -> Path | None:
    """The file that is meant; ``None`` for a server, and for a ledger in memory."""
    url = address_of(place) if isinstance(place, str) else None
    if url is None:
        return Path(place) if place else default_place()
    if not _is_file(url) or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))


def _is_file(url: URL) -> bool:
    return url.drivername in {"sqlite", "sqlite+pysqlite"} and not url.query


def _by_path(path: Path) -> tuple[Engine, str]:
    try:
        if path.is_dir():
            raise not_opened(str(path), "đây là thư mục, không phải tệp")
        if not path.exists():
            raise missing(str(path))
        if not path.stat().st_size:
            raise not_opened(str(path), _EMPTY)
    except OSError as error:
        raise not_opened(str(path), why_not(error)) from error
    _refuse_strange(path)
    return sqlite_engine(path, kept=True), str(path)


def _refuse_strange(path: Path) -> None:
    """Another program's database is not written in, and not even switched to our way of writing."""
    engine = create_engine(_unmoved(path))
    try:
        with engine.connect() as connection:
            found = inspect(connection).get_table_names()
    except SQLAlchemyError:
        return  # opening it says why
    finally:
        engine.dispose()
    if found and METADATA.tables.keys().isdisjoint(found):
        why = f"tệp này là kho dữ liệu của chương trình khác, có bảng “{found[0]}”"
        raise not_opened(str(path), why)


def _unmoved(path: Path) -> URL:
    """The address by which a file is read as it stands: nothing is made beside it."""
    query = {"uri": "true", "mode": "ro", "immutable": "1"}
    return URL.create("sqlite", database=path.resolve().as_uri(), query=query)


def sqlite_engine(path: Path | None = None, *, kept: bool = False) -> Engine:
    """An engine on a file, or in memory.

    Args:
        path: The file.
        kept: Whether it stands already: where nobody may write it is only read then.
    """
    if path is not None and kept and _unwritable(path):
        engine = create_engine(_unmoved(path))
        event.listen(engine, "connect", _prepare_reading)
    else:
        url = URL.create("sqlite", database=str(path) if path else None)
        engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _unwritable(path: Path) -> bool:
    """Whether we may not write a file, or nothing beside it, and nobody is at work on it.

    SQLite's notes beside a file that is another account's would stay there, ours, and keep its
    owner from writing.
    """
    beside = [path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm")]
    may = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return not may and not any(one.exists() for one in beside)


def _prepare_reading(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None


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
    """Let one process at a time take the first steps, or look whether they were taken."""
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
