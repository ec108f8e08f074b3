"""Native charts in a Word document: editable there, with their figures in a workbook inside it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm
from markupsafe import Markup, escape

from addin.charts.drawing import Place
from addin.charts.figures import Figures

if TYPE_CHECKING:
    from docx.document import Document
    from xlsxwriter.workbook import Workbook

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = "Số liệu"
_MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - no clock in what the same inputs give
_FIRST_DAY = date(1899, 12, 30)
_A = "http://schemas.openxmlformats.org/drawingml/2006"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart of a document.

    Attributes:
        tag: The value's name in the template.
        tables: Its figures; they stand below each other in one sheet.
        chart: Makes the chart from the workbook and the places of the tables.
        described: The chart in words, for who cannot see it.
        height: Millimetres; the width is that of the text.
    """

    tag: str
    tables: Sequence[Figures]
    chart: Callable[[Workbook, Sequence[Place]], Any]
    described: str
    height: float = 95


class WordCharts:
    """Puts charts into a document that is about to be filled."""

    def __init__(self, drawings: Sequence[Drawing], width: float) -> None:
        self.drawings, self.width = drawings, width

    def __call__(self, document: Document) -> dict[str, Markup]:
        """Add the charts' parts; give the text that shows each, by its tag."""
        return {
            drawing.tag: self._added(document, drawing, number)
            for number, drawing in enumerate(self.drawings, 1)
        }

    def _added(self, document: Document, drawing: Drawing, number: int) -> Markup:
        package = document.part.package
        name = f"thidua{number}"
        book = Part(PackURI(f"/word/embeddings/{name}.xlsx"), _BOOK, _workbook(drawing)[0], package)
        chart = Part(PackURI(f"/word/charts/{name}.xml"), _CHART, b"", package)
        link = chart.relate_to(book, RT.PACKAGE)
        chart._blob = _chart_xml(drawing, link)  # noqa: SLF001 - its id is known only now
        place = document.part.relate_to(chart, RT.CHART)
        return _shown(place, number, drawing, self.width)


def _workbook(drawing: Drawing, *, drawn: bool = False) -> tuple[bytes, bytes]:
    """The figures as a workbook, and the chart's XML when it is drawn."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        workbook.set_properties({"created": _MADE})
        sheet = workbook.add_worksheet(_SHEET)
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.set_column(0, 0, 34)
        places = []
        row = 0
        for table in drawing.tables:
            sheet.write_row(row, 0, table.heads)
            for offset, line in enumerate(table.rows, 1):
                for column, value in enumerate(line):
                    if isinstance(value, date):
                        # As a number: XlsxWriter keeps no other kind of date for a chart.
                        sheet.write_number(row + offset, column, (value - _FIRST_DAY).days, day)
                    elif value is not None:
                        sheet.write(row + offset, column, value)
            places.append(Place(_SHEET, row + 1, row + max(len(table.rows), 1), 0))
            row += len(table.rows) + 3
        if drawn:
            sheet.insert_chart(0, 12, drawing.chart(workbook, places))
    data = buffer.getvalue()
    if not drawn:
        return data, b""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return data, package.read("xl/charts/chart1.xml")


def _chart_xml(drawing: Drawing, link: str) -> bytes:
    """The chart with a link to its figures, at the place that the schema gives it."""
    _, xml = _workbook(drawing, drawn=True)
    if b"<c:scatterChart>" in xml:
        # Word and Excel draw straight lines without the word; LibreOffice bends them.
        xml = xml.replace(b"</c:ser>", b'<c:smooth val="0"/></c:ser>')
    # Said in words what Excel takes for granted: a day without a figure is a gap.
    if b"<c:dispBlanksAs" not in xml:
        told = b'<c:plotVisOnly val="1"/>'
        xml = xml.replace(told, told + b'<c:dispBlanksAs val="gap"/>')
    data = f'<c:externalData r:id="{link}"><c:autoUpdate val="0"/></c:externalData>'.encode()
    head, mark, tail = xml.partition(b"<c:printSettings>")
    if not mark:
        head, mark, tail = xml.partition(b"</c:chartSpace>")
    return head + data + mark + tail


def _shown(place: str, number: int, drawing: Drawing, width: float) -> Markup:
    """A run that holds the chart in line with the text."""
    return Markup(
        '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="{a}/wordprocessingDrawing" distT="0" '
        'distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
        '<wp:docPr id="{number}" name="Biểu đồ {number}" descr="{described}"/>'
        '<a:graphic xmlns:a="{a}/main"><a:graphicData uri="{a}/chart">'
        '<c:chart xmlns:c="{a}/chart" xmlns:r="{r}" r:id="{place}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        '<w:r><w:t xml:space="preserve">'
    ).format(
        a=_A,
        r="http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        cx=int(Mm(width)),
        cy=int(Mm(drawing.height)),
        number=number,
        described=escape(drawing.described),
        place=place,
    )
