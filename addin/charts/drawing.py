"""How the charts are drawn: XlsxWriter's charts over tables that stand in a sheet.

Every series differs by shape, dash or pattern as well as by colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaign.labels import STANDING
from campaign.result.submissions import Standing

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

FONT, INK = "Times New Roman", "#1F3864"
SIZE = {"width": 560, "height": 455}
"""Pixels of a chart."""

STANDING_SERIES: dict[Standing, tuple[str, str]] = {
    Standing.ON_TIME: ("#0072B2", ""),
    Standing.LATE: ("#E69F00", "wide_upward_diagonal"),
    Standing.MISSING: ("#D55E00", ""),
    Standing.INCOMPLETE: ("#B59B00", "percent_25"),
    Standing.UNCERTAIN: ("#A8548A", "dotted_grid"),
    Standing.NOT_DUE: ("#BFBFBF", ""),
}
"""Colour (told apart by colour-blind readers) and pattern (told apart in grey)."""

_LINES = (
    ("#0072B2", "solid", "circle"),
    ("#D55E00", "dash", "square"),
    ("#00795A", "round_dot", "triangle"),
    ("#A8548A", "long_dash", "diamond"),
    ("#7A6A00", "dash_dot", "x"),
    ("#404040", "square_dot", "star"),
)
_WORDS = {"name": FONT, "size": 9}
_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}
# What is left out here is read one way by Excel and another by LibreOffice.
_TICKS = {"major_tick_mark": "none", "minor_tick_mark": "none"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: sheet, first and last data row, first column; heads stand above."""

    sheet: str
    first: int
    last: int
    column: int

    def head(self, offset: int) -> list[str | int]:
        """The head of a column."""
        return [self.sheet, self.first - 1, self.column + offset]

    def cells(self, offset: int, width: int = 1) -> list[str | int]:
        """The data of ``width`` columns."""
        left = self.column + offset
        return [self.sheet, self.first, left, self.last, left + width - 1]


def standings_chart(workbook: Workbook, place: Place, labels: int, title: str) -> Any:  # noqa: ANN401 - untyped library
    """Stacked bars; the table's columns are ``labels`` labels and a count a standing."""
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for offset, standing in enumerate(STANDING, labels):
        colour, pattern = STANDING_SERIES[standing]
        series: dict[str, object] = {
            "name": place.head(offset),
            "categories": place.cells(0, labels),
            "values": place.cells(offset),
            "gap": 40,
            "border": {"color": "#FFFFFF", "width": 0.5},
        }
        if pattern:
            series["pattern"] = {"pattern": pattern, "fg_color": "#FFFFFF", "bg_color": colour}
        else:
            series["fill"] = {"color": colour}
        chart.add_series(series)
    _bars(chart, title)
    return chart


def over_time_chart(workbook: Workbook, place: Place, count: int, title: str) -> Any:  # noqa: ANN401 - untyped library
    """Lines over the days for ``count`` deliverables, and an upright line for each deadline."""
    chart = workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for number in range(2 * count):
        limit = number >= count
        colour, dash, marker = _LINES[number % count % len(_LINES)]
        shape = {"type": marker, "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                "name": place.head(1 + number),
                "categories": place.cells(0),
                "values": place.cells(1 + number),
                "line": {"color": colour, "width": 3 if limit else 1.75, "dash_type": dash},
                "marker": {"type": "none"} if limit else shape,
            }
        )
    _title(chart, title)
    chart.set_legend({"position": "bottom", "font": _WORDS})
    chart.set_x_axis(_TICKS | {"num_font": _WORDS, "num_format": "dd/mm", "major_gridlines": _GRID})
    chart.set_y_axis(
        _TICKS | {"num_font": _WORDS, "num_format": "0", "min": 0, "major_gridlines": _GRID}
    )
    chart.show_blanks_as("gap")
    return chart


