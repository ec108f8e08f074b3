"""A new spreadsheet, as Google makes it when nothing else is said."""

from __future__ import annotations

import copy
from zoneinfo import available_timezones

from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.formats import normal_format
from sheets_sync.sandbox.grid import Grid
from sheets_sync.sandbox.ids import Ids
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.locales import known_locale

DEFAULT_FORMAT: Json = {
    "backgroundColor": {"red": 1, "green": 1, "blue": 1},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": {"red": 1, "green": 1, "blue": 1}},
}


def new_book(properties: Json | None = None) -> Book:
    """A spreadsheet without sheets: US English and GMT unless said otherwise."""
    given = {name: value for name, value in (properties or {}).items() if value is not None}
    given.pop("title", None)
    book = Book(
        {
            "locale": "en_US",
            "autoRecalc": "ON_CHANGE",
            "timeZone": "Etc/GMT",
            "defaultFormat": copy.deepcopy(DEFAULT_FORMAT),
        }
    )
    check_properties(given)
    book.properties |= given
    return book


def check_properties(properties: Json) -> None:
    """Refuse locales and time zones that there are not."""
    locale = properties.get("locale")
    if locale is not None and not known_locale(str(locale)):
        raise bad_argument(f"Invalid properties.locale: Unsupported locale: {locale}")
    zone = properties.get("timeZone")
    if zone is not None and zone not in available_timezones():
        raise bad_argument(f"Invalid properties.timeZone: Invalid time zone: {zone}")


def new_sheet(book: Book, properties: Json, ids: Ids) -> Sheet:
    """A sheet with the properties asked for; what is not said gets Google's defaults."""
    given = copy.deepcopy(properties)
    grid_properties = given.pop("gridProperties", None) or {}
    title = given.pop("title", None) or _free_title(book)
    sheet_id = given.pop("sheetId", None)
    if sheet_id is None:
        sheet_id = ids.small() if book.sheets else 0
    if any(sheet.sheet_id == sheet_id for sheet in book.sheets):
        raise bad_argument(f"Sheet with id {sheet_id} already exists. Please enter another id.")
    check_title(book, title)
    grid = Grid(
        int(grid_properties.pop("rowCount", 1000)), int(grid_properties.pop("columnCount", 26))
    )
    for name in ("index", "sheetType"):
        given.pop(name, None)
    sheet = Sheet(int(sheet_id), str(title), grid, normal_format(given), grid_properties)
    book.sheets.append(sheet)
    book.check_size()
    return sheet


def check_title(book: Book, title: str, but: Sheet | None = None) -> None:
    """Refuse a sheet's title that another sheet has, and an empty one."""
    if not title:
        raise bad_argument("The sheet name cannot be empty.")
    other = book.sheet_titled(title)
    if other is not None and other is not but:
        raise bad_argument(
            f'A sheet with the name "{title}" already exists. Please enter another name.'
        )


def _free_title(book: Book) -> str:
    number = len(book.sheets) + 1
    while book.sheet_titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"
