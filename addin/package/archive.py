"""The parts of a workbook's zip, on disk or in memory: listed once, read when asked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from addin.package.refusals import damaged, unsupported
from campaign.errors import UsageError, why_not

MAX_PART = 512 * 1024 * 1024
"""Bytes of a part that is read whole; sheets are streamed and have no such bound."""

_LOCAL = struct.Struct("<4s22xHH")
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, struct.error)


class Archive:
    """A zip whose content is not held: a file is opened for each reading and closed after it.

    Attributes:
        name: File name for sentences.
        path: Where the file is; None when it was given as bytes.
        infos: Directory entries in the file's order, by part name without a leading ``/``.
    """

    def __init__(self, source: Path | bytes, name: str) -> None:
        self.name = name
        self.path = source if isinstance(source, Path) else None
        self._data = b"" if isinstance(source, Path) else source
        self._stamp = self._stamped()
        self.infos = self._listed()

    def __contains__(self, part: str) -> bool:
        return part in self.infos

    def _stamped(self) -> tuple[int, int]:
        if self.path is None:
            return 0, 0
        try:
            state = self.path.stat()
        except OSError as error:
            raise UsageError(f"Không mở được tệp “{self.name}” ({why_not(error)}).") from error
        return state.st_mtime_ns, state.st_size

    def _opened(self) -> BinaryIO:
        if self.path is None:
            return io.BytesIO(self._data)
        if self._stamped() != self._stamp:
            raise UsageError(
                f"Tệp “{self.name}” vừa được lưu lại trong lúc đang xử lý; hãy chạy lại."
            )
        try:
            return self.path.open("rb")
        except OSError as error:
            raise UsageError(f"Không mở được tệp “{self.name}” ({why_not(error)}).") from error

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        try:
            with self._opened() as file, zipfile.ZipFile(file) as opened:
                entries = opened.infolist()
        except _BROKEN as error:
            raise damaged(self.name, "tệp không phải sổ tính .xlsx hoặc đã hỏng") from error
        infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in entries}
        if len(infos) != len(entries):
            raise damaged(self.name, "tệp nén có hai phần trùng tên")
        if any(info.flag_bits & 1 for info in entries):
            raise unsupported(self.name, "được đặt mật khẩu")
        return infos

    def read(self, part: str) -> bytes:
        """Inflate one part; its length and CRC are checked.

        Raises:
            UsageError: there is no such part, it is damaged, or it is too large to be held.
        """
        info = self.infos.get(part)
        if info is None:
            raise damaged(self.name, f"thiếu phần {part}")
        if info.file_size > MAX_PART:
            raise unsupported(self.name, f"có phần {part} quá lớn")
        return b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """Inflate one part piece by piece.

        Raises:
            UsageError: there is no such part, or it is damaged: told when the piece is asked for.
        """
        info = self.infos.get(part)
        if info is None:
            raise damaged(self.name, f"thiếu phần {part}")
        try:
            yield from _inflated(info, self.raw(part))
        except _BROKEN as error:
            raise damaged(self.name, f"phần {part} bị hỏng") from error

    def raw(self, part: str) -> Iterator[bytes]:
        """The stream of one part as it is stored.

        Raises:
            UsageError: the file ends before the part does, or the part is not where it should be.
        """
        info = self.infos[part]
        with self._opened() as file:
            file.seek(info.header_offset)
            header = file.read(_LOCAL.size)
            if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
                raise damaged(self.name, f"phần {part} bị hỏng")
            _, name_length, extra_length = _LOCAL.unpack(header)
            file.seek(name_length + extra_length, io.SEEK_CUR)
            left = info.compress_size
            while left:
                chunk = file.read(min(left, _CHUNK))
                if not chunk:
                    raise damaged(self.name, f"phần {part} bị cắt cụt")
                left -= len(chunk)
                yield chunk


def _inflated(info: zipfile.ZipInfo, stored: Iterator[bytes]) -> Iterator[bytes]:
    """Content of a part from its stored stream, in pieces of bounded size.

    The directory is known already; opening the zip again for each part would cost more than the
    small parts themselves.
    """
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError(info.compress_type)
    crc = size = 0
    for piece in stored if info.compress_type == zipfile.ZIP_STORED else _unpacked(stored):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        if size > info.file_size:
            break
        yield piece
    if (crc, size) != (info.CRC, info.file_size):
        raise zipfile.BadZipFile(info.filename)


def _unpacked(stored: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in stored:
        left = chunk
        while left and not inflater.eof:
            yield inflater.decompress(left, _CHUNK)
            left = inflater.unconsumed_tail
    yield inflater.flush()
