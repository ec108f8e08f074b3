"""What a text becomes when somebody types it into a cell: valueInputOption USER_ENTERED."""

from __future__ import annotations

import re
from datetime import datetime

from sheets_sync.sandbox.json_types import Json, number
from sheets_sync.sandbox.locales import Locale
from sheets_sync.sandbox.serials import serial_of

Typed = tuple[Json, Json | None]
"""An ExtendedValue, and the number format that the typed form suggests."""

_ISO_DATE = re.compile(r"(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})")
_LOCAL_DATE = re.compile(r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})")
_TIME = re.compile(r"(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<sec>\d{2}))?(?: ?(?P<half>[AaPp][Mm]))?")


def typed(text: str, locale: Locale) -> Typed:
    """The value of a typed text, as the locale reads it."""
    if text.startswith("'"):
        return {"stringValue": text[1:]}, None
    if text.startswith("=") and len(text) > 1:
        return {"formulaValue": text}, None
    plain = text.strip()
    if plain.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": plain.upper() == "TRUE"}, None
    found = _number(plain, locale) or _moment(plain, locale)
    return found or ({"stringValue": text}, None)


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


def _moment(text: str, locale: Locale) -> Typed | None:
    day_text, _, time_text = text.partition(" ")
    day = _date(day_text, locale)
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


def _date(text: str, locale: Locale) -> tuple[float, str] | None:
    iso = _ISO_DATE.fullmatch(text)
    if iso:
        year, month, day, mark = int(iso["y"]), iso["m"], iso["d"], iso["s"]
        pattern = f"yyyy{mark}{'M' * len(month)}{mark}{'d' * len(day)}"
    else:
        local = _LOCAL_DATE.fullmatch(text)
        if not local or locale.order == "YMD":
            return None
        first, second, mark = local["a"], local["b"], local["s"]
        day, month = (second, first) if locale.order == "MDY" else (first, second)
        year = int(local["y"]) + (0 if len(local["y"]) == 4 else _century(local["y"]))
        letters = ["M" * len(month), "d" * len(day)]
        ordered = letters if locale.order == "MDY" else letters[::-1]
        pattern = mark.join([*ordered, "y" * len(local["y"])])
    try:
        return serial_of(datetime(year, int(month), int(day))), pattern  # noqa: DTZ001
    except ValueError:
        return None


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
