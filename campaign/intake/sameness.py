"""Whether a workbook that was saved again holds the same parts as before.

Mail programs, drives and Excel itself write a file anew though nobody changed a cell: other zip
dates, another "last saved". The CRCs of the parts tell such a file from a changed one; as a CRC
can be met by chance, or on purpose, the packed parts themselves are hashed with it.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from contextlib import suppress

_ZIP = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s22xHH")
_SAVED = frozenset({"docProps/core.xml", "docProps/app.xml"})
"""Parts that say when and by what a file was saved, and are not read as data."""


_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]+)<")
_CORE = "docProps/core.xml"
_DAMAGE = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error)


def parts_mark(data: bytes) -> str:
    """One SHA-256 over all that is read of a zip but its dates; empty for any other file.

    Files with the same mark read the same, their own hash and day of saving apart.
    """
    return SavedZip(data).mark


class SavedZip:
    """What a file that may be a zip says of itself; its directory is read once.

    Attributes:
        data: The whole file.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._archive: zipfile.ZipFile | None = None
        if data.startswith(_ZIP):
            with suppress(*_DAMAGE):
                self._archive = zipfile.ZipFile(io.BytesIO(data))

    @property
    def mark(self) -> str:
        """``parts_mark`` of the file."""
        archive = self._archive
        if archive is None:
            return ""
        digest = hashlib.sha256()
        try:
            # The comment of a spreadsheet from Google says how its columns are to be read.
            digest.update(archive.comment)
            for info in archive.infolist():
                if info.filename not in _SAVED:
                    digest.update(_claims(info))
                    digest.update(_packed(self.data, info))
        except _DAMAGE:
            return ""
        return digest.hexdigest()

    @property
    def modified(self) -> str:
        """When a workbook says it was last saved (ISO, UTC); empty when it does not say.

        A spreadsheet from Google, which its comment tells, was exported: a day in it is any day.
        """
        archive = self._archive
        if archive is None or archive.comment or _CORE not in archive.NameToInfo:
            return ""
        try:
            with archive.open(_CORE) as part:
                found = _MODIFIED.search(part.read(65536))
        except (*_DAMAGE, RuntimeError, EOFError, zlib.error):
            return ""
        return found[1].decode("ascii", "replace") if found else ""


def _claims(info: zipfile.ZipInfo) -> bytes:
    """What the directory says of a part."""
    claims = (
        info.filename,
        info.flag_bits,
        info.compress_type,
        info.CRC,
        info.compress_size,
        info.file_size,
    )
    return repr(claims).encode("utf-8", "surrogatepass")


def _packed(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    """The stream of a part as it is stored, found as the reader finds it."""
    mark, name_length, extra_length = _LOCAL.unpack_from(data, info.header_offset)
    if mark != _ZIP:
        raise ValueError("no part begins there")
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    return memoryview(data)[start : start + info.compress_size]
