"""Writes each sheet by its nature: pages anew, tables merged, the journal with one more line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, repeat

from addin.package import Styled, WorkbookPackage
from addin.workbook.account import Account
from addin.workbook.award_rows import award_lines, remark_lines
from addin.workbook.control_page import CONTROL_WIDTHS, ControlPage
from addin.workbook.fields import Nature, Sheet
from addin.workbook.flag_rows import FlagRows
from addin.workbook.form_rows import FormRows, Line, similar_texts
from addin.workbook.heights import fitting
from addin.workbook.journal import journal_lines
from addin.workbook.kept import OfficeBook, SheetState
from addin.workbook.layout import Layout
from addin.workbook.merging import Leftover, Merger, Placement, carried
from addin.workbook.overview_page import OVERVIEW_WIDTHS, OverviewPage
from addin.workbook.pages import Paint
from addin.workbook.placing import Texts, placement_of, put_foreign_headers, put_headers
from addin.workbook.score_rows import ScoreRows, ScoreTable
from addin.workbook.shown import Names, day_text
from addin.workbook.splitting import Splits
from addin.workbook.unit_rows import unit_lines
from campaign.definition import Campaign, Form
from campaign.records import SourceRecords
from campaign.result import Result

_READY = 100
"""Empty rows under what is carried over to a sheet of the office's."""


@dataclass(slots=True)
class WorkbookReport:
    """What was written.

    Attributes:
        rows: Data rows by sheet title.
        orphans: Rows of the office's without a row of ours, kept in visible blocks.
        splits: Sentences on tables that needed several sheets.
        notes: Sentences on what a person should know of the file, with sheet and cell.
        restored: Whether deleted sheets were made anew.
    """

    rows: dict[str, int] = field(default_factory=dict)
    orphans: int = 0
    splits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    restored: bool = False


@dataclass(slots=True)
class Job:
    """One writing of one workbook."""

    result: Result
    campaign: Campaign
    names: Names
    account: Account
    layout: Layout
    splits: Splits
    package: WorkbookPackage
    paint: Paint
    book: OfficeBook | None
    restored: bool = False
    report: WorkbookReport = field(default_factory=WorkbookReport)
    leftovers: dict[str, Leftover] = field(default_factory=dict)

    def state(self, sheet: Sheet) -> SheetState | None:
        """The sheet as it was found; None when it is made anew."""
        return self.book.sheets.get(sheet.title) if self.book else None

    @property
    def when(self) -> str:
        """The as-of moment as shown."""
        return day_text(self.result.as_of)


def write_sheets(job: Job) -> WorkbookReport:
    """Write every sheet; the journal last, for it counts what the others left over."""
    job.report.restored = job.restored
    for sheet in job.layout.sheets:
        if sheet.nature is Nature.PAGE:
            _write_page(job, sheet)
        elif sheet.nature is Nature.TABLE:
            _write_table(job, sheet)
        elif sheet.nature is Nature.OFFICE and job.restored:
            _carry_over(job, sheet)
    _write_journal(job, job.layout["journal"])
    job.report.splits = tuple(
        f"Trang “{sheet.title}” chứa phần {sheet.part} của bảng vì một trang không đủ dòng."
        for sheet in job.layout.sheets
        if sheet.title in job.splits
    )
    job.report.notes = tuple(f"{n.sheet}!{n.cell}: {n.text}" for n in job.package.notes)
    return job.report


def _write_page(job: Job, sheet: Sheet) -> None:
    if sheet.key == "control":
        page = ControlPage(job.result, job.campaign, job.layout, job.account, job.paint).made()
    else:
        page = OverviewPage(job.result, job.campaign, job.names, job.account, job.paint).made()
    state = job.state(sheet)
    beside = {row.line: row.foreign for row in state.loose} if state else {}
    width = max(page.width, state.width if state else 0)
    rows = [[*row, *[None] * (width - page.width)] for row in page.rows()]
    rows += [[None] * width for _ in range(len(rows), max(beside, default=-1) + 1)]
    for line, cells in beside.items():
        for column, cell in cells.items():
            rows[line][column] = Styled(cell.value, cell.style)
    widths = CONTROL_WIDTHS if sheet.key == "control" else OVERVIEW_WIDTHS
    heights = chain(page.heights(widths), repeat(None))
    job.package.replace_rows(sheet.title, 0, rows, styles=[0] * width, fit=lambda _: next(heights))


