"""Text tables (``.csv``, ``.tsv``): every value stays the text that was typed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import PurePosixPath

from campaign.grid import CellValue, Grid, address
from campaign.intake.encodings import decode_text
from campaign.intake.refusals import refusal, stray_cell
from campaign.intake.sheet_xml import MAX_CELLS
from campaign.intake.signature import suffix_of
from campaign.problems import Problem, Weight

_SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t,;]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_TEXT_SUFFIXES = frozenset({"", ".csv", ".tsv", ".txt"})
_SAMPLE = 1 << 16
_TABLE_FIT = 0.8
_LONGEST_FIELD = 1 << 27
_NOTES = {
    "utf-16": "Tệp lưu bằng mã UTF-16: đã đọc đúng, không cần làm gì thêm.",
    "cp1258": "Tệp lưu bằng bảng mã Windows-1258: đã chuyển sang Unicode; nên lưu lại dạng UTF-8.",
    "cp1252": (
        "Không rõ bảng mã của tệp nên chữ có dấu có thể sai: hãy kiểm tra, rồi lưu lại dạng "
        "“CSV UTF-8”."
    ),
}


def read_csv(name: str, data: bytes) -> tuple[list[Grid], tuple[Problem, ...]]:
    """Read a text table as one grid, named after the file, and a note on its encoding."""
    text, encoding = decode_text(data)
    if suffix_of(name) not in _TEXT_SUFFIXES and not _looks_tabular(text):
        raise refusal(name, "not_a_workbook", "đây là văn bản thường")
    if "\0" in text:
        raise refusal(name, "damaged", "có ký tự rỗng trong văn bản")
    sheet = PurePosixPath(name.replace("\\", "/")).stem
    grid = Grid(name, sheet, _rows(name, sheet, text))
    note = _NOTES.get(encoding)
    return [grid], ((Problem("encoding", Weight.NOTE, note),) if note else ())


def _rows(name: str, sheet: str, text: str) -> list[list[CellValue]]:
    line = _SEPARATOR_LINE.match(text)
    body = text[line.end() :] if line else text
    separator = line[1] if line else separator_of(body)
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[CellValue]] = []
    width = 0
    try:
        for row in csv.reader(io.StringIO(body, newline=""), delimiter=separator):
            rows.append(list(row))
            width = max(width, len(row))
            if width * len(rows) > MAX_CELLS:
                raise stray_cell(name, sheet, address(len(rows) - 1, len(row) - 1))
        if body.count('"') % 2:
            _refuse_open_quote(body, separator)
    except csv.Error as error:
        raise refusal(name, "damaged", "các dòng và dấu ngoặc kép không khớp nhau") from error
    return rows


def _refuse_open_quote(body: str, separator: str) -> None:
    """Raise ``csv.Error`` when a quote is opened and never closed: rows below it are swallowed.

    An odd quote inside a field (``5" màn hình``) is harmless and passes.
    """
    try:
        for _ in csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise


def separator_of(text: str) -> str:
    """The separator that cuts most lines into the same number of fields, more than one.

    Text in quotes counts for nothing, so commas and line breaks inside it do not mislead.
    """
    lines = _sample_lines(text)
    return max(_SEPARATORS, key=lambda mark: _agreement(lines, mark))


def _looks_tabular(text: str) -> bool:
    """Whether text under a name that promises no text is a table all the same."""
    lines = _sample_lines(text)
    fit = max(_agreement(lines, mark)[0] for mark in _SEPARATORS)
    return len(lines) > 1 and fit >= _TABLE_FIT


def _sample_lines(text: str) -> list[str]:
    return [line for line in _QUOTED.sub("q", text[:_SAMPLE]).splitlines() if line.strip()]


def _agreement(lines: list[str], mark: str) -> tuple[float, int]:
    """How well a separator fits: share of lines with its commonest count, then that count."""
    counts = Counter(line.count(mark) for line in lines)
    counts.pop(0, None)
    if not counts:
        return (0.0, 0)
    commonest, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    return (times / len(lines), commonest)
