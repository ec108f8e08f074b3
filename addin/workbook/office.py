"""Reads an existing district workbook: the office's facts, and all that is the office's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from addin.package import WorkbookPackage
from addin.workbook.fields import Nature, Sheet
from addin.workbook.kept import SheetState
from addin.workbook.layout import Layout, layout_of
from addin.workbook.machine import KNOWN_DAY, KNOWN_DAY_ROW, MACHINE, PROTOTYPE_ROW, VERSION
from addin.workbook.office_book import OfficeBook
from addin.workbook.office_council import take_ballot, take_member
from addin.workbook.office_decisions import take_approval, take_overrides
from addin.workbook.office_facts import (
    OfficeLine,
    Resolve,
    take_receipt,
    take_settled,
    take_violation,
)
from addin.workbook.office_quotas import take_quota
from addin.workbook.office_roster import take_roster
from addin.workbook.office_titles import row_titles
from addin.workbook.page_sizes import page_width
from addin.workbook.pages import Paint
from addin.workbook.ports import PassesOver, ReadsSheets
from addin.workbook.sheet_reading import SheetReader, filled, read_page
from addin.workbook.signature import signature
from campaign.awards.office_quotas import with_quotas
from campaign.errors import UsageError
from campaign.plan.definition import Campaign
from campaign.roster.resolver import Resolver
from campaign.roster.units import Roster


@dataclass(frozen=True, slots=True)
class KnownUnits:
    """Who takes part as far as is known before the workbook is read, and on which day."""

    roster: Roster
    day: date


_READ = ("violations", "receipts", "approvals", "quotas", "members", "ballots")
"""Sheets of which each line is the office's own."""


def read_office(
    path: Path, campaign: Campaign, resolve: Resolve, known: KnownUnits | None = None
) -> OfficeBook:
    """Read what the office wrote, before a run.

    Args:
        path: An existing workbook of this campaign.
        campaign: The campaign that is run.
        resolve: A typed unit name to a unit id, or a hold.
        known: The roster so far and the day of judging; with it *Đơn vị* is read back as the
            roster (``OfficeBook.roster``) and names are resolved in that one.

    Raises:
        UsageError: the file is damaged, is another kind of workbook or another campaign's, or
            a table in it has lost its header or its row ids.
    """
    package = WorkbookPackage.open(path, read_only=True)
    return read_office_of(package, path, campaign, resolve, known)


def read_office_of(
    reader: ReadsSheets,
    path: Path,
    campaign: Campaign,
    resolve: Resolve,
    known: KnownUnits | None = None,
) -> OfficeBook:
    """Read what the office wrote in a workbook that ``reader`` holds; see ``read_office``.

    Raises:
        UsageError: as ``read_office``.
    """
    refuse_strange(reader, path.name, campaign)
    paint = read_paint(reader)
    layout = layout_of(campaign)
    book = OfficeBook(path)
    book.missing = tuple(title for title in layout.titles if title not in reader.sheets)
    wanted = {sheet.title: sheet for sheet in layout.sheets}
    for title in reader.sheets:
        sheet = wanted.get(title) or _further_part(layout, title)
        if sheet is not None:
            book.sheets[title] = _read_sheet(reader, sheet, title, campaign, paint)
        elif title != MACHINE:
            book.strangers += (title,)
    if known is not None:
        book.roster = take_roster(book, layout["units"], campaign, known.roster)
        if book.roster is not known.roster:
            resolve = Resolver(book.roster, known.day).resolve
    _take_facts(reader, book, layout, campaign, resolve)
    quoted = with_quotas(campaign, book.facts.quotas)
    book.campaign = quoted.campaign
    book.facts.quotas = quoted.used
    book.facts.issues += quoted.issues
    return book


