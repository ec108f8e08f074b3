"""What an OLE2 container holds, told from the names in its directory."""

from __future__ import annotations

from campaign.intake.refusals import refusal

_ENTRY = 128
_NAME_FIELD = 64

_WORKBOOK = ("Workbook", "Book", "WORKBOOK", "BOOK")
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_FOREIGN = {
    "WordDocument": "đây là văn bản Word .doc",
    "PowerPoint Document": "đây là bản trình chiếu .ppt",
    "__properties_version1.0": "đây là thư Outlook",
    "VisioDocument": "đây là bản vẽ Visio",
}


def require_workbook(name: str, data: bytes) -> None:
    """Refuse a container that holds no readable workbook; ``SourceError`` says which kind."""
    if any(_has_stream(data, stream) for stream in _ENCRYPTED):
        raise refusal(name, "encrypted")
    if any(_has_stream(data, stream) for stream in _WORKBOOK):
        return
    for stream, what in _FOREIGN.items():
        if _has_stream(data, stream):
            raise refusal(name, "not_a_workbook", what)
    raise refusal(name, "damaged", "không tìm thấy bảng tính bên trong")


def _has_stream(data: bytes, stream: str) -> bool:
    """Whether a directory entry has this name: aligned, and its length as recorded."""
    label = (stream + "\0").encode("utf-16-le")
    found = data.find(label)
    while found >= 0:
        recorded = data[found + _NAME_FIELD : found + _NAME_FIELD + 2]
        if found % _ENTRY == 0 and int.from_bytes(recorded, "little") == len(label):
            return True
        found = data.find(label, found + 1)
    return False
