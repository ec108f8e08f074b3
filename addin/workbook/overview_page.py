"""*Tổng quan*: key numbers, the figures behind the charts, what is held, the on-time matrix."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from textwrap import wrap

from addin.charts import figures
from addin.charts.figures import Figures
from addin.package import CellOut
from addin.workbook.account import Account
from addin.workbook.overview_places import (
    DAYS,
    LEFT,
    LINE,
    LONGEST,
    NEAR_CUTS,
    SENTENCES,
    TOP_SCORES,
    overview_width,
    places_of,
)
from addin.workbook.pages import Page, Paint
from addin.workbook.shown import Names, day_text
from addin.workbook.state_line import PAGE_ROW, state_line
from addin.workbook.unit_rows import standing_text
from campaign.glance.overview import overview_of
from campaign.labels import FORM
from campaign.plan.definition import Campaign, Form
from campaign.result.submissions import Standing
from campaign.result.verdicts import Verdict
from campaign.result.whole import Result


class OverviewPage:
    """Puts the page together."""

    def __init__(
        self,
        result: Result,
        campaign: Campaign,
        names: Names,
        account: Account,
        paint: Paint,
    ) -> None:
        self.result, self.campaign, self.names = result, campaign, names
        self.account = account
        self.page = Page(paint, overview_width(campaign))
        self.places = places_of(campaign)
        self.overview = overview_of(result, campaign, names.units)

    def made(self) -> Page:
        """The whole page."""
        page = self.page
        page.put(0, LEFT, "TỔNG QUAN", "title")
        page.put(1, LEFT, self.campaign.campaign.name, "subtitle")
        page.put(2, LEFT, f"Tính đến {moment_text(self.result.as_of)}", "note")
        page.put(PAGE_ROW, LEFT, *state_line(self.result, self.campaign))
        self._key_numbers(4)
        self._standings()
        self._points()
        if self.campaign.indicators:
            self._near()
        self._targets()
        self._waiting()
        self._longest()
        self._days()
        self._matrix()
        return page

    def _key_numbers(self, row: int) -> None:
        accepted, held, _ = self.account.of(Form.REGISTRATION)
        on_time = [s.standing for s in self.result.submissions].count(Standing.ON_TIME)
        judged = [judgement.verdict for judgement in self.result.judgements]
        numbers: list[tuple[CellOut, str]] = [
            (len(self.names.units), "đơn vị tham gia"),
            (accepted, "sáng kiến được nhận"),
            (held, "sáng kiến chờ làm rõ"),
            (f"{on_time}/{len(self.result.submissions)}", "lượt nộp đúng hạn"),
            (judged.count(Verdict.ELIGIBLE), "đối tượng đủ điều kiện"),
            (judged.count(Verdict.HELD), "đối tượng chưa xét"),
            (judged.count(Verdict.INELIGIBLE), "đối tượng không đủ"),
            (len(self.result.unread), "nguồn không đọc được"),
        ]
        for column, (number, label) in enumerate(numbers, 1):
            self.page.put(row, column, number, "key_number")
            self.page.put(row + 1, column, label, "key_label")

    def _table(self, top: int, heading: str, table: Figures, looks: Sequence[str]) -> None:
        """Put a heading, heads and rows; ``top`` is the first data row."""
        self.page.section(top - 2, heading)
        self.page.line(top - 1, LEFT, table.heads, ["head_computed"])
        for offset, row in enumerate(table.rows):
            self.page.line(top + offset, LEFT, row, looks)

    def _standings(self) -> None:
        table = figures.standings(self.overview, self.campaign, self.campaign.deliverables)
        self._table(
            self.places.standings,
            "Tiến độ nộp theo nhóm (số đơn vị)",
            table,
            ["label", "label", "count"],
        )

    def _points(self) -> None:
        state = " – TẠM TÍNH, chưa có quyết định trọng số" if self.overview.provisional else ""
        cuts = "" if self.overview.cuts else "; chưa có chỉ tiêu nên chưa có ngưỡng"
        table = figures.points(self.overview, self.campaign, TOP_SCORES)
        top = self.places.points
        self._table(
            top,
            f"{_how_many(len(self.overview.points))}{state}{cuts}",
            table,
            ["label", "count", "points"],
        )
        self.page.skip(top + TOP_SCORES - 1)

    def _near(self) -> None:
        """Who stands near each cut-off, then how firm each is, in a sentence."""
        top, cuts = self.places.near, self.overview.near
        units = {unit.id: unit.short_name for unit in self.names.units}
        table = figures.firmness(self.overview, units, NEAR_CUTS)
        none = "" if cuts else ": chưa có chỉ tiêu nào cắt danh sách tập thể"
        heading = f"Danh sách vững đến đâu: 10.000 lần đổi trọng số{none}"
        self._table(top, heading, table, ["label", "label", "value"])
        lines = [line for cut in cuts for line in wrap(cut.sentence, LINE)]
        if len(lines) > SENTENCES:
            lines[SENTENCES - 1 :] = ["… còn nữa: xem dưới danh sách của từng trang khen."]
        for offset, line in enumerate(lines):
            self.page.put(top + NEAR_CUTS + offset, LEFT, line, "note")
        self.page.skip(top + NEAR_CUTS + SENTENCES - 1)

    def _targets(self) -> None:
        if self.campaign.indicators:
            heading = "Các chỉ số của kế hoạch (các đơn vị, mỗi đơn vị tính như nhau)"
            table = figures.targets(self.overview)
            self._table(self.places.targets, heading, table, ["label", "value"])

    def _waiting(self) -> None:
        heading = f"Đang chờ làm rõ: {len(self.overview.held)} việc, đã chờ bao lâu"
        table = figures.waiting(self.overview)
        self._table(self.places.waiting, heading, table, ["label", "count"])

    def _longest(self) -> None:
        rows = tuple(
            (
                f"{FORM[item.form] if item.form else 'Đối tượng'}: {item.name or item.ref}",
                self.names.unit(item.unit) or "–",
                item.days,
                item.since,
                item.evidence.sheet or None,
                item.evidence.cell or None,
                item.evidence.file or None,
            )
            for item in self.overview.held[:LONGEST]
        )
        heads = ("Việc", "Đơn vị", "Ngày chờ", "Từ ngày", "Trang", "Ô", "Tệp")
        looks = ["text", "text", "tally", "date", "text", "center", "small"]
        self._table(
            self.places.longest, f"{LONGEST} việc chờ lâu nhất", Figures(heads, rows), looks
        )
        self.page.skip(self.places.longest + LONGEST - 1)

    def _days(self) -> None:
        table = figures.over_time(self.overview, self.campaign.deliverables, DAYS)
        heading = "Số đơn vị đã nộp đến hết ngày (hai dòng cùng ngày vẽ nét đứng của hạn nộp)"
        self._table(self.places.days, heading, table, ["date", "count"])
        self.page.skip(self.places.days + DAYS - 1)

    def _matrix(self) -> None:
        page, top = self.page, self.places.matrix
        page.section(top - 2, "Đúng hạn hay không, từng đơn vị")
        heads = ["Đơn vị", "Nhóm", *(item.short_name for item in self.campaign.deliverables)]
        page.line(top - 1, LEFT, heads, ["head_computed"])
        for offset, line in enumerate(self.overview.matrix):
            page.line(top + offset, LEFT, [line.unit.name, line.group], ["label"])
            for column, cell in enumerate(line.cells, LEFT + 2):
                look = f"standing_{cell.standing}" if cell else "text"
                page.put(top + offset, column, standing_text(cell), look)


def _how_many(count: int) -> str:
    """What the table of points shows, of how many units."""
    if count > TOP_SCORES:
        return f"{TOP_SCORES} đơn vị có tổng điểm cao nhất trong {count} đơn vị có tổng điểm"
    return f"Cả {count} đơn vị có tổng điểm"


def moment_text(moment: datetime) -> str:
    """``02/11/2020 08:00``."""
    return day_text(moment)
