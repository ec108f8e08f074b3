"""What the office of the demo wrote itself: its list of units, violations, receipts."""

from __future__ import annotations

from datetime import date

from campaign.result.evidence import Evidence
from campaign.result.office_facts import OfficeFacts, Receipt, Violation

VIOLATIONS_SHEET = "Vi phạm"
RECEIPTS_SHEET = "Sổ tiếp nhận"
CLERK = "Chuyên viên Phòng Nội vụ"
VIOLATOR = "Trần Văn Mẫu"
"""Made up, like everybody in the demo."""


ADDED_UNIT: dict[str, str | date] = {
    "name": "Trung tâm Thể dục thể thao Quận 12",
    "group": "Đơn vị sự nghiệp thuộc quận",
    "short_name": "Trung tâm Thể dục thể thao",
    "valid_from": date(2020, 1, 1),
    "office_note": "Văn phòng bổ sung vào danh sách.",
}
"""A line that the office types under the table of *Đơn vị*."""

ALIASES = {"phong-van-hoa-va-thong-tin": "Phòng Văn - Thông"}
"""What the office calls a unit, typed into *Đơn vị* by unit id."""


def demo_office_facts() -> OfficeFacts:
    """Rows that the demo types into *Vi phạm* and *Sổ tiếp nhận* of the district workbook.

    ``Evidence.text`` is a receipt's date as the office typed it.
    """
    return OfficeFacts(violations=_violations(), receipts=_receipts())


def _violations() -> list[Violation]:
    return [
        Violation(
            "phuong-dong-hung-thuan",
            VIOLATOR,
            "Khiển trách do gây phiền hà khi tiếp nhận hồ sơ",
            "confirmed",
            "118/QĐ-UBND ngày 14/8/2020",
            Evidence("office", sheet=VIOLATIONS_SHEET, text="118/QĐ-UBND ngày 14/8/2020"),
        ),
        Violation(
            "phong-van-hoa-va-thong-tin",
            "Lê Thị Thí Dụ",
            "Đơn tố cáo về thái độ phục vụ đang được xác minh",
            "considered",
            "Phiếu chuyển đơn số 47/PC ngày 05/10/2020",
            Evidence("office", sheet=VIOLATIONS_SHEET, text="Phiếu chuyển đơn số 47/PC"),
        ),
    ]


def _receipts() -> list[Receipt]:
    return [
        _receipt("phuong-thanh-xuan", "registration", "15/5/2020"),
        _receipt("phuong-tan-hung-thuan", "registration", "20/5/2020"),
        _receipt("phuong-thanh-loc", "interim_report", "12/06/2020"),
        _receipt("kho-bac-nha-nuoc", "registration", "18/5/2020"),
        _receipt("phuong-thoi-an", "results", "28/10/2020"),
        _receipt("phong-quan-ly-do-thi", "results", "02/11/2020"),
        _receipt("bao-hiem-xa-hoi", "interim_report", "22/6/2020"),
        Receipt(
            "trung-tam-van-hoa",
            "results",
            "extension",
            "2020-10-28",
            "",
            "",
            date(2020, 11, 6),
            "1287/UBND-NV ngày 28/10/2020",
            "Chủ tịch UBND quận",
            Evidence("office", sheet=RECEIPTS_SHEET, text="06/11/2020"),
        ),
    ]


def _receipt(unit: str, deliverable: str, typed: str) -> Receipt:
    """A receipt dated as the office typed it, day first."""
    day, month, year = (int(part) for part in typed.split("/"))
    received = date(year, month, day).isoformat()
    evidence = Evidence("office", sheet=RECEIPTS_SHEET, text=typed)
    return Receipt(unit, deliverable, "receipt", "", "", received, None, "", CLERK, evidence)
