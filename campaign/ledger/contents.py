"""Long values kept once a hash, packed where that helps."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import Connection, select

from campaign.ledger.tables import CONTENT

_CHUNK = 500
_ZIP = b"PK\x03\x04"


def pack(data: bytes) -> tuple[str, bytes]:
    """How to keep a value: packed when that saves a tenth (a workbook is packed already)."""
    if data.startswith(_ZIP):
        return "plain", data
    packed = zlib.compress(data, 6)
    return ("zlib", packed) if len(packed) < len(data) * 0.9 else ("plain", data)


def unpack(packing: str, data: bytes) -> bytes:
    """The value that ``pack`` made; ``zlib.error`` when it was damaged."""
    return zlib.decompress(data) if packing == "zlib" else data


def keep(connection: Connection, values: Mapping[str, bytes]) -> None:
    """Keep values by their hash; those kept already are left alone."""
    new = set(values) - known(connection, values)
    rows = []
    for digest in sorted(new):
        packing, data = pack(values[digest])
        rows.append({"sha256": digest, "packing": packing, "data": data})
    if rows:
        connection.execute(CONTENT.insert(), rows)


def known(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Which of the hashes are kept."""
    wanted = sorted(digests)
    found: set[str] = set()
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        query = select(CONTENT.c.sha256).where(CONTENT.c.sha256.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def fetch(connection: Connection, digest: str) -> bytes | None:
    """A value by its hash; ``None`` when it is not kept."""
    query = select(CONTENT.c.packing, CONTENT.c.data).where(CONTENT.c.sha256 == digest)
    row = connection.execute(query).one_or_none()
    return None if row is None else unpack(row.packing, row.data)


def digest_of(data: bytes) -> str:
    """The hash by which a value is kept."""
    return sha256(data).hexdigest()
