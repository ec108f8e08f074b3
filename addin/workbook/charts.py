"""Native charts of *Tổng quan*; their ranges are fixed, a re-run only changes the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.workbook.fields import Sheet
from addin.workbook.looks import FONT, INK
from addin.workbook.overview_page import CHART_ROW, TOP_SCORES, places_of
from campaign.definition import Campaign
from campaign.labels import STANDING
from campaign.result import Standing

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_SERIES_FILL: dict[Standing, tuple[str, str]] = {
    Standing.ON_TIME: ("#4F9D4A", ""),
    Standing.LATE: ("#ED7D31", "wide_upward_diagonal"),
    Standing.MISSING: ("#C0392B", ""),
    Standing.INCOMPLETE: ("#F2C230", "percent_25"),
    Standing.UNCERTAIN: ("#8064A2", ""),
    Standing.NOT_DUE: ("#BFBFBF", ""),
}
"""Colour and pattern of each standing: the patterns tell them apart in grey."""

_WORDS = {"name": FONT, "size": 9}
_HEIGHT = 455


def add_charts(workbook: Workbook, made: Worksheet, campaign: Campaign, sheet: Sheet) -> None:
    """Put the charts in their place."""
    made.insert_chart(CHART_ROW, 1, _progress(workbook, campaign, sheet))
    if campaign.indicators:
        made.insert_chart(CHART_ROW, 4, _points(workbook, campaign, sheet))


def _progress(workbook: Workbook, campaign: Campaign, sheet: Sheet) -> Any:  # noqa: ANN401 - untyped library
    places = places_of(campaign)
    first, last = places.progress, places.progress + places.progress_rows - 1
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for offset, standing in enumerate(STANDING):
        colour, pattern = _SERIES_FILL[standing]
        series: dict[str, object] = {
            "name": [sheet.title, first - 1, 3 + offset],
            "categories": [sheet.title, first, 1, last, 2],
            "values": [sheet.title, first, 3 + offset, last, 3 + offset],
            "gap": 40,
            "border": {"color": "#FFFFFF", "width": 0.5},
        }
        if pattern:
            series["pattern"] = {"pattern": pattern, "fg_color": "#FFFFFF", "bg_color": colour}
        else:
            series["fill"] = {"color": colour}
        chart.add_series(series)
    _dress(chart, "Tiến độ nộp theo nhóm (số đơn vị)", {"position": "bottom", "font": _WORDS})
    chart.set_size({"width": 560, "height": _HEIGHT})
    return chart


def _points(workbook: Workbook, campaign: Campaign, sheet: Sheet) -> Any:  # noqa: ANN401 - untyped library
    first = places_of(campaign).points
    last = first + TOP_SCORES - 1
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Tổng điểm",
            "categories": [sheet.title, first, 1, last, 1],
            "values": [sheet.title, first, 3, last, 3],
            "fill": {"color": "#2E6DA4"},
            "gap": 35,
        }
    )
    state = " – tạm tính" if campaign.scoring.provisional else ""
    _dress(chart, f"{TOP_SCORES} đơn vị có tổng điểm cao nhất{state}", {"none": True})
    chart.set_size({"width": 560, "height": _HEIGHT})
    return chart


def _dress(chart: Any, title: str, legend: dict[str, object]) -> None:  # noqa: ANN401 - untyped library
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "color": INK}})
    chart.set_legend(legend)
    # What is left out here is read one way by Excel and another by LibreOffice.
    ticks = {"major_tick_mark": "none", "minor_tick_mark": "none"}
    chart.set_y_axis({"reverse": True, "num_font": _WORDS, "interval_unit": 1} | ticks)
    chart.set_x_axis(
        ticks
        | {
            "num_font": _WORDS,
            "num_format": "0",
            "min": 0,
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    chart.set_chartarea({"border": {"color": "#BFBFBF"}})
