"""The zip container of a workbook, inflated part by part and never past a bound.

What a zip header declares is only a claim. Each part is inflated to its declared size and one
byte more, and its length and CRC must come out as declared; the sum of the claims is bounded
first, so the claims cannot lie upwards either.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache

from campaign.intake.refusals import refusal

MAX_INFLATED = 300 * 1024 * 1024
"""Bytes all parts of one source may declare together."""

_RATIO_FROM = 64 * 1024 * 1024
_MAX_RATIO = 200
_SMALL = 16 * 1024
"""Bytes of a part that is kept inflated; 64 of them are a megabyte at most."""

_LOCAL = struct.Struct("<4s22xHH")


@dataclass(frozen=True, slots=True)
class _Entry:
    offset: int
    packed: int
    size: int
    crc: int
    deflated: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A zip read from bytes; names use ``/`` and stand without a leading one.

    Attributes:
        name: Source name, for errors.
        data: The whole file.
        entries: Part name to its place.
    """

    name: str
    data: bytes
    entries: dict[str, _Entry]

    def __contains__(self, part: str) -> bool:
        return part in self.entries

    def part(self, part: str) -> bytes:
        """Inflate one part; ``SourceError`` ``damaged`` when it is absent, short or changed."""
        entry = self.entries.get(part)
        if entry is None:
            raise refusal(self.name, "damaged", f"thiếu phần {part}")
        content = self._content(entry)
        if content is None:
            raise refusal(self.name, "damaged", f"phần {part} sai lệch")
        return content

    def _content(self, entry: _Entry) -> bytes | None:
        packed = _packed(self.data, entry)
        if packed is None:
            return None
        unpack = _unpacked_once if max(entry.size, entry.packed) <= _SMALL else _unpacked
        return unpack(packed, entry.size, entry.crc, deflated=entry.deflated)


def open_package(name: str, data: bytes) -> Package:
    """List a zip's parts, with every bound and flag checked and nothing inflated yet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise refusal(name, "damaged", "tệp nén không toàn vẹn") from error
    _check_claims(name, infos)
    entries = {
        info.filename.replace("\\", "/").lstrip("/"): _Entry(
            info.header_offset,
            info.compress_size,
            info.file_size,
            info.CRC,
            info.compress_type == zipfile.ZIP_DEFLATED,
        )
        for info in infos
    }
    return Package(name, data, entries)


def _check_claims(name: str, infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise refusal(name, "encrypted")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise refusal(name, "damaged", "kiểu nén không được hỗ trợ")
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if size > MAX_INFLATED or (size > _RATIO_FROM and size > _MAX_RATIO * packed):
        raise refusal(name, "zip_bomb", f"khoảng {size // (1024 * 1024)} MB")


def _packed(data: bytes, entry: _Entry) -> bytes | None:
    """The bytes of an entry as they are stored; None when no entry begins there."""
    try:
        mark, name_length, extra_length = _LOCAL.unpack_from(data, entry.offset)
    except struct.error:
        return None
    if mark != b"PK\x03\x04":
        return None
    start = entry.offset + _LOCAL.size + name_length + extra_length
    return data[start : start + entry.packed]


def _unpacked(packed: bytes, size: int, crc: int, *, deflated: bool) -> bytes | None:
    """Content of an entry, at most one byte over its size inflated; None when it is broken."""
    content = packed
    if deflated:
        try:
            content = zlib.decompressobj(-15).decompress(packed, size + 1)
        except zlib.error:
            return None
    return content if len(content) == size and zlib.crc32(content) == crc else None


@lru_cache(maxsize=64)
def _unpacked_once(packed: bytes, size: int, crc: int, *, deflated: bool) -> bytes | None:
    """The same for a small part: workbooks of one template share many, byte for byte."""
    return _unpacked(packed, size, crc, deflated=deflated)
