"""The office's answer: one row a deliverable, with what came in and the days that are left.

Days are left to a formula, so that they count down without a write.
"""

from __future__ import annotations

from campaign.judging.due_days import last_day
from campaign.plan.definition import Campaign, Deliverable
from campaign.roster.units import Unit
from campaign.unit_tabs.headings import reporter_lines
from sheets_sync.office_columns import FEEDBACK
from sheets_sync.provision.draft import FEEDBACK_KEY, Draft, DraftColumn
from sheets_sync.provision.json_types import Json, text_cell
from sheets_sync.provision.looks import LOOKS, pixels

SHEET_ID = 11
HEADER = 4
"""Row of the header, from 0."""

_HEADS = (
    ("Nội dung cần nộp", 34),
    ("Ngày cuối", 14),
    ("Còn lại", 22),
    ("Đang ở mức", 20),
    ("Chi tiết", 70),
)
ITEM, LAST_DAY, LEFT, STANDING, DETAIL = range(5)
"""Columns, from 0."""


def owed(campaign: Campaign, unit: Unit) -> list[Deliverable]:
    """What the unit has to hand in, in the plan's order."""
    group = campaign.group_of(unit.kind)
    return [d for d in campaign.deliverables if group is not None and group.id in d.owed_by]


def feedback_draft(campaign: Campaign, unit: Unit) -> Draft:
    """The whole sheet; the office alone writes in it."""
    columns = [DraftColumn("", "", LOOKS["box"], pixels(width)) for _, width in _HEADS]
    rows = HEADER + 1 + len(owed(campaign, unit))
    draft = Draft(FEEDBACK_KEY, SHEET_ID, FEEDBACK, rows, columns, rows, frozen=HEADER + 1)
    for row, (text, look) in enumerate(
        zip(reporter_lines(campaign, unit), ("plain", "section"), strict=True)
    ):
        draft.cells[row, 0] = text_cell(text) | {"userEnteredFormat": LOOKS[look]}
    title = text_cell(FEEDBACK.upper()) | {"userEnteredFormat": LOOKS["title"]}
    draft.cells[HEADER - 2, 0] = title
    draft.merges.append((HEADER - 2, 0, HEADER - 2, len(_HEADS) - 1))
    for column, (text, _) in enumerate(_HEADS):
        draft.cells[HEADER, column] = text_cell(text) | {"userEnteredFormat": LOOKS["head"]}
    for row, item in enumerate(owed(campaign, unit), HEADER + 1):
        draft.cells |= {(row, c): cell for c, cell in enumerate(_line(row, item))}
    return draft


def _line(row: int, item: Deliverable) -> list[Json]:
    """What does not change from day to day: name, last day, the formula of what is left."""
    box = {"userEnteredFormat": LOOKS["box"]}
    left = {"userEnteredValue": {"formulaValue": f"=B{row + 1}-TODAY()"}}
    return [
        text_cell(item.name) | box,
        day_cell(item) | {"userEnteredFormat": LOOKS["date"]},
        left | {"userEnteredFormat": LOOKS["days"]},
        dict(box),
        dict(box),
    ]


def day_cell(item: Deliverable) -> Json:
    """The last day on time, as a date."""
    return {"userEnteredValue": {"numberValue": serial(last_day(item).toordinal())}}


def serial(ordinal: int) -> int:
    """A day (``date.toordinal``) as spreadsheets count: 0 is 30/12/1899."""
    return ordinal - 693_594