def refuse_strange(reader: ReadsSheets, name: str, campaign: Campaign) -> None:
    """Refuse a file that is not this campaign's district workbook.

    Raises:
        UsageError: with the reason.
    """
    if MACHINE not in reader.sheets:
        raise UsageError(
            f"Tệp “{name}” không phải sổ thi đua do phần mềm lập (thiếu trang máy “{MACHINE}”), "
            "nên không ghi vào để khỏi làm hỏng. Hãy chọn tên tệp khác."
        )
    first = next((cells for row, cells in reader.rows(MACHINE) if row == 0), {})
    marks = [str(cell.value) for _, cell in sorted(first.items())]
    if marks[:1] != ["thidua"] or len(marks) < 4:
        raise UsageError(f"Tệp “{name}”: trang máy “{MACHINE}” đã bị sửa. Hãy dùng bản sao lưu.")
    if marks[2] != campaign.campaign.id:
        raise UsageError(
            f"Tệp “{name}” là sổ của đợt thi đua khác ({marks[2]}), không phải "
            f"{campaign.campaign.id}. Hãy chọn tên tệp khác."
        )
    if marks[1] != str(VERSION):
        raise UsageError(
            f"Tệp “{name}” do một bản khác của phần mềm lập (bố cục {marks[1]}, nay là {VERSION}), "
            "biểu đồ của nó đọc những ô khác. Hãy ghi ra một tệp mới rồi chép ghi chú sang."
        )
    if marks[3] != signature(campaign):
        raise UsageError(
            f"Tệp “{name}” được lập khi kế hoạch còn khác (nội dung phải nộp, nhóm, chỉ số hoặc "
            "hình thức khen đã đổi). Hãy ghi ra một tệp mới rồi chép ghi chú sang."
        )


def read_paint(reader: ReadsSheets) -> dict[str, int]:
    """Style ids of the file by look, from its prototype cells."""
    names = next((cells for row, cells in reader.rows(MACHINE) if row == PROTOTYPE_ROW - 1), {})
    styles = reader.style_row(MACHINE, PROTOTYPE_ROW)
    return {str(cell.value): styles.get(column, 0) for column, cell in names.items()}


def read_first_day(reader: ReadsSheets) -> date:
    """The day that the file counts as 0: a setting of Excel moves it by four years."""
    cells = next((cells for row, cells in reader.rows(MACHINE) if row == KNOWN_DAY_ROW), {})
    cell = cells.get(0)
    moved = cell.value - KNOWN_DAY if cell and type(cell.value) is date else timedelta()
    return date(1899, 12, 30) + moved


def _further_part(layout: Layout, title: str) -> Sheet | None:
    """The sheet that ``title`` is a further part of, as ``Tổng hợp (2)``."""
    base, _, number = title.rpartition(" (")
    if not number.removesuffix(")").isdigit():
        return None
    return next((s for s in layout.sheets if s.title == base and s.nature is Nature.TABLE), None)


def _read_sheet(
    reader: ReadsSheets, sheet: Sheet, title: str, campaign: Campaign, paint: Paint
) -> SheetState:
    if sheet.nature is Nature.PAGE:
        return read_page(sheet, reader.rows(title), page_width(sheet, campaign))
    table = SheetReader(sheet, title, paint)
    if isinstance(reader, PassesOver):
        state = table.read(reader.rows_but(title, table.glance))
    else:
        state = table.read(reader.rows(title))
    state.title = title
    return state


def _take_facts(
    reader: ReadsSheets,
    book: OfficeBook,
    layout: Layout,
    campaign: Campaign,
    resolve: Resolve,
) -> None:
    file = book.path.name
    for sheet in (layout[key] for key in _READ):
        state = book.sheets.get(sheet.title)
        if state is None:
            continue
        own = set(state.places.values())
        for line, cells in reader.rows(sheet.title):
            mine = {column: cell for column, cell in cells.items() if column in own}
            if line <= state.header or not any(filled(cell) for cell in mine.values()):
                continue
            found = OfficeLine(book.facts, file, sheet, state.places, line, mine)
            _take_line(found, resolve, campaign)
    for state in book.sheets.values():
        if "settled" in state.places:
            take_settled(book.facts, file, state)
    _take_overrides(book, layout, campaign)
    book.facts.titles = row_titles(reader, book, layout)


def _take_line(line: OfficeLine, resolve: Resolve, campaign: Campaign) -> None:
    if line.sheet.key == "violations":
        take_violation(line, resolve)
    elif line.sheet.key == "approvals":
        take_approval(line, campaign)
    elif line.sheet.key == "quotas":
        take_quota(line, campaign)
    elif line.sheet.key == "members":
        take_member(line, resolve)
    elif line.sheet.key == "ballots":
        take_ballot(line, resolve, campaign)
    else:
        take_receipt(line, resolve, campaign)


def _take_overrides(book: OfficeBook, layout: Layout, campaign: Campaign) -> None:
    for award in campaign.awards:
        sheet = layout[f"award.{award.id}"]
        state = book.sheets.get(sheet.title)
        if state is not None:
            take_overrides(book.facts, book.path.name, sheet, state, award)
