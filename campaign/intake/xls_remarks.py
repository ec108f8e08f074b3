"""What people mark beside a value in an ``.xls``: text struck through, and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaign.grid import Place


def struck_cells(book: Any, sheet: Any) -> frozenset[Place]:  # noqa: ANN401 - xlrd has no types
    """Cells with text struck through, whole (by their style) or in part (by a run's font)."""
    fonts = {number for number, font in enumerate(book.font_list) if font.struck_out}
    if not fonts:
        return frozenset()
    styles = {number for number, style in enumerate(book.xf_list) if style.font_index in fonts}
    return frozenset((*_by_style(sheet, styles), *_by_run(sheet, fonts)))


def _by_style(sheet: Any, styles: set[int]) -> Iterator[Place]:  # noqa: ANN401
    for row in range(sheet.nrows):
        for column, value in enumerate(sheet.row_values(row)):
            if value != "" and sheet.cell_xf_index(row, column) in styles:
                yield row, column


def _by_run(sheet: Any, fonts: set[int]) -> Iterator[Place]:  # noqa: ANN401
    for place, marks in sheet.rich_text_runlist_map.items():
        if any(font in fonts for _, font in marks):
            yield place


def comments(sheet: Any) -> dict[Place, str]:  # noqa: ANN401
    """Comments on cells that say something."""
    said = {place: note.text.strip() for place, note in sheet.cell_note_map.items()}
    return {place: text for place, text in said.items() if text}
