"""What presses changed, kept in the workbook's own machine sheet: small, and there after reopening.

One entry a press: the cells that became others, with what stood there and what was put there,
compressed and cut into cells of the machine sheet. Nothing in it but the workbook's own content.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from addin.buttons.cell_values import Plain, plain
from addin.buttons.changes import Change, Changed

UNDO_ROW = 500
"""Row (from 0) of the machine sheet from which on the log stands, in its first column."""

LEVELS = 5
"""Presses that can be undone."""

MOST_CHARACTERS = 5_000_000
"""Room of all entries together; the oldest give way."""

_CHUNK = 32_000
_HEAD = "thidua.undo"


@dataclass(slots=True)
class UndoSheet:
    """One sheet of an entry.

    Attributes:
        title: Its title.
        first: First row (from 0) that was replaced; -1 when only single cells were.
        was: Rows it had before the press.
        width: Columns that were written.
        heights: Points of its rows before the press, from ``first`` on.
        ids: Column of its rows' ids; -1 where rows have none.
        order: Digest of the ids in their order after the press: rows that moved are told by it.
        cells: Changed cells, and formulas whose stored results changed.
    """

    title: str
    first: int
    was: int
    width: int
    heights: list[float | None]
    cells: list[Changed]
    ids: int = -1
    order: str = ""


@dataclass(slots=True)
class Entry:
    """One press.

    Attributes:
        button: Id of the button.
        when: Moment of the press, ISO.
        who: Who pressed.
        sheets: What it changed.
    """

    button: str
    when: str
    who: str
    sheets: list[UndoSheet] = field(default_factory=list)


def undo_sheet(change: Change) -> UndoSheet:
    """What must be kept of a change."""
    draft = change.draft
    ids = [plain(line[draft.ids]) if draft.ids < len(line) else None for line in draft.rows]
    return UndoSheet(
        draft.title,
        draft.first,
        change.was,
        change.width,
        change.heights_before,
        sorted([*change.cells, *change.results], key=lambda cell: (cell.row, cell.column)),
        draft.ids,
        order_of(ids) if draft.ids >= 0 else "",
    )


def order_of(ids: Sequence[Plain]) -> str:
    """Digest of row ids in their order; empty ones at the end do not count."""
    last = max((place for place, row_id in enumerate(ids) if row_id is not None), default=-1)
    return hashlib.sha256(repr(list(ids[: last + 1])).encode()).hexdigest()[:16]


def packed(entry: Entry) -> str:
    """An entry as text."""
    content = {
        "button": entry.button,
        "when": entry.when,
        "who": entry.who,
        "sheets": [_columns(sheet) for sheet in entry.sheets],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 6)).decode()


def _columns(sheet: UndoSheet) -> dict[str, Any]:
    """Cells as columns: alike things stand together and take less room."""
    made: dict[str, Any] = {
        "title": sheet.title,
        "first": sheet.first,
        "was": sheet.was,
        "width": sheet.width,
        "heights": sheet.heights if any(sheet.heights) else [],
        "ids": sheet.ids,
        "order": sheet.order,
    }
    for name in _PARTS:
        made[name] = [getattr(cell, name) for cell in sheet.cells]
    rows = made["row"]
    made["row"] = [row - before for before, row in zip([0, *rows], rows, strict=False)]
    return made


_PARTS = tuple(asdict(Changed(0, 0, None, None)))
_FACTS = ("title", "first", "was", "width", "heights", "ids", "order")


def unpacked(text: str) -> Entry:
    """The entry of a text.

    Raises:
        ValueError: the text is damaged.
    """
    try:
        content = json.loads(zlib.decompress(base64.b64decode(text, validate=True)))
        sheets = [_sheet(found) for found in content["sheets"]]
        return Entry(content["button"], content["when"], content["who"], sheets)
    except (ValueError, zlib.error, KeyError, TypeError) as error:
        raise ValueError("damaged undo entry") from error


def _sheet(found: dict[str, Any]) -> UndoSheet:
    row = 0
    cells: list[Changed] = []
    for step, *others in zip(*(found[name] for name in _PARTS), strict=True):
        row += step
        cells.append(Changed(row, *others))
    given = {name: found[name] for name in _FACTS}
    return UndoSheet(cells=cells, **given)


def texts_of(column: Sequence[object]) -> list[str]:
    """Texts of all entries in the machine sheet's first column from ``UNDO_ROW`` on, newest first.

    An entry that somebody cut short is left out, with all older ones.
    """
    found: list[str] = []
    place = 0
    while place < len(column):
        head = str(column[place] or "").split()
        if len(head) != 2 or head[0] != _HEAD or not head[1].isdecimal():
            break
        count = int(head[1])
        chunks = column[place + 1 : place + 1 + count]
        if len(chunks) < count or not all(isinstance(chunk, str) for chunk in chunks):
            break
        found.append("".join(map(str, chunks)))
        place += 1 + count
    return found


def column_of(texts: Iterable[str]) -> list[str]:
    """The cells that hold these entries."""
    cells: list[str] = []
    for text in texts:
        chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
        cells += [f"{_HEAD} {len(chunks)}", *chunks]
    return cells


def kept(texts: Sequence[str]) -> list[str]:
    """The newest entries that there is room for."""
    room = MOST_CHARACTERS
    found: list[str] = []
    for text in texts[:LEVELS]:
        room -= len(text)
        if room < 0:
            break
        found.append(text)
    return found
