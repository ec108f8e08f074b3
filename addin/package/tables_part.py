"""Tables (``xl/tables/*.xml``) of a sheet: their range follows the rows, their header stays."""

from __future__ import annotations

from typing import NamedTuple

from addin.package.ranges import Area, Extent, area, followed
from addin.package.sheet_edges import NoteOf, fitted_filter
from addin.package.xml_bytes import attribute, start_tag, with_attribute, without_attribute


class TableHead(NamedTuple):
    """A table's name, its range, how many of the range's first rows are its header."""

    name: str
    area: Area
    headers: int


def table_head(xml: bytes) -> TableHead | None:
    """What a table's start tag says; None when it has no plain range."""
    tag = start_tag("table").search(xml)
    where = area(attribute(tag[2], "ref") or "") if tag else None
    if tag is None or where is None:
        return None
    name = attribute(tag[2], "displayName") or attribute(tag[2], "name") or ""
    return TableHead(name, where, int(attribute(tag[2], "headerRowCount") or 1))


def fitted_table(xml: bytes, extent: Extent, note: NoteOf) -> bytes:
    """Fit a table to its new last row; a total row was one of the replaced rows and is given up."""
    tag = start_tag("table").search(xml)
    head = table_head(xml)
    if tag is None or head is None or followed(head.area, extent) == head.area:
        return fitted_filter(xml, extent, note)
    start = with_attribute(tag[0], "ref", str(followed(head.area, extent)))
    if attribute(tag[2], "totalsRowCount") not in {None, "0"}:
        start = with_attribute(without_attribute(start, "totalsRowCount"), "totalsRowShown", "0")
        note(str(head.area), f"Dòng tổng của bảng “{head.name}” đã bị thay bằng dữ liệu mới.")
    return fitted_filter(xml[: tag.start()] + start + xml[tag.end() :], extent, note)


def renamed_column(xml: bytes, place: int, title: str) -> bytes:
    """Give a table's column the text of its header cell, as Excel demands of the two."""
    for index, column in enumerate(start_tag("tableColumn").finditer(xml)):
        if index == place:
            tag = with_attribute(column[0], "name", title.replace("\n", "_x000a_"))
            return xml[: column.start()] + tag + xml[column.end() :]
    return xml
