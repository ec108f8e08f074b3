"""What a text becomes when somebody types it into a cell: valueInputOption USER_ENTERED."""

from __future__ import annotations

import re
from datetime import datetime

from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.json_types import Json, number
from sheets_sync.sandbox.locales import Locale, locale_named
from sheets_sync.sandbox.serials import local_moment, serial_of

Typed = tuple[Json, Json | None]
"""An ExtendedValue, and the number format that the typed form suggests."""

_ISO_DATE = re.compile(r"(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})")
_LOCAL_DATE = re.compile(r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})")
_NO_YEAR = re.compile(r"(?P<a>\d{1,2})(?P<s>[-/])(?P<b>\d{1,2})")
_MONTH = re.compile(r"(?P<m>\d{1,2})(?P<s>[-/])(?P<y>\d{4})")
_TIME = re.compile(r"(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<sec>\d{2}))?(?: ?(?P<half>[AaPp][Mm]))?")


def typed(text: str, locale: Locale, year: int | None = None) -> Typed:
    """The value of a typed text, as the locale reads it.

    Args:
        text: What is typed.
        locale: The spreadsheet's.
        year: Of a day that is typed without one (``20/5``): today's where the spreadsheet is;
            without it such a day stays a text.
    """
    if text.startswith("'"):
        return {"stringValue": text[1:]}, None
    if text.startswith("=") and len(text) > 1:
        return {"formulaValue": text}, None
    plain = text.strip()
    if plain.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": plain.upper() == "TRUE"}, None
    found = _number(plain, locale) or _moment(plain, locale, year)
    return found or ({"stringValue": text}, None)


def type_into(book: Book, cell: Json, text: str, now: float) -> None:
    """Enter a text as a person would; a date gives a cell without a format its format.

    Args:
        book: The spreadsheet, whose locale and time zone count.
        cell: Where the text goes.
        text: What is typed.
        now: Seconds since 1970; a day without a year is one of the year then.
    """
    form = (cell.get("userEnteredFormat") or {}).get("numberFormat")
    if form and form.get("type") == "TEXT":
        cell["userEnteredValue"] = {"stringValue": text}
        return
    year = local_moment(now, book.time_zone).year
    value, suggested = typed(text, locale_named(book.locale), year)
    cell["userEnteredValue"] = value
    if suggested and not form:
        own = cell.get("userEnteredFormat") or {}
        cell["userEnteredFormat"] = own | {"numberFormat": suggested}


def _number(text: str, locale: Locale) -> Typed | None:
    sign, body = (-1, text[1:]) if text.startswith("-") else (1, text.removeprefix("+"))
    percent = body.endswith("%")
    money = locale.currency in body
    body = body.removesuffix("%").replace(locale.currency, "").strip()
    group, decimal = re.escape(locale.group), re.escape(locale.decimal)
    whole = rf"(?:\d+|\d{{1,3}}(?:{group}\d{{3}})+)"
    pattern = rf"(?P<whole>{whole})?(?:{decimal}(?P<part>\d*))?(?P<power>[eE][+-]?\d+)?"
    match = re.fullmatch(pattern, body)
    if not match or not (match["whole"] or match["part"]):
        return None
    digits = (match["whole"] or "0").replace(locale.group, "")
    value = sign * float(f"{digits}.{match['part'] or '0'}{match['power'] or ''}")
    grouped = locale.group in (match["whole"] or "")
    places = len(match["part"] or "")
    form: Json | None
    if money and not percent:
        form = {"type": "CURRENCY", "pattern": locale.money_pattern(places)}
    else:
        form = _number_format(places, grouped=grouped, percent=percent)
    return {"numberValue": number(value / 100 if percent else value)}, form


def _number_format(places: int, *, grouped: bool, percent: bool) -> Json | None:
    decimals = "." + "0" * places if places else ""
    if percent:
        return {"type": "PERCENT", "pattern": f"0{decimals}%"}
    return {"type": "NUMBER", "pattern": f"#,##0{decimals}"} if grouped else None


def _moment(text: str, locale: Locale, this_year: int | None) -> Typed | None:
    day_text, _, time_text = text.partition(" ")
    day = _date(day_text, locale, this_year)
    if day is None:
        clock = _time(text)
        if clock is None:
            return None
        return {"numberValue": number(clock[0])}, {"type": "TIME", "pattern": clock[1]}
    if not time_text:
        return {"numberValue": number(day[0])}, {"type": "DATE", "pattern": day[1]}
    clock = _time(time_text.strip())
    if clock is None:
        return None
    form = {"type": "DATE_TIME", "pattern": f"{day[1]} {clock[1]}"}
    return {"numberValue": number(day[0] + clock[0])}, form


def _date(text: str, locale: Locale, this_year: int | None) -> tuple[float, str] | None:
    """The serial number and the pattern of a typed day; a month is its first day."""
    parts = _iso(text) or _local(text, locale, this_year)
    if parts is None:
        return None
    (year, month, day), pattern = parts
    try:
        return serial_of(datetime(year, month, day)), pattern  # noqa: DTZ001
    except ValueError:
        return None


_Parts = tuple[tuple[int, int, int], str]
"""Year, month and day, which may be no real day, and the pattern that shows them as typed."""


def _iso(text: str) -> _Parts | None:
    iso = _ISO_DATE.fullmatch(text)
    if not iso:
        return None
    month, day, mark = iso["m"], iso["d"], iso["s"]
    pattern = f"yyyy{mark}{'M' * len(month)}{mark}{'d' * len(day)}"
    return (int(iso["y"]), int(month), int(day)), pattern


def _local(text: str, locale: Locale, this_year: int | None) -> _Parts | None:
    """A day in the locale's order, a day of this year, or a month."""
    local = _LOCAL_DATE.fullmatch(text) if locale.order != "YMD" else None
    found = local or _NO_YEAR.fullmatch(text)
    if found is None:
        return _month(text, locale)
    if local:
        year = int(local["y"]) + (0 if len(local["y"]) == 4 else _century(local["y"]))
    elif this_year is not None:
        year = this_year
    else:
        return None
    day_first = locale.order == "DMY"
    day, month = (found["a"], found["b"]) if day_first else (found["b"], found["a"])
    letters = ["d" * len(day), "M" * len(month)][:: 1 if day_first else -1]
    if local:
        letters.append("y" * len(local["y"]))
    return (year, int(month), int(day)), found["s"].join(letters)


def _month(text: str, locale: Locale) -> _Parts | None:
    found = _MONTH.fullmatch(text) if locale.order != "YMD" else None
    if found is None:
        return None
    return (int(found["y"]), int(found["m"]), 1), f"{'M' * len(found['m'])}{found['s']}yyyy"


def _century(two_digits: str) -> int:
    return 2000 if int(two_digits) < 30 else 1900


def _time(text: str) -> tuple[float, str] | None:
    match = _TIME.fullmatch(text)
    if not match:
        return None
    hour, minute, second = int(match["h"]), int(match["n"]), int(match["sec"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    pattern = "h:mm" + (":ss" if match["sec"] else "") + (" am/pm" if match["half"] else "")
    return (hour * 3600 + minute * 60 + second) / 86400, pattern
