"""One sheet that many units typed in, each its own way: names, dates, phone numbers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from addin.demo.paper import CELL, HEAD, PLAIN, TITLE, Look, new_book
from addin.demo.people import make_person

FILE = "Biểu chung/Đăng ký bổ sung (nhiều đơn vị).xlsx"
SHEET = "Đăng ký bổ sung"
_FIRST = 5
"""Row of the first line, counted from 0."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet; a unit in a font from before Unicode names the font."""

    unit: str
    title: str
    submitted: object
    phone: object = ""
    font: str = ""


LINES = (
    Line("UBND P.TTH", "Sổ tay điện tử thủ tục hành chính", "ngày 15 tháng 5 năm 2020", 909123456),
    Line(
        "P.TNMT",
        "Tra cứu tình trạng hồ sơ đất đai qua tin nhắn",
        "15.5.2020",
        "0909.123.456 - 0918.123.456",
    ),
    Line("P.TMT", "Bàn hỗ trợ người cao tuổi", "15-5-20", "0900 000 003"),
    Line("Phường Hưng Thuận", "Tổ công nghệ lưu động", 43966, "0900 000 004"),
    Line("P.Tân Hiệp", "Hẹn giờ nhận kết quả", date(2020, 5, 15), "0900 000 005"),
    Line(
        unicodedata.normalize("NFD", "Tân Thới Hiệp"),
        "Niêm yết thủ tục bằng tranh",
        date(2020, 5, 15),
        "0900 000 006",
    ),
    Line("ÐÔNG HƯNG THUẬN", "Thư chúc mừng đăng ký kết hôn", date(2020, 5, 16), "0900 000 007"),
    Line("Phöôøng Thaïnh Loäc", "Ngày hội dịch vụ công", date(2020, 5, 17), "0900 000 008"),
    Line("P.\u00a0Thới\u200b An", "Góc đọc sách chờ kết quả", date(2020, 5, 18), "0900 000 009"),
    Line("Thíi An", "Loa phát thanh hướng dẫn thủ tục", date(2020, 5, 18), "", ".VnTime"),
    Line("Thíi An", "Phiếu hẹn có mã tra cứu", date(2020, 5, 18)),
)
"""Lines in order; the first stands in row 6."""


def write_shared(path: Path) -> None:
    """Write the sheet."""
    # A fixed seed for made-up people, not a secret.
    rng = Random(FILE)  # noqa: S311
    with new_book(path) as paper:
        sheet = paper.sheet(SHEET, (6, 28, 44, 26, 28, 34))
        paper.put(sheet, 0, 0, "ỦY BAN NHÂN DÂN QUẬN 12", PLAIN)
        paper.merge(sheet, (2, 0, 2, 5), "ĐĂNG KÝ BỔ SUNG MÔ HÌNH, SÁNG KIẾN", TITLE)
        labels = ("STT", "Đơn vị", "Tên mô hình, sáng kiến", "Người phụ trách", "SĐT", "Ngày gửi")
        paper.row(sheet, _FIRST - 1, labels, HEAD)
        for number, line in enumerate(LINES, 1):
            row = _FIRST + number - 1
            person = make_person(rng).name
            paper.row(sheet, row, (number, "", line.title, person, line.phone, line.submitted))
            paper.put(sheet, row, 1, line.unit, _look(line))


def _look(line: Line) -> Look:
    return {**CELL, "font_name": line.font} if line.font else CELL
