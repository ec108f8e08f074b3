"""The guards: triggers that refuse changes, made once and looked after later.

Nothing that stands in the ledger is updated, deleted or replaced. SQLite's ``INSERT OR REPLACE``
deletes what was there without asking the guard of ``DELETE``, so that it needs one of its own;
PostgreSQL has no such statement, and its ``ON CONFLICT DO UPDATE`` is an update.

They stop accidents, not a database's owner: ``verify`` does, and says when a guard is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import BigInteger, Connection, Table, text

_KEPT = "the ledger is append-only"
_EVENTS = ("UPDATE", "DELETE")

_SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{kept}'); END
"""
_SQLITE_REPLACE_GUARD = """
CREATE TRIGGER {table}_no_REPLACE BEFORE INSERT ON {table}
WHEN {there}
BEGIN SELECT RAISE(ABORT, '{kept}'); END
"""
_THERE = "EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
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
_SQLITE_GUARDS = text(
    r"SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE tbl_name || '_no_%'"
)
_POSTGRES_GUARDS = text("""
    SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid) AND t.tgname = c.relname || '_kept'
""")
_POSTGRES_FUNCTION_THERE = text(f"SELECT to_regproc('{_FUNCTION}')")
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
        connection.exec_driver_sql(_postgres_guard(table))
        return
    for what in _EVENTS:
        connection.exec_driver_sql(_sqlite_guard(table, what))


def guard_from_replacing(connection: Connection, table: Table) -> None:
    """Guard a table's rows from ``INSERT OR REPLACE``; PostgreSQL needs nothing."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_replace_guard(table))


def replacing_guarded(connection: Connection) -> bool:
    """Whether any table has a guard by such a name, whatever it does."""
    if connection.dialect.name != "sqlite":
        return False
    return any(name.endswith("_REPLACE") for name in connection.execute(_SQLITE_GUARDS).scalars())


def faults(connection: Connection, tables: Sequence[Table], *, replacing: bool) -> Iterator[str]:
    """A sentence for each guard that is gone, changed or switched off, and for what was added.

    Args:
        connection: The ledger's.
        tables: Those that are guarded.
        replacing: Whether they are guarded from replacing too; of an earlier version they are not.
    """
    for table in tables:
        if connection.dialect.name == "postgresql":
            yield from _postgres(connection, table.name)
        else:
            yield from _sqlite(connection, table.name, _sqlite_guards(table, replacing=replacing))


def _sqlite_guard(table: str, what: str) -> str:
    return _SQLITE_GUARD.format(table=table, what=what, kept=_KEPT)


def gone(connection: Connection, tables: Sequence[Table]) -> dict[str, str]:
    """The statements that make the guards that are gone, by the guards' names."""
    if connection.dialect.name == "postgresql":
        names = {f"{table.name}_kept": table.name for table in tables}
        wanted = {name: _postgres_guard(table) for name, table in names.items()}
        there = connection.execute(_POSTGRES_GUARDS).scalars()
    else:
        each = (_sqlite_guards(table, replacing=True) for table in tables)
        wanted = {name: sql for found in each for name, sql in found.items()}
        there = connection.execute(_SQLITE_GUARDS).scalars()
    found = set(there)
    return {name: sql for name, sql in wanted.items() if name not in found}


def remake(connection: Connection, statements: Mapping[str, str]) -> None:
    """Make guards as ``gone`` found them; on PostgreSQL with what they call, where that is gone."""
    lacking = connection.dialect.name == "postgresql" and (
        connection.execute(_POSTGRES_FUNCTION_THERE).scalar() is None
    )
    if lacking:
        make_function(connection)
    for statement in statements.values():
        connection.exec_driver_sql(statement)


def _postgres_guard(table: str) -> str:
    return _POSTGRES_GUARD.format(table=table, function=_FUNCTION)


def _replace_name(table: str) -> str:
    return f"{table}_no_REPLACE"


def _replace_guard(table: Table) -> str:
    """A row is replaced by its key, or by the number that SQLite gives a row without telling."""
    (key,) = table.primary_key.columns
    keys = [key.name] if isinstance(key.type, BigInteger) else [key.name, "rowid"]
    there = " OR ".join(_THERE.format(table=table.name, key=name) for name in keys)
    return _SQLITE_REPLACE_GUARD.format(table=table.name, there=there, kept=_KEPT)


def _sqlite_guards(table: Table, *, replacing: bool) -> dict[str, str]:
    """The statements that make a table's guards, by the guards' names."""
    wanted = {f"{table.name}_no_{what}": _sqlite_guard(table.name, what) for what in _EVENTS}
    return wanted | ({_replace_name(table.name): _replace_guard(table)} if replacing else {})


def _sqlite(connection: Connection, table: str, guards: Mapping[str, str]) -> Iterator[str]:
    wanted = {name: _plain(sql) for name, sql in guards.items()}
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
