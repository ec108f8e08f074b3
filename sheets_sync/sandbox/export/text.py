"""Exports as delimited text: the first sheet, as its cells show."""

from __future__ import annotations

import csv
import io

from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.cell_values import Rendering
from sheets_sync.sandbox.values_read import value_range


def exported_text(book: Book, delimiter: str, now: float) -> bytes:
    """The first sheet as of a moment, lines ended by CR LF but the last."""
    sheet = book.sheets[0]
    rows = value_range(book, sheet, sheet.grid.everything(), Rendering(now)).get("values", [])
    width = max(map(len, rows), default=0)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().removesuffix("\r\n").encode()
