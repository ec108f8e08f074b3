"""Excel 97-2003 and older workbooks (``.xls``), by xlrd.

Formula text is not kept by the reader, so ``Grid.formulas`` stays empty; the stored results
are there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import xlrd

from campaign.errors import SourceError
from campaign.grid import CellValue, Grid, Place, address
from campaign.intake.legacy_runs import Runs, decoded
from campaign.intake.refusals import refusal, stray_cell
from campaign.intake.sheet_xml import MAX_CELLS, Area
from campaign.intake.workbook_xml import HINTS
from campaign.intake.xls_remarks import comments, struck_cells

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_STRING_RESULT = 1
_EVERY_SHEET = -1


def read_xls(name: str, data: bytes) -> list[Grid]:
    """Read every worksheet, in tab order."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [_grid(name, book, sheet) for sheet in book.sheets()]
    except SourceError:
        raise
    except Exception as error:
        if "encrypted" in str(error):
            raise refusal(name, "encrypted") from error
        raise refusal(name, "damaged", "nội dung tệp .xls không hợp lệ") from error


def _grid(name: str, book: Any, sheet: Any) -> Grid:  # noqa: ANN401 - xlrd has no types
    errors: dict[Place, str] = {}
    rows = [list(_row(book, sheet, row, errors)) for row in range(sheet.nrows)]
    _trim(rows)
    _check_extent(name, sheet.name, rows)
    grid = Grid(
        name,
        sheet.name,
        rows,
        visible=sheet.visibility == 0,
        hidden_rows=_hidden(sheet.rowinfo_map, "height"),
        hidden_columns=_hidden(sheet.colinfo_map, "width"),
        merges=_merges(sheet),
        errors=errors,
        struck=struck_cells(book, sheet),
        notes=comments(sheet),
        hints=_hints(book, sheet.number),
        number_format=_Formats(book.format_map, book.xf_list, _style_ids(sheet)),
    )
    _decode(grid, book, sheet)
    return grid


def _row(
    book: Any,  # noqa: ANN401
    sheet: Any,  # noqa: ANN401
    row: int,
    errors: dict[Place, str],
) -> Iterator[CellValue]:
    """Values of one row; formula errors are put into ``errors``."""
    cells = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
    for column, (kind, value) in enumerate(cells):
        if kind == xlrd.XL_CELL_ERROR:
            errors[row, column] = xlrd.error_text_from_code.get(value, "#N/A")
            yield ""
        elif kind == xlrd.XL_CELL_DATE:
            style = sheet.cell_xf_index(row, column)
            yield _moment(value, _format(book.format_map, book.xf_list, style), book.datemode)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            yield bool(value)
        else:
            yield value


def _moment(serial: float, code: str, datemode: int) -> CellValue:
    """Date, time of day or duration of a serial day number; the number itself if out of range."""
    if _ELAPSED.search(code):
        return timedelta(days=serial)
    if not 0 <= serial < xlrd.xldate._XLDAYS_TOO_LARGE[datemode]:  # noqa: SLF001
        return serial
    moment: datetime = xlrd.xldate.xldate_as_datetime(serial, datemode)
    if serial < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _trim(rows: list[list[CellValue]]) -> None:
    """Cut empty ends of rows, and empty rows at the end: formatted cells leave them behind."""
    for row in rows:
        while row and (row[-1] is None or row[-1] == ""):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()


def _check_extent(name: str, sheet: str, rows: list[list[CellValue]]) -> None:
    width = max(map(len, rows), default=0)
    if width * len(rows) > MAX_CELLS:
        widest = max(range(len(rows)), key=lambda row: (row + 1) * len(rows[row]))
        raise stray_cell(name, sheet, address(widest, len(rows[widest]) - 1))


def _hidden(infos: dict[int, Any], size: str) -> frozenset[int]:
    return frozenset(n for n, info in infos.items() if info.hidden or getattr(info, size) == 0)


def _merges(sheet: Any) -> tuple[Area, ...]:  # noqa: ANN401
    return tuple((r1, c1, r2 - 1, c2 - 1) for r1, r2, c1, c2 in sheet.merged_cells)


def _hints(book: Any, number: int) -> dict[str, str]:  # noqa: ANN401
    """Our hidden marks: names of the whole book, then those of sheet ``number``."""
    found: dict[str, str] = {}
    names = [name for name in book.name_obj_list if name.name.lower() in HINTS]
    for scope in (_EVERY_SHEET, number):
        for name in names:
            result = name.result
            if name.scope == scope and result is not None and result.kind == _STRING_RESULT:
                found[name.name.lower()] = str(result.value)
    return found


def _style_ids(sheet: Any) -> list[list[int]]:  # noqa: ANN401
    return [
        [sheet.cell_xf_index(row, column) for column in range(sheet.row_len(row))]
        for row in range(sheet.nrows)
    ]


def _format(formats: dict[int, Any], styles: list[Any], style: int) -> str:
    found = formats.get(styles[style].format_key) if style < len(styles) else None
    code = found.format_str if found is not None else ""
    return "" if code.lower() == "general" else code


@dataclass(frozen=True, slots=True)
class _Formats:
    """Number formats of one sheet."""

    formats: dict[int, Any]
    styles: list[Any]
    ids: list[list[int]]

    def __call__(self, row: int, column: int) -> str:
        if row >= len(self.ids) or column >= len(self.ids[row]):
            return ""
        return _format(self.formats, self.styles, self.ids[row][column])


def _decode(grid: Grid, book: Any, sheet: Any) -> None:  # noqa: ANN401
    """Decode text in legacy fonts in place; what was stored goes to ``grid.typed``."""
    fonts = [font.name for font in book.font_list]
    if not any(font.lower().startswith((".vn", "vni")) for font in fonts):
        return
    for row, values in enumerate(grid.rows):
        for column, text in enumerate(values):
            if not isinstance(text, str) or not text:
                continue
            own = fonts[book.xf_list[sheet.cell_xf_index(row, column)].font_index]
            marks = sheet.rich_text_runlist_map.get((row, column), [])
            clear = decoded(_runs(text, marks, fonts), own)
            if clear is not None:
                grid.typed[row, column] = text
                values[column] = clear


def _runs(text: str, marks: list[tuple[int, int]], fonts: list[str]) -> Runs:
    """Cut a text where its font changes; each mark is (first character, font number)."""
    starts = [0, *(start for start, _ in marks), len(text)]
    names = ["", *(fonts[font] if font < len(fonts) else "" for _, font in marks)]
    return tuple(
        (font, text[start:end]) for font, start, end in zip(names, starts, starts[1:], strict=False)
    )
