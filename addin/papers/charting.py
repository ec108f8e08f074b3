"""The two charts of a report."""

from __future__ import annotations

from collections.abc import Sequence

from addin.charts import drawing, figures
from addin.papers.blanks.styles import text_width_mm
from addin.papers.desk import Desk
from addin.papers.word_charts import Drawing, WordCharts
from campaign.plan.definition import Deliverable

_ROWS = 60


def report_charts(desk: Desk, deliverables: Sequence[Deliverable]) -> WordCharts:
    """How units stand, and how they handed in over time."""
    names = ", ".join(item.short_name for item in deliverables)
    standings = figures.one_label(figures.standings(desk.overview, desk.campaign, deliverables))
    over_time = figures.over_time(desk.overview, deliverables, _ROWS)
    by_group, by_day = "Tiến độ nộp theo nhóm (số đơn vị)", "Số đơn vị đã nộp theo thời gian"
    return WordCharts(
        (
            Drawing(
                "bieu_do_tien_do",
                (standings,),
                lambda book, at: drawing.standings_chart(book, at[0], 1, by_group),
                f"{by_group}: {names}. Số liệu ở bảng phía trên và ở phụ lục.",
            ),
            Drawing(
                "bieu_do_thoi_gian",
                (over_time,),
                lambda book, at: drawing.over_time_chart(
                    book, at[0], len(deliverables), f"{by_day}; nét đứng là hạn nộp"
                ),
                f"{by_day}, so với hạn nộp: {names}.",
            ),
        ),
        text_width_mm(landscape=False),
    )
