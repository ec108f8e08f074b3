"""Builds one template from its source: paragraphs with tags, tables whose row repeats."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION

from addin.papers.blanks import parts
from addin.papers.blanks.source import Block, Grid, Text, blocks
from addin.papers.blanks.styles import BODY, add_styles, set_page, text_width_mm
from addin.papers.packing import packed

if TYPE_CHECKING:
    from docx.document import Document as Docx

_MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - a template's own date is no one's concern
_EXTRAS = ("/thumbnail", "/stylesWithEffects", "/customXml")
_STYLE_OF = {
    "paragraph": BODY,
    "heading": "TĐ Mục",
    "subheading": "TĐ Mục nhỏ",
    "centre": "TĐ Giữa",
    "remark": "TĐ Lưu ý",
    "item": "TĐ Gạch đầu dòng",
    "ten": "TĐ Tên văn bản",
    "trich": "TĐ Trích yếu",
    "gui": "TĐ Kính gửi",
    "can-cu": "TĐ Căn cứ",
    "kem-theo": "TĐ Kèm theo",
    "phu-luc": "TĐ Phụ lục",
    "ten-phu-luc": "TĐ Tên phụ lục",
    "dien": "TĐ Điền",
    "bieu-do": "TĐ Biểu đồ",
    "bang-hinh-thuc": "TĐ Bằng, hình thức",
    "bang-chuc-danh": "TĐ Bằng, chức danh",
    "bang-nguoi": "TĐ Bằng, người nhận",
    "bang-noi-dung": "TĐ Bằng, nội dung",
}


def built(source: str) -> bytes:
    """The template's bytes; the same source gives the same bytes.

    Raises:
        TemplateSourceError: the source can't be read.
    """
    document = Document()
    _drop_extras(document)
    add_styles(document)
    builder = _Builder(document)
    for block in blocks(source):
        builder.add(block)
    builder.close()
    core = document.core_properties
    core.author, core.title, core.comments = "", "", ""
    core.created = core.modified = _MADE
    stream = BytesIO()
    document.save(stream)
    return packed(stream.getvalue())


def _drop_extras(document: Docx) -> None:
    """Word's own empty document comes with a picture of itself and styles for older programs."""
    for part in (document.part.package, document.part):
        for key in [key for key, link in part.rels.items() if link.reltype.endswith(_EXTRAS)]:
            del part.rels[key]


class _Builder:
    """Adds blocks to the end of a document."""

    def __init__(self, document: Docx) -> None:
        self.document = document
        self.part = "doc"
        self._begun = False
        self._plain: list[bool] = []

    @property
    def landscape(self) -> bool:
        """Whether the part being built lies."""
        return self.part != "doc"

    def add(self, block: Block) -> None:
        """Add one block."""
        if isinstance(block, Grid):
            parts.keep_last_text(self.document)
            parts.add_grid(self.document, block, text_width_mm(landscape=self.landscape))
        elif block.kind in {"ngang", "doc", "bang"}:
            self._turn(block.kind)
            return
        else:
            self._text(block)
        self._begun = True

    def close(self) -> None:
        """Set the pages of the last part and give every part its running lines."""
        self._set_section()
        for section, plain in zip(self.document.sections, self._plain, strict=True):
            width = text_width_mm(landscape=section.orientation == WD_ORIENT.LANDSCAPE)
            parts.add_running_lines(section, width, numbered=not plain)

    def _turn(self, part: str) -> None:
        if self._begun:
            self._set_section()
            self.document.add_section(WD_SECTION.NEW_PAGE)
            # What ends a part is a paragraph of its own: let it take no room.
            self.document.paragraphs[-1].style = "TĐ Gạch"
        self.part = part

    def _set_section(self) -> None:
        section = self.document.sections[-1]
        section.orientation = WD_ORIENT.LANDSCAPE if self.landscape else WD_ORIENT.PORTRAIT
        set_page(section, landscape=self.landscape, centred=self.part == "bang")
        self._plain.append(self.part == "bang")
        if len(self.document.sections) > 1:
            parts.restart_numbering(section)

    def _text(self, block: Text) -> None:
        width = text_width_mm(landscape=self.landscape)
        if block.kind in {"dau", "dau-bb"}:
            dated = block.kind == "dau"
            parts.add_letterhead(self.document, block.text, block.beside, width, dated=dated)
        elif block.kind == "noi-nhan":
            parts.add_recipients(self.document, block.text)
        elif block.kind in {"ky", "ky2"}:
            parts.add_signatures(self.document, block, width)
        elif block.kind == "bang-dau":
            parts.add_nation(self.document, width)
        elif block.kind == "bang-ky":
            parts.add_certificate_foot(self.document, block, width)
        elif block.kind == "tag":
            self.document.add_paragraph(f"{{%p {block.text} %}}", style="TĐ Trạng thái")
        elif block.kind == "item":
            self.document.add_paragraph(f"- {block.text}", style=_STYLE_OF["item"])
        else:
            made = self.document.add_paragraph(block.text, style=_STYLE_OF[block.kind])
            if block.text.endswith(":"):
                made.paragraph_format.keep_with_next = True
            if block.kind == "trich":
                parts.add_rule(self.document, width, width / 4)
