"""Deflating a long text while it is being made: in blocks, on other threads, into a spool."""

from __future__ import annotations

import os
import tempfile
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO

from addin.package.crc import joined_crc

LEVEL = 1
"""Deflate level of large tables: higher ones save a tenth of the size and double the time."""

_BLOCK = 1 << 19
_HELD = 16 << 20
_CHUNK = 1 << 20
_WORKERS = min(4, os.cpu_count() or 1)


@dataclass(slots=True)
class Piece:
    """A stretch of text as whole deflate blocks, which may stand anywhere in a raw stream.

    Attributes:
        spool: Holds nothing but the blocks; on disk when they are large.
        packed: Bytes of the blocks.
        size: Bytes of the text.
        crc: CRC-32 of the text.
    """

    spool: IO[bytes]
    packed: int
    size: int
    crc: int

    def stream(self) -> Iterator[bytes]:
        """The deflate blocks; several readers may go through them at once."""
        for place in range(0, self.packed, _CHUNK):
            self.spool.seek(place)
            yield self.spool.read(_CHUNK)

    def text(self) -> Iterator[bytes]:
        """The text, inflated piece by piece."""
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        for chunk in self.stream():
            yield inflater.decompress(chunk)


class Deflater:
    """Takes text and packs each half megabyte of it on a thread of its own.

    The blocks depend on the text alone, so the same text gives the same bytes.
    """

    def __init__(self) -> None:
        # The spool outlives this object, in the piece that it fills.
        self._spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115
        self._pool = ThreadPoolExecutor(_WORKERS)
        self._waiting: deque[Future[bytes]] = deque()
        self._buffer = bytearray()
        self._piece = Piece(self._spool, 0, 0, 0)

    def write(self, text: bytes) -> None:
        """Take more text."""
        self._buffer += text
        while len(self._buffer) >= _BLOCK:
            self._send(bytes(self._buffer[:_BLOCK]))
            del self._buffer[:_BLOCK]

    def finish(self) -> Piece:
        """Pack what is left and wait for the threads."""
        if self._buffer:
            self._send(bytes(self._buffer))
        while self._waiting:
            self._collect()
        self._pool.shutdown()
        return self._piece

    def abandon(self) -> None:
        """Stop the threads and drop what was packed."""
        self._pool.shutdown(cancel_futures=True)
        self._spool.close()

    def _send(self, block: bytes) -> None:
        self._piece.crc = zlib.crc32(block, self._piece.crc)
        self._piece.size += len(block)
        self._waiting.append(self._pool.submit(_packed_block, block))
        if len(self._waiting) > 2 * _WORKERS:
            self._collect()

    def _collect(self) -> None:
        packed = self._waiting.popleft().result()
        self._piece.packed += len(packed)
        self._spool.write(packed)


def _packed_block(text: bytes) -> bytes:
    """Deflate text into blocks that end on a byte and are not the last of a stream."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH)


@dataclass(frozen=True, slots=True)
class Packed:
    """A whole part as a raw deflate stream with what its zip entry says."""

    stream: Iterator[bytes]
    packed: int
    size: int
    crc: int


def packed(head: bytes, piece: Piece | None = None, tail: bytes = b"") -> Packed:
    """Deflate a part that is ``head``, the text of ``piece`` and ``tail``."""
    first = _packed_block(head)
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    last = packer.compress(tail) + packer.flush()
    crc = zlib.crc32(head)
    if piece:
        crc = joined_crc(crc, piece.crc, piece.size)

    def stream() -> Iterator[bytes]:
        yield first
        if piece:
            yield from piece.stream()
        yield last

    middle = (piece.packed, piece.size) if piece else (0, 0)
    size = len(head) + middle[1] + len(tail)
    crc = joined_crc(crc, zlib.crc32(tail), len(tail))
    return Packed(stream(), len(first) + middle[0] + len(last), size, crc)
