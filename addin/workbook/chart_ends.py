"""How many rows of a table of *Tổng quan* its chart draws: all that the table may have.

Empty rows are hidden, and a chart leaves hidden rows out (``addin.workbook.folding``), so that
what a press adds is drawn in any program. Charts of older workbooks ended with the filled rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from addin.workbook.overview_places import NEAR_CUTS, TOP_SCORES, places_of
from campaign.plan.definition import Campaign


def chart_ends(campaign: Campaign) -> Iterator[tuple[int, int]]:
    """First and last row (from 0) of the tables that are seldom full."""
    if campaign.indicators:
        places = places_of(campaign)
        yield places.points, places.points + TOP_SCORES - 1
        yield places.near, places.near + NEAR_CUTS - 1
