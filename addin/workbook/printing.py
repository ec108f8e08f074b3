"""Page set-up: A4 landscape, repeated headers, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from addin.workbook.control import CONTROL_WIDTHS
from addin.workbook.fields import STATE_ROW, Nature, Sheet
from addin.workbook.looks import COLUMN_PIXELS, FONT
from addin.workbook.overview_places import OVERVIEW_WIDTHS, overview_width
from addin.workbook.state_line import PAGE_ROW
from campaign.plan.definition import Campaign

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_CONTROL_SCALE = 88
"""Size in percent at which the blocks of *Điều khiển* between two breaks fit on one page."""


_OVERVIEW_SCALE = 78
"""The same of *Tổng quan*, whose charts stand on as many rows as a page then holds."""

_INCH, _MARGINS = 72, {"left": 0.45, "right": 0.4, "top": 0.65, "bottom": 0.6}
_A4_INCHES = 11.69, 8.27
_PROGRAMS = 0.96, 0.98, 1.0, 1.02
"""How much of the points that a page should hold programs and printers put on it."""


def overview_scale(campaign: Campaign) -> int:
    """Size in percent at which *Tổng quan* is a page wide; Excel breaks no page that it fits."""
    widths = list(OVERVIEW_WIDTHS) + [None] * (overview_width(campaign) - len(OVERVIEW_WIDTHS))
    pixels = sum(COLUMN_PIXELS if width is None else 7 * width + 5 for width in widths)
    room = (_A4_INCHES[0] - _MARGINS["left"] - _MARGINS["right"]) * _INCH
    return min(_OVERVIEW_SCALE, int(100 * min(_PROGRAMS) * room / (pixels * 0.75)))


def rooms(scale: int) -> list[float]:
    """Points of rows that a page holds at a size in percent, by programs that differ a little."""
    points = (_A4_INCHES[1] - _MARGINS["top"] - _MARGINS["bottom"]) * _INCH
    return [points * share * 100 / scale for share in _PROGRAMS]


def set_page(made: Worksheet, sheet: Sheet, campaign: Campaign, breaks: Sequence[int] = ()) -> None:
    """Set one sheet up for printing.

    Args:
        made: The sheet.
        sheet: What it is.
        campaign: Names office and campaign.
        breaks: Rows (from 0) with which a printed page of *Điều khiển* begins.
    """
    made.set_paper(_A4)
    made.set_landscape()
    made.set_margins(**_MARGINS)
    if sheet.key == "control":
        # What the office keeps beside the page would make it tiny; the rows follow the content.
        made.print_area(0, 0, 1, len(CONTROL_WIDTHS) - 1)
        # Excel heeds no page break where pages are fitted; at this size the blocks between two fit.
        made.set_print_scale(_CONTROL_SCALE)
        made.set_h_pagebreaks(breaks)
    elif sheet.key == "overview":
        made.set_print_scale(overview_scale(campaign))
    else:
        made.fit_to_pages(sheet.pages, 0)
    if sheet.nature is Nature.PAGE:
        made.repeat_rows(PAGE_ROW)
    else:
        made.repeat_rows(_first_repeated(sheet), sheet.header)
        if sheet.pages > 1:
            made.repeat_columns(0, sheet.frozen - 1)
            # The two halves of a line lie on pages that follow each other.
            made.print_across()
    font = f'&"{FONT},Regular"&9'
    office = _literal(campaign.office.name)
    made.set_header(f"&L{font}{office}&R{font}{_literal(campaign.campaign.short_name)}")
    made.set_footer(f"&L{font}{_literal(sheet.heading)}&R{font}Trang &P/&N")


def _first_repeated(sheet: Sheet) -> int:
    """Pages with points or a list all say what is draft, approved or voided: from that line on."""
    shows = sheet.key == "scores" or sheet.key.startswith("award.")
    return STATE_ROW if shows else sheet.header


def _literal(text: str) -> str:
    """Text in a header or footer, where ``&`` begins a code; cut at what Excel takes."""
    return text.replace("&", "&&")[:80]
