"""The workbook part: its sheets, its built-in names, how it calculates."""

from __future__ import annotations

import re
from typing import NamedTuple

from addin.package.escapes import xml_escaped
from addin.package.ranges import Extent, absolute, area, followed
from addin.package.serials import EPOCH_1900, EPOCH_1904
from addin.package.xml_bytes import attribute, element, start_tag, text_of, with_attribute

FRAMES = frozenset({"_xlnm._FilterDatabase", "_xlnm.Print_Area"})
"""Built-in names of ranges that end with the table."""

_BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")
_NAMED_AREA = re.compile(r"(!)(\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)(?=,|$)")


class SheetEntry(NamedTuple):
    """A tab: its title, its relationship id, its place among all tabs."""

    title: str
    relation: str
    position: int


def sheet_entries(xml: bytes) -> list[SheetEntry]:
    """All tabs in order, chart sheets included."""
    found = element("sheets").search(xml)
    tags = start_tag("sheet").finditer(found[3] or b"") if found else ()
    return [
        SheetEntry(attribute(tag[2], "name") or "", _relation_id(tag[2]), position)
        for position, tag in enumerate(tags)
    ]


def _relation_id(attributes: bytes) -> str:
    found = re.search(rb"""\s[\w.-]+:id\s*=\s*["']([^"']*)["']""", attributes)
    return found[1].decode() if found else ""


def first_day(xml: bytes) -> int:
    """Ordinal of the day that the workbook counts from."""
    found = start_tag("workbookPr").search(xml)
    is_1904 = found and attribute(found[2], "date1904") in {"1", "true"}
    return EPOCH_1904 if is_1904 else EPOCH_1900


def with_names(xml: bytes, position: int, extent: Extent) -> bytes:
    """Fit the filter's and the print area's names of one tab to its new last row."""

    def fitted(found: re.Match[bytes]) -> bytes:
        local = attribute(found[2], "localSheetId") == str(position)
        if not local or attribute(found[2], "name") not in FRAMES or not found[3]:
            return found[0]
        text = xml_escaped(_fitted_areas(text_of(found[3]), extent)).encode()
        start, end = found.start(3) - found.start(), found.end(3) - found.start()
        return found[0][:start] + text + found[0][end:]

    return element("definedName").sub(fitted, xml)


def _fitted_areas(formula: str, extent: Extent) -> str:
    def fitted(found: re.Match[str]) -> str:
        old = area(found[2])
        if old is None or followed(old, extent) == old:
            return found[0]
        return found[1] + absolute(followed(old, extent))

    return _NAMED_AREA.sub(fitted, formula)


def with_full_calculation(xml: bytes) -> bytes:
    """Have everything calculated when the workbook is opened."""
    found = start_tag("calcPr").search(xml)
    if found:
        tag = with_attribute(found[0], "fullCalcOnLoad", "1")
        return xml[: found.start()] + tag + xml[found.end() :]
    for name in _BEFORE_CALC:
        before = element(name).search(xml)
        if before:
            tag = b"<" + before[1] + b'calcPr fullCalcOnLoad="1"/>'
            return xml[: before.end()] + tag + xml[before.end() :]
    return xml
