"""How cells look: one family of blue for what is computed, one of amber for the office's own.

Fills differ in grey too, and no state is said by colour alone.
"""

from __future__ import annotations

from campaign.columns import Owner
from campaign.result.submissions import Standing

Look = dict[str, str | int | float | bool]

FONT = "Times New Roman"
SIZE = 11
COLUMN_PIXELS = 64

INK = "#1F3864"
SLATE = "#44617F"
AMBER = "#8A5A00"
PALE = "#DCE6F1"
MIST = "#EEF3F9"
CREAM = "#FFF6DD"
GREY = "#EDEDED"
LINE = "#A6A6A6"
OFFICE_LINE = "#C9A94F"

GOOD = "#DDEFD9"
WAIT = "#FFE8A3"
BAD = "#F6C6C0"
NONE = "#D9D9D9"

FAMILY: dict[Owner, str] = {Owner.COMPUTED: INK, Owner.UNIT: SLATE, Owner.OFFICE: AMBER}
"""Header colour by owner."""

BAND: dict[Owner, str] = {
    Owner.COMPUTED: "PHẦN MỀM GHI (ghi lại mỗi lần chạy)",
    Owner.UNIT: "ĐƠN VỊ KHAI (đọc từ tệp của đơn vị)",
    Owner.OFFICE: "VĂN PHÒNG GHI (phần mềm không sửa)",
}
"""What stands above the header of each owner's columns."""

STANDING_FILL: dict[Standing, str] = {
    Standing.ON_TIME: GOOD,
    Standing.LATE: "#F4B183",
    Standing.MISSING: BAD,
    Standing.INCOMPLETE: WAIT,
    Standing.UNCERTAIN: "#D9C9E8",
    Standing.NOT_DUE: GREY,
}
"""Fill of a matrix cell; the cell says the word too."""

_BOX: Look = {"border": 1, "border_color": LINE, "valign": "top"}
_TEXT: Look = _BOX | {"text_wrap": True}
_OFFICE: Look = _TEXT | {"border_color": OFFICE_LINE, "bg_color": CREAM}
_DATE: Look = {"num_format": "dd/mm/yyyy", "align": "center"}
_MOMENT: Look = {"num_format": "dd/mm/yyyy hh:mm", "align": "center"}
_UNDER: Look = {"bottom": 1, "bottom_color": LINE, "bold": True, "valign": "vcenter"}
_BIG: Look = {"bold": True, "valign": "vcenter", "align": "center"}
_HEAD: Look = _BIG | {"border": 1, "border_color": "#FFFFFF", "font_color": "#FFFFFF"}


def _heads() -> dict[str, Look]:
    made: dict[str, Look] = {}
    for owner, colour in FAMILY.items():
        made[f"head_{owner}"] = _HEAD | {"bg_color": colour, "text_wrap": True}
        made[f"band_{owner}"] = {
            "bg_color": colour,
            "font_color": "#FFFFFF",
            "italic": True,
            "font_size": 9,
            "valign": "vcenter",
        }
    made["head_left"] = {
        "bold": True,
        "bg_color": INK,
        "font_color": "#FFFFFF",
        "valign": "vcenter",
    }
    return made


LOOKS: dict[str, Look] = {
    "id": _BOX | {"font_size": 7, "font_color": "#8C8C8C"},
    "text": _TEXT,
    "small": _TEXT | {"font_size": 9, "font_color": "#404040"},
    "strong": _TEXT | {"bold": True},
    "center": _TEXT | {"align": "center"},
    "date": _BOX | _DATE,
    # Hashes stand for a day with its hour in a column that is as wide as a day.
    "moment": _BOX | _MOMENT | {"shrink": True},
    "integer": _BOX | {"num_format": "#,##0", "align": "right"},
    "number": _BOX | {"num_format": "#,##0.##", "align": "right"},
    "value": _BOX | {"num_format": "0.00", "align": "right"},
    "waiting": _TEXT | {"bg_color": WAIT, "italic": True},
    "lost": _TEXT | {"bg_color": BAD, "italic": True},
    "tally": _BOX | {"num_format": "#,##0", "align": "center"},
    "office": _OFFICE,
    "office_center": _OFFICE | {"align": "center"},
    "office_date": _OFFICE | _DATE,
    "office_moment": _OFFICE | _MOMENT,
    "orphan": _TEXT | {"bg_color": GREY, "bold": True, "font_color": "#9C0006"},
    "apart": {"bold": True, "font_color": "#9C0006"},
    "remark": {"italic": True},
    "plain": {},
    "title": {"bold": True, "font_size": 16, "font_color": INK, "valign": "vcenter"},
    "subtitle": {"font_size": 11, "font_color": SLATE, "valign": "vcenter"},
    "note": {"italic": True, "font_size": 10, "font_color": "#404040", "valign": "vcenter"},
    "banner": {"bold": True, "font_size": 11, "font_color": "#9C0006", "valign": "vcenter"},
    "section": {
        "bold": True,
        "font_size": 12,
        "font_color": INK,
        "bottom": 2,
        "bottom_color": INK,
        "valign": "vcenter",
    },
    "label": _TEXT | {"bg_color": MIST, "valign": "vcenter"},
    "fact": _UNDER,
    "fact_moment": _UNDER | _MOMENT | {"align": "left"},
    "fact_day": _UNDER | _DATE | {"align": "left"},
    "fact_date": _BOX | _DATE | {"bold": True, "valign": "vcenter"},
    "count": _BOX | {"num_format": "#,##0", "align": "center", "valign": "vcenter"},
    "total": _BOX
    | {
        "num_format": "#,##0",
        "align": "center",
        "valign": "vcenter",
        "bold": True,
        "bg_color": PALE,
    },
    "total_label": _TEXT | {"bold": True, "bg_color": PALE, "valign": "vcenter"},
    "key_number": {
        "bold": True,
        "font_size": 20,
        "font_color": INK,
        "bg_color": MIST,
        "align": "center",
        "valign": "vcenter",
        "num_format": "#,##0",
        "top": 2,
        "top_color": INK,
    },
    "key_label": {
        "font_size": 10,
        "bg_color": MIST,
        "align": "center",
        "valign": "top",
        "text_wrap": True,
    },
    "button_place": {
        "border": 4,
        "border_color": "#7F7F7F",
        "font_color": "#7F7F7F",
        "italic": True,
        "align": "center",
        "valign": "vcenter",
    },
    "parameter": _BOX
    | {"num_format": "#,##0.####", "align": "right", "bold": True, "bg_color": PALE},
    "parameter_label": {"italic": True, "align": "right", "valign": "vcenter"},
    **{
        f"standing_{standing}": _TEXT
        | {"bg_color": fill, "align": "center", "valign": "vcenter", "font_size": 10}
        for standing, fill in STANDING_FILL.items()
    },
    **_heads(),
}
"""Every look of the workbook, by name. The page looks are used by pages only."""

PROTOTYPES: tuple[str, ...] = (*LOOKS, "points")
"""Looks kept as prototype cells; ``points`` depends on the campaign's decimals."""


def points_look(decimals: int) -> Look:
    """Points with the campaign's fixed number of decimals."""
    form = "0." + "0" * decimals if decimals else "0"
    return _BOX | {"num_format": form, "align": "right"}
