"""The composed parts of a paper: letterhead, tables, signatures, running lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from addin.papers.blanks.source import Grid, Text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_LEFT_MM = 66.0
_PADDING_MM = 1.2
_ALIGN = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}
_NO_TEXT = {"TĐ Gạch", "TĐ Trạng thái"}
_IF, _END_IF = "{%p if ", "{%p endif"
_TO_FILL = "\u00a0" * 10
_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def add_letterhead(
    document: Document, code: str, subject: str, width: float, *, dated: bool = True
) -> None:
    """Issuer and number on the left; Quốc hiệu, Tiêu ngữ, place and day on the right.

    ``subject`` is what a letter without a name is about; it stands under the number. Minutes are
    not ``dated``: they say inside when they were taken.
    """
    widths = [_LEFT_MM, width - _LEFT_MM]
    table = _bare_table(document, widths)
    left, right = table.rows[0].cells
    _write(left, "{%p if co_quan_cap_tren %}", "TĐ Gạch")
    _write(left, "{{ co_quan_cap_tren }}", "TĐ Cơ quan cấp trên")
    _write(left, "{%p endif %}", "TĐ Gạch")
    _write(left, "{{ co_quan }}", "TĐ Cơ quan")
    _rule(left.add_paragraph(style="TĐ Gạch"), _LEFT_MM, _LEFT_MM / 3)
    if code:
        _write(left, f"Số:{_TO_FILL}/{code}", "TĐ Số")
    if subject:
        _write(left, f"V/v {subject}", "TĐ Về việc")
    _write(right, _NATION, "TĐ Quốc hiệu")
    _write(right, _MOTTO, "TĐ Tiêu ngữ")
    _rule(right.add_paragraph(style="TĐ Gạch"), widths[1], 62)
    if dated:
        _write(right, "{{ dia_danh }}, {{ ngay_thang }}", "TĐ Địa danh ngày tháng")


def add_signatures(document: Document, block: Text, width: float) -> None:
    """Recipients and signer (``ky``), or two signers (``ky2``). ``;`` parts the lines."""
    document.add_paragraph(style="TĐ Gạch")
    keep_last_text(document)
    table = _bare_table(document, [width / 2, width / 2])
    _keep_rows(table)
    left, right = table.rows[0].cells
    if block.kind == "ky":
        _write(left, "Nơi nhận:", "TĐ Nơi nhận")
        for line in block.text.split(";"):
            _write(left, f"- {line.strip()};", "TĐ Nơi nhận, danh sách")
        last = left.paragraphs[-1].runs[0]
        last.text = last.text.removesuffix(";") + "."
    else:
        _signer(left, block.text, noted=True)
    _signer(right, block.beside, noted=block.kind == "ky2")


def keep_last_text(document: Document) -> None:
    """Let the last paragraph of text stay with what follows: a signature, or the table it names.

    One that a condition may leave out does not count: the one before it stays as well. A
    condition under which what follows stands too is no such one.
    """
    inside = 0
    for paragraph in reversed(document.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
        inside += paragraph.text.startswith(_END_IF)
        inside = max(0, inside - paragraph.text.startswith(_IF))
        text = paragraph.style is not None and paragraph.style.name not in _NO_TEXT
        if text and not inside:
            return


def add_recipients(document: Document, text: str) -> None:
    """Recipients under two signatures."""
    document.add_paragraph("Nơi nhận:", style="TĐ Nơi nhận")
    lines = [line.strip() for line in text.split(";")]
    for line in lines[:-1]:
        document.add_paragraph(f"- {line};", style="TĐ Nơi nhận, danh sách")
    document.add_paragraph(f"- {lines[-1]}.", style="TĐ Nơi nhận, danh sách")


def add_nation(document: Document, width: float) -> None:
    """Quốc hiệu and Tiêu ngữ at the head of a page of their own."""
    document.add_paragraph(_NATION, style="TĐ Bằng, Quốc hiệu")
    document.add_paragraph(_MOTTO, style="TĐ Bằng, Tiêu ngữ")
    add_rule(document, width, 66)


def add_certificate_foot(document: Document, block: Text, width: float) -> None:
    """Number and register on the left; place, day and signer on the right."""
    document.add_paragraph(style="TĐ Bằng, nội dung")
    table = _bare_table(document, [width / 2, width / 2])
    _keep_rows(table)
    left, right = table.rows[0].cells
    for line in block.text.split(";"):
        _write(left, line.strip(), "TĐ Bằng, sổ")
    place, title = (part.strip() for part in block.beside.split(";"))
    _write(right, place, "TĐ Địa danh ngày tháng")
    _write(right, title, "TĐ Chức vụ ký")
    _write(right, " ", "TĐ Họ tên ký")


def _signer(cell: _Cell, text: str, *, noted: bool) -> None:
    """Post, room for the signature, name. Only minutes are ``noted`` with how to sign."""
    titles = [title.strip() for title in text.split(";")]
    for title in titles:
        _write(cell, title, "TĐ Chức vụ ký")
    if noted:
        _write(cell, "(ký, ghi rõ họ tên)", "TĐ Ghi chú ký")
    _write(cell, " ", "TĐ Họ tên ký")


def add_grid(document: Document, grid: Grid, width: float) -> None:
    """A table with repeated heads; one row governed by a loop."""
    total = sum(size for _, size in grid.heads)
    widths = [size * width / total for _, size in grid.heads]
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fix_widths(table, widths)
    _set_margins(table, _PADDING_MM)
    heads = table.add_row().cells
    for cell, (words, _) in zip(heads, grid.heads, strict=True):
        _write(cell, words, "TĐ Đầu bảng")
    _mark_row(table, "w:tblHeader")
    table.add_row().cells[0].paragraphs[0].add_run(f"{{%tr for {grid.loop} %}}")
    row = table.add_row().cells
    for made, cell in zip(row, grid.cells, strict=True):
        _write(made, cell.text, "TĐ Bảng").alignment = _ALIGN[cell.align]
    _mark_row(table, "w:cantSplit")
    table.add_row().cells[0].paragraphs[0].add_run("{%tr endfor %}")
    for line in table.rows:
        for cell_, size in zip(line.cells, widths, strict=True):
            cell_.width = Mm(size)
    document.add_paragraph(style="TĐ Gạch")


def add_rule(document: Document, width: float, length: float) -> None:
    """A short centred rule under what was added last."""
    _rule(document.add_paragraph(style="TĐ Gạch"), width, length)


def add_running_lines(section: Section, width: float, *, numbered: bool) -> None:
    """Page number at the top, centred, but on page 1; draft and state on every page."""
    section.header.is_linked_to_previous = False
    top = section.header.paragraphs[0]
    top.style = "TĐ Số trang"
    top.alignment = ALIGN.LEFT
    stops = top.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width / 2), TAB.CENTER)
    stops.add_tab_stop(Mm(width), TAB.RIGHT)
    top.add_run("\t")
    if numbered:
        _page_number(top)
    top.add_run("\t")
    top.add_run("{{ du_thao }}").bold = True
    first = section.first_page_header
    first.is_linked_to_previous = False
    first.paragraphs[0].style = "TĐ Dự thảo"
    first.paragraphs[0].add_run("{{ du_thao }}")
    for header in (section.header, first):
        header.add_paragraph("{{ duyet }}", style="TĐ Tình trạng duyệt")
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        footer.paragraphs[0].style = "TĐ Trạng thái"
        footer.paragraphs[0].add_run("{{ trang_thai }}")


def restart_numbering(section: Section) -> None:
    """Let the pages of a part begin with 1: an annex is numbered by itself."""
    properties = section._sectPr  # noqa: SLF001 - python-docx has no call for it
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    # Word takes the parts of a section in one order only.
    properties.find(qn("w:pgMar")).addnext(number)


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - python-docx has no call for fields


def _bare_table(document: Document, widths: Sequence[float]) -> Table:
    """A table without borders and cell margins, one row high."""
    table: Table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fix_widths(table, widths)
    _set_margins(table, 0)
    for cell, size_mm in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(size_mm)
    return table


def _set_margins(table: Table, size_mm: float) -> None:
    """Set the room left and right of the text in every cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        size = OxmlElement(f"w:{side}")
        size.set(qn("w:w"), str(Mm(size_mm).twips))
        size.set(qn("w:type"), "dxa")
        margins.append(size)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
    if look is None:
        table._tbl.tblPr.append(margins)  # noqa: SLF001
    else:
        look.addprevious(margins)


def _fix_widths(table: Table, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, size in zip(table.columns, widths, strict=True):
        column.width = Mm(size)


def _write(cell: _Cell, text: str, style: str) -> Paragraph:
    """A further paragraph of a cell; the first one takes the empty paragraph it begins with."""
    first = cell.paragraphs[0]
    empty = len(cell.paragraphs) == 1 and not first.runs and first.style.name == "Normal"
    paragraph: Paragraph = first if empty else cell.add_paragraph()
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph


def _rule(paragraph: Paragraph, width: float, length: float) -> None:
    """Draw the paragraph's upper border as a centred rule of a length in millimetres."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((width - length) / 2)
    form.space_before = Pt(3)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    spacing = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))  # noqa: SLF001
    spacing.addprevious(borders)


def _mark_row(table: Table, name: str) -> None:
    table.rows[-1]._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _keep_rows(table: Table) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
