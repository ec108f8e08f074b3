"""What a unit is told beside a form that suddenly has no row, until that is believed."""

from __future__ import annotations

from collections.abc import Container

from campaign.reading.cell_text import text_of
from sheets_sync.office_columns import TASK
from sheets_sync.pushback.changes import Cells, text_cell
from sheets_sync.sync.reading import OfficeCells, Written

EMPTIED = (
    "Biểu này bỗng trống; văn phòng vẫn giữ các dòng đã đọc lần trước. Nếu xóa nhầm, hãy lấy lại ở "
    "Lịch sử phiên bản; nếu đúng là rút lại, xin báo văn phòng."
)


def beside_emptied(written: Written, emptied: Container[str]) -> dict[str, Cells]:
    """Cells to write by sheet title: no row is accepted where none stands, and one cell says why.

    Args:
        written: What the office's cells say now.
        emptied: Titles of the sheets that lost all their rows.
    """
    found = {title: _cells(one) for title, one in written.sheets.items() if title in emptied}
    return {title: cells for title, cells in found.items() if cells}


def _cells(office: OfficeCells) -> Cells:
    first, task = min((line for line, _ in office.texts), default=-1), office.places.get(TASK.key)
    wanted = dict.fromkeys(office.texts, "")
    if first >= 0 and task is not None:
        wanted[first, task] = EMPTIED
    return {
        place: text_cell(text)
        for place, text in wanted.items()
        if text_of(text) != office.texts.get(place, "")
    }