def _place(job: Job, sheet: Sheet, texts: Texts) -> Placement:
    """Find the columns of a sheet and write what stands above them."""
    state = job.state(sheet)
    placement = placement_of(sheet, state)
    put_headers(job.package, placement, state, job.paint, texts)
    if job.restored and state is not None:
        put_foreign_headers(job.package, placement, state, job.paint)
    return placement


def _write_table(job: Job, sheet: Sheet) -> None:
    placement = _place(job, sheet, _subtitle(job, sheet))
    if sheet.key == "scores":
        _put_parameters(job, placement)
    left = job.leftovers.setdefault(sheet.key, _leftover(job, sheet))
    merger = Merger(placement, left, job.paint, job.when)
    job.package.replace_rows(
        sheet.title,
        placement.first,
        _all_lines(job, sheet, placement, merger),
        styles=placement.styles(job.paint),
        fit=fitting(placement.widths()),
    )
    job.report.rows[sheet.title] = merger.written
    job.report.orphans += merger.orphans


def _all_lines(job: Job, sheet: Sheet, placement: Placement, merger: Merger) -> Iterator[Line]:
    yield from merger.lines(_content(job, sheet, placement))
    after = 0
    for line in _remarks(job, sheet):
        after += 1
        yield merger.arranged(line)
    if sheet is job.layout.parts(sheet.key)[-1]:
        yield from merger.block(merger.written + after)


def _leftover(job: Job, sheet: Sheet) -> Leftover:
    """The office's rows of all parts of a sheet; a row may have moved to another part."""
    left = Leftover()
    for state in job.book.sheets.values() if job.book else ():
        if state.title.startswith(sheet.title) and "row_id" in state.places:
            base = state.title == sheet.title or state.title.removeprefix(sheet.title)[:2] == " ("
            if base:
                left.rows.update(state.rows)
                left.loose += state.loose
    return left


def _subtitle(job: Job, sheet: Sheet) -> Texts:
    """Text and look of the rows under the heading."""
    lines = {1: (f"{job.campaign.campaign.name} – tính đến {job.when}", "subtitle")}
    judged = sheet.key == "scores" or sheet.key.startswith("award.")
    if judged and job.campaign.scoring.provisional:
        words = "TẠM TÍNH: chưa có quyết định trọng số được ký, thứ tự này không dùng để trình ký."
        lines[2] = (f"{words} {sheet.note}", "banner")
    elif judged:
        lines[2] = (sheet.note, "note")
    return lines


def _content(job: Job, sheet: Sheet, placement: Placement) -> Iterator[Line]:
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


def _put_parameters(job: Job, placement: Placement) -> None:
    """Write the scales and weights above the points."""
    scores = ScoreRows(job.result, job.campaign, job.names)
    cells = scores.parameters(_score_table(placement), job.paint)
    job.package.set_cells(placement.sheet.title, cells)


def _form_lines(job: Job, sheet: Sheet) -> Iterator[Line]:
    sources: list[SourceRecords] = job.result.sources
    similar = {}
    if sheet.form is Form.REGISTRATION:
        similar = similar_texts(job.result.similar, sources, job.names)
    judgements = {item.subject.id: item for item in job.result.judgements}
    rows = FormRows(sheet, job.names, job.paint, similar=similar, judgements=judgements)
    split = job.splits.get(sheet.title)
    if split is None:
        return rows.lines(sources)
    return split.of(rows.lines(sources, groups=split.groups))


def _remarks(job: Job, sheet: Sheet) -> Iterator[Line]:
    for item in job.result.shortlists:
        if f"award.{item.award}" == sheet.key:
            yield from remark_lines(item, sheet, job.paint)


def _carry_over(job: Job, sheet: Sheet) -> None:
    """Fill a sheet of the office's in a workbook that was made anew."""
    state = job.state(sheet)
    if state is None:
        return
    placement = _place(job, sheet, {})
    rows: list[Line] = []
    for row in state.loose:
        made: Line = [None] * placement.width
        for column, cell in row.cells.items():
            made[column] = carried(cell, row.line, placement.first + len(rows))
        rows.append(made)
    rows += [[] for _ in range(_READY)]
    job.package.replace_rows(sheet.title, placement.first, rows, styles=placement.styles(job.paint))


def _write_journal(job: Job, sheet: Sheet) -> None:
    placement = _place(job, sheet, {1: (job.campaign.campaign.name, "subtitle")})
    state = job.state(sheet)
    rows = journal_lines(job.result, job.account, job.report.orphans, placement, state)
    job.report.rows[sheet.title] = len(rows)
    job.package.replace_rows(sheet.title, placement.first, rows, styles=placement.styles(job.paint))
