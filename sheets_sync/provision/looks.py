"""How cells look, in Google's words."""

from __future__ import annotations

from campaign.columns import Column
from campaign.unit_tabs.cell_formats import DATES, centred, number_format
from campaign.unit_tabs.palette import FONT, GREY, INK, LINE, PALE, SIZE
from sheets_sync.provision.json_types import Json, color

_PER_CHARACTER = 8
_KINDS = {"@": "TEXT", "0": "NUMBER", "#,##0.##": "NUMBER"}


def _text(*, bold: bool = False, italic: bool = False, size: int = SIZE, ink: str = "") -> Json:
    made: Json = {"fontFamily": FONT, "fontSize": size, "bold": bold, "italic": italic}
    return made | ({"foregroundColor": color(ink)} if ink else {})


def _box() -> Json:
    line = {"style": "SOLID", "color": color(LINE)}
    return {"borders": dict.fromkeys(("top", "bottom", "left", "right"), line)}


_CENTRE: Json = {"horizontalAlignment": "CENTER", "verticalAlignment": "MIDDLE"}
_WRAP: Json = {"wrapStrategy": "WRAP"}

LOOKS: dict[str, Json] = {
    "plain": {"textFormat": _text()},
    "section": {"textFormat": _text(bold=True)},
    "title": _CENTRE | {"textFormat": _text(bold=True, size=14)},
    "subtitle": _CENTRE | {"textFormat": _text()},
    "deadline": _CENTRE | _WRAP | {"textFormat": _text(italic=True)},
    "paragraph": _WRAP | {"textFormat": _text(), "verticalAlignment": "TOP"},
    "head": _CENTRE
    | _WRAP
    | _box()
    | {"textFormat": _text(bold=True), "backgroundColor": color(PALE)},
    "head_required": _CENTRE
    | _WRAP
    | _box()
    | {"textFormat": _text(bold=True, ink="#FFFFFF"), "backgroundColor": color(INK)},
    "box": _WRAP | _box() | {"textFormat": _text(), "verticalAlignment": "TOP"},
    "date": _WRAP
    | _box()
    | {
        "textFormat": _text(),
        "verticalAlignment": "TOP",
        "numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"},
    },
    "days": _WRAP
    | _box()
    | {
        "textFormat": _text(bold=True),
        "verticalAlignment": "TOP",
        "numberFormat": {
            "type": "NUMBER",
            "pattern": '"còn "0" ngày";"đã qua "0" ngày";"hôm nay là ngày cuối"',
        },
    },
}
"""Looks of cells that no unit fills."""


def entry_look(column: Column, *, locked: bool) -> Json:
    """The look of a column's data cells."""
    look = dict(LOOKS["box"])
    look["horizontalAlignment"] = "CENTER" if centred(column) else "LEFT"
    if locked:
        look["backgroundColor"] = color(GREY)
    pattern = number_format(column)
    if column.kind in DATES:
        look["numberFormat"] = {"type": "DATE", "pattern": pattern}
    elif pattern in _KINDS:
        look["numberFormat"] = {"type": _KINDS[pattern], "pattern": pattern}
    return look


def pixels(width: float) -> int:
    """A column width in characters as pixels."""
    return round(width * _PER_CHARACTER) + 8
