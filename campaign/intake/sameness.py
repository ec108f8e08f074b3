"""Whether a workbook that was saved again holds the same parts as before.

Mail programs, drives and Excel itself write a file anew though nobody changed a cell: other zip
dates, another "last saved". The CRCs of the parts tell such a file from a changed one; as a CRC
can be met by chance, or on purpose, the packed parts themselves are hashed with it.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile

_ZIP = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s22xHH")
_SAVED = frozenset({"docProps/core.xml", "docProps/app.xml"})
"""Parts that say when and by what a file was saved, and are not read as data."""


def parts_mark(data: bytes) -> str:
    """One SHA-256 over all that is read of a zip but its dates; empty for any other file.

    Files with the same mark read the same, their own hash and day of saving apart.
    """
    if not data.startswith(_ZIP):
        return ""
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # The comment of a spreadsheet from Google says how its columns are to be read.
            digest.update(archive.comment)
            for info in archive.infolist():
                if info.filename not in _SAVED:
                    digest.update(_claims(info))
                    digest.update(_packed(data, info))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return ""
    return digest.hexdigest()


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
