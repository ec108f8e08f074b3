"""What the office alone writes in a unit's spreadsheet: two columns a tab, and a tab of its own."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.columns import Column, Owner
from campaign.vietnamese.text import bare_key

STATUS = Column("office_status", "Văn phòng: tình trạng", width=18, owner=Owner.OFFICE)
TASK = Column("office_task", "Văn phòng: việc cần làm", width=46, owner=Owner.OFFICE)
OFFICE_COLUMNS = (STATUS, TASK)

FEEDBACK = "Văn phòng trả lời"
"""Title of the tab in which a unit sees where each of its deliverables stands."""

_LABELS = {bare_key(column.label): column.key for column in OFFICE_COLUMNS}


def names_office(cells: Iterable[object]) -> bool:
    """Whether one of many cells is the header of an office column."""
    texts = (cell for cell in cells if cell and isinstance(cell, str))
    return not _LABELS.keys().isdisjoint(map(bare_key, texts))


def office_key(label: object) -> str:
    """The key of the office column that a header cell names; empty for any other cell."""
    return _LABELS.get(bare_key(label), "") if isinstance(label, str) else ""
