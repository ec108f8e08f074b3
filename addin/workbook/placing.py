"""Where columns go in the file that is written, and the cells above the table."""

from __future__ import annotations

from collections.abc import Mapping

from addin.package import CellOut, Styled
from addin.workbook.fields import Sheet
from addin.workbook.kept import SheetState
from addin.workbook.merging import Placement
from addin.workbook.pages import Paint
from addin.workbook.ports import WritesSheets

Texts = Mapping[int, tuple[str, str]]
"""Text and look by row (from 0) as in a new workbook."""


def placement_of(sheet: Sheet, state: SheetState | None) -> Placement:
    """The columns where they were found; one whose header is gone goes to the right end."""
    if state is None:
        places = {item.key: column for column, item in enumerate(sheet.fields)}
        return Placement(sheet, places, len(places), sheet.first)
    places = dict(state.places)
    width = state.width
    for item in sheet.fields:
        if item.key not in places:
            places[item.key] = width
            width += 1
    return Placement(sheet, places, width, state.header + 1)


def put_headers(
    writer: WritesSheets,
    placement: Placement,
    state: SheetState | None,
    paint: Paint,
    texts: Texts,
) -> None:
    """Write what changes above a table: headers that are new, and lines under the heading."""
    sheet = placement.sheet
    shift = placement.first - sheet.first
    cells: dict[tuple[int, int], CellOut | Styled] = {}
    for item in sheet.fields:
        if state is not None and item.key not in state.places:
            head = Styled(item.label, paint[f"head_{item.owner}"])
            cells[placement.first - 1, placement.places[item.key]] = head
    at = placement.places[sheet.fields[0].key]
    for row, (text, look) in texts.items():
        if row + shift >= 0:
            cells[row + shift, at] = Styled(text, paint[look])
    writer.set_cells(sheet.title, cells)


def put_foreign_headers(
    writer: WritesSheets, placement: Placement, state: SheetState, paint: Paint
) -> None:
    """Write the headers of columns that staff had added, in a workbook that was made anew."""
    head = paint["head_office"]
    cells = {
        (placement.first - 1, column): Styled(text, head) for column, text in state.foreign.items()
    }
    writer.set_cells(placement.sheet.title, cells)
