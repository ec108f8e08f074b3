"""Writes each sheet by its nature: pages anew, tables merged, the journal with one more line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from addin.package import CellOut, Styled
from addin.workbook.content import content, put_parameters, remarks, subtitle
from addin.workbook.control import CONTROL_WIDTHS
from addin.workbook.control_page import ControlPage
from addin.workbook.fields import Nature, Sheet
from addin.workbook.folding import FOLDED, folded, is_blank
from addin.workbook.form_rows import Line
from addin.workbook.heights import LINE
from addin.workbook.job import Job, WorkbookReport
from addin.workbook.journal import journal_lines
from addin.workbook.merging import Merger, Placement, carried, leftover_of
from addin.workbook.overview_page import OverviewPage
from addin.workbook.overview_places import OVERVIEW_WIDTHS
from addin.workbook.placing import Texts, placement_of, put_foreign_headers, put_headers
from addin.workbook.settings import answered, fresh_settings

_READY = 100
"""Empty rows under what is carried over to a sheet of the office's."""


def write_sheets(job: Job, wanted: Callable[[Sheet], bool] = lambda _: True) -> WorkbookReport:
    """Write every wanted sheet; the journal last, for it counts what the others left over."""
    job.report.restored, job.wanted = job.restored, wanted
    for sheet in filter(wanted, job.layout.sheets):
        if sheet.nature is Nature.PAGE:
            _write_page(job, sheet)
        elif sheet.nature is Nature.TABLE:
            _write_table(job, sheet)
        elif sheet.nature is Nature.OFFICE and job.restored:
            _carry_over(job, sheet)
    if wanted(job.layout["journal"]):
        _write_journal(job, job.layout["journal"])
    split = tuple(
        job.splits[sheet.title].said(sheet)
        for sheet in job.layout.sheets
        if sheet.title in job.splits
    )
    job.report.splits = (*split, *_empty_surplus(job, wanted))
    job.report.notes = tuple(f"{n.sheet}!{n.cell}: {n.text}" for n in job.writer.notes)
    return job.report


def _empty_surplus(job: Job, wanted: Callable[[Sheet], bool]) -> Iterator[str]:
    """Clear further sheets of a table that fits in fewer now; say that they may be deleted."""
    if job.book is None or job.restored:
        return
    for title, state in job.book.sheets.items():
        base = title.rpartition(" (")[0]
        mine = any(wanted(sheet) for sheet in job.layout.sheets if sheet.title == base)
        if mine and title not in job.layout.titles:
            job.writer.replace_rows(title, state.header + 1, [], styles=[0] * state.width)
            yield f"Trang “{title}” nay không còn dòng nào, có thể xóa."


def _write_page(job: Job, sheet: Sheet) -> None:
    if sheet.key == "control":
        page = ControlPage(job.result, job.campaign, job.layout, job.account, job.paint).made()
    else:
        page = OverviewPage(job.result, job.campaign, job.names, job.account, job.paint).made()
    beside = _beside(job, sheet)
    if sheet.key == "control":
        for setting in answered(beside, job.answers, job.paint):
            job.report.answers[setting.value] = job.answers[setting]
    right = max((max(cells) + 1 for cells in beside.values()), default=0)
    width = max(page.width, right)
    rows = [[*row, *[None] * (width - page.width)] for row in page.rows()]
    rows += [[None] * width for _ in range(len(rows), max(beside, default=-1) + 1)]
    for line, cells in beside.items():
        for column, cell in cells.items():
            rows[line][column] = cell
    widths = CONTROL_WIDTHS if sheet.key == "control" else OVERVIEW_WIDTHS
    heights = page.heights(widths)
    if sheet.key == "overview":
        hidden = folded([*map(is_blank, rows)], job.campaign)
        heights += [LINE] * (len(rows) - len(heights))
        heights = [FOLDED if hid else own for hid, own in zip(hidden, heights, strict=True)]
    job.heights[sheet.title] = heights
    job.writer.replace_rows(sheet.title, 0, rows, styles=[0] * width, heights=heights)


def _beside(job: Job, sheet: Sheet) -> dict[int, dict[int, CellOut | Styled]]:
    """What stands to the right of a page: the office's own, in a new workbook the settings."""
    state = job.state(sheet)
    if state is None:
        return fresh_settings(job.paint) if sheet.key == "control" else {}
    return {
        row.line: {
            column: carried(cell, row.line, row.line) for column, cell in row.foreign.items()
        }
        for row in state.loose
    }


def _place(job: Job, sheet: Sheet, texts: Texts) -> Placement:
    """Find the columns of a sheet and write what stands above them."""
    state = job.state(sheet)
    placement = placement_of(sheet, state)
    put_headers(job.writer, placement, state, job.paint, texts)
    if job.restored and state is not None:
        put_foreign_headers(job.writer, placement, state, job.paint)
    return placement


def _write_table(job: Job, sheet: Sheet) -> None:
    placement = _place(job, sheet, subtitle(job, sheet))
    if sheet.key == "scores":
        put_parameters(job, placement)
    left = job.leftovers.setdefault(sheet.key, leftover_of(job.book, sheet))
    merger = Merger(placement, left, job.paint, job.when)
    job.writer.replace_rows(
        sheet.title,
        placement.first,
        _all_lines(job, sheet, placement, merger),
        styles=placement.styles(job.paint),
        fit=placement.fit(),
    )
    job.report.rows[sheet.title] = merger.written
    job.report.orphans += merger.orphans


def _all_lines(job: Job, sheet: Sheet, placement: Placement, merger: Merger) -> Iterator[Line]:
    yield from merger.lines(content(job, sheet, placement))
    after = 0
    for line in remarks(job, sheet):
        after += 1
        yield merger.arranged(line)
    split = job.splits.get(sheet.title)
    if sheet is job.layout.parts(sheet.key)[-1]:
        yield from merger.block(merger.written + after)
    elif split is not None and split.kept:
        yield from merger.block(merger.written + after, split.kept)


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
    job.writer.replace_rows(
        sheet.title,
        placement.first,
        rows,
        styles=placement.styles(job.paint),
        fit=placement.fit(),
    )


def _write_journal(job: Job, sheet: Sheet) -> None:
    placement = _place(job, sheet, {(1, 0): (job.campaign.campaign.name, "subtitle")})
    state = job.state(sheet)
    rows = journal_lines(job.result, job.account, job.report.orphans, placement, state)
    job.report.rows[sheet.title] = len(rows)
    job.writer.replace_rows(
        sheet.title,
        placement.first,
        rows,
        styles=placement.styles(job.paint),
        fit=placement.fit(),
    )
