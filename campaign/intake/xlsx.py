"""Excel workbooks (``.xlsx``, ``.xlsm``): values by calamine, the rest from the sheet's XML."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from python_calamine import CalamineWorkbook

from campaign.grid import UNCALCULATED, CellValue, Grid, address
from campaign.intake import sheet_xml
from campaign.intake.number_formats import HELD, CellFormats, StyleBook
from campaign.intake.package import Package
from campaign.intake.plain_workbook import plain_workbook, uncounted
from campaign.intake.refusals import refusal, stray_cell
from campaign.intake.remarks_xlsx import comments, may_strike, struck_cells, struck_strings
from campaign.intake.sheet_plain import is_usual, plain_sheet, without_blanks
from campaign.intake.styles_xml import LEGACY_FONT, names_legacy_font, read_styles
from campaign.intake.workbook_xml import SheetPart, WorkbookParts, workbook_parts
from campaign.intake.xml_parts import mentions, xml_part

Values = list[list[CellValue]]


def read_xlsx(package: Package, main_part: str) -> list[Grid]:
    """Read every worksheet, in tab order; ``main_part`` is the workbook part."""
    parts = workbook_parts(package, main_part)
    strings = uncounted(xml_part(package, parts.strings)) if parts.strings else b""
    styles = xml_part(package, parts.styles) if parts.styles else b""
    sheets = [_sheet(package, sheet) for sheet in parts.sheets]
    filled = [sheet.filled for sheet in sheets]
    plain = plain_workbook(filled, strings, styles, d1904=parts.date1904)
    style_book = StyleBook(package, parts.styles)
    grids = [
        _grid(package, sheet, rows, style_book)
        for sheet, rows in zip(sheets, _values(package.name, plain, len(sheets)), strict=True)
    ]
    if names_legacy_font(styles) or (mentions(strings, b"rFont") and LEGACY_FONT.search(strings)):
        _decode(package, parts, filled, grids)
    if may_strike(styles) or may_strike(strings):
        _strike(package, parts, sheets, strings, grids)
    return grids


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's XML in plain shape: whole, and without what waits to be filled."""

    part: SheetPart
    body: bytes
    filled: bytes


def _sheet(package: Package, sheet: SheetPart) -> _Sheet:
    """A sheet none of whose cells is too far out."""
    body = xml_part(package, sheet.part)
    filled = without_blanks(body)
    if is_usual(filled):
        return _Sheet(sheet, body, filled)
    body = plain_sheet(package, sheet.part, body)
    far = sheet_xml.far_cell(body)
    if far is not None:
        raise stray_cell(package.name, sheet.title, address(*far))
    return _Sheet(sheet, body, body)


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


def _grid(package: Package, sheet: _Sheet, rows: Values, styles: StyleBook) -> Grid:
    part, filled = sheet.part, sheet.filled
    width = len(rows[0]) if rows else 0
    formulas = sheet_xml.formulas(filled)
    errors = sheet_xml.errors(filled)
    errors.update(dict.fromkeys(sheet_xml.uncalculated(filled, formulas), UNCALCULATED))
    return Grid(
        package.name,
        part.title,
        rows,
        visible=part.visible,
        hidden_rows=sheet_xml.hidden_rows(sheet.body),
        hidden_columns=sheet_xml.hidden_columns(filled, width),
        merges=sheet_xml.merges(filled),
        errors=errors,
        formulas=formulas,
        notes=comments(package, part.part),
        hints=dict(part.hints),
        number_format=CellFormats(styles, part.part, filled if len(filled) < HELD else b""),
    )


def _decode(package: Package, parts: WorkbookParts, bodies: list[bytes], grids: list[Grid]) -> None:
    from campaign.intake.legacy_xlsx import decode_sheet, rich_strings

    fonts = read_styles(package, parts.styles).fonts
    strings = rich_strings(package, parts.strings)
    for body, grid in zip(bodies, grids, strict=True):
        decode_sheet(grid, body, fonts, strings)


def _strike(
    package: Package,
    parts: WorkbookParts,
    sheets: list[_Sheet],
    strings: bytes,
    grids: list[Grid],
) -> None:
    styles, texts = read_styles(package, parts.styles).struck, struck_strings(strings)
    for sheet, grid in zip(sheets, grids, strict=True):
        grid.struck = struck_cells(sheet.filled, styles, texts)
