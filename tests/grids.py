"""Grids written as lists, and the reader of a shipped campaign, for the tests of the reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from campaign.grid import CellValue, Grid
from campaign.intake.reading import ReadSource
from campaign.plan.definition import end_of_data
from campaign.plan.loading import load_campaign
from campaign.problems import Issue
from campaign.reading.sources import SourceReader
from campaign.records import Row, SourceRecords
from campaign.roster.units import load_roster
from campaign.usecases import MainJob

Lines = Sequence[Sequence[CellValue]]

Q12 = "q12-cchc-2020"
CITY = "tphcm-cchc-2026"
WARD = {Q12: "Phường Thới An", CITY: "Phường Sài Gòn"}
WARD_ID = {Q12: "phuong-thoi-an", CITY: "phuong-sai-gon"}

HEADER: list[CellValue] = ["STT", "Đơn vị", "Tên mô hình", "Nội dung", "Ngày nộp"]
RESULTS: list[CellValue] = ["STT", "Tên mô hình", "Kết quả, hiệu quả", "Ngày nộp"]
PEOPLE: list[CellValue] = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Hình thức khen thưởng"]
CRITERIA: list[CellValue] = ["Mã", "Nội dung tiêu chí", "Tự đánh giá", "Minh chứng"]


@cache
def job(campaign: str = Q12) -> MainJob:
    """The main job of a shipped campaign, judged when its data ends."""
    plan = load_campaign(campaign)
    moment: datetime = end_of_data(plan)
    return MainJob(plan, load_roster(plan.campaign.roster), moment)


def reader(campaign: str = Q12) -> SourceReader:
    """The source reader of a shipped campaign."""
    return job(campaign).reader


def grid(rows: Lines, sheet: str = "Sheet1", file: str = "bieu.xlsx", **layout: Any) -> Grid:  # noqa: ANN401
    """A sheet of these lines; ``layout`` is what else a ``Grid`` knows of it."""
    return Grid(file, sheet, [list(row) for row in rows], **layout)


def source(*grids: Grid) -> ReadSource:
    """The source these sheets stand in."""
    return ReadSource(grids[0].file if grids else "bieu.xlsx", "0" * 64, "xlsx", list(grids))


def read(*grids: Grid, campaign: str = Q12) -> SourceRecords:
    """The sheets of one file, read."""
    return reader(campaign).read(source(*grids))


def read_rows(rows: Lines, campaign: str = Q12, **layout: Any) -> SourceRecords:  # noqa: ANN401
    """One sheet of these lines, read."""
    return read(grid(rows, **layout), campaign=campaign)


def titles(records: SourceRecords) -> list[str]:
    """What the rows are about, in order."""
    return [row.text("title") or row.text("name") or row.text("text") for row in records.rows]


def units(records: SourceRecords) -> list[str | None]:
    """The unit of each row, in order."""
    return [row.unit for row in records.rows]


def why(records: SourceRecords) -> list[tuple[str, str]]:
    """Lines that are no data: what they were taken for, and the first words."""
    return [(line.why, line.text.split(" | ")[0]) for line in records.not_data]


def codes(found: SourceRecords | Row) -> list[str]:
    """Codes of the issues of a source or of a row."""
    return [issue.code for issue in found.issues]


def issue(found: SourceRecords | Row, code: str) -> Issue:
    """The first issue with this code."""
    return next(item for item in found.issues if item.code == code)
