"""A zip written front to back: parts copied as they were stored, and parts deflated here."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_LIMIT = 0xFFFFFFFF
_UTF8_NAME = 0x800
_LEVEL_BITS = 0x006
_FIRST_DAY = (1980 - 1980) << 9 | 1 << 5 | 1


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the central directory says of a part."""

    name: bytes
    flags: int
    method: int
    time: int
    day: int
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int
    system: int


class ZipOut:
    """Writes parts to a file in the order they are added; ``close`` writes the directory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._entries: list[_Entry] = []

    def copy(self, info: zipfile.ZipInfo, stream: Iterable[bytes]) -> None:
        """Add a part with the stored stream it has in another zip; name, time and CRC stay."""
        name, flags = _encoded(info.orig_filename)
        year, month, day, hour, minute, second = info.date_time
        entry = _Entry(
            name,
            flags | info.flag_bits & _LEVEL_BITS,
            info.compress_type,
            hour << 11 | minute << 5 | second >> 1,
            (year - 1980) << 9 | month << 5 | day,
            info.CRC,
            info.compress_size,
            info.file_size,
            self._file.tell(),
            info.external_attr,
            info.create_system,
        )
        self._put(entry, stream)

    def add(self, part: str, stream: Iterable[bytes], *, crc: int, packed: int, size: int) -> None:
        """Add a part whose raw deflate stream is at hand; its time is always the same."""
        name, flags = _encoded(part)
        entry = _Entry(
            name,
            flags,
            zipfile.ZIP_DEFLATED,
            0,
            _FIRST_DAY,
            crc,
            packed,
            size,
            self._file.tell(),
            0o600 << 16,
            0,
        )
        self._put(entry, stream)

    def _put(self, entry: _Entry, stream: Iterable[bytes]) -> None:
        wide = max(entry.packed, entry.size) >= _LIMIT
        extra = struct.pack("<2H2Q", 1, 16, entry.size, entry.packed) if wide else b""
        self._file.write(
            _LOCAL.pack(
                b"PK\x03\x04",
                45 if wide else 20,
                entry.flags,
                entry.method,
                entry.time,
                entry.day,
                entry.crc,
                _LIMIT if wide else entry.packed,
                _LIMIT if wide else entry.size,
                len(entry.name),
                len(extra),
            )
        )
        self._file.write(entry.name + extra)
        for chunk in stream:
            self._file.write(chunk)
        self._entries.append(entry)

    def close(self) -> None:
        """Write the directory; the file itself stays open."""
        start = self._file.tell()
        for entry in self._entries:
            self._file.write(_central(entry))
        end = self._file.tell()
        count = len(self._entries)
        if start >= _LIMIT or count >= 0xFFFF:
            sizes = count, count, end - start, start
            self._file.write(_END64.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, *sizes))
            self._file.write(_LOCATOR.pack(b"PK\x06\x07", 0, end, 1))
        few, near = min(count, 0xFFFF), min(start, _LIMIT)
        self._file.write(_END.pack(b"PK\x05\x06", 0, 0, few, few, end - start, near, 0))


def _encoded(name: str) -> tuple[bytes, int]:
    """Name as bytes, with the flag that says they are UTF-8."""
    return (name.encode(), 0) if name.isascii() else (name.encode(), _UTF8_NAME)


def _central(entry: _Entry) -> bytes:
    numbers = entry.size, entry.packed, entry.offset
    far = [number for number in numbers if number >= _LIMIT]
    extra = struct.pack(f"<2H{len(far)}Q", 1, 8 * len(far), *far) if far else b""
    size, packed, offset = (min(number, _LIMIT) for number in numbers)
    needed = 45 if far else 20
    head = _CENTRAL.pack(
        b"PK\x01\x02",
        entry.system << 8 | needed,
        needed,
        entry.flags,
        entry.method,
        entry.time,
        entry.day,
        entry.crc,
        packed,
        size,
        len(entry.name),
        len(extra),
        0,
        0,
        0,
        entry.attributes,
        offset,
    )
    return head + entry.name + extra
