"""Paragraph styles and page set-up of NĐ 30/2020/NĐ-CP, as Word styles with Vietnamese names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
BODY = "TĐ Nội dung"
MARGINS_MM = {"top": 20, "bottom": 20, "left": 30, "right": 16}
CERTIFICATE_MM = 23
"""Left and right margin of a certificate; the text stays as wide as on other pages."""
A4_MM = (210, 297)
HEADER_MM = 7


@dataclass(frozen=True, slots=True)
class Look:
    """One style: size in points, and how the paragraph stands."""

    size: float
    align: ALIGN = ALIGN.LEFT
    bold: bool = False
    italic: bool = False
    indent_mm: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep: bool = False
    new_page: bool = False


STYLES: dict[str, Look] = {
    BODY: Look(14, ALIGN.JUSTIFY, indent_mm=10, after=6, line=1.1),
    "TĐ Cơ quan cấp trên": Look(12, ALIGN.CENTER),
    "TĐ Cơ quan": Look(12, ALIGN.CENTER, bold=True),
    "TĐ Quốc hiệu": Look(12, ALIGN.CENTER, bold=True),
    "TĐ Tiêu ngữ": Look(13, ALIGN.CENTER, bold=True),
    "TĐ Số": Look(13, ALIGN.CENTER, before=4),
    "TĐ Về việc": Look(12, ALIGN.CENTER, before=6),
    "TĐ Địa danh ngày tháng": Look(13, ALIGN.CENTER, italic=True, before=4),
    "TĐ Gạch": Look(2, ALIGN.CENTER),
    "TĐ Tên văn bản": Look(14, ALIGN.CENTER, bold=True, before=18, keep=True),
    "TĐ Trích yếu": Look(14, ALIGN.CENTER, bold=True, keep=True),
    "TĐ Kính gửi": Look(14, ALIGN.CENTER, before=12, after=12),
    "TĐ Căn cứ": Look(14, ALIGN.JUSTIFY, indent_mm=10, after=6, line=1.1),
    "TĐ Phụ lục": Look(14, ALIGN.CENTER, bold=True, before=18, keep=True),
    "TĐ Tên phụ lục": Look(14, ALIGN.CENTER, bold=True, keep=True),
    "TĐ Kèm theo": Look(14, ALIGN.CENTER, italic=True, after=6, keep=True),
    "TĐ Mục": Look(14, ALIGN.JUSTIFY, bold=True, indent_mm=10, before=6, after=6, keep=True),
    "TĐ Mục nhỏ": Look(14, ALIGN.JUSTIFY, bold=True, indent_mm=10, before=4, after=6, keep=True),
    "TĐ Gạch đầu dòng": Look(14, ALIGN.JUSTIFY, indent_mm=10, after=6, line=1.1),
    "TĐ Lưu ý": Look(13, ALIGN.JUSTIFY, italic=True, before=4, after=6),
    "TĐ Giữa": Look(14, ALIGN.CENTER, after=6),
    "TĐ Điền": Look(14, ALIGN.LEFT, italic=True, indent_mm=10, after=6, line=1.1),
    "TĐ Đầu bảng": Look(12, ALIGN.CENTER, bold=True),
    "TĐ Bảng": Look(12),
    "TĐ Nơi nhận": Look(12, bold=True, italic=True),
    "TĐ Nơi nhận, danh sách": Look(11),
    "TĐ Chức vụ ký": Look(14, ALIGN.CENTER, bold=True),
    "TĐ Ghi chú ký": Look(13, ALIGN.CENTER, italic=True),
    "TĐ Họ tên ký": Look(14, ALIGN.CENTER, bold=True, before=60),
    "TĐ Số trang": Look(13, ALIGN.CENTER),
    "TĐ Dự thảo": Look(13, ALIGN.RIGHT, bold=True),
    "TĐ Tình trạng duyệt": Look(11, ALIGN.RIGHT, bold=True),
    "TĐ Trạng thái": Look(9, ALIGN.CENTER),
    "TĐ Biểu đồ": Look(14, ALIGN.CENTER, before=6, after=6),
    "TĐ Bằng, Quốc hiệu": Look(13, ALIGN.CENTER, bold=True, new_page=True),
    "TĐ Bằng, Tiêu ngữ": Look(14, ALIGN.CENTER, bold=True),
    "TĐ Bằng, sổ": Look(13),
    "TĐ Bằng, hình thức": Look(46, ALIGN.CENTER, bold=True, before=10, after=10),
    "TĐ Bằng, chức danh": Look(18, ALIGN.CENTER, bold=True, before=30, after=6),
    "TĐ Bằng, người nhận": Look(26, ALIGN.CENTER, bold=True, before=8, after=8),
    "TĐ Bằng, nội dung": Look(18, ALIGN.CENTER, after=8),
}


_KEPT = {
    "Normal",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "Table Grid",
    "Header",
    "Footer",
}


def add_styles(document: Document) -> None:
    """Give a new document its fonts and styles, and no others."""
    for other in list(document.styles):
        if other.name not in _KEPT:
            other.delete()
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    normal = document.styles["Normal"]
    _font(normal, 14)
    normal.paragraph_format.space_after = Pt(0)
    for name, look in STYLES.items():
        style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _font(style, look.size)
        style.font.bold, style.font.italic = look.bold, look.italic
        form = style.paragraph_format
        form.alignment = look.align
        form.first_line_indent = Mm(look.indent_mm)
        form.space_before, form.space_after = Pt(look.before), Pt(look.after)
        form.line_spacing = look.line
        form.keep_with_next = look.keep
        form.page_break_before = look.new_page
        form.widow_control = True


def _font(style: object, size: float) -> None:
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def set_page(section: Section, *, landscape: bool, centred: bool = False) -> None:
    """A4 with the margins of the decree; the first page of a part shows no number.

    ``centred`` is for certificates, which the decree does not lay out: equal room left and right.
    """
    short, long = A4_MM
    width, height = (long, short) if landscape else (short, long)
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side, size in MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(size))
    if centred:
        section.left_margin = section.right_margin = Mm(CERTIFICATE_MM)
    section.header_distance = Mm(HEADER_MM)
    section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True


def text_width_mm(*, landscape: bool) -> float:
    """Width between the margins."""
    return A4_MM[int(landscape)] - MARGINS_MM["left"] - MARGINS_MM["right"]
