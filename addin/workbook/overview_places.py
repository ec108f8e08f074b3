"""Where the tables of *Tổng quan* stand: fixed for a campaign, so that its charts find them."""

from __future__ import annotations

from dataclasses import dataclass

from addin.charts.drawing import Place
from campaign.glance.held import AGES
from campaign.plan.definition import Campaign

OVERVIEW_WIDTHS = (2, 32, 30, 14, 14, 14, 14, 14, 14, 2)
"""Widths of the page's columns in characters."""

LEFT = 1
"""First column of every table."""

RIGHT_CHART = 4
"""Column where the right one of two charts begins."""

CHART_ROWS, TALL_ROWS = 39, 29
"""Rows that a chart covers; those of each row fill a printed page."""

FIRST_CHARTS, SECOND_CHARTS = 7, 7 + TALL_ROWS + 3
THIRD_CHARTS = SECOND_CHARTS + CHART_ROWS

UNDER_CHARTS, LOW_ROWS = 24, 10
"""Rows from the third charts down to the low one under them, on their page, and its own rows."""

TOP_SCORES = 40
"""Most lines of the table behind the points chart, which draws as many as there are units."""

NEAR_CUTS = 24
"""Most lines of the table behind the chart of how firm the lists are."""

SENTENCES = 9
"""Most lines of text under it, of so many characters each."""
LINE = 130

WAITING_ROWS = 9
"""Rows at the table of what is held; workbooks of earlier versions have its chart beside it."""

LONGEST = 10
"""Lines of what is held longest."""

DAYS = 40
"""Lines of the table behind the chart of days; what is more is thinned."""

_GAP = 3
"""Rows between two tables: an empty one, the next heading, its heads."""


@dataclass(frozen=True, slots=True)
class Places:
    """First data row of each table, from 0; heads stand one above, headings two above."""

    standings: int
    standings_rows: int
    points: int
    near: int
    targets: int
    targets_rows: int
    waiting: int
    longest: int
    days: int
    matrix: int


def places_of(campaign: Campaign) -> Places:
    """Rows of the page's tables."""
    standings_rows = sum(len(item.owed_by) for item in campaign.deliverables)
    standings = THIRD_CHARTS + CHART_ROWS + _GAP
    points = standings + standings_rows + _GAP
    near = points + TOP_SCORES + _GAP
    targets = near + NEAR_CUTS + SENTENCES + _GAP
    waiting = targets + len(campaign.indicators) + _GAP
    longest = waiting + max(len(AGES) + 1, WAITING_ROWS) + _GAP
    days = longest + LONGEST + _GAP
    matrix = days + DAYS + _GAP
    return Places(
        standings,
        standings_rows,
        points,
        near,
        targets,
        len(campaign.indicators),
        waiting,
        longest,
        days,
        matrix,
    )


def overview_width(campaign: Campaign) -> int:
    """Columns of the page: more deliverables or awards make its tables wider."""
    widest = max(4 + len(campaign.deliverables), 2 + 1 + 2 * len(campaign.deliverables))
    return max(len(OVERVIEW_WIDTHS), widest, 2 + 3 + len(campaign.awards))


def place(title: str, first: int, rows: int) -> Place:
    """A table of the sheet ``title`` for its chart."""
    return Place(title, first, first + max(rows, 1) - 1, LEFT)
