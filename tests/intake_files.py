"""Makes the files that the intake tests read."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from xlsxwriter import Workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(fill: Callable[[Workbook], None], **options: object) -> bytes:
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, **options})
    fill(book)
    book.close()
    return target.getvalue()


def simple_xlsx(*rows: list[object]) -> bytes:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Đăng ký")
        for number, row in enumerate(rows or [["STT", "Đơn vị"], [1, "Thới An"]]):
            sheet.write_row(number, 0, row)

    return xlsx(fill)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def changed(data: bytes, changes: Mapping[str, bytes | str | None]) -> bytes:
    """The same zip with some parts replaced, or left out where the change is None."""
    parts: dict[str, bytes | str] = {**parts_of(data)}
    for name, content in changes.items():
        if content is None:
            del parts[name]
        else:
            parts[name] = content
    return zipped(parts)


def with_sheet(xml: str) -> bytes:
    return changed(simple_xlsx(), {"xl/worksheets/sheet1.xml": xml})


def sheet_xml(data: str, head: str = "", tail: str = "") -> str:
    return f"<worksheet {MAIN}>{head}<sheetData>{data}</sheetData>{tail}</worksheet>"


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def ods(tables: str, styles: str = "", faces: str = "") -> bytes:
    """A spreadsheet written by hand: what stands in it, its automatic styles, its fonts."""
    content = (
        f"<office:document-content {_NAMESPACES}>"
        f"<office:font-face-decls>{faces}</office:font-face-decls>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mime, "content.xml": content})


def ods_table(rows: str, name: str = "Trang 1", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def ods_text(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def converted(data: bytes, source: str, target: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it again in another format."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed"
    (folder / f"file.{source}").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / f"file.{source}")], check=True, capture_output=True)
    return (folder / f"file.{target}").read_bytes()
