"""What people put into a district workbook themselves: real things, tied to sheets.

A sheet of theirs between ours, with a chart, a picture, comments, rules, widths and a pivot table;
and in sheets of ours, comments (old and threaded), rules, a width and a link to another workbook.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

from xlsxwriter import Workbook

THEIRS = "Của tôi"
OURS = "Tổng hợp"
"""A sheet of ours, rewritten at every press, in which people put things too."""

_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_MS = "http://schemas.microsoft.com/office/2017/10/relationships"
_ROWS = (("Phường", "Số"), ("Thới An", 3), ("Hiệp Thành", 5), ("Thới An", 4))

RULES = (
    '<conditionalFormatting sqref="AA1:AA3"><cfRule type="colorScale" priority="99"><colorScale>'
    '<cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/><color rgb="FF00B050"/>'
    "</colorScale></cfRule></conditionalFormatting>"
    '<dataValidations count="1"><dataValidation type="whole" allowBlank="1" sqref="AB1:AB3">'
    "<formula1>1</formula1><formula2>9</formula2></dataValidation></dataValidations>"
)
WIDTH = '<col min="28" max="28" width="33.5" customWidth="1"/>'
NAMES = (
    '<definedName name="Cua_toi">[1]Nguon!$A$1</definedName>'
    "<definedName name=\"Vung_cua_toi\">'Của tôi'!$A$1:$B$4</definedName>"
)
EXTERNAL = '<externalReferences><externalReference r:id="rIdNgoai"/></externalReferences>'
PIVOTS = '<pivotCaches><pivotCache cacheId="7" r:id="rIdPivot"/></pivotCaches>'


def add_foreign(path: Path) -> None:
    """Put all of it into a workbook of ours."""
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    parts |= _their_sheet() | _pivot() | _external()
    place = _add_sheet(parts)
    _add_to_ours(parts)
    _name_types(parts)
    assert place == 3
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def _their_sheet() -> dict[str, bytes]:
    """Their sheet, as a program writes it, under numbers of its own."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(THEIRS)
        for row, line in enumerate(_ROWS):
            sheet.write_row(row, 0, line)
        sheet.set_column(0, 0, 41.25)
        sheet.write_comment("B2", "Ghi chú của tôi", {"author": "An"})
        sheet.insert_image("H2", "hinh.png", {"image_data": io.BytesIO(_png())})
        sheet.data_validation("B2:B9", {"validate": "integer", "criteria": ">", "value": 0})
        sheet.conditional_format("B2:B9", {"type": "data_bar"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": [THEIRS, 1, 1, 3, 1]})
        sheet.insert_chart("H12", chart)
    with zipfile.ZipFile(made) as donor:
        parts = {info.filename: donor.read(info) for info in donor.infolist()}
    strings = re.findall(rb"<t[^>]*>([^<]*)</t>", parts["xl/sharedStrings.xml"])
    body = re.sub(
        rb' t="s"><v>(\d+)</v>',
        lambda found: b' t="inlineStr"><is><t>%s</t></is>' % strings[int(found[1])],
        parts["xl/worksheets/sheet1.xml"],
    )
    parts["xl/worksheets/sheet1.xml"] = body.replace(b' tabSelected="1"', b"")
    kept = re.compile(r"xl/(worksheets|drawings|charts|media)/|xl/comments")
    return {
        _apart(name): _renumbered(content) for name, content in parts.items() if kept.match(name)
    }


_NUMBERED = re.compile(rb"(sheet|drawing|vmlDrawing|chart|image|comments)1(\.\w+)")


def _apart(name: str) -> str:
    return _NUMBERED.sub(rb"\g<1>77\g<2>", name.encode()).decode()


def _renumbered(content: bytes) -> bytes:
    return content if content[:4] == b"\x89PNG" else _NUMBERED.sub(rb"\g<1>77\g<2>", content)


def _png() -> bytes:
    """A picture of eight by eight red dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    lines = b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def _pivot() -> dict[str, bytes]:
    """A pivot table on their sheet over their rows: definition, cache and records."""
    names = ("Thới An", "Hiệp Thành")
    items = "".join(f'<s v="{name}"/>' for name in names)
    cache = (
        f'{_XML}<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_DOC}" r:id="rId1" '
        'refreshedBy="An" refreshedDate="44000" createdVersion="6" refreshedVersion="6" '
        'minRefreshableVersion="3" recordCount="3"><cacheSource type="worksheet">'
        f'<worksheetSource ref="A1:B4" sheet="{THEIRS}"/></cacheSource><cacheFields count="2">'
        f'<cacheField name="Phường" numFmtId="0"><sharedItems count="2">{items}</sharedItems>'
        '</cacheField><cacheField name="Số" numFmtId="0"><sharedItems containsSemiMixedTypes="0" '
        'containsString="0" containsNumber="1" containsInteger="1" minValue="3" maxValue="5"/>'
        "</cacheField></cacheFields></pivotCacheDefinition>"
    )
    records = "".join(
        f'<r><x v="{names.index(str(name))}"/><n v="{count}"/></r>' for name, count in _ROWS[1:]
    )
    table = (
        f'{_XML}<pivotTableDefinition xmlns="{_MAIN}" name="Bang cua toi" cacheId="7" '
        'dataCaption="Values" applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" '
        'applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" '
        'updatedVersion="6" minRefreshableVersion="3" createdVersion="6" indent="0" outline="1" '
        'outlineData="1"><location ref="D1:E4" firstHeaderRow="1" firstDataRow="1" '
        'firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0">'
        '<items count="3"><item x="0"/><item x="1"/><item t="default"/></items></pivotField>'
        '<pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/>'
        '</rowFields><rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i>'
        '</rowItems><colItems count="1"><i/></colItems><dataFields count="1"><dataField '
        'name="Tổng số" fld="1" baseField="0" baseItem="0"/></dataFields></pivotTableDefinition>'
    )
    return {
        "xl/pivotCache/pivotCacheDefinition7.xml": cache.encode(),
        "xl/pivotCache/pivotCacheRecords7.xml": (
            f'{_XML}<pivotCacheRecords xmlns="{_MAIN}" count="3">{records}</pivotCacheRecords>'
        ).encode(),
        "xl/pivotCache/_rels/pivotCacheDefinition7.xml.rels": _links(
            ("rId1", f"{_DOC}/pivotCacheRecords", "pivotCacheRecords7.xml")
        ),
        "xl/pivotTables/pivotTable7.xml": table.encode(),
        "xl/pivotTables/_rels/pivotTable7.xml.rels": _links(
            ("rId1", f"{_DOC}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition7.xml")
        ),
    }


def _external() -> dict[str, bytes]:
    """A link to a workbook of somebody else's, with the value last seen there."""
    link = (
        f'{_XML}<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_DOC}" r:id="rId1">'
        '<sheetNames><sheetName val="Nguon"/></sheetNames><sheetDataSet><sheetData sheetId="0">'
        '<row r="1"><cell r="A1"><v>5</v></cell></row></sheetData></sheetDataSet></externalBook>'
        "</externalLink>"
    )
    target = f'{_DOC}/externalLinkPath" TargetMode="External'
    return {
        "xl/externalLinks/externalLink7.xml": link.encode(),
        "xl/externalLinks/_rels/externalLink7.xml.rels": _links(("rId1", target, "khac.xlsx")),
    }


def _links(*found: tuple[str, str, str]) -> bytes:
    links = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{to}"/>' for i, t, to in found)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_XML}<Relationships xmlns="{package}">{links}</Relationships>'.encode()


def _linked(parts: dict[str, bytes], name: str, *found: tuple[str, str, str]) -> None:
    links = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{to}"/>' for i, t, to in found)
    _replace(parts, name, "</Relationships>", f"{links}</Relationships>")


def _replace(parts: dict[str, bytes], name: str, old: str, new: str) -> None:
    assert parts[name].count(old.encode()) >= 1, (name, old)
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)


def _add_sheet(parts: dict[str, bytes]) -> int:
    """Put their sheet behind ``OURS``, with everything of the workbook that they added."""
    book = parts["xl/workbook.xml"].decode()
    tabs = re.findall(r"<sheet [^>]*/>", book)
    place = next(n for n, tab in enumerate(tabs, 1) if f'name="{OURS}"' in tab)
    book = re.sub(
        r'localSheetId="(\d+)"',
        lambda found: f'localSheetId="{int(found[1]) + (int(found[1]) >= place)}"',
        book,
    )
    tab = f'<sheet name="{THEIRS}" sheetId="77" r:id="rIdToi"/>'
    book = book.replace(tabs[place - 1], tabs[place - 1] + tab)
    book = book.replace("</sheets>", f"</sheets>{EXTERNAL}")
    book = book.replace("</definedNames>", f"{NAMES}</definedNames>")
    end = "</workbook>" if "<extLst" not in book else "<extLst"
    parts["xl/workbook.xml"] = book.replace(end, PIVOTS + end).encode()
    _linked(
        parts,
        "xl/_rels/workbook.xml.rels",
        ("rIdToi", f"{_DOC}/worksheet", "worksheets/sheet77.xml"),
        ("rIdPivot", f"{_DOC}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition7.xml"),
        ("rIdNgoai", f"{_DOC}/externalLink", "externalLinks/externalLink7.xml"),
        ("rIdNguoi", f"{_MS}/person", "persons/person7.xml"),
    )
    _linked(
        parts,
        "xl/worksheets/_rels/sheet77.xml.rels",
        ("rIdPivot", f"{_DOC}/pivotTable", "../pivotTables/pivotTable7.xml"),
    )
    return place


def _add_to_ours(parts: dict[str, bytes]) -> None:
    """Comments, rules and a width of theirs in a sheet that a press rewrites."""
    sheet = "xl/worksheets/sheet3.xml"
    _replace(parts, sheet, "</cols>", f"{WIDTH}</cols>")
    _replace(parts, sheet, "<pageMargins", f"{RULES}<pageMargins")
    comment = '<comment ref="B2" authorId="0"><text><r><t>Lời bàn của tôi</t></r></text></comment>'
    _replace(parts, "xl/comments2.xml", "</commentList>", f"{comment}</commentList>")
    person = "{11111111-2222-4333-8444-555555555555}"
    thread = (
        f'{_XML}<ThreadedComments xmlns="{_THREADS}"><threadedComment ref="B2" '
        f'dT="2020-05-20T08:00:00.00" personId="{person}" '
        'id="{AAAAAAAA-2222-4333-8444-555555555555}"><text>Lời bàn của tôi</text>'
        "</threadedComment></ThreadedComments>"
    )
    people = (
        f'{_XML}<personList xmlns="{_THREADS}"><person displayName="An" id="{person}" '
        'userId="an" providerId="None"/></personList>'
    )
    parts["xl/threadedComments/threadedComment7.xml"] = thread.encode()
    parts["xl/persons/person7.xml"] = people.encode()
    target = "../threadedComments/threadedComment7.xml"
    _linked(
        parts,
        "xl/worksheets/_rels/sheet3.xml.rels",
        ("rIdBan", f"{_MS}/threadedComment", target),
    )


_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {
    "xl/worksheets/sheet77.xml": f"{_SHEETML}.worksheet+xml",
    "xl/comments77.xml": f"{_SHEETML}.comments+xml",
    "xl/drawings/drawing77.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/charts/chart77.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "xl/pivotTables/pivotTable7.xml": f"{_SHEETML}.pivotTable+xml",
    "xl/pivotCache/pivotCacheDefinition7.xml": f"{_SHEETML}.pivotCacheDefinition+xml",
    "xl/pivotCache/pivotCacheRecords7.xml": f"{_SHEETML}.pivotCacheRecords+xml",
    "xl/externalLinks/externalLink7.xml": f"{_SHEETML}.externalLink+xml",
    "xl/threadedComments/threadedComment7.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/persons/person7.xml": "application/vnd.ms-excel.person+xml",
}


def _name_types(parts: dict[str, bytes]) -> None:
    assert parts.keys() >= _TYPES.keys()
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in _TYPES.items()
    )
    png = '<Default Extension="png" ContentType="image/png"/>'
    _replace(parts, "[Content_Types].xml", "<Override", f"{png}<Override")
    _replace(parts, "[Content_Types].xml", "</Types>", f"{types}</Types>")
