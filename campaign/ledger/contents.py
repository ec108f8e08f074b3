"""Long values kept once a hash, packed where that helps."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import Connection, select

from campaign.ledger.pieces import LARGE, joined, keep_pieces
from campaign.ledger.tables import CONTENT

_CHUNK = 500
_ZIP = b"PK\x03\x04"
PIECES = "pieces"
"""How a value is kept whose row is the list of its pieces."""


def _packed(connection: Connection, data: bytes) -> tuple[str, bytes]:
    """How to keep a value: packed when that saves a tenth (a workbook is packed already)."""
    if data.startswith(_ZIP):
        large = len(data) >= LARGE
        return (PIECES, keep_pieces(connection, data)) if large else ("plain", data)
    packed = zlib.compress(data, 6)
    return ("zlib", packed) if len(packed) < len(data) * 0.9 else ("plain", data)


def unpacked(connection: Connection, packing: str, data: bytes) -> bytes | None:
    """The value of a row of ``content``; ``None`` when a piece of it is gone.

    Raises:
        zlib.error: it was damaged.
    """
    if packing == PIECES:
        return joined(connection, data)
    return zlib.decompress(data) if packing == "zlib" else data


def keep(connection: Connection, values: Mapping[str, bytes]) -> None:
    """Keep values by their hash; those kept already are left alone."""
    new = set(values) - known(connection, values)
    rows = []
    for digest in sorted(new):
        packing, data = _packed(connection, values[digest])
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
    """A value by its hash; ``None`` when it is not kept whole."""
    query = select(CONTENT.c.packing, CONTENT.c.data).where(CONTENT.c.sha256 == digest)
    row = connection.execute(query).one_or_none()
    return None if row is None else unpacked(connection, row.packing, row.data)


def digest_of(data: bytes) -> str:
    """The hash by which a value is kept."""
    return sha256(data).hexdigest()
