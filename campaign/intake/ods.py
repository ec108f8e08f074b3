"""OpenDocument spreadsheets (``.ods``), read by a bounded stream parser of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaign.grid import Grid, Place
from campaign.intake.ods_stream import OdsStream
from campaign.intake.ods_styles import OdsStyles
from campaign.intake.ods_tables import Table
from campaign.intake.package import Package
from campaign.intake.refusals import refusal
from campaign.intake.styles_xml import LEGACY_FONT
from campaign.intake.xml_parts import feed, stream_xml, xml_part

_MANIFEST = "META-INF/manifest.xml"
_LINE = re.compile(rb"""text-line-through-(?:style|type)=["'](?!none)""")


def read_ods(package: Package) -> list[Grid]:
    """Read every table, in order; ``SourceError`` as in ``campaign.intake.reading``."""
    if "encrypted-package" in package or (
        _MANIFEST in package and b"encryption-data" in package.part(_MANIFEST)
    ):
        raise refusal(package.name, "encrypted")
    content = xml_part(package, "content.xml")
    styles = OdsStyles()
    if "styles.xml" in package and _tells(content, package.part("styles.xml")):
        stream_xml(package, "styles.xml", styles)
    stream = OdsStream(package.name, styles)
    feed(package, "content.xml", content, stream)
    if not stream.is_spreadsheet:
        raise refusal(package.name, "not_a_workbook", "đây là tài liệu OpenDocument khác")
    return [_grid(package.name, table, styles, stream.hints) for table in stream.tables]


def _tells(content: bytes, styles: bytes) -> bool:
    """Whether the named styles say something that is read: a font from before Unicode, a line."""
    return _LINE.search(styles) is not None or bool(LEGACY_FONT.search(content + styles))


def _grid(file: str, table: Table, styles: OdsStyles, hints: dict[str, str]) -> Grid:
    return Grid(
        file,
        table.title,
        table.rows,
        visible=not styles.is_hidden(table.style),
        hidden_rows=_spread(table.hidden_rows, len(table.rows)),
        hidden_columns=_spread(table.hidden_columns, table.width),
        merges=tuple(table.merges),
        errors=table.errors,
        formulas=table.formulas,
        typed=table.typed,
        struck=frozenset(table.struck),
        notes=table.notes,
        hints=hints | table.hints,
        number_format=_Percentages(frozenset(table.percentages)),
    )


def _spread(ranges: list[tuple[int, int]], limit: int) -> frozenset[int]:
    """Numbers in the ranges (first, how many) that lie below ``limit``."""
    return frozenset(
        number for first, many in ranges for number in range(first, min(first + many, limit))
    )


@dataclass(frozen=True, slots=True)
class _Percentages:
    """Number formats of a table: only whether a cell is a percentage is kept."""

    places: frozenset[Place]

    def __call__(self, row: int, column: int) -> str:
        return "0%" if (row, column) in self.places else ""
