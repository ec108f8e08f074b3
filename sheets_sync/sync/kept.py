"""A spreadsheet's bytes as the ledger keeps them: the export, and what it alone does not tell.

Google's export has no developer metadata. Whose file it is, and which columns were moved or
renamed, is written into the comment that every ZIP file may end with: the workbook stays what it
was, opens everywhere, and says the same to whoever reads it later.
"""

from __future__ import annotations

import json
import struct
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

_MARK = "thidua"
_END, _NO_COMMENT = b"PK\x05\x06", b"\0\0"
"""How the last 22 bytes of a ZIP file without a comment begin and end."""
_LONGEST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known of a spreadsheet beside its export.

    Attributes:
        unit: Unit id.
        campaign: Campaign id.
        labels: Header texts to be read instead of those that stand there: sheet title to
            (row, column) to text, for columns that were renamed.
        copies: Titles of duplicated tabs with the titles of the tabs that they were made from.
    """

    unit: str
    campaign: str
    labels: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)


def with_notes(data: bytes, notes: Notes) -> bytes:
    """The same workbook with the notes in its ZIP comment; the same inputs give the same bytes."""
    labels = {
        title: [[row, column, text] for (row, column), text in sorted(cells.items())]
        for title, cells in sorted(notes.labels.items())
    }
    said = {_MARK: 1, "unit": notes.unit, "campaign": notes.campaign, "labels": labels}
    if notes.copies:
        said["copies"] = notes.copies
    comment = json.dumps(said, sort_keys=True).encode("ascii")
    if data[-22:-18] == _END and data.endswith(_NO_COMMENT) and len(comment) <= _LONGEST:
        return data[:-2] + struct.pack("<H", len(comment)) + comment
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = comment
    return buffer.getvalue()


def notes_of(data: bytes) -> Notes | None:
    """The notes of a workbook; ``None`` when it carries none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            said = json.loads(package.comment)
    except (zipfile.BadZipFile, ValueError):
        return None
    if not isinstance(said, dict) or said.get(_MARK) != 1:
        return None
    labels = {
        title: {(int(row), int(column)): str(text) for row, column, text in cells}
        for title, cells in said["labels"].items()
    }
    return Notes(said["unit"], said["campaign"], labels, said.get("copies", {}))
