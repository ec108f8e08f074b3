"""A registration in LibreOffice's own format, written by hand: the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_WHEN = (2020, 5, 18, 8, 0, 0)
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = (
    f'xmlns:office="{_URN}:office:1.0" xmlns:table="{_URN}:table:1.0" '
    f'xmlns:text="{_URN}:text:1.0" xmlns:style="{_URN}:style:1.0" '
    f'xmlns:number="{_URN}:datastyle:1.0" office:version="1.2"'
)
_DAY_STYLE = (
    '<number:date-style style:name="N1"><number:day number:style="long"/>'
    "<number:text>/</number:text>"
    '<number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write_ods(path: Path, sheet: str, rows: Iterable[Sequence[object]]) -> None:
    """One sheet of rows: text, numbers and days."""
    body = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}>'
        f"<office:automatic-styles>{_DAY_STYLE}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="{escape(sheet)}">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "mimetype", _MIME, zipfile.ZIP_STORED)
        _add(archive, "content.xml", content, zipfile.ZIP_DEFLATED)
        _add(archive, "META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED)


def _add(archive: zipfile.ZipFile, name: str, text: str, method: int) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = method
    archive.writestr(entry, text.encode("utf-8"))


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        shown = f"{value:%d/%m/%Y}"
        kind = f'table:style-name="day" office:value-type="date" office:date-value="{value}"'
    elif isinstance(value, (int, float)):
        shown, kind = str(value), f'office:value-type="float" office:value="{value}"'
    else:
        shown, kind = str(value), 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(shown)}</text:p></table:table-cell>"
