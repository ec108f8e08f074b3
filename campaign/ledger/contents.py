"""Long values kept once a hash, packed where that helps."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import Connection, select

from campaign.ledger.engines import any_text
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


class LostError(Exception):
    """A value is not kept, or not as it was.

    Attributes:
        digest: Its hash.
        what: What became of it, in Vietnamese: ``sửa`` or ``xóa``.
    """

    def __init__(self, digest: str, what: str) -> None:
        super().__init__(digest)
        self.digest, self.what = digest, what


def whole(connection: Connection, digest: str, packing: str, data: object) -> bytes | None:
    """The value of a row of ``content``; ``None`` when it is not what was kept under its hash."""
    if not isinstance(data, bytes):
        return None
    try:
        value = _unpacked(connection, packing, data)
    except zlib.error:
        return None
    return value if value is not None and digest_of(value) == digest else None


def _unpacked(connection: Connection, packing: str, data: bytes) -> bytes | None:
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


def fetch(connection: Connection, digest: str) -> bytes:
    """A value by its hash.

    Raises:
        LostError: it is not kept, or is not what was kept any more.
    """
    query = select(CONTENT.c.packing, CONTENT.c.data).where(CONTENT.c.sha256 == digest)
    with any_text(connection):
        row = connection.execute(query).one_or_none()
        if row is None:
            raise LostError(digest, "xóa")
        value = whole(connection, digest, row.packing, row.data)
    if value is None:
        raise LostError(digest, "sửa")
    return value


def digest_of(data: bytes) -> str:
    """The hash by which a value is kept."""
    return sha256(data).hexdigest()
