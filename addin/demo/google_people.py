"""People of the demo at work in a spreadsheet, each with an account of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from campaign.columns import Owner
from campaign.plan.definition import Form
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.tabs import Tab
from sheets_sync.provision.desired import FIRST_SHEET
from sheets_sync.provision.drawing import runs, write_cells
from sheets_sync.provision.feedback_tab import serial
from sheets_sync.provision.json_types import Json

if TYPE_CHECKING:
    from addin.demo.rows import TypedRow
    from sheets_sync.gsheets.google import Google

_VALUE = "userEnteredValue"


def fill(
    google: Google, file: str, who: str, tabs: list[Tab], rows: Mapping[Form, list[TypedRow]]
) -> None:
    """Type rows into their forms, below each header, in the columns that a unit fills."""
    requests = [
        request
        for number, tab in enumerate(tabs)
        if tab.form in rows and [t.form for t in tabs].index(tab.form) == number
        for request in _typed(tab, FIRST_SHEET + number, rows[tab.form])
    ]
    google.batch_update(file, requests, who)


def _typed(tab: Tab, sheet: int, rows: list[TypedRow]) -> list[Json]:
    first = header_of(tab.columns).last + 1
    places = {c.key: n for n, c in enumerate(tab.columns) if c.owner is Owner.UNIT}
    cells = {
        (row, places[key]): cell(value)
        for row, values in enumerate(rows, first)
        for key, value in values.items()
        if key in places
    }
    return [write_cells(sheet, row, column, run, _VALUE) for (row, column), run in runs(cells)]


def cell(value: object) -> Json:
    """A value as somebody would type it: a date as a date, anything odd as text."""
    if value is None or value == "":
        return {}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {_VALUE: {"numberValue": serial(value.toordinal())}}
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return {_VALUE: {"numberValue": value}}
    return {_VALUE: {"stringValue": str(value)}}


def write_text(google: Google, file: str, who: str, place: tuple[int, int, int], text: str) -> None:
    """Write one text cell; ``place`` is sheet, row and column from 0."""
    sheet, row, column = place
    request = write_cells(sheet, row, column, [cell(text)], _VALUE)
    google.batch_update(file, [request], who)


def clear_rows(google: Google, file: str, who: str, tab: Tab, count: int) -> None:
    """Clear what a unit wrote in the first rows of the first form."""
    empty: list[TypedRow] = [{c.key: None for c in tab.columns} for _ in range(count)]
    google.batch_update(file, _typed(tab, FIRST_SHEET, empty), who)
