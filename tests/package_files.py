"""Workbooks to edit: a rich one by XlsxWriter, and plain ones written by hand."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import xlsxwriter

from addin.package import CellOut
from addin.package.archive import Archive

SHEET = "Tổng hợp"
OTHER = "Ghi chép"
FIRST = 4
OLD_ROWS = 12
HEADERS = ["TT", "Đơn vị", "Điểm", "Ngày nộp", "Ghi chú"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def rich_workbook(path: Path) -> dict[str, int]:
    """Everything that people put around a table; answers with the style ids of its columns."""
    book = xlsxwriter.Workbook(path)
    sheet, other = book.add_worksheet(SHEET), book.add_worksheet(OTHER)
    day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
    red = book.add_format({"bg_color": "#F8CBAD"})
    sheet.merge_range(0, 0, 0, 4, "BẢNG TỔNG HỢP", book.add_format({"bold": True}))
    sheet.merge_range(FIRST + 2, 6, FIRST + 3, 6, "gộp")
    last = FIRST + OLD_ROWS - 1
    columns = [{"header": title} for title in HEADERS]
    sheet.add_table(FIRST - 1, 0, last, 4, {"name": "bang", "columns": columns})
    for row in range(FIRST, last + 1):
        sheet.write_row(row, 0, [row, f"Đơn vị {row}", row * 2.5])
        sheet.write_datetime(row, 3, date(2026, 1, row), day)
    sheet.write_formula(FIRST, 2, "=A5*2", None, 8)
    sheet.conditional_format(FIRST, 2, last, 2, {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(
        FIRST, 0, last, 4, {"type": "formula", "criteria": "=$C5>20", "format": red}
    )
    sheet.data_validation(FIRST, 4, last, 4, {"validate": "list", "source": ["Đạt", "Không"]})
    sheet.data_validation(FIRST, 2, 900, 2, {"validate": "decimal", "criteria": ">", "value": 0})
    sheet.write_comment(FIRST, 1, "Nhớ gọi lại đơn vị này")
    sheet.write_comment(0, 0, "Chú thích tiêu đề")
    sheet.write_url(FIRST + 1, 1, "https://example.vn/ho-so")
    sheet.print_area(0, 0, last, 4)
    sheet.repeat_rows(FIRST - 1)
    sheet.freeze_panes(FIRST, 0)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": [SHEET, FIRST, 2, last, 2]})
    sheet.insert_chart("G2", chart)
    sheet.insert_image("G20", "dot.png", {"image_data": io.BytesIO(_DOT)})
    other.write_row(0, 0, ["a", "b"])
    other.write_row(1, 0, [1, 2])
    other.write_row(2, 0, [3, 4])
    other.autofilter(0, 0, 2, 1)
    other.filter_column(0, "x > 2")
    other.set_row(1, options={"hidden": True})
    book.define_name("nguong", f"='{OTHER}'!$A$2")
    book.close()
    return {"plain": 0, "day": day.xf_index}


def rows_to_write(count: int) -> list[list[CellOut]]:
    """Rows for the rich workbook's table."""
    return [
        [n, f"Phường số {n}", n / 4, date(2026, 3, 1 + n % 28), "Đạt" if n % 2 else None]
        for n in range(1, count + 1)
    ]


def raw_parts(source: Path | bytes) -> dict[str, bytes]:
    """Each part's stream as it stands in the zip, not inflated."""
    archive = Archive(source, "x")
    return {part: b"".join(archive.raw(part)) for part in archive.infos}


def texts(source: Path | bytes) -> dict[str, str]:
    """Each XML part as text."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    with zipfile.ZipFile(file) as opened:
        return {
            name: opened.read(name).decode()
            for name in opened.namelist()
            if name.endswith((".xml", ".rels", ".vml"))
        }


def plain_package(sheet: str, parts: Mapping[str, str] | None = None, links: str = "") -> bytes:
    """A workbook with the one sheet ``S`` whose XML is given, plus other parts of ``xl``."""
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        f'<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    top = f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    here = f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
    types = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/calcChain.xml" ContentType="x"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_FORMAT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_FORMAT}.worksheet+xml"/>'
    )
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{top}</Relationships>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{here}{links}</Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
        **{f"xl/{name}": text for name, text in (parts or {}).items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in content.items():
            made.writestr(zipfile.ZipInfo(name), text)
    return file.getvalue()


def link(kind: str, target: str) -> str:
    """A relationship of the workbook part."""
    return f'<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="{target}"/>'


def worksheet(inner: str) -> str:
    """A worksheet part around what it holds."""
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">{inner}</worksheet>'
