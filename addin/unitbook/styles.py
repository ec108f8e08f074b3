"""How cells look: each look is made once a workbook. Fills differ in grey too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.plan.definition import Campaign
from campaign.roster.units import Unit
from campaign.unit_tabs.palette import GREY, INK, LINE, PALE

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

ROW_PIXELS = 28
COLUMN_PIXELS = 72
"""Width of a default column in this font: a digit is 8 pixels wide."""

Look = dict[str, str | int | bool]

_BOX: Look = {"border": 1, "border_color": LINE, "text_wrap": True}
LOOKS: dict[str, Look] = {
    "plain": {"valign": "vcenter"},
    "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"},
    "subtitle": {"align": "center", "valign": "vcenter"},
    "subtitle_bold": {"bold": True, "align": "center", "valign": "vcenter"},
    "deadline": {"italic": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "section": {"bold": True, "valign": "vcenter"},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "legend": {"valign": "vcenter", "indent": 1},
    "number": {"align": "right", "valign": "top"},
    "head": _BOX | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": PALE},
    "head_required": _BOX
    | {
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "bg_color": INK,
        "font_color": "#FFFFFF",
    },
    "fixed": _BOX | {"bg_color": GREY},
    "box": _BOX | {"valign": "top"},
    "box_strong": _BOX | {"valign": "top", "bold": True},
}
"""Looks of cells that nobody fills; all locked."""


class Styles:
    """The formats of one workbook, made on first use."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, str | int | bool], ...], Format] = {}

    def __getitem__(self, name: str) -> Format:
        """A look of ``LOOKS``."""
        return self.make(LOOKS[name])

    def entry(self, number_format: str, align: str, *, boxed: bool, locked: bool) -> Format:
        """A cell of a table: boxed in the ready rows, plain below them."""
        look: Look = {
            "num_format": number_format,
            "align": align,
            "valign": "top",
            "text_wrap": True,
            "locked": locked,
        }
        grey: Look = {"bg_color": GREY} if locked else {}
        return self.make(look | (_BOX | grey if boxed else {}))

    def make(self, look: Look) -> Format:
        """The format of a look; equal looks share one."""
        key = tuple(sorted(look.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]


@dataclass(frozen=True, slots=True)
class Job:
    """One workbook being made: in which styles, for which campaign and unit.

    ``unit`` is ``None`` for a workbook that several units share.
    """

    styles: Styles
    campaign: Campaign
    unit: Unit | None
