from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.errors import SourceError
from campaign.intake.reading import read_source
from campaign.intake.refusals import CODES
from tests.intake_files import (
    MAIN,
    changed,
    ods,
    ods_row,
    ods_table,
    ods_text,
    parts_of,
    sheet_xml,
    simple_xlsx,
    with_sheet,
    zipped,
)

_ROOT = Path(__file__).parents[1]
_LIMIT = 1_200 * 1024 * 1024
_READ = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from campaign.errors import SourceError
from campaign.intake.reading import read_source
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    source = read_source(sys.argv[1], open(sys.argv[1], "rb").read())
    told = {"code": "", "rows": [len(grid.rows) for grid in source.grids]}
except SourceError as error:
    told = {"code": error.code, "sentence": str(error)}
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({**told, "kilobytes": after - before}))
"""


def refused(data: bytes, name: str = "tệp.xlsx") -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_source(name, data)
    error = caught.value
    assert error.source == name
    assert error.code in CODES
    assert name in str(error)
    return error


def read_alone(data: bytes, folder: Path, name: str = "a.xlsx") -> dict[str, object]:
    """Read in a process that may not take more memory than ``_LIMIT``."""
    path = folder / name
    path.write_bytes(data)
    command = [sys.executable, "-c", _READ, str(path), str(_LIMIT)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    told: dict[str, object] = json.loads(done.stdout)
    return told


def old_xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("A").write(0, 0, "Thới An")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_an_empty_file() -> None:
    assert refused(b"").code == "empty"


@pytest.mark.parametrize("cut", [3, 30, 1000, -1, -30])
def test_a_truncated_workbook_is_damaged(cut: int) -> None:
    code = refused(simple_xlsx()[:cut]).code
    assert code in {"damaged", "not_a_workbook"}


def test_a_changed_byte_is_damaged() -> None:
    data = bytearray(simple_xlsx())
    start = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[start] ^= 0xFF
    assert refused(bytes(data)).code == "damaged"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_missing_part_is_damaged(part: str) -> None:
    assert refused(changed(simple_xlsx(), {part: None})).code == "damaged"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_broken_xml_is_damaged(part: str) -> None:
    assert refused(changed(simple_xlsx(), {part: "<a><b></a>"})).code == "damaged"


def test_a_string_that_is_not_there_is_damaged() -> None:
    row = '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'
    assert refused(with_sheet(sheet_xml(row))).code == "damaged"


def test_zeros_after_a_crash_are_damaged() -> None:
    assert refused(bytes(20_000)).code == "damaged"


def ole(*streams: str) -> bytes:
    """An OLE2 header and a directory of these names."""
    entries = b""
    for stream in streams:
        label = (stream + "\0").encode("utf-16-le")
        entries += label.ljust(64, b"\0") + struct.pack("<H", len(label)) + bytes(62)
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + entries.ljust(1024, b"\0")


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        (["Root Entry", "EncryptionInfo", "EncryptedPackage"], "encrypted"),
        (["Root Entry", "WordDocument"], "not_a_workbook"),
        (["Root Entry", "Workbook"], "damaged"),
        (["Root Entry"], "damaged"),
    ],
)
def test_ole_containers_are_told_apart(streams: list[str], code: str) -> None:
    assert refused(ole(*streams)).code == code


def test_an_encrypted_xls() -> None:
    record = struct.pack("<HH", 0x2F, 6) + bytes(6)
    data = old_xls()
    stream = data.find(struct.pack("<HHH", 0x809, 16, 0x600))
    after_bof = stream + 20
    locked = data[:after_bof] + record + data[after_bof + len(record) :]
    assert refused(locked, "a.xls").code == "encrypted"


def test_an_encrypted_zip_entry() -> None:
    data = bytearray(simple_xlsx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert refused(bytes(data)).code == "encrypted"


def test_an_encrypted_ods() -> None:
    manifest = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    data = changed(ods(""), {"META-INF/manifest.xml": manifest, "content.xml": "\x01\x02"})
    assert refused(data, "a.ods").code == "encrypted"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"<html><body><table><tr><td>1</td></tr></table></body></html>",
        b"\xef\xbb\xbf  <!DOCTYPE html>\n<html>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        b"{\\rtf1 x}",
        zipped({"a.txt": "x"}),
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        b"Kinh gui phong Noi vu, xin loi vi nop muon.",
    ],
)
def test_what_is_no_workbook(data: bytes) -> None:
    assert refused(data, "bao cao.xls").code == "not_a_workbook"


def test_a_word_document() -> None:
    link = (
        '<Relationships><Relationship Id="a" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    )
    data = zipped({"_rels/.rels": link, "word/document.xml": "<a/>"})
    assert refused(data).code == "not_a_workbook"


def test_a_binary_workbook_is_called_by_its_kind_and_the_way_out_is_named() -> None:
    link = (
        '<Relationships><Relationship Id="a" Target="xl/workbook.bin" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    )
    error = refused(zipped({"_rels/.rels": link, "xl/workbook.bin": "x"}), "thoi-an.xlsb")
    assert error.code == "binary_workbook"
    assert str(error).endswith(
        "đây là bảng tính Excel dạng nhị phân .xlsb; hãy mở bằng Excel rồi lưu thành .xlsx."
    )


@pytest.mark.parametrize("name", ["~$mau.xlsx", "x/.~lock.mau.ods#"])
def test_lock_files(name: str) -> None:
    assert refused(b",user,may,20.05.2020;", name).code == "not_a_workbook"


def test_a_file_over_the_limit() -> None:
    with pytest.raises(SourceError) as caught:
        read_source("a.xlsx", simple_xlsx(), max_bytes=100)
    assert caught.value.code == "too_large"


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_refused_in_every_part(part: str, encoding: str) -> None:
    content = f"<?x a><b ?> <!-- c --> {DOCTYPE}<a>&c;</a>".encode(encoding)
    assert refused(changed(simple_xlsx(), {part: content})).code == "entity_bomb"


def test_entities_are_refused_in_ods() -> None:
    data = changed(ods(""), {"content.xml": f"{DOCTYPE}<a>&c;</a>"})
    assert refused(data, "a.ods").code == "entity_bomb"


def test_a_comment_before_the_root_is_harmless() -> None:
    data = with_sheet("<!-- <c> -->" + sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert read_source("a.xlsx", data).grids[0].rows == [[1.0]]


def test_a_zip_bomb_takes_no_memory(tmp_path: Path) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(400):
            part.write(bytes(1024 * 1024))
    told = read_alone(target.getvalue(), tmp_path)
    assert told["code"] == "zip_bomb"
    assert told["kilobytes"] < 50_000


def lying(data: bytes, part: str, content: bytes) -> bytes:
    """A zip whose headers say that a part is as small as before, and give that CRC."""
    small = parts_of(data)[part]
    honest = bytearray(changed(data, {part: content}))
    for mark, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = -1
        while (start := honest.find(mark, start + 1)) >= 0:
            size = struct.unpack_from("<I", honest, start + offset + 8)[0]
            if size == len(content):
                struct.pack_into("<I", honest, start + offset, zlib.crc32(small))
                struct.pack_into("<I", honest, start + offset + 8, len(small))
    return bytes(honest)


def test_a_header_that_lies_takes_no_memory(tmp_path: Path) -> None:
    original = parts_of(simple_xlsx())["xl/sharedStrings.xml"]
    content = original + b" " * (128 << 20)
    data = lying(simple_xlsx(), "xl/sharedStrings.xml", content)
    told = read_alone(data, tmp_path)
    assert told["code"] == "damaged"
    assert told["kilobytes"] < 50_000


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"{}</row>'


@pytest.mark.parametrize(
    "rows",
    [
        FAR.format("><v>1</v></c>"),
        FAR.format(' t="inlineStr"><is><t>x</t></is></c>'),
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c><c r="A1048576"><v>1</v></c></row>',
        '<row r="1"><c s="0" r="A1"><v>1</v></c><c r=\'XFD1048576\'><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><x:c xmlns:x="y" r="XFD1048576"><v>1</v></x:c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
        + "<c><v>1</v></c>" * 999
        + "</row>",
    ],
)
def test_a_stray_cell_takes_no_memory(rows: str, tmp_path: Path) -> None:
    told = read_alone(with_sheet(sheet_xml(rows)), tmp_path)
    assert told["code"] == "too_wide"
    assert "“Đăng ký”" in str(told["sentence"])
    assert "1048576" in str(told["sentence"])
    assert told["kilobytes"] < 100_000


@pytest.mark.parametrize("empty", [' s="0"/>', ' s="0"></c>'])
def test_a_stray_format_is_read_normally(empty: str, tmp_path: Path) -> None:
    told = read_alone(with_sheet(sheet_xml(FAR.format(empty))), tmp_path)
    assert told["code"] == ""
    assert told["rows"] == [1]
    assert told["kilobytes"] < 100_000


def test_a_false_dimension_takes_no_memory(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    data = with_sheet(sheet_xml(rows, '<dimension ref="A1:XFD1048576"/>'))
    assert read_alone(data, tmp_path)["rows"] == [1]


@pytest.mark.parametrize(
    "root",
    [
        f'<sst {MAIN} count="4294967295" uniqueCount="4294967295">',
        f'<a {MAIN}><sst uniqueCount="4294967295">',
        f"<!-- <si> --><x:sst xmlns:x='y' {MAIN} a='>' uniqueCount = '&#52;294967295'>",
    ],
)
def test_false_counts_take_no_memory(root: str, tmp_path: Path) -> None:
    close = "</x:sst>" if "<x:" in root else "</sst></a>" if "<a" in root else "</sst>"
    strings = f'{root}<si><t>a uniqueCount="9"</t></si>{close}'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    data = changed(with_sheet(sheet_xml(rows)), {"xl/sharedStrings.xml": strings})
    assert read_alone(data, tmp_path)["rows"] == [1]
    assert read_source("a.xlsx", data).grids[0].rows == [['a uniqueCount="9"']]


def ods_empty_cells(many: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{many}"/>'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (ods_row(ods_text("x"), 'table:number-rows-repeated="1048575"'), ""),
        (
            ods_row(ods_empty_cells(16383) + ods_text("x"))
            + ods_row(ods_text("x"), 'table:number-rows-repeated="1048575"'),
            "too_wide",
        ),
        (
            ods_row(ods_empty_cells(16384), 'table:number-rows-repeated="1048575"')
            + ods_row(ods_empty_cells(16383) + ods_text("x")),
            "too_wide",
        ),
        (
            ods_row(
                ods_text("x", 'table:number-columns-repeated="999999999"'),
                'table:number-rows-repeated="999999999"',
            ),
            "too_wide",
        ),
    ],
)
def test_repeats_in_ods_take_no_memory(rows: str, code: str, tmp_path: Path) -> None:
    told = read_alone(ods(ods_table(rows)), tmp_path, "a.ods")
    assert told["code"] == code
    assert told["kilobytes"] < 400_000


def test_a_workbook_full_of_formats_is_read(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" spans="1:3"><c r="A{n}" s="0"/></row>' for n in range(1, 400_000))
    told = read_alone(with_sheet(sheet_xml(rows)), tmp_path)
    assert told["rows"] == [0]


def read_or_refuse(name: str, data: bytes) -> None:
    try:
        source = read_source(name, data)
    except SourceError:
        return
    for grid in source.grids:
        grid.number_format(0, 0)


_NAMES = st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv", "a"])
_STARTS = [b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"\x09\x08\x10\0\0\6\5\0", b"<"]


@settings(max_examples=300, deadline=None)
@given(_NAMES, st.sampled_from(_STARTS), st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(name: str, start: bytes, data: bytes) -> None:
    read_or_refuse(name, start + data)


_VALID = {
    "a.xlsx": simple_xlsx(["Đơn vị", "Ngày"], ["Thới An", 1.5]),
    "a.xls": old_xls(),
    "a.ods": ods(ods_table(ods_row(ods_text("Thới An")))),
}
_EDITS = st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=8)), max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(_VALID)), _EDITS)
def test_any_damage_is_read_or_refused(name: str, edits: list[tuple[float, bytes]]) -> None:
    data = _VALID[name]
    for where, new in edits:
        place = int(where * len(data))
        data = data[:place] + new + data[place + len(new) :]
    read_or_refuse(name, data)


_PARTS = parts_of(_VALID["a.xlsx"]) | {"content.xml": parts_of(_VALID["a.ods"])["content.xml"]}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(_PARTS)), _EDITS)
def test_any_damage_inside_a_part_is_read_or_refused(
    part: str, edits: list[tuple[float, bytes]]
) -> None:
    content = _PARTS[part]
    for where, new in edits:
        place = int(where * len(content))
        content = content[:place] + new + content[place + len(new) :]
    name = "a.ods" if part == "content.xml" else "a.xlsx"
    read_or_refuse(name, changed(_VALID[name], {part: content}))


def test_foreign_spreadsheets_are_called_what_they_are() -> None:
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    whole = f"{xml}<Table></Table></Workbook>".encode()
    assert "XML Spreadsheet 2003" in str(refused(whole, "a.xls"))
    assert "Numbers" in str(refused(zipped({"Index/Document.iwa": b"x"}), "a.numbers"))
