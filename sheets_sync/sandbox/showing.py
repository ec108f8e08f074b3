"""How a number looks in a cell, by its number format's pattern and the spreadsheet's locale."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.locales import Locale
from sheets_sync.sandbox.serials import moment_of

DATE_TYPES = {"DATE": "", "TIME": "h:mm:ss", "DATE_TIME": ""}
"""Number format types that show moments."""

_DATE_TOKEN = re.compile(
    r'"[^"]*"|\\.|am/pm|AM/PM|a/p|A/P|\[?[hH]+\]?|[yYdDsS]+|M+|m+|\.0+|.', re.DOTALL
)
_NUMBER_PART = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")


def is_date(form: Json | None) -> bool:
    """Whether a number format shows dates or times."""
    return bool(form) and str((form or {}).get("type")) in DATE_TYPES


def shown_number(value: float, form: Json | None, locale: Locale) -> str:
    """The text that a cell shows for a number."""
    if not form or form.get("type") in {None, "NUMBER_FORMAT_TYPE_UNSPECIFIED"}:
        return general(value, locale)
    pattern = str(form.get("pattern") or _default_pattern(str(form["type"]), locale))
    if form["type"] == "TEXT" or pattern in {"@", "General", ""}:
        return general(value, locale)
    if is_date(form):
        return shown_moment(value, pattern, locale)
    return _by_pattern(value, pattern, locale)


def _default_pattern(kind: str, locale: Locale) -> str:
    return {
        "DATE": locale.date,
        "TIME": "h:mm:ss",
        "DATE_TIME": f"{locale.date} h:mm:ss",
        "PERCENT": "0.00%",
        "NUMBER": "#,##0.00",
        "CURRENCY": locale.money_pattern(locale.cents),
        "SCIENTIFIC": "0.00E+00",
    }.get(kind, "")


def general(value: float, locale: Locale) -> str:
    """A number without a pattern: as many digits as it has, at most ten places or so."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.10g}"
    if "e" in text:
        mantissa, _, power = text.partition("e")
        text = f"{mantissa}E{power[0]}{power[1:].zfill(2)}"
    return text.replace(".", locale.decimal)


def shown_moment(serial: float, pattern: str, locale: Locale) -> str:
    """A date or time by its pattern; what lies outside the calendar stays a number."""
    try:
        moment = moment_of(serial)
    except OverflowError:
        return general(serial, locale)
    tokens = _DATE_TOKEN.findall(pattern)
    twelve = any(token.lower() in {"am/pm", "a/p"} for token in tokens)
    out: list[str] = []
    for place, token in enumerate(tokens):
        letter = token.strip("[]")[:1].lower()
        minutes = letter == "m" and _near_time(tokens, place)
        if minutes:
            out.append(str(moment.minute).zfill(len(token)))
        elif letter == "m":
            out.append(_month(moment.month, len(token)))
        elif letter == "y":
            out.append(f"{moment.year:04d}" if len(token) > 2 else f"{moment.year % 100:02d}")
        elif letter == "d":
            out.append(_day(moment.day, moment.weekday(), len(token)))
        elif letter == "h":
            hour = (moment.hour % 12 or 12) if twelve else moment.hour
            out.append(str(hour).zfill(len(token.strip("[]"))))
        elif letter == "s":
            out.append(str(moment.second).zfill(len(token)))
        else:
            out.append(_literal(token, moment.hour, moment.microsecond))
    return "".join(out)


def _near_time(tokens: list[str], place: int) -> bool:
    """Whether an ``m`` means minutes: it follows hours or stands before seconds."""
    letters = [
        (at, token.strip("[]")[:1].lower())
        for at, token in enumerate(tokens)
        if re.fullmatch(r"\[?[hHmMsSyYdD]+\]?", token)
    ]
    order = [at for at, _ in letters].index(place)
    before = letters[order - 1][1] if order else ""
    after = letters[order + 1][1] if order + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _literal(token: str, hour: int, microsecond: int) -> str:
    if token.lower() == "am/pm":
        return "AM" if hour < 12 else "PM"
    if token.lower() == "a/p":
        return "A" if hour < 12 else "P"
    if token.startswith(".0"):
        return f"{microsecond / 1e6:.{len(token) - 1}f}"[1:]
    if token.startswith('"'):
        return token.strip('"')
    return token.removeprefix("\\")


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _month(month: int, letters: int) -> str:
    if letters < 3:
        return str(month).zfill(letters)
    return _MONTHS[month - 1][:3] if letters == 3 else _MONTHS[month - 1]


def _day(day: int, weekday: int, letters: int) -> str:
    if letters < 3:
        return str(day).zfill(letters)
    return _DAYS[weekday][:3] if letters == 3 else _DAYS[weekday]


def _by_pattern(value: float, pattern: str, locale: Locale) -> str:
    sections = pattern.split(";")
    if value < 0 and len(sections) > 1:
        return _section(-value, sections[1], locale)
    if value == 0 and len(sections) > 2:
        return _section(value, sections[2], locale)
    return _section(value, sections[0], locale)


def _section(value: float, section: str, locale: Locale) -> str:
    section = re.sub(r"\[\$([^\]-]+)[^\]]*\]", r'"\1"', section)
    section = re.sub(r"\[[^\]]*\]", "", section)
    if "E+" in section or "E-" in section:
        places = len(section.partition(".")[2].partition("E")[0])
        mantissa, _, power = f"{value:.{places}E}".partition("E")
        return f"{mantissa.replace('.', locale.decimal)}E{power}"
    match = _NUMBER_PART.search(section)
    if not match:
        return _unquoted(section)
    scaled = Decimal(repr(value)) * (100 if "%" in section else 1)
    digits = _digits(scaled, match[0], locale)
    return _unquoted(section[: match.start()]) + digits + _unquoted(section[match.end() :])


def _digits(value: Decimal, pattern: str, locale: Locale) -> str:
    whole_pattern, _, part_pattern = pattern.partition(".")
    least, most = part_pattern.count("0"), len(part_pattern)
    rounded = abs(value).quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    part = part[:least] + part[least:].rstrip("0")
    whole = whole.zfill(whole_pattern.count("0"))
    if whole_pattern.count("0") == 0:
        whole = whole.lstrip("0")
    if "," in whole_pattern:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", lambda _: locale.group, whole)
    sign = "-" if value < 0 and rounded else ""
    return sign + whole + (locale.decimal + part if part else "")


def _unquoted(text: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)|_.|\*.', lambda found: found[1] or found[2] or "", text)
