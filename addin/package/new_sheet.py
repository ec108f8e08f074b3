"""The parts of a workbook with one more, empty sheet."""

from __future__ import annotations

from addin.package.escapes import attribute_escaped
from addin.package.parts import CONTENT_TYPES, Parts
from addin.package.relations import relations_part, with_relation
from addin.package.xml_bytes import attribute, element, start_tag

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'
)


def with_sheet(parts: Parts, title: str) -> dict[str, bytes]:
    """New XML of every part that an empty sheet at the end needs, by part name."""
    number = _free_number(parts)
    part = f"xl/worksheets/thidua{number}.xml"
    relation = f"rIdThidua{number}"
    links = relations_part(parts.book)
    return {
        part: _EMPTY.encode(),
        CONTENT_TYPES: _with_type(parts.read(CONTENT_TYPES), part),
        links: with_relation(parts.read(links), relation, f"{_RELATION}/worksheet", f"/{part}"),
        parts.book: _with_entry(parts.read(parts.book), title, relation),
    }


def _free_number(parts: Parts) -> int:
    number = 1
    while f"xl/worksheets/thidua{number}.xml" in parts.archive:
        number += 1
    return number


def _with_type(xml: bytes, part: str) -> bytes:
    end = xml.rindex(b"</")
    return xml[:end] + f'<Override PartName="/{part}" ContentType="{_TYPE}"/>'.encode() + xml[end:]


def _with_entry(book: bytes, title: str, relation: str) -> bytes:
    """The workbook part with one more tab; its number is one that no tab has."""
    found = element("sheets").search(book)
    assert found is not None  # noqa: S101 - a workbook without tabs is refused on opening
    used = [int(attribute(tag[2], "sheetId") or 0) for tag in start_tag("sheet").finditer(found[0])]
    prefix = found[1].decode()
    entry = (
        f'<{prefix}sheet name="{attribute_escaped(title)}" sheetId="{max(used) + 1}" '
        f'r:id="{relation}" xmlns:r="{_RELATION}"/>'
    ).encode()
    return book[: found.end(3)] + entry + book[found.end(3) :]
