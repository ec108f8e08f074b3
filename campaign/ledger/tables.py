"""The ledger's tables, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()

_NUMBER = BigInteger().with_variant(Integer, "sqlite")

RECORD = Table(
    "record",
    METADATA,
    Column("seq", _NUMBER, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("source", Text),
    Column("unit", Text),
    Column("run", Text),
    Column("content", Text),
    Column("tag", Text),
    Column("body", Text, nullable=False),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""The chain. Columns beside ``body`` are what queries look for; the hash covers them all."""

_FEW = RECORD.c.kind != "observation"

Index("record_by_source", RECORD.c.source, RECORD.c.kind, RECORD.c.seq)
Index("record_by_unit", RECORD.c.unit, RECORD.c.seq)
Index("record_by_kind", RECORD.c.kind, RECORD.c.seq, sqlite_where=_FEW, postgresql_where=_FEW)

CONTENT = Table(
    "content",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("packing", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Files and other long values, once a hash; ``packing`` is ``plain``, ``zlib`` or ``pieces``."""

PIECE = Table(
    "piece",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Stretches of large workbooks, once a hash: most of one stands in the next as well."""

GUARDED = (RECORD, CONTENT, PIECE)
"""The tables in which nothing that stands is changed."""

MIGRATION = Table(
    "migration",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("applied", Text, nullable=False),
)
"""The steps that made the schema, in order of their names."""
