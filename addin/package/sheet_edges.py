"""What stands around a sheet's rows and names some of them: changed to fit the new last row."""

from __future__ import annotations

import re
from collections.abc import Callable

from addin.package.ranges import Area, Extent, area, followed, stretched_list
from addin.package.xml_bytes import (
    attribute,
    element,
    first_tag,
    start_tag,
    text_of,
    with_attribute,
    without_attribute,
)

NoteOf = Callable[[str, str], None]
"""Takes an address and a sentence."""

_RULES = ("conditionalFormatting", "dataValidation", "protectedRange")
_FILTERED = re.compile(
    rb"<(?:[\w.-]+:)?(?:filters|customFilters|top10|dynamicFilter|colorFilter|iconFilter)\b"
)


def with_dimension(head: bytes, used: Area) -> bytes:
    """State the used range, where the sheet states one."""
    return start_tag("dimension").sub(
        lambda found: with_attribute(found[0], "ref", str(used)), head, count=1
    )


def with_dimension_of(head: bytes, cells: Area) -> bytes:
    """Let the used range take these cells in, where the sheet states one."""
    found = start_tag("dimension").search(head)
    old = area(attribute(found[2], "ref") or "") if found else None
    if old is None:
        return head
    used = Area(
        min(old.top, cells.top),
        min(old.left, cells.left),
        max(old.bottom, cells.bottom),
        max(old.right, cells.right),
    )
    return head if used == old else with_dimension(head, used)


def without_filter_mode(head: bytes) -> bytes:
    """Say that no filter hides rows."""
    return start_tag("sheetPr").sub(
        lambda found: without_attribute(found[0], "filterMode"), head, count=1
    )


def fitted_tail(tail: bytes, extent: Extent, note: NoteOf) -> bytes:
    """Fit filter, sort mark, merges and rules to the new rows."""
    tail = fitted_filter(tail, extent, note)
    tail = _fitted_merges(tail, extent, note)
    for name in _RULES:
        tail = element(name).sub(lambda found: _fitted_rule(found[0], extent), tail)
    return tail


def fitted_filter(xml: bytes, extent: Extent, note: NoteOf) -> bytes:
    """Fit every filter in a sheet's or a table's XML, its criteria and sort marks cleared."""

    def fitted(found: re.Match[bytes]) -> bytes:
        old = area(attribute(found[2], "ref") or "")
        if old is None or old.bottom < extent.first - 1:
            return found[0]
        if _FILTERED.search(found[0]):
            note(str(old), "Bộ lọc đang bật đã được xóa vì các dòng là dòng mới.")
        text = with_attribute(found[0], "ref", str(followed(old, extent)))
        return element("filterColumn").sub(_shown_button, element("sortState").sub(b"", text))

    def unsorted(found: re.Match[bytes]) -> bytes:
        old = area(attribute(found[2], "ref") or "")
        return b"" if old and old.bottom >= extent.first else found[0]

    return element("sortState").sub(unsorted, element("autoFilter").sub(fitted, xml))


def _shown_button(column: re.Match[bytes]) -> bytes:
    """A filter column without criteria only says how its button looks: it stays."""
    return b"" if _FILTERED.search(column[0]) else column[0]


def _fitted_merges(tail: bytes, extent: Extent, note: NoteOf) -> bytes:
    found = element("mergeCells").search(tail)
    if found is None:
        return tail
    kept: list[bytes] = []
    for merge in start_tag("mergeCell").finditer(found[3] or b""):
        old = area(attribute(merge[2], "ref") or "")
        if old is None or old.bottom < extent.first:
            kept.append(merge[0])
        elif old.top < extent.first:
            note(str(old), "Vùng gộp ô lấn xuống bảng đã được thu lên trên bảng.")
            upper = old._replace(bottom=extent.first - 1)
            if upper.top < upper.bottom or upper.left < upper.right:
                kept.append(with_attribute(merge[0], "ref", str(upper)))
    if not kept:
        return tail[: found.start()] + tail[found.end() :]
    start = with_attribute(found[0][: found.start(3) - found.start()], "count", str(len(kept)))
    end = b"</" + found[1] + b"mergeCells>"
    return tail[: found.start()] + start + b"".join(kept) + end + tail[found.end() :]


def _fitted_rule(rule: bytes, extent: Extent) -> bytes:
    """Fit a rule's ranges: an attribute, or an element of its own in Excel's extensions."""
    old = attribute(first_tag(rule), "sqref")
    if old is not None:
        new = stretched_list(old, extent)
        return rule if new == " ".join(old.split()) else with_attribute(rule, "sqref", new)

    def fitted(found: re.Match[bytes]) -> bytes:
        new = stretched_list(text_of(found[3] or b""), extent).encode()
        place = found.start()
        return rule[place : found.start(3)] + new + rule[found.end(3) : found.end()]

    return element("sqref").sub(lambda found: fitted(found) if found[3] else found[0], rule)


def links_within(tail: bytes, first: int) -> list[tuple[str, str]]:
    """Hyperlinks anchored in row ``first`` or below: their range and relationship id."""
    found = []
    for link in start_tag("hyperlink").finditer(tail):
        where = area(attribute(link[2], "ref") or "")
        if where and where.bottom >= first:
            found.append((str(where), _relation(link[2])))
    return found


def _relation(attributes: bytes) -> str:
    named = re.search(rb"""[\w.-]+:id\s*=\s*["']([^"']*)""", attributes)
    return named[1].decode() if named else attribute(attributes, "location") or ""
