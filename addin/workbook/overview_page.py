"""*Tổng quan*: key numbers, the figures behind the charts, the on-time matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from addin.package import CellOut
from addin.workbook.account import Account
from addin.workbook.pages import Page, Paint
from addin.workbook.score_rows import ScoreRows
from addin.workbook.shown import Names, day_text
from addin.workbook.unit_rows import standing_text
from campaign.definition import Campaign, Form
from campaign.labels import STANDING
from campaign.result import Result, Standing, Verdict

OVERVIEW_WIDTHS = (2, 32, 30, 14, 14, 14, 14, 14, 14, 2)
"""Widths of the page's columns in characters."""

CHART_ROW = 7
CHART_ROWS = 23
TOP_SCORES = 15
"""Lines of the table behind the points chart; its range is fixed, the campaign's units are not."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the charts find their figures; rows from 0, fixed for a campaign."""

    progress: int
    progress_rows: int
    points: int
    matrix: int


def places_of(campaign: Campaign) -> Places:
    """Rows of the page's tables."""
    rows = sum(len(item.owed_by) for item in campaign.deliverables)
    progress = CHART_ROW + CHART_ROWS + 3
    points = progress + rows + 3
    return Places(progress, rows, points, points + TOP_SCORES + 3)


def overview_width(campaign: Campaign) -> int:
    """Columns of the page: more deliverables make the matrix wider."""
    return max(len(OVERVIEW_WIDTHS), 4 + len(campaign.deliverables))


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

    def made(self) -> Page:
        """The whole page."""
        page = self.page
        page.put(0, 1, "TỔNG QUAN", "title")
        page.put(1, 1, self.campaign.campaign.name, "subtitle")
        page.put(2, 1, f"Tính đến {moment_text(self.result.as_of)}", "note")
        self._key_numbers(4)
        self._progress()
        self._points()
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

    def _progress(self) -> None:
        page, top = self.page, self.places.progress
        page.section(top - 2, "Tiến độ nộp theo nhóm (số đơn vị)")
        page.line(top - 1, 1, ["Nội dung", "Nhóm", *STANDING.values()], ["head_computed"])
        groups = {group.id: group.name for group in self.campaign.groups}
        row = top
        for item in self.campaign.deliverables:
            for number, group in enumerate(item.owed_by):
                counts = self._counts(item.id, groups[group])
                looks = ["label", "label", "count"]
                page.line(
                    row, 1, [None if number else item.short_name, groups[group], *counts], looks
                )
                row += 1

    def _counts(self, deliverable: str, group: str) -> list[int]:
        standings = [
            item.standing
            for item in self.result.submissions
            if item.deliverable == deliverable and self.names.group(item.unit) == group
        ]
        return [standings.count(standing) for standing in STANDING]

    def _points(self) -> None:
        page, top = self.page, self.places.points
        state = " – TẠM TÍNH, chưa có quyết định trọng số" if self._provisional else ""
        page.section(top - 2, f"{TOP_SCORES} đơn vị có tổng điểm cao nhất{state}")
        page.line(top - 1, 1, ["Đơn vị", "Nhóm", "Tổng điểm", "Hạng"], ["head_computed"])
        scores = ScoreRows(self.result, self.campaign, self.names)
        ranked = sorted(scores.ranks, key=lambda unit: (scores.ranks[unit], self.names.unit(unit)))
        for offset, unit in enumerate(ranked[:TOP_SCORES]):
            values: list[CellOut] = [self.names.unit(unit), self.names.group(unit)]
            values += [scores.totals[unit], scores.ranks[unit]]
            page.line(top + offset, 1, values, ["label", "label", "points", "count"])
        page.skip(top + TOP_SCORES - 1)

    @property
    def _provisional(self) -> bool:
        return self.campaign.scoring.provisional

    def _matrix(self) -> None:
        page, top = self.page, self.places.matrix
        page.section(top - 2, "Đúng hạn hay không, từng đơn vị")
        heads = ["Đơn vị", "Nhóm", *(item.short_name for item in self.campaign.deliverables)]
        page.line(top - 1, 1, heads, ["head_computed"])
        handed = {(item.unit, item.deliverable): item for item in self.result.submissions}
        wanted = {item.unit for item in self.result.submissions}
        row = top
        for unit in self.names.units:
            if unit.id in wanted:
                page.line(row, 1, [unit.name, self.names.group(unit.id)], ["label"])
                for column, item in enumerate(self.campaign.deliverables, 3):
                    found = handed.get((unit.id, item.id))
                    look = f"standing_{found.standing}" if found else "text"
                    page.put(row, column, standing_text(found), look)
                row += 1


def moment_text(moment: datetime) -> str:
    """``02/11/2020 08:00``."""
    return day_text(moment)
