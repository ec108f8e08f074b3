"""Charts that draw a table's rows: their series follow the table to its new last row."""

from __future__ import annotations

import re

from addin.package.escapes import xml_escaped
from addin.package.parts import CONTENT_TYPES, Parts
from addin.package.ranges import Extent, absolute, area, stretched
from addin.package.xml_bytes import attribute, start_tag, text_of

_CHARTS = ("drawingml.chart+xml", "ms-office.chartex+xml")
_SERIES = re.compile(
    rb"<((?:[\w.-]+:)?)tx[\s>].*?</\1tx>"  # names of series and titles: single cells above the rows
    rb"|(<((?:[\w.-]+:)?)f(?:\s[^>]*)?>)([^<]*)(</\3f>)"
    rb"(\s*<\3(?:num|str|multiLvlStr)Cache[\s>].*?</\3(?:num|str|multiLvlStr)Cache>)?",
    re.DOTALL,
)
_AREA = re.compile(
    r"((?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!,()\s]+))!)"
    r"(?P<area>\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)"
)


def fit_charts(parts: Parts, sheet: str, extent: Extent) -> None:
    """Stretch the series of every chart that draw all rows of a sheet's table.

    A series that draws only some of the rows (the first ten) stays as it is. The figures kept in
    a chart beside a stretched range go: whoever opens the file reads them from the cells.
    """
    for part in _chart_parts(parts):
        parts.change(part, fitted_chart(parts.read(part), sheet, extent))


def end_series(parts: Parts, sheet: str, first: int, last: int) -> None:
    """Let the series that begin in row ``first`` (from 0) of a sheet end in row ``last``."""

    def ended(found: re.Match[str]) -> str:
        title = found["plain"] or found["quoted"].replace("''", "'")
        old = area(found["area"])
        if old is None or title.casefold() != sheet.casefold() or old.top != first:
            return found[0]
        return found[1] + absolute(old._replace(bottom=last))

    def fitted(found: re.Match[bytes]) -> bytes:
        if found[2] is None:
            return found[0]
        old = text_of(found[4])
        new = _AREA.sub(ended, old)
        return found[0] if new == old else found[2] + xml_escaped(new).encode() + found[5]

    for part in _chart_parts(parts):
        parts.change(part, _SERIES.sub(fitted, parts.read(part)))


def _chart_parts(parts: Parts) -> list[str]:
    tags = start_tag("Override").finditer(parts.read(CONTENT_TYPES))
    named = [
        (attribute(tag[2], "PartName") or "").lstrip("/")
        for tag in tags
        if (attribute(tag[2], "ContentType") or "").endswith(_CHARTS)
    ]
    return [part for part in named if part in parts.archive]


def fitted_chart(xml: bytes, sheet: str, extent: Extent) -> bytes:
    """The XML of a chart with its ranges over a sheet's rows at their new last row."""

    def fitted(found: re.Match[bytes]) -> bytes:
        if found[2] is None:
            return found[0]
        old = text_of(found[4])
        new = _fitted_formula(old, sheet, extent)
        return found[0] if new == old else found[2] + xml_escaped(new).encode() + found[5]

    return _SERIES.sub(fitted, xml)


def _fitted_formula(formula: str, sheet: str, extent: Extent) -> str:
    def fitted(found: re.Match[str]) -> str:
        title = found["plain"] or found["quoted"].replace("''", "'")
        old = area(found["area"])
        if old is None or title.casefold() != sheet.casefold():
            return found[0]
        new = stretched(old, extent)
        return found[0] if new == old else found[1] + absolute(new)

    return _AREA.sub(fitted, formula)
