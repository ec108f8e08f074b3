"""What each table shows of a run: its lines, the remarks under it, the words above it."""

from __future__ import annotations

from collections.abc import Iterator

from addin.workbook.award_rows import award_lines, remark_lines
from addin.workbook.fields import Sheet
from addin.workbook.flag_rows import FlagRows
from addin.workbook.form_rows import FormRows, Line, similar_texts
from addin.workbook.job import Job
from addin.workbook.merging import Placement
from addin.workbook.placing import Texts
from addin.workbook.score_rows import ScoreRows, ScoreTable
from addin.workbook.unit_rows import unit_lines
from campaign.definition import Form
from campaign.records import SourceRecords


def subtitle(job: Job, sheet: Sheet) -> Texts:
    """Text and look of the rows under the heading."""
    lines = {1: (f"{job.campaign.campaign.name} – tính đến {job.when}", "subtitle")}
    judged = sheet.key == "scores" or sheet.key.startswith("award.")
    if judged and job.campaign.scoring.provisional:
        words = "TẠM TÍNH: chưa có quyết định trọng số được ký, thứ tự này không dùng để trình ký."
        lines[2] = (f"{words} {sheet.note}", "banner")
    elif judged:
        lines[2] = (sheet.note, "note")
    return lines


def content(job: Job, sheet: Sheet, placement: Placement) -> Iterator[Line]:
    """The rows of a table."""
    result, campaign, names = job.result, job.campaign, job.names
    if sheet.form is not None:
        return _form_lines(job, sheet)
    if sheet.key == "units":
        return unit_lines(result, campaign, names)
    if sheet.key == "flags":
        return FlagRows(result, campaign, names).lines()
    if sheet.key == "scores":
        return ScoreRows(result, campaign, names).lines(_score_table(placement))
    lists = [item for item in result.shortlists if f"award.{item.award}" == sheet.key]
    return (line for item in lists for line in award_lines(item, names))


def _score_table(placement: Placement) -> ScoreTable:
    shift = placement.first - placement.sheet.first
    return ScoreTable(placement.places, shift, placement.first)


def put_parameters(job: Job, placement: Placement) -> None:
    """Write the scales and weights above the points."""
    scores = ScoreRows(job.result, job.campaign, job.names)
    cells = scores.parameters(_score_table(placement), job.paint)
    job.writer.set_cells(placement.sheet.title, cells)


def _form_lines(job: Job, sheet: Sheet) -> Iterator[Line]:
    sources: list[SourceRecords] = job.result.sources
    similar = {}
    if sheet.form is Form.REGISTRATION:
        similar = similar_texts(job.result.similar, sources, job.names)
    judgements = {row: item for item in job.result.judgements for row in item.subject.rows}
    rows = FormRows(
        sheet, job.names, job.paint, job.first_day, similar=similar, judgements=judgements
    )
    split = job.splits.get(sheet.title)
    if split is None:
        return rows.lines(sources)
    return split.of(rows.lines(sources, groups=split.groups))


def remarks(job: Job, sheet: Sheet) -> Iterator[Line]:
    """Lines under the table that are no data: the council's points and warnings."""
    for item in job.result.shortlists:
        if f"award.{item.award}" == sheet.key:
            yield from remark_lines(item, sheet, job.paint, job.names)
