"""How many rows of a table of *Tổng quan* its chart draws: as many as are filled.

Only a file's own charts are fitted. Where a button is pressed in a program the range stays, which
is why it ends a few rows after the last one: units that a press adds are drawn at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin.charts import figures
from addin.workbook.overview_places import NEAR_CUTS, TOP_SCORES, places_of
from campaign.glance.overview import overview_of
from campaign.plan.definition import Campaign
from campaign.result import Result
from campaign.roster.units import Unit

_LEAST, _STEP = 5, 3
"""Fewest rows of a chart; rows are counted up to a multiple of the step."""


def chart_ends(
    result: Result, campaign: Campaign, units: Sequence[Unit]
) -> Iterator[tuple[int, int]]:
    """First and last row (from 0) of the tables whose length is the result's."""
    if not campaign.indicators:
        return
    overview, places = overview_of(result, campaign, units), places_of(campaign)
    names = {unit.id: unit.short_name for unit in units}
    yield places.points, places.points + _rows(len(overview.points), TOP_SCORES) - 1
    near = len(figures.firmness(overview, names, NEAR_CUTS).rows)
    yield places.near, places.near + _rows(near, NEAR_CUTS) - 1


def _rows(filled: int, most: int) -> int:
    return min(max(-(-filled // _STEP) * _STEP, _LEAST), most)
