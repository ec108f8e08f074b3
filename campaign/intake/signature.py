"""What a source really is, told from its content; the file name only breaks ties."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from campaign.intake.refusals import refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

KIND_OF_SUFFIX = {
    ".xlsx": "xlsx",
    ".xltx": "xlsx",
    ".xlsm": "xlsm",
    ".xltm": "xlsm",
    ".xls": "xls",
    ".xlt": "xls",
    ".ods": "ods",
    ".ots": "ods",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
}
"""Kind that a file name promises."""

_FOREIGN = (
    (b"%PDF", "đây là tệp PDF"),
    (b"{\\rtf", "đây là văn bản RTF"),
    (b"\x89PNG", "đây là hình ảnh"),
    (b"\xff\xd8\xff", "đây là hình ảnh"),
    (b"GIF8", "đây là hình ảnh"),
    (b"BM", "đây là hình ảnh"),
    (b"II*\x00", "đây là hình ảnh"),
    (b"MM\x00*", "đây là hình ảnh"),
    (b"Rar!", "đây là tệp nén RAR"),
    (b"7z\xbc\xaf", "đây là tệp nén 7z"),
    (b"\x1f\x8b", "đây là tệp nén gzip"),
    (b"MZ", "đây là chương trình"),
    (b"\x7fELF", "đây là chương trình"),
    (b"SQLite format 3", "đây là cơ sở dữ liệu"),
)
_MARKUP = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet"), "XML Spreadsheet 2003"),
    (
        re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)[\s>]", re.IGNORECASE),
        "trang web (HTML)",
    ),
    (re.compile(rb"<office:document[\s>]"), "văn bản OpenDocument dạng XML"),
    (re.compile(rb"^\s*<\?xml"), "tệp XML"),
    (re.compile(rb"^\s*<svg[\s>]"), "hình ảnh SVG"),
    (re.compile(rb"^MIME-Version:", re.IGNORECASE), "trang web (MHTML)"),
)
_RAW_BIFF = re.compile(
    rb"\x09[\x00\x02\x04\x08](?:[\x04\x06\x08\x10]\x00)[\x00-\xff]{2}[\x00-\x40]\x00"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def suffix_of(name: str) -> str:
    """File name extension in lower case, with its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def promised_kind(name: str) -> str:
    """Kind that the file name promises; ``""`` when it promises none."""
    return KIND_OF_SUFFIX.get(suffix_of(name), "")


def is_lock_file(name: str) -> bool:
    """Whether the name is one that Excel or LibreOffice gives to a file that marks a lock."""
    base = PurePosixPath(name.replace("\\", "/")).name
    return base.startswith("~$") or (base.startswith(".~lock.") and base.endswith("#"))


def container(name: str, data: bytes) -> str:
    """``zip``, ``ole``, ``biff`` or ``text``; ``SourceError`` for what can hold no table."""
    if not data:
        raise refusal(name, "empty")
    if is_lock_file(name):
        raise refusal(name, "not_a_workbook", "đây là tệp khóa tạm khi đang mở bảng tính")
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if _RAW_BIFF.match(data):
        return "biff"
    _refuse_foreign(name, data)
    return "text"


def _refuse_foreign(name: str, data: bytes) -> None:
    for mark, what in _FOREIGN:
        if data.startswith(mark) and (len(mark) > 2 or _CONTROL.search(data[:64])):
            raise refusal(name, "not_a_workbook", what)
    if not _is_text(data):
        code = "damaged" if promised_kind(name) else "not_a_workbook"
        raise refusal(name, code, "nội dung không nhận ra được")
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    for pattern, what in _MARKUP:
        if pattern.search(head) and head.lstrip().startswith((b"<", b"MIME", b"mime")):
            raise refusal(name, "not_a_workbook", f"đây là {what}")


def _is_text(data: bytes) -> bool:
    """Whether bytes may be text: no control characters, unless in the pattern of UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:65536]
    if _CONTROL.search(head) is None:
        return True
    even, odd = head[::2], head[1::2]
    for high, low in ((odd, even), (even, odd)):
        if high.count(0) * 3 > len(high) and not low.count(0):
            return True
    return False
