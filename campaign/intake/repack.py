"""A stored zip written from verified parts.

The fast reader never sees the bytes a stranger sent, only parts that were bounded and checked;
as nothing is deflated, writing them out again costs less than inflating them a second time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_NEW_YEAR_1980 = 0x21


def stored_zip(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Zip the parts uncompressed, in order; names are ASCII."""
    pieces: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name, content in parts:
        label = name.encode("ascii")
        size, crc = len(content), zlib.crc32(content)
        common = (0, 0, 0, _NEW_YEAR_1980, crc, size, size, len(label), 0)
        pieces += (_LOCAL.pack(b"PK\x03\x04", 20, *common), label, content)
        central += (_CENTRAL.pack(b"PK\x01\x02", 20, 20, *common, 0, 0, 0, 0, offset), label)
        offset += _LOCAL.size + len(label) + size
    directory = b"".join(central)
    count = len(central) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*pieces, directory, end))
