"""Native charts of *Tổng quan*; their places are fixed, a re-run changes figures and last rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.charts import drawing
from addin.workbook.fields import Sheet
from addin.workbook.overview_places import (
    DAYS,
    FIRST_CHARTS,
    LEFT,
    NEAR_CUTS,
    RIGHT_CHART,
    SECOND_CHARTS,
    THIRD_CHARTS,
    TOP_SCORES,
    UNDER_CHARTS,
    place,
    places_of,
)
from campaign.glance.held import AGES
from campaign.plan.definition import Campaign

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDE = {"width": 1100, "height": 630}
_HALF = {"width": 545, "height": 460}
_LOW = {"width": 1100, "height": 190}
_TALL_LEFT, _TALL = {"width": 545, "height": 570}, {"width": 560, "height": 570}
"""The second row of charts begins a page also where a program takes no page breaks."""
_OFF_EDGE = 3


def add_charts(workbook: Workbook, made: Worksheet, campaign: Campaign, sheet: Sheet) -> None:
    """Put the charts in their place."""
    places, title = places_of(campaign), sheet.title
    standings = place(title, places.standings, places.standings_rows)
    words = "Tiến độ nộp theo nhóm (số đơn vị)"
    chart = drawing.standings_chart(workbook, standings, 2, words)
    chart.set_size(_TALL_LEFT)
    made.insert_chart(FIRST_CHARTS, LEFT, chart, _options(words))
    words = "Số đơn vị đã nộp theo thời gian; nét đứng là hạn nộp"
    days = place(title, places.days, DAYS)
    chart = drawing.over_time_chart(workbook, days, len(campaign.deliverables), words)
    chart.set_size(_TALL)
    made.insert_chart(FIRST_CHARTS, RIGHT_CHART, chart, _options(words))
    if campaign.indicators:
        _add_scores(workbook, made, campaign, sheet)
    words = "Việc đang chờ làm rõ, theo số ngày đã chờ"
    waiting = drawing.waiting_chart(workbook, place(title, places.waiting, len(AGES) + 1), words)
    waiting.set_size(_LOW)
    # Not beside its table, which stands higher or lower: a page break could cut it there.
    row = THIRD_CHARTS + UNDER_CHARTS if campaign.indicators else SECOND_CHARTS
    made.insert_chart(row, LEFT, waiting, _options(words))


def _add_scores(workbook: Workbook, made: Worksheet, campaign: Campaign, sheet: Sheet) -> None:
    places = places_of(campaign)
    state = " – tạm tính" if campaign.scoring.provisional else ""
    words = f"Tổng điểm của các đơn vị, và ngưỡng{state}"
    points = place(sheet.title, places.points, TOP_SCORES)
    chart = drawing.points_chart(workbook, points, len(campaign.awards), words)
    chart.set_size(_WIDE)
    made.insert_chart(SECOND_CHARTS, LEFT, chart, _options(words))
    words = "Đổi trọng số thì còn trong danh sách bao nhiêu % số lần"
    near = place(sheet.title, places.near, NEAR_CUTS)
    chart = drawing.firmness_chart(workbook, near, words)
    chart.set_size(_HALF)
    made.insert_chart(THIRD_CHARTS, LEFT, chart, _options(words))
    words = "Các chỉ số của kế hoạch"
    targets = place(sheet.title, places.targets, places.targets_rows)
    chart = drawing.targets_chart(workbook, targets, words)
    chart.set_size(_HALF)
    made.insert_chart(THIRD_CHARTS, RIGHT_CHART, chart, _options(words))


def chart_count(campaign: Campaign) -> int:
    """How many charts of the workbook are ours."""
    return 6 if campaign.indicators else 3


def _options(words: str) -> dict[str, str | int]:
    """Its frame off the edge of a printed page, and what it says to who cannot see it."""
    said = f"Biểu đồ: {words}. Số liệu ở các bảng bên dưới."
    return {"description": said, "y_offset": _OFF_EDGE}
