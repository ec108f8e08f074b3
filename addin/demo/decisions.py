"""What people of the demo decide over the lists: overrides, and approvals by the data code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from addin.demo.typing_in import type_lines
from addin.package import CellOut, WorkbookPackage
from addin.workbook.layout import approvals_sheet, layout_of
from campaign.awards.decisions import Decision, ListState
from campaign.labels import DECISION
from campaign.plan.definition import Campaign

CERTIFICATE, COMMENDATION = "district_certificate", "city_commendation"
PREPARED_BY, APPROVED_BY = "Nguyễn Thị Lập", "Trần Văn Duyệt"
"""Made up, like everybody in the demo."""

OVERRIDES: dict[str, dict[str, str]] = {
    "Tập thể Phòng Y tế quận": {
        "decision": DECISION[Decision.TAKE],
        "decided_by": "Chủ tịch Hội đồng",
        "decision_document": "Biên bản số 09/BB-HĐ ngày 30/10/2020",
        "decision_reason": "Hội đồng đã xem phần kết quả còn thiếu trên bản giấy",
        "passing_reason": "Đơn vị tuyến đầu phòng, chống dịch năm 2020",
    },
    "Tập thể UBND phường Tân Chánh Hiệp": {
        "decision": DECISION[Decision.TAKE],
        "decided_by": "Chủ tịch Hội đồng",
        "decision_reason": "Đã giải trình",
    },
}
"""Beside lines of the Giấy khen sheet, by name; the second lacks its document."""


def type_overrides(path: Path, campaign: Campaign) -> None:
    """Type the overrides beside their lines."""
    package = WorkbookPackage.open(path)
    sheet = layout_of(campaign)[f"award.{CERTIFICATE}"]
    cells: dict[tuple[int, int], CellOut] = {}
    for row, found in package.rows(sheet.title):
        name = found.get(sheet.index("name"))
        for key, value in OVERRIDES.get(str(name.value) if name else "", {}).items():
            cells[row, sheet.index(key)] = value
    package.set_cells(sheet.title, cells)
    package.save(path)


def type_approvals(
    path: Path, campaign: Campaign, before: Sequence[ListState], now: Sequence[ListState]
) -> None:
    """Approve Giấy khen as it is now, and Bằng khen as it was before the office's last facts."""
    package = WorkbookPackage.open(path)
    codes = {CERTIFICATE: _code(now, CERTIFICATE), COMMENDATION: _code(before, COMMENDATION)}
    lines = [_approval(award.short_name, codes[award.id]) for award in campaign.awards]
    type_lines(package, approvals_sheet(campaign), lines)
    package.save(path)


def _code(states: Sequence[ListState], award: str) -> str:
    return next(state.code for state in states if state.award == award)


def _approval(title: str, code: str) -> dict[str, CellOut]:
    return {
        "list": title,
        "prepared_by": PREPARED_BY,
        "approved_by": APPROVED_BY,
        "position": "Trưởng phòng Nội vụ",
        "approved_on": date(2020, 11, 2),
        "document": "Tờ trình số 88/TTr-NV",
        "code": code,
    }
