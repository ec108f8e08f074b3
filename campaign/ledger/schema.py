"""Is the schema what its steps made? Tables, columns, indexes, guards and steps, each by name."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Index, Inspector, Table, inspect, text

from campaign.ledger import guards
from campaign.ledger.found import Fault, Wrong
from campaign.ledger.migrations import MADE_BY, NO_REPLACING, STEPS, applied
from campaign.ledger.tables import METADATA, MIGRATION, PIECE

_HELD = {
    "record": "chuỗi bản ghi",
    "content": "nội dung tệp đang giữ",
    "piece": "từng phần của tệp lớn",
    "migration": "các bước tạo sổ",
}
_MEND = (
    "Hãy giữ nguyên sổ này làm chứng cứ, đối chiếu mốc đã in bằng --anchor, rồi lấy lại sổ từ bản "
    "sao lưu; người phụ trách máy có thể dựng lại theo docs/ledger.md."
)
_SQLITE_TABLE = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :t")
_SAME_WORDS = (
    ("record.", ""),
    ("<>", "!="),
    ("::text", ""),
    ("(", ""),
    (")", ""),
    (" ", ""),
    ('"', ""),
)


def check_schema(connection: Connection) -> list[Fault]:
    """What is missing or other than the program made it, with what to do."""
    return [Fault(Wrong.SCHEMA, 0, f"{said} {_MEND}") for said in _faults(connection)]


def tables_there(connection: Connection) -> frozenset[str]:
    """Which of the ledger's tables there are."""
    return frozenset(inspect(connection).get_table_names()) & METADATA.tables.keys()


def steps_missing(connection: Connection) -> list[str]:
    """Steps that were taken, as what they made shows, and are not recorded any more."""
    done, there = applied(connection), tables_there(connection)
    shown = [name for name, made in MADE_BY.items() if there & {table.name for table in made}]
    if guards.replacing_guarded(connection):
        shown.append(NO_REPLACING)
    last = max([*done, *shown], default="")
    return [name for name in STEPS if name <= last and name not in done]


def _faults(connection: Connection) -> Iterator[str]:
    there, inspector = tables_there(connection), inspect(connection)
    wanted = _wanted(connection, there)
    for table in wanted:
        if table.name not in there:
            yield f"Bảng “{table.name}” ({_HELD[table.name]}) không còn trong kho dữ liệu."
            continue
        yield from _columns(connection, inspector, table)
        yield from _indexes(inspector, table)
    kept = [one for one in wanted if one is not MIGRATION and one.name in there]
    missing = steps_missing(connection)
    replacing = NO_REPLACING in {*applied(connection), *missing}
    yield from guards.faults(connection, kept, replacing=replacing)
    if missing and MIGRATION.name in there:
        yield f"Bảng “migration” (các bước tạo sổ) mất dòng {', '.join(missing)}."


def _wanted(connection: Connection, there: frozenset[str]) -> list[Table]:
    """The tables that the ledger must have; one of an earlier version has no pieces yet."""
    early = PIECE.name not in there and "0003-pieces" not in applied(connection)
    return [table for table in METADATA.sorted_tables if not (early and table is PIECE)]


def _columns(connection: Connection, inspector: Inspector, table: Table) -> Iterator[str]:
    dialect = connection.dialect
    found = {one["name"]: one for one in inspector.get_columns(table.name)}
    for column in table.columns:
        own = found.pop(column.name, None)
        if own is None:
            yield f"Bảng “{table.name}” mất cột “{column.name}”."
        elif (
            own["type"].compile(dialect=dialect) != column.type.compile(dialect=dialect)
            or own["nullable"] != column.nullable
        ):
            yield f"Cột “{column.name}” của bảng “{table.name}” đã bị đổi kiểu."
    yield from (f"Bảng “{table.name}” có thêm cột “{name}”." for name in sorted(found))
    key = inspector.get_pk_constraint(table.name)["constrained_columns"]
    if key != [column.name for column in table.primary_key] or _lenient(connection, table.name):
        yield f"Bảng “{table.name}” không còn khóa chính như phần mềm tạo."


def _lenient(connection: Connection, table: str) -> bool:
    """Whether SQLite would replace or pass over a record instead of refusing it."""
    if connection.dialect.name != "sqlite":
        return False
    return "ON CONFLICT" in str(connection.execute(_SQLITE_TABLE, {"t": table}).scalar()).upper()


def _indexes(inspector: Inspector, table: Table) -> Iterator[str]:
    found = {one["name"]: one for one in inspector.get_indexes(table.name)}
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        own = found.get(index.name)
        if own is None:
            yield f"Chỉ mục “{index.name}” của bảng “{table.name}” đã bị gỡ: hỏi sẽ rất chậm."
        elif (
            own["column_names"] != [column.name for column in index.columns]
            or bool(own["unique"])
            or _where(own.get("dialect_options", {})) != _wanted_where(index)
        ):
            yield f"Chỉ mục “{index.name}” của bảng “{table.name}” đã bị đổi: hỏi sẽ rất chậm."


def _where(options: dict[str, object]) -> str:
    """The condition of an index, in few words that both databases share."""
    said = next((str(value) for key, value in options.items() if key.endswith("_where")), "")
    for theirs, ours in _SAME_WORDS:
        said = said.replace(theirs, ours)
    return said


def _wanted_where(index: Index) -> str:
    condition = index.dialect_options["sqlite"]["where"]
    if condition is None:
        return ""
    return _where({"_where": condition.compile(compile_kwargs={"literal_binds": True})})
