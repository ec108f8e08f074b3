"""How wide the pages are: what stands to the right of them is the office's."""

from __future__ import annotations

from addin.workbook.control import CONTROL_WIDTHS
from addin.workbook.fields import Sheet
from addin.workbook.overview_places import overview_width
from campaign.plan.definition import Campaign


def page_width(sheet: Sheet, campaign: Campaign) -> int:
    """Columns of a page that the software writes."""
    return len(CONTROL_WIDTHS) if sheet.key == "control" else overview_width(campaign)
