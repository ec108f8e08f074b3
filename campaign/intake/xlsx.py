"""Excel workbooks (``.xlsx``, ``.xlsm``): values by calamine, the rest from the sheet's XML."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

from python_calamine import CalamineWorkbook

from campaign.errors import SourceError
from campaign.grid import CellValue, Grid, Place, address
from campaign.intake import sheet_xml
from campaign.intake.package import Package
from campaign.intake.refusals import refusal, stray_cell
from campaign.intake.sheet_plain import is_usual, plain_sheet
from campaign.intake.styles_xml import LEGACY_FONT, Styles, read_styles
from campaign.intake.workbook_xml import (
    SheetPart,
    WorkbookParts,
    plain_workbook,
    uncounted,
    workbook_parts,
)
from campaign.intake.xml_parts import xml_part

Values = list[list[CellValue]]


def read_xlsx(package: Package, main_part: str) -> list[Grid]:
    """Read every worksheet, in tab order; ``main_part`` is the workbook part."""
    parts = workbook_parts(package, main_part)
    strings = uncounted(xml_part(package, parts.strings)) if parts.strings else b""
    styles = xml_part(package, parts.styles) if parts.styles else b""
    bodies = [_body(package, sheet) for sheet in parts.sheets]
    plain = plain_workbook(bodies, strings, styles, d1904=parts.date1904)
    style_book = _StyleBook(package, parts.styles)
    grids = [
        _grid(package, sheet, body, rows, style_book)
        for sheet, body, rows in zip(
            parts.sheets, bodies, _values(package.name, plain, len(bodies)), strict=True
        )
    ]
    if LEGACY_FONT.search(styles) or (b"rFont" in strings and LEGACY_FONT.search(strings)):
        _decode(package, parts, bodies, grids)
    return grids


def _body(package: Package, sheet: SheetPart) -> bytes:
    """The sheet's XML in plain shape, none of its cells too far out."""
    body = xml_part(package, sheet.part)
    if is_usual(body):
        return body
    body = plain_sheet(package, sheet.part, body)
    far = sheet_xml.far_cell(body)
    if far is not None:
        raise stray_cell(package.name, sheet.title, address(*far))
    return body


def _values(name: str, workbook: bytes, count: int) -> list[Values]:
    """Values of the first ``count`` sheets, dense from A1."""
    return guarded(name, lambda: _calamine(workbook, count))


def _calamine(workbook: bytes, count: int) -> list[Values]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return [
        book.get_sheet_by_index(index).to_python(skip_empty_area=False)  # type: ignore[misc]
        for index in range(count)
    ]


def guarded(name: str, read: Callable[[], list[Values]]) -> list[Values]:
    """Run a foreign reader; whatever it throws means ``damaged``, a Rust panic included."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise refusal(name, "damaged", "nội dung trang tính không hợp lệ") from error


def _grid(
    package: Package, sheet: SheetPart, body: bytes, rows: Values, styles: _StyleBook
) -> Grid:
    width = len(rows[0]) if rows else 0
    return Grid(
        package.name,
        sheet.title,
        rows,
        visible=sheet.visible,
        hidden_rows=sheet_xml.hidden_rows(body),
        hidden_columns=sheet_xml.hidden_columns(body, width),
        merges=sheet_xml.merges(body),
        errors=sheet_xml.errors(body),
        formulas=sheet_xml.formulas(body),
        hints=dict(sheet.hints),
        number_format=_CellFormats(styles, sheet.part),
    )


def _decode(package: Package, parts: WorkbookParts, bodies: list[bytes], grids: list[Grid]) -> None:
    from campaign.intake.legacy_xlsx import decode_sheet, rich_strings

    fonts = read_styles(package, parts.styles).fonts
    strings = rich_strings(package, parts.strings)
    for body, grid in zip(bodies, grids, strict=True):
        decode_sheet(grid, body, fonts, strings)


@dataclass(slots=True)
class _StyleBook:
    """Styles of one workbook, read when first asked for."""

    package: Package
    part: str
    _styles: Styles | None = None

    def formats(self) -> list[str]:
        """Number formats by style id; none where the styles part is broken."""
        if self._styles is None:
            try:
                self._styles = read_styles(self.package, self.part)
            except SourceError:
                self._styles = Styles()
        return self._styles.formats


@dataclass(slots=True)
class _CellFormats:
    """Number formats of one sheet; holds the packed file only until it is asked."""

    styles: _StyleBook
    part: str
    _found: dict[Place, str] | None = field(default=None)

    def __call__(self, row: int, column: int) -> str:
        if self._found is None:
            self._found = self._read()
        return self._found.get((row, column), "")

    def _read(self) -> dict[Place, str]:
        formats = self.styles.formats()
        special = frozenset(style for style, code in enumerate(formats) if code)
        if not special:
            return {}
        package = self.styles.package
        body = plain_sheet(package, self.part, xml_part(package, self.part))
        styles = sheet_xml.cell_styles(body, special)
        return {where: formats[style] for where, style in styles.items()}
