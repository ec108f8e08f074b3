"""What each table shows of a run: its lines, the remarks under it, the words above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from addin.workbook.award_rows import award_lines, remark_lines
from addin.workbook.fields import Sheet
from addin.workbook.flag_rows import FlagRows, Place, followed
from addin.workbook.form_rows import FormRows, Line, similar_texts
from addin.workbook.job import Job
from addin.workbook.merging import Placement
from addin.workbook.own_places import cells_now, row_ids
from addin.workbook.placing import SINCE, Texts, placement_of
from addin.workbook.score_rows import ScoreRows, ScoreTable
from addin.workbook.state_line import short_state, state_line
from addin.workbook.unit_rows import unit_lines
from campaign.awards.decisions import ApprovalState
from campaign.plan.definition import Form
from campaign.problems import Issue
from campaign.records import SourceRecords

_PROVISIONAL = "TẠM TÍNH: chưa có quyết định trọng số được ký, thứ tự này không dùng để trình ký."


def subtitle(job: Job, sheet: Sheet) -> Texts:
    """Text and look of the rows under the heading."""
    first = f"{job.campaign.campaign.name}{SINCE}{job.when}"
    lines = {(1, sheet.heading_column): (first, "subtitle")}
    provisional = _PROVISIONAL if job.campaign.scoring.provisional else ""
    if sheet.key == "scores":
        said, look = state_line(job.result, job.campaign)
        lines[1, 0] = (f"{first} – {sheet.note}", "subtitle")
        lines[2, 0] = (f"{said}. {provisional}".strip(" ."), "banner" if provisional else look)
    if sheet.key.startswith("award."):
        # The columns that every page across repeats hold no more than the first part.
        lines[1, sheet.frozen] = (sheet.note, "note")
        lines[2, 0] = (provisional, "banner") if provisional else (sheet.note, "note")
    for state in job.result.states:
        if sheet.key == f"award.{state.award}":
            approved = state.state is ApprovalState.APPROVED and not provisional
            lines[2, 0] = (short_state(state), "note" if approved else "banner")
    return lines


def content(job: Job, sheet: Sheet, placement: Placement) -> Iterator[Line]:
    """The rows of a table."""
    result, campaign, names = job.result, job.campaign, job.names
    if sheet.form is not None:
        return _form_lines(job, sheet)
    if sheet.key == "units":
        return unit_lines(result, campaign, names)
    if sheet.key == "flags":
        own = row_ids(job.book, result.office.issues)
        flags = FlagRows(result, campaign, names, own, _cells_now(job, own))
        return _part(job, sheet, flags.lines())
    if sheet.key == "scores":
        return ScoreRows(result, campaign, names).lines(_score_table(placement))
    lists = [item for item in result.shortlists if f"award.{item.award}" == sheet.key]
    return (line for item in lists for line in award_lines(item, names, result.cards))


def now_named(job: Job) -> list[Issue]:
    """What is wrong with the office's own lines, by the cells in which they stand once written."""
    issues = job.result.office.issues
    return followed(issues, _cells_now(job, row_ids(job.book, issues)))


def _cells_now(job: Job, own: Mapping[Place, str]) -> dict[Place, str]:
    def ids_of(sheet: Sheet) -> tuple[list[str], int]:
        if sheet.key == "flags":
            lines = FlagRows(job.result, job.campaign, job.names, own).lines()
        else:
            lines = content(job, sheet, placement_of(sheet, job.state(sheet)))
        return [str(line[0] or "") for line in lines], sum(1 for _ in remarks(job, sheet))

    return cells_now(job, own, ids_of)


def _score_table(placement: Placement) -> ScoreTable:
    shift = placement.first - placement.sheet.first
    return ScoreTable(placement.places, shift, placement.first)


def put_parameters(job: Job, placement: Placement) -> None:
    """Write the scales and weights above the points."""
    scores = ScoreRows(job.result, job.campaign, job.names)
    cells = scores.parameters(_score_table(placement), job.paint)
    job.writer.set_cells(placement.sheet.title, cells)


def _part(job: Job, sheet: Sheet, lines: Iterator[Line]) -> Iterator[Line]:
    split = job.splits.get(sheet.title)
    return lines if split is None else split.of(lines)


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
    return _part(job, sheet, rows.lines(sources, among=split.places if split else None))


def remarks(job: Job, sheet: Sheet) -> Iterator[Line]:
    """Lines under the table that are no data: the council's points and warnings."""
    for item in job.result.shortlists:
        if f"award.{item.award}" == sheet.key:
            of_award = (f for f in job.result.firmness if f.contest.award == item.award)
            firm = tuple(one.message for one in of_award)
            said = tuple(t.message for t in job.result.council if t.award == item.award)
            states = [s for s in job.result.states if s.award == item.award]
            state = tuple(one.message for one in states)
            if job.campaign.scoring.provisional:
                state += (_PROVISIONAL,)
            beside = (
                ("Tình trạng phê duyệt", state),
                ("Phiếu của Hội đồng", said),
                ("Danh sách vững đến đâu", firm),
            )
            yield from remark_lines(item, sheet, job.paint, job.names, beside)
