"""Google's JSON, as little of it as is needed here."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all from 0 and included."""


def grid_range(sheet: int, area: Area) -> Json:
    """An area as a GridRange."""
    top, left, bottom, right = area
    return {
        "sheetId": sheet,
        "startRowIndex": top,
        "endRowIndex": bottom + 1,
        "startColumnIndex": left,
        "endColumnIndex": right + 1,
    }


def text_cell(text: str) -> Json:
    """A cell that holds text, whatever it begins with; empty text is an empty cell."""
    return {"userEnteredValue": {"stringValue": text}} if text else {}


def color(code: str) -> Json:
    """``#RRGGBB`` as Google's colour."""
    parts = [int(code[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return dict(zip(("red", "green", "blue"), (round(part, 4) for part in parts), strict=True))
