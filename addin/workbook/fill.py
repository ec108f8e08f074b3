"""Writes a run's result into the district workbook: a new one, or the office's own file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from addin.package import WorkbookPackage
from addin.workbook.account import account_of
from addin.workbook.chart_ends import chart_ends
from addin.workbook.control_page import BUTTON_AREA
from addin.workbook.job import Job, WorkbookReport
from addin.workbook.layout import Layout, layout_of
from addin.workbook.office import read_first_day, read_paint
from addin.workbook.office_book import OfficeBook
from addin.workbook.page_turns import block_starts, page_turns
from addin.workbook.printing import overview_scale, rooms
from addin.workbook.restoring import carried_over, lacks_sheets, refuse_to_restore
from addin.workbook.rules import WIDER
from addin.workbook.settings import Setting
from addin.workbook.sheet_writing import write_sheets
from addin.workbook.shown import Names
from addin.workbook.splitting import MAX_ROWS, split_layout
from campaign.plan.definition import Campaign
from campaign.result.whole import Result
from campaign.roster.units import Unit

_WITH_MACROS = ".xlsm"


def write_workbook(
    result: Result,
    campaign: Campaign,
    units: Sequence[Unit],
    path: Path,
    *,
    book: OfficeBook | None,
    max_rows: int = MAX_ROWS,
    answers: Mapping[Setting, str] | None = None,
) -> WorkbookReport:
    """Write or update the workbook at ``path``.

    Args:
        result: What the run decided; its sources' rows are streamed.
        campaign: The campaign of the result.
        units: The roster, in the order in which it is shown.
        path: Where the workbook goes; a file there is replaced whole or not at all.
        book: What ``read_office`` found; None makes a new workbook.
        max_rows: Rows a sheet can hold; what exceeds them goes to further sheets.
        answers: What buttons need to know, for settings that are still empty.

    Returns:
        Rows by sheet, kept notes without a row, and what was split.

    Raises:
        UsageError: the file is open elsewhere, cannot be written, or lacks sheets of ours that
            cannot be restored without touching what is not ours.
    """
    names = Names(campaign, units, result.former)
    layout, splits = split_layout(layout_of(campaign), result, campaign, names, max_rows, book)
    restored = book is not None and lacks_sheets(book, layout)
    if book is not None and not restored:
        package = _opened(book.path, layout)
    else:
        package = _begun(campaign, names, layout, path, book)
    paint = read_paint(package)
    if book is not None and restored:
        book = carried_over(book, layout, campaign, paint)
    job = Job(
        *(result, campaign, names, account_of(result), layout, splits, package, paint),
        *(read_first_day(package), book, restored, answers or {}),
    )
    report = write_sheets(job)
    for first, last in chart_ends(campaign):
        package.end_series(layout["overview"].title, first, last)
    _turn_pages(package, job)
    for title in layout.titles:
        for old, new in WIDER.items():
            package.reword_rules(title, old, new)
    package.save(path)
    return report


def _turn_pages(package: WorkbookPackage, job: Job) -> None:
    """Let a heading of *Tổng quan* stand on a printed page with its table."""
    title, starts = job.layout["overview"].title, block_starts(job.campaign)
    turns = page_turns(job.heights[title], starts, rooms(overview_scale(job.campaign)))
    package.break_pages(title, turns, starts)


def _begun(
    campaign: Campaign, names: Names, layout: Layout, path: Path, book: OfficeBook | None
) -> WorkbookPackage:
    """A new workbook, also in the place of one that lacks sheets of ours.

    Raises:
        UsageError: that one holds what is not ours.
    """
    from addin.workbook.skeleton import skeleton

    if book is not None:
        refuse_to_restore(book, layout, campaign)
    return _package(skeleton(campaign, layout, len(names.units)), path, layout)


def _opened(path: Path, layout: Layout) -> WorkbookPackage:
    """The office's workbook; Excel opens one named ``.xlsm`` only when it has macros."""
    package = WorkbookPackage.open(path)
    if path.suffix.lower() != _WITH_MACROS or package.has_macros:
        return package
    return _package(path.read_bytes(), path, layout)


def _package(made: bytes, path: Path, layout: Layout) -> WorkbookPackage:
    """A workbook without macros, with buttons when its name says that it can hold them."""
    if path.suffix.lower() == _WITH_MACROS:
        from addin.build.district import with_buttons

        made = with_buttons(made, layout["control"].title, BUTTON_AREA)
    return WorkbookPackage.from_bytes(made, path.name)
