"""Unit workbooks for the tests: made once a campaign, read back through openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from addin.unitbook import unit_workbook
from addin.unitbook.book import Rows
from campaign.columns import column
from campaign.plan.definition import Campaign, Form
from campaign.plan.loading import load_campaign, shipped_campaigns
from campaign.roster.units import Roster, Unit, load_roster
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.tabs import Tab, tabs_of

CAMPAIGNS = {name: load_campaign(name) for name in shipped_campaigns()}
ROSTERS = {name: load_roster(campaign.campaign.roster) for name, campaign in CAMPAIGNS.items()}
Q12 = CAMPAIGNS["q12-cchc-2020"]

FILLED: Rows = {
    Form.REGISTRATION: (
        {
            "order": 1,
            "title": "Một cửa thân thiện",
            "category": "Mô hình",
            "content": "Gọi số tự động, trả lời góp ý trong ba ngày làm việc. " * 8,
            "starts": date(2020, 5, 4),
            "ends": "tháng 10/2020",
            "phone": "0909000001",
        },
        {"title": "Hẹn giờ qua tin nhắn", "row_id": "DK-0001"},
    ),
    Form.CRITERIA: (
        {"criterion": "4.1.d", "answer": "25/25", "evidence": "Biên bản họp"},
        {"criterion": "9.9", "text": "Tiêu chí tự thêm", "answer": "Đạt"},
    ),
}


def some_unit(roster: Roster) -> Unit:
    """The first unit of a roster."""
    return roster.units[0]


@cache
def opened(name: str, *, shared: bool = False) -> Workbook:
    """The empty workbook of a shipped campaign's first unit, or the one units share."""
    unit = None if shared else some_unit(ROSTERS[name])
    return reopened(unit_workbook(CAMPAIGNS[name], unit))


@cache
def filled() -> Workbook:
    """The workbook of the 2020 campaign with ``FILLED``."""
    return reopened(unit_workbook(Q12, some_unit(ROSTERS["q12-cchc-2020"]), rows=FILLED))


def reopened(data: bytes) -> Workbook:
    """A workbook from its bytes."""
    return load_workbook(BytesIO(data))


def sheets(name: str, *, shared: bool = False) -> Iterator[tuple[Tab, Worksheet]]:
    """Every tab that is filled in, with its sheet."""
    book = opened(name, shared=shared)
    for tab in tabs_of(CAMPAIGNS[name], shared=shared):
        yield tab, book[tab.title]


def tab_of(campaign: Campaign, form: Form, *, shared: bool = False) -> Tab:
    """The first tab of a form."""
    return next(tab for tab in tabs_of(campaign, shared=shared) if tab.form is form)


def first_row(tab: Tab) -> int:
    """The first data row, as Excel counts."""
    return header_of(tab.columns).last + 2


def cell(book: Workbook, tab: Tab, key: str, row: int = 0) -> Cell:
    """The cell of a column in a data row counted from 0."""
    position = tab.columns.index(column(tab.form, key)) + 1
    found = book[tab.title].cell(first_row(tab) + row, position)
    assert isinstance(found, Cell)
    return found