def points_chart(workbook: Workbook, place: Place, cuts: int, title: str) -> Any:  # noqa: ANN401 - untyped library
    """Columns of totals, and beside each the mark of every cut-off that it has to reach."""
    chart = workbook.add_chart({"type": "column"})
    fill = {"fill": {"color": "#2E6DA4"}, "gap": 35}
    names = place.cells(0)
    chart.add_series({"name": place.head(2), "categories": names, "values": place.cells(2)} | fill)
    if cuts:
        lines = workbook.add_chart({"type": "line"})
        for number in range(cuts):
            colour, _, marker = _LINES[(number + 1) % len(_LINES)]
            # Groups have cut-offs of their own: a line would lead from one to another's.
            shape = {"type": marker, "size": 8, "fill": {"color": colour}}
            look = {"line": {"none": True}, "marker": shape | {"border": {"color": "#FFFFFF"}}}
            lines.add_series(
                {
                    "name": place.head(3 + number),
                    "categories": names,
                    "values": place.cells(3 + number),
                }
                | look
            )
        chart.combine(lines)
    _title(chart, title)
    chart.set_legend({"position": "bottom", "font": _WORDS})
    chart.set_x_axis(_TICKS | {"num_font": _WORDS | {"rotation": -60}, "interval_unit": 1})
    chart.set_y_axis(
        _TICKS | {"num_font": _WORDS, "num_format": "0", "min": 0, "major_gridlines": _GRID}
    )
    return chart


def firmness_chart(workbook: Workbook, place: Place, title: str) -> Any:  # noqa: ANN401 - untyped library
    """Bars of how often each candidate near a cut-off stays in; two labels a row."""
    chart = workbook.add_chart({"type": "bar"})
    looks: tuple[dict[str, object], ...] = (
        {"fill": {"color": "#0072B2"}},
        {
            "pattern": {
                "pattern": "wide_upward_diagonal",
                "fg_color": "#FFFFFF",
                "bg_color": "#D55E00",
            }
        },
    )
    for offset, look in enumerate(looks, 2):
        series: dict[str, object] = {
            "name": place.head(offset),
            "categories": place.cells(0, 2),
            "values": place.cells(offset),
            "gap": 40,
            "overlap": 100,
            "data_labels": {"value": True, "font": _WORDS},
        }
        chart.add_series(series | look)
    _bars(chart, title)
    axis = {"num_font": _WORDS, "num_format": "0", "min": 0, "max": 100, "major_unit": 25}
    chart.set_x_axis(_TICKS | axis | {"label_position": "high", "major_gridlines": _GRID})
    return chart


def targets_chart(workbook: Workbook, place: Place, title: str) -> Any:  # noqa: ANN401 - untyped library
    """Least, median and greatest value beside each other, and the target as a mark."""
    chart = workbook.add_chart({"type": "column"})
    looks: tuple[dict[str, object], ...] = (
        {
            "pattern": {
                "pattern": "wide_upward_diagonal",
                "fg_color": "#FFFFFF",
                "bg_color": "#E69F00",
            }
        },
        {"fill": {"color": "#0072B2"}},
        {"pattern": {"pattern": "percent_25", "fg_color": "#FFFFFF", "bg_color": "#00795A"}},
    )
    names = place.cells(0)
    for offset, look in enumerate(looks, 1):
        series = {"name": place.head(offset), "categories": names, "values": place.cells(offset)}
        chart.add_series(series | {"gap": 60} | look)
    goal = workbook.add_chart({"type": "line"})
    mark = {"type": "long_dash", "size": 18, "fill": {"color": "#000000"}}
    goal.add_series(
        {
            "name": place.head(4),
            "categories": names,
            "values": place.cells(4),
            "line": {"none": True},
            "marker": mark,
        }
    )
    chart.combine(goal)
    _title(chart, title)
    chart.set_legend({"position": "bottom", "font": _WORDS})
    chart.set_x_axis(_TICKS | {"num_font": _WORDS})
    chart.set_y_axis(
        _TICKS | {"num_font": _WORDS, "num_format": "0", "min": 0, "major_gridlines": _GRID}
    )
    return chart


def waiting_chart(workbook: Workbook, place: Place, title: str) -> Any:  # noqa: ANN401 - untyped library
    """What is held, by how long."""
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": place.head(1),
            "categories": place.cells(0),
            "values": place.cells(1),
            "fill": {"color": "#A8548A"},
            "gap": 40,
            "data_labels": {"value": True, "font": _WORDS},
        }
    )
    _bars(chart, title)
    chart.set_legend({"none": True})
    return chart


def _bars(chart: Any, title: str) -> None:  # noqa: ANN401 - untyped library
    _title(chart, title)
    chart.set_legend({"position": "bottom", "font": _WORDS})
    chart.set_y_axis({"reverse": True, "num_font": _WORDS, "interval_unit": 1} | _TICKS)
    axis = {"num_font": _WORDS, "num_format": "0", "min": 0, "label_position": "high"}
    chart.set_x_axis(_TICKS | axis | {"major_gridlines": _GRID})


def _title(chart: Any, title: str) -> None:  # noqa: ANN401 - untyped library
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "color": INK}})
    chart.set_chartarea({"border": {"color": "#BFBFBF"}})
    chart.set_size(SIZE)
