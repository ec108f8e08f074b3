"""Fetches one spreadsheet whole: by export, or by value where an export is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheets_sync.gsheets.errors import SkipUnit
from sheets_sync.gsheets.google import Google
from sheets_sync.sync.months_shown import first_days, months_shown
from sheets_sync.sync.values_book import book_of

EXPORT_REFUSED = "export_refused"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A spreadsheet's bytes, and by which road they came."""

    data: bytes
    by_value: bool = False


def fetch(google: Google, file: str, who: str, titles: Sequence[str]) -> Fetched:
    """The whole spreadsheet.

    Args:
        google: The way there.
        file: Google's id.
        who: Whose it is, for sentences.
        titles: Tabs that are read by value; asked of Google when one has another name.

    Raises:
        GoogleError: with what to do.
    """
    try:
        return Fetched(google.export(file, who))
    except SkipUnit as error:
        if error.code != EXPORT_REFUSED:
            raise
    try:
        return _by_value(google, file, who, titles)
    except SkipUnit as error:
        if error.code != "bad_request":
            raise
    found = google.structure(file, who, "sheets(properties(title,sheetType))")["sheets"]
    present = [sheet["properties"]["title"] for sheet in found]
    return _by_value(google, file, who, present)


def _by_value(google: Google, file: str, who: str, titles: Sequence[str]) -> Fetched:
    ranges = [f"'{title.replace(chr(39), chr(39) * 2)}'" for title in titles]
    values = google.values(file, ranges, who)
    days = first_days(values)
    shown = google.values(file, ranges, who, days_as_shown=True) if days else ()
    formats = months_shown(days, shown)
    return Fetched(book_of(dict(zip(titles, values, strict=True)), formats), by_value=True)
