"""The guards: triggers that refuse ``UPDATE`` and ``DELETE``, made once and looked after later.

They stop accidents, not a database's owner: ``verify`` does, and says when a guard is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

_KEPT = "the ledger is append-only"
_EVENTS = ("UPDATE", "DELETE")

_SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{kept}'); END
"""
_FUNCTION, _BODY = "thidua_ledger_kept", f" BEGIN RAISE EXCEPTION '{_KEPT}'; END "
_POSTGRES_FUNCTION = f"""
CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS
$${_BODY}$$
"""
_POSTGRES_GUARD = """
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {function}()
"""
_BEFORE_EACH_CHANGE = 2 | 8 | 16 | 32
"""PostgreSQL's bits of BEFORE, DELETE, UPDATE and TRUNCATE, for each statement."""

_SQLITE_TRIGGERS = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"
)
_POSTGRES_TRIGGERS = text("""
    SELECT t.tgname AS name, t.tgenabled::text IN ('O', 'A') AS works,
        t.tgtype = :bits AND t.tgqual IS NULL AND t.tgattr::text = ''
        AND p.proname = :function AND btrim(p.prosrc) = btrim(:body) AS ours
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgrelid = to_regclass(:t) AND NOT t.tgisinternal
""")
_POSTGRES_RULES = text("""
    SELECT rulename FROM pg_rewrite WHERE ev_class = to_regclass(:t) AND rulename <> '_RETURN'
    UNION ALL
    SELECT polname FROM pg_policy WHERE polrelid = to_regclass(:t)
""")


def make_function(connection: Connection) -> None:
    """Make what the guards of PostgreSQL call; SQLite needs nothing."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRES_FUNCTION)


def guard(connection: Connection, table: str) -> None:
    """Guard a table."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRES_GUARD.format(table=table, function=_FUNCTION))
        return
    for what in _EVENTS:
        connection.exec_driver_sql(_sqlite_guard(table, what))


def faults(connection: Connection, tables: Sequence[str]) -> Iterator[str]:
    """A sentence for each guard that is gone, changed or switched off, and for what was added."""
    find = _postgres if connection.dialect.name == "postgresql" else _sqlite
    for table in tables:
        yield from find(connection, table)


def _sqlite_guard(table: str, what: str) -> str:
    return _SQLITE_GUARD.format(table=table, what=what, kept=_KEPT)


def _sqlite(connection: Connection, table: str) -> Iterator[str]:
    wanted = {f"{table}_no_{what}": _plain(_sqlite_guard(table, what)) for what in _EVENTS}
    found = {name: _plain(sql) for name, sql in connection.execute(_SQLITE_TRIGGERS, {"t": table})}
    for name, sql in wanted.items():
        if name not in found:
            yield _gone(name, table)
        elif found[name] != sql:
            yield _changed(name, table)
    yield from (_added(name, table) for name in sorted(found.keys() - wanted.keys()))


def _postgres(connection: Connection, table: str) -> Iterator[str]:
    wanted = f"{table}_kept"
    known = {"t": table, "bits": _BEFORE_EACH_CHANGE, "function": _FUNCTION, "body": _BODY}
    found = {row.name: row for row in connection.execute(_POSTGRES_TRIGGERS, known)}
    own = found.pop(wanted, None)
    if own is None:
        yield _gone(wanted, table)
    elif not own.ours:
        yield _changed(wanted, table)
    elif not own.works:
        yield f"Khóa “{wanted}” (không cho sửa, xóa bảng {table}) đang bị tắt."
    rules = connection.execute(_POSTGRES_RULES, {"t": table}).scalars()
    yield from (_added(name, table) for name in sorted([*found, *rules]))


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def _gone(name: str, table: str) -> str:
    return f"Khóa “{name}” (không cho sửa, xóa bảng {table}) đã bị gỡ."


def _changed(name: str, table: str) -> str:
    return f"Khóa “{name}” (không cho sửa, xóa bảng {table}) đã bị đổi, có thể không còn chặn gì."


def _added(name: str, table: str) -> str:
    return f"Bảng {table} có thêm “{name}” không phải của phần mềm, có thể làm sai điều được ghi."
