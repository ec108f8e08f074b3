"""Large workbooks in pieces: what one shares with the next is kept once.

A job that runs every quarter of an hour finds the same workbook but for a few lines. The pieces are
cut where a part of the ZIP file begins and where its writer closed a block, so that a changed
heading leaves the rows under it as they were. Put together in order they are the file again, byte
for byte: nothing has to be understood, or packed anew, to read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise

from sqlalchemy import Connection, select

from campaign.ledger.tables import PIECE

LARGE = 100_000
"""Bytes from which on a workbook is kept in pieces."""

_AT_ONCE = 500
_HASH = sha256().digest_size
_CLOSED, _DIRECTORY = b"\x00\x00\xff\xff", b"PK\x01\x02"
_EDGE = re.compile(rb"\x00\x00\xff\xff|PK\x03\x04|PK\x01\x02")
"""The end of a block that was closed; the beginning of a part, and of the directory at the end."""


def cut(data: bytes) -> list[bytes]:
    """The pieces of a workbook, in order; joined they are the workbook."""
    edges = [0]
    for found in _EDGE.finditer(data):
        edges.append(found.end() if found[0] == _CLOSED else found.start())
        if found[0] == _DIRECTORY:
            break
    edges.append(len(data))
    return [data[start:end] for start, end in pairwise(edges) if start < end]


def keep_pieces(connection: Connection, data: bytes) -> bytes:
    """Keep the pieces that are not kept yet; the list of all, as their hashes one after another."""
    listed = [(sha256(piece).digest(), piece) for piece in cut(data)]
    pieces = {digest.hex(): piece for digest, piece in listed}
    new = pieces.keys() - _known(connection, list(pieces))
    if new:
        rows = [{"sha256": digest, "data": pieces[digest]} for digest in sorted(new)]
        connection.execute(PIECE.insert(), rows)
    return b"".join(digest for digest, _ in listed)


def joined(connection: Connection, listed: bytes) -> bytes | None:
    """The workbook of a list of pieces; ``None`` when one of them is gone or no bytes any more."""
    wanted = list(hashes(listed))
    found: dict[str, bytes] = {}
    for some in _some(wanted):
        query = select(PIECE.c.sha256, PIECE.c.data).where(PIECE.c.sha256.in_(some))
        found |= dict(map(tuple, connection.execute(query)))
    pieces = [found.get(digest) for digest in wanted]
    if not all(isinstance(piece, bytes) for piece in pieces):  # edited, or gone
        return None
    return b"".join(piece for piece in pieces if piece is not None)


def hashes(listed: bytes) -> Iterator[str]:
    """The hashes of a list of pieces."""
    return (listed[at : at + _HASH].hex() for at in range(0, len(listed), _HASH))


def unlisted(connection: Connection, listed: Iterable[str]) -> set[str]:
    """Pieces that are kept and belong to no list."""
    return set(connection.execute(select(PIECE.c.sha256)).scalars()).difference(listed)


def _known(connection: Connection, digests: list[str]) -> set[str]:
    found: set[str] = set()
    for some in _some(digests):
        query = select(PIECE.c.sha256).where(PIECE.c.sha256.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def _some(digests: list[str]) -> Iterator[list[str]]:
    return (digests[start : start + _AT_ONCE] for start in range(0, len(digests), _AT_ONCE))
