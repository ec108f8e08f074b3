"""Each row's stable id: from its hidden id, else from its unit and title."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from hashlib import blake2b
from itertools import product

from campaign.columns import MAIN
from campaign.plan.definition import Form
from campaign.problems import Problem, Weight
from campaign.records import POSITIONS, Row, SourceRecords
from campaign.vietnamese.text import key, keys

_PREFIX = {
    Form.REGISTRATION: "DK",
    Form.INTERIM: "SK",
    Form.RESULT: "KQ",
    Form.CRITERIA: "TC",
    Form.PROPOSAL: "DN",
}
_PAIRS = ["".join(pair) for pair in product("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", repeat=2)]

_SHAPE = re.compile(rf"(?:{'|'.join(_PREFIX.values())})-[A-Z2-7]{{10}}(?:\.[0-9]+)?")


def is_row_id(text: str) -> bool:
    """Whether a typed text has the shape of a row's id, as the office copies it."""
    return _SHAPE.fullmatch(text.strip().upper()) is not None


def give_ids(out: SourceRecords, rows: Sequence[Row]) -> None:
    """Give each row of a source its id.

    A hidden id that stands twice was copied with its row: the second row gets an id of its own.
    Copied with its whole sheet, the second row waits: both may be meant, or the later alone.
    """
    marks = [row.text("row_id") for row in rows]
    titles = keys(_title(row) for row, mark in zip(rows, marks, strict=True) if not mark)
    used: dict[str, Row] = {}
    for row, mark in zip(rows, marks, strict=True):
        owner = _owner(row, out.name)
        made = _hash(row.form, owner, "#", mark) if mark else ""
        if made in used:
            _mark_copied(out, row, used[made], mark)
            made = ""
        row.id = made or _content_id(row, owner, titles.get(_title(row)), used)
        used[row.id] = row


def id_by_content(row: Row, file: str, used: Container[str]) -> str:
    """The id of a row whose hidden one belongs to another row.

    Args:
        row: The row.
        file: Name of its source.
        used: Ids that other rows have.
    """
    return _content_id(row, _owner(row, file), None, used)


def _owner(row: Row, file: str) -> str:
    return row.unit or key(row.text("unit")) or f"tep:{file}"


def _title(row: Row) -> str:
    return row.text(MAIN[row.form])


def _content_id(row: Row, owner: str, title: str | None, used: Container[str]) -> str:
    """An id of what the row says; ``title`` is its key where that is known already."""
    words = key(_title(row)) if title is None else title
    words = words or key(row.text("criterion")) or _other_words(row)
    number = 0
    while True:
        made = _hash(row.form, owner, words, str(number) if number else "")
        if made not in used:
            return made
        number += 1


def _other_words(row: Row) -> str:
    """What a row without a title says instead; its place in the sheet may change any day."""
    beside = {POSITIONS[row.form].get(name) for name in ("order", "row_id")}
    said = (str(v) for i, v in enumerate(row.values) if v is not None and i not in beside)
    return "\x1e" + key(" ".join(said))


def _hash(form: Form, owner: str, words: str, more: str) -> str:
    """Prefix of the form and 50 bits in base 32."""
    said = f"{owner}\x1f{words}\x1f{more}".encode("utf-8", "surrogatepass")
    bits = int.from_bytes(blake2b(said, digest_size=10).digest()[:7], "big") >> 6
    return (
        f"{_PREFIX[form]}-{_PAIRS[bits >> 40]}{_PAIRS[bits >> 30 & 1023]}"
        f"{_PAIRS[bits >> 20 & 1023]}{_PAIRS[bits >> 10 & 1023]}{_PAIRS[bits & 1023]}"
    )


def _mark_copied(out: SourceRecords, row: Row, first: Row, mark: str) -> None:
    """Say of a row that an earlier one has its hidden id."""
    sheet, earlier = out.tables[row.table].sheet, out.tables[first.table].sheet
    if sheet == earlier:
        row.mark(_COPIED.at(out.name, sheet, out.cell(row, "row_id"), "row_id", mark))
        return
    main = MAIN[row.form]
    problem = Problem(
        "row_of_copied_sheet",
        Weight.HOLD,
        f"Cùng mã dòng với ô {out.cell(first, main)} của trang “{earlier}”: cả trang được chép "
        "lại. Hãy giữ một dòng và xóa dòng kia; nếu là nội dung khác thì ghi vào một dòng trống "
        f"của trang “{earlier}”.",
        (first.id,),
    )
    row.mark(problem.at(out.name, sheet, out.cell(row, main), main, row.text(main)))


_COPIED = Problem(
    "row_id_copied",
    Weight.NOTE,
    "Mã dòng trùng với dòng trước (dòng được chép lại); dòng này nhận mã mới.",
)
