"""Page set-up and protection, the same for every tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.unit_tabs.headings import Header
from campaign.unit_tabs.palette import FONT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
_ALLOWED = {
    "sort": True,
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
}


def set_page(sheet: Worksheet, left_footer: str, *, landscape: bool) -> None:
    """A4, one page wide; across, any number of pages high. Page numbers at the foot."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.7)
    else:
        sheet.set_portrait()
        sheet.set_margins(left=0.8, right=0.5, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0 if landscape else 1)
    font = f'&"{FONT},Regular"&10 '
    sheet.set_footer(f"&L{font}{left_footer.replace('&', '&&')}&R{font}Trang &P/&N")


def protect(sheet: Worksheet) -> None:
    """Guard headers and ids against slips: no password, what a clerk needs stays allowed."""
    sheet.protect("", _ALLOWED)


def forbid_filling(sheet: Worksheet) -> None:
    """Protect a tab in which nothing is filled in."""
    sheet.protect("", {"format_columns": True, "format_rows": True})


def finish_tab(sheet: Worksheet, header: Header, left_footer: str) -> None:
    """What every table has: a frozen and repeated header, A4 across, protection."""
    sheet.freeze_panes(header.last + 1, 0)
    sheet.repeat_rows(header.first, header.last)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    set_page(sheet, left_footer, landscape=True)
    protect(sheet)
