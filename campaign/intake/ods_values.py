"""Values of OpenDocument cells, from the attributes and the text of the cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from campaign.grid import CellValue

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$")
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)$|Err:\d{3}$")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+$")
_LOCAL_REFERENCE = re.compile(r"\[\.([^\[\]:.']*)(?::\.([^\[\]:.']*))?\]")
_DAY = timedelta(days=1)


def cell_value(attributes: dict[str, str], text: str) -> CellValue:
    """Value of a cell; its text where the stored value cannot be understood."""
    kind = attributes.get(OFFICE + "value-type", "")
    try:
        if kind in {"float", "percentage", "currency"}:
            return float(attributes[OFFICE + "value"])
        if kind == "date":
            return _moment(attributes[OFFICE + "date-value"])
        if kind == "time":
            return _time(attributes[OFFICE + "time-value"])
        if kind == "boolean":
            return attributes[OFFICE + "boolean-value"] == "true"
    except (KeyError, ValueError, OverflowError):
        return text
    return text or attributes.get(OFFICE + "string-value", "")


def _moment(stored: str) -> CellValue:
    if "T" not in stored:
        return date.fromisoformat(stored)
    moment = datetime.fromisoformat(_LONG_FRACTION.sub(r"\1", stored)).replace(tzinfo=None)
    return moment if moment.time() != time() else moment.date()


def _time(stored: str) -> CellValue:
    """Time of day when under 24 hours, else a duration."""
    match = _DURATION.match(stored)
    if match is None:
        raise ValueError(stored)
    sign, days, hours, minutes, seconds = match.groups()
    span = timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=float((seconds or "0").replace(",", ".")),
    )
    if sign:
        return -span
    return (datetime.min + span).time() if span < _DAY else span  # noqa: DTZ901


def cell_error(attributes: dict[str, str], text: str) -> str:
    """Text of a formula error; ``""`` when the cell holds none."""
    marked = attributes.get(CALC + "value-type") == "error"
    if marked or (TABLE + "formula" in attributes and _ERROR.match(text)):
        return text or "#N/A"
    return ""


def cell_formula(attributes: dict[str, str]) -> str:
    """Formula with its leading ``=``, references of the own sheet as ``A1``; ``""`` if none."""
    stored = attributes.get(TABLE + "formula", "")
    formula = stored[stored.find("=") :] if "=" in stored else ""
    return _LOCAL_REFERENCE.sub(_plain_reference, formula)


def _plain_reference(match: re.Match[str]) -> str:
    return f"{match[1]}:{match[2]}" if match[2] else match[1]


def count(attributes: dict[str, str], name: str) -> int:
    """A repeat or span of the table namespace: at least 1, at most a sheet's height."""
    stored = attributes.get(TABLE + name, "1")
    return max(1, min(int(stored), 1 << 20))
