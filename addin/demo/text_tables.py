"""Registrations sent as text tables, in encodings that Excel and old programs write."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from addin.demo.rows import TypedRow

_COLUMNS = ("order", "title", "field", "starts", "ends", "person", "phone", "submitted")
_LABELS = (
    "STT",
    "Tên mô hình",
    "Lĩnh vực CCHC",
    "Bắt đầu",
    "Hoàn thành",
    "Người phụ trách",
    "Điện thoại",
    "Ngày nộp",
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def write_utf16(path: Path, heading: str, rows: Sequence[TypedRow]) -> None:
    """What Excel calls “Unicode Text”: UTF-16 with tabs."""
    path.write_bytes(b"\xff\xfe" + _table(heading, rows, "\t").encode("utf-16-le"))


def write_cp1258(path: Path, heading: str, rows: Sequence[TypedRow]) -> None:
    """Windows-1258, which writes a tone as a sign of its own after the letter."""
    text = _table(heading, rows, ",")
    path.write_bytes("".join(map(_tone_apart, text)).encode("cp1258"))


def _tone_apart(letter: str) -> str:
    """``ế`` as ``ê`` and its tone."""
    parts = unicodedata.normalize("NFD", letter)
    shape = "".join(part for part in parts if part not in _TONES)
    tone = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", shape) + tone


def _table(heading: str, rows: Sequence[TypedRow], separator: str) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerows(([heading], [], _LABELS))
    writer.writerows([shown(row[key]) for key in _COLUMNS] for row in rows)
    return target.getvalue()


def shown(value: object) -> str:
    """A value as a spreadsheet shows it: a day as ``15/05/2020``."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
