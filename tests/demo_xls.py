"""Makes the demo's ``.xls``: text in ``.VnTime`` (TCVN3), as Excel 97 kept it.

``python -m tests.demo_xls`` writes it into ``templates/demo/files``.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import xlwt

from addin.demo.rows import all_rows, filings
from campaign.plan.definition import Form
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.vietnamese.legacy_fonts import TCVN3

UNIT = "phuong-tan-thoi-nhat"
TARGET = Path("templates/demo/files") / f"{UNIT}.xls"
_CAPITALS = {letter.upper(): code for code, letter in TCVN3.items()}
_CODES = str.maketrans(_CAPITALS | {letter: code for code, letter in TCVN3.items()})
_LABELS = {
    "order": "STT",
    "title": "Tên mô hình, sáng kiến",
    "field": "Lĩnh vực CCHC",
    "content": "Nội dung",
    "goal": "Mục tiêu",
    "starts": "Ngày bắt đầu",
    "ends": "Ngày kết thúc",
    "person": "Người phụ trách",
    "phone": "Điện thoại",
    "submitted": "Ngày nộp",
}


def demo_xls() -> bytes:
    campaign = load_campaign("q12-cchc-2020")
    units = {unit.id: unit for unit in load_campaign_roster("q12-cchc-2020").units}
    filing = next(filing for filing in filings(units) if filing.unit.id == UNIT)
    rows = all_rows(filing, campaign)[Form.REGISTRATION]
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Dang ky")
    text = xlwt.easyxf("font: name .VnTime, height 240; align: wrap on")
    bold = xlwt.easyxf("font: name .VnTime, height 240, bold on; align: wrap on")
    day = xlwt.easyxf("font: name .VnTime, height 240", num_format_str="DD/MM/YYYY")
    sheet.write(0, 0, "Phường Tân Thới Nhất".translate(_CODES), bold)
    sheet.write(1, 0, "Bảng đăng ký mô hình, sáng kiến năm 2020".translate(_CODES), bold)
    for column, label in enumerate(_LABELS.values()):
        sheet.write(3, column, label.translate(_CODES), bold)
        sheet.col(column).width = 6000
    for line, row in enumerate(rows, 4):
        for column, key in enumerate(_LABELS):
            value = row[key]
            typed = value.translate(_CODES) if isinstance(value, str) else value
            sheet.write(line, column, typed, day if isinstance(value, date) else text)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(demo_xls())
