"""Fills a Word template: values are literal whatever they hold, mistakes of a template are named.

A template is trusted to say where a value goes and nothing more: its tags run in a sandbox. A value
is data: markup, template tags and field codes in it come out as the letters that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from addin.literal import Value
from addin.papers.packing import packed
from campaign.errors import UsageError

Pictures = Callable[[Document], Mapping[str, Markup]]
"""Puts pictures into a document about to be filled; gives the values by which tags name them."""

_PARAGRAPH = re.compile(r"<w:p([ >])")


class PaperTemplate:
    """One template, read once and filled many times."""

    def __init__(self, data: bytes, name: str) -> None:
        """Read it.

        Raises:
            UsageError: it is no Word document.
        """
        self.name = name
        self._data = data
        self._tags = SandboxedEnvironment(
            autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
        )
        self._known: dict[str, Template] = {}
        try:
            DocxTemplate(BytesIO(data)).init_docx()
        except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
            raise UsageError(
                f"Mẫu “{name}” không phải là tệp Word (.docx) đọc được. Hãy lấy lại mẫu gốc bằng "
                "lệnh `thidua papers --export-templates` và tên thư mục."
            ) from error

    def filled(self, values: Mapping[str, Value], pictures: Pictures | None = None) -> bytes:
        """The document's bytes.

        Args:
            values: What the tags may name.
            pictures: Called with the document before it is filled; gives further values.

        Raises:
            UsageError: a tag of the template is wrong or names what is not there.
        """
        document = _Filled(BytesIO(self._data), self)
        document.init_docx()
        given = dict(values)
        if pictures is not None:
            given |= pictures(document.docx)
        try:
            document.render(given, self._tags)
        except TemplateSyntaxError as error:
            raise UsageError(self._wrong(f"thẻ viết chưa đúng ({error.message})", error)) from error
        except UndefinedError as error:
            raise UsageError(self._wrong(f"không có giá trị ({error.message})", error)) from error
        except TemplateError as error:
            raise UsageError(self._wrong(f"không điền được ({error.message})", error)) from error
        out = BytesIO()
        document.save(out)
        return packed(out.getvalue())

    def names(self) -> frozenset[str]:
        """Values that its tags ask for; none where a tag is wrong, which ``filled`` tells."""
        document = DocxTemplate(BytesIO(self._data))
        try:
            return frozenset(document.get_undeclared_template_variables(self._tags))
        except TemplateError:
            return frozenset()

    def compiled(self, xml: str, patch: Any) -> Template:  # noqa: ANN401 - a bound method of docxtpl
        """The tags of one part, compiled once."""
        if xml not in self._known:
            self._known[xml] = self._tags.from_string(_PARAGRAPH.sub(r"\n<w:p\1", patch(xml)))
        return self._known[xml]

    def _wrong(self, what: str, error: TemplateError) -> str:
        near = " ".join(" ".join(getattr(error, "docx_context", ())).split())[:120]
        where = f" gần chỗ “{near}”" if near else ""
        return (
            f"Mẫu “{self.name}”{where}: {what}. Hãy sửa thẻ trong Word (danh sách các giá trị có ở "
            "hướng dẫn, mục Sửa mẫu văn bản) hoặc dùng lại mẫu gốc."
        )


class _Filled(DocxTemplate):  # type: ignore[misc] # docxtpl is not typed
    """docxtpl, but for what it does to values and what it does again for each document."""

    def __init__(self, data: BytesIO, template: PaperTemplate) -> None:
        super().__init__(data)
        self._template = template

    def patch_xml(self, src_xml: str) -> str:
        """Leave it to ``render_xml_part``, which remembers the outcome."""
        return src_xml

    def render_xml_part(
        self,
        src_xml: str,
        part: Any,  # noqa: ANN401 - untyped library
        context: Mapping[str, Value],
        jinja_env: Any = None,  # noqa: ANN401
    ) -> str:
        """Fill one part; unlike docxtpl's own, nothing that a value holds is changed."""
        del jinja_env
        self.current_rendering_part = part
        try:
            made = self._template.compiled(src_xml, super().patch_xml).render(context)
        except TemplateError as error:
            error.docx_context = ()  # type: ignore[attr-defined]
            raise
        return str(self.resolve_listing(made.replace("\n<w:p", "<w:p")))

    def render_properties(self, context: Mapping[str, Value], jinja_env: Any = None) -> None:  # noqa: ANN401
        """A template's properties are no place for tags."""
