"""Workbooks that units laid out themselves, instead of filling the office's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from addin.demo.paper import BOLD, CELL, HEAD, PLAIN, TITLE, Paper, new_book
from addin.demo.rows import Filing, TypedRow

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_PERCENT = {**CELL, "num_format": "0%", "align": "center"}


def write_ward(path: Path, filing: Filing, rows: list[TypedRow]) -> None:
    """Titles, a header in two rows, merged unit cells, a total, notes, hidden things."""
    with new_book(path) as paper:
        sheet = paper.sheet("ĐK 2020", (6, 22, 44, 22, 14, 14, 24, 16, 14, 20))
        paper.put(sheet, 0, 0, "ỦY BAN NHÂN DÂN QUẬN 12", PLAIN)
        paper.put(sheet, 1, 0, filing.unit.name.upper(), BOLD)
        paper.merge(sheet, (3, 0, 3, 9), "DANH SÁCH ĐĂNG KÝ MÔ HÌNH, SÁNG KIẾN NĂM 2020", TITLE)
        _ward_header(paper, sheet)
        paper.merge(sheet, (7, 1, 9, 1), filing.unit.short_name, CELL)
        for line, row in enumerate(rows, 7):
            _ward_row(paper, sheet, line, row)
        _ward_end(paper, sheet, len(rows))
        _draft(paper, filing)


def _ward_header(paper: Paper, sheet: Worksheet) -> None:
    for column, label in enumerate(("TT", "Phường", "Nội dung đăng ký", "Lĩnh vực")):
        paper.merge(sheet, (5, column, 6, column), label)
    paper.merge(sheet, (5, 4, 5, 5), "Thời gian")
    paper.row(sheet, 6, ("Bắt đầu", "Kết thúc"), HEAD, 4)
    for column, label in enumerate(("Cán bộ phụ trách", "SĐT", "Ngày gửi", "Ghi chú khác"), 6):
        paper.merge(sheet, (5, column, 6, column), label)


def _ward_row(paper: Paper, sheet: Worksheet, line: int, row: TypedRow) -> None:
    """All but the unit, which stands once in its merged cell."""
    paper.put(sheet, line, 0, row["order"])
    values = [row[key] for key in ("title", "field", "starts", "ends", "person", "phone")]
    paper.row(sheet, line, [*values, row["submitted"], row["event"]], CELL, 2)


def _ward_end(paper: Paper, sheet: Worksheet, count: int) -> None:
    line = 7 + count
    paper.row(sheet, line, ("", "", "", "", "", "", "Nguyễn Văn A - khiển trách"), CELL)
    sheet.set_row(line, None, None, {"hidden": True})
    paper.merge(sheet, (line + 1, 0, line + 1, 9), f"Tổng cộng: {count} mô hình", BOLD)
    paper.put(sheet, line + 2, 0, "Ghi chú: danh sách đã được tập thể lãnh đạo thống nhất.", PLAIN)
    paper.put(sheet, line + 4, 7, "Quận 12, ngày 18 tháng 5 năm 2020", PLAIN)
    paper.put(sheet, line + 5, 1, "NGƯỜI LẬP BIỂU", BOLD)
    paper.put(sheet, line + 5, 7, "CHỦ TỊCH", BOLD)


def _draft(paper: Paper, filing: Filing) -> None:
    """A hidden sheet with a registration that the unit forgot."""
    sheet = paper.sheet("Nháp", (6, 22, 44, 22))
    paper.row(sheet, 0, ("STT", "Đơn vị", "Tên mô hình", "Người phụ trách", "Ngày nộp"), HEAD)
    name = filing.person().name
    values = (1, filing.unit.short_name, "Tủ sách pháp luật tại bộ phận một cửa", name)
    paper.row(sheet, 1, (*values, date(2020, 5, 18)))
    sheet.hide()


def write_economy(path: Path, filing: Filing, rows: list[TypedRow]) -> None:
    """Dates as a US-locale sheet left them, formula errors, a live formula, a wrong total."""
    typed = ("20/05/2020", date(2020, 5, 6), "25/05/2020", date(2020, 7, 6))
    with new_book(path) as paper:
        sheet = paper.sheet("Đăng ký", (6, 44, 22, 14, 14, 24, 16, 14))
        paper.put(sheet, 0, 0, filing.unit.name.upper(), BOLD)
        paper.merge(sheet, (1, 0, 1, 7), "BẢNG ĐĂNG KÝ GIẢI PHÁP NĂM 2020", TITLE)
        labels = ("STT", "Tên giải pháp", "Lĩnh vực", "Ngày bắt đầu", "Ngày hoàn thành")
        paper.row(sheet, 3, (*labels, "Người thực hiện", "Số điện thoại", "Ngày nộp"), HEAD)
        for line, (row, day) in enumerate(zip(rows, typed, strict=True), 4):
            paper.row(sheet, line, (row["order"], row["title"], row["field"], day, row["ends"]))
            paper.row(sheet, line, (row["person"], row["phone"], row["submitted"]), CELL, 5)
        _formulas(paper, sheet)
        paper.put(sheet, 8, 0, "Tổng cộng: 5 giải pháp", BOLD)


def _formulas(paper: Paper, sheet: Worksheet) -> None:
    cell = paper.look(CELL)
    sheet.write_formula(5, 5, "=#REF!", cell, "#REF!")
    sheet.write_formula(6, 2, '=VLOOKUP("KT",A1:B2,2,FALSE)', cell, "#N/A")
    formula = '=HYPERLINK("http://example.invalid/mau","Mẫu tờ khai điện tử")'
    sheet.write_formula(7, 1, formula, cell, "Mẫu tờ khai điện tử")


def write_environment(path: Path, filing: Filing) -> None:
    """A self-assessment in which 100 % is a 1 in a percent format, and so are the rates."""
    answers: tuple[tuple[str, object], ...] = (
        ("Có kế hoạch, tổ chức triển khai thực hiện công tác cải cách hành chính năm 2020", "Đạt"),
        ("Hoàn thành tốt nhiệm vụ công tác cải cách hành chính tại cơ quan, đơn vị", "Đạt"),
        ("Có đăng ký các mô hình sáng kiến, giải pháp, cách làm hay và áp dụng hiệu quả", "Đạt"),
        ("100% cán bộ, công chức, viên chức thực hiện tốt quy chế ứng xử", 1),
        ("Tỷ lệ người dân, tổ chức hài lòng về sự phục vụ", 0.96),
        ("Tỷ lệ giải quyết hồ sơ thủ tục hành chính đúng hạn", 0.93),
        ("Tỷ lệ sử dụng dịch vụ công trực tuyến mức độ 3, mức độ 4", 0.41),
        ("Khai báo vi phạm của cá nhân thuộc đơn vị", "Không có cá nhân nào vi phạm"),
    )
    with new_book(path) as paper:
        sheet = paper.sheet("Tự chấm", (6, 70, 18, 40))
        paper.put(sheet, 0, 0, filing.unit.name.upper(), BOLD)
        paper.merge(sheet, (1, 0, 1, 3), "BẢNG TỰ ĐÁNH GIÁ TIÊU CHÍ THI ĐUA", TITLE)
        paper.row(sheet, 3, ("STT", "Tiêu chí", "Đơn vị tự đánh giá", "Minh chứng"), HEAD)
        for line, (text, answer) in enumerate(answers, 4):
            look = CELL if isinstance(answer, str) else _PERCENT
            paper.row(sheet, line, (line - 3, text))
            paper.put(sheet, line, 2, answer, look)
            paper.put(sheet, line, 3, "")


def write_hospital(path: Path, name: str) -> None:
    """A registration without the column that names the initiative."""
    lines = (
        ("Hiện đại hóa hành chính", "Đặt lịch khám qua điện thoại", date(2020, 5, 4)),
        ("Cải cách thủ tục hành chính", "Trả kết quả xét nghiệm qua tin nhắn", date(2020, 5, 11)),
    )
    with new_book(path) as paper:
        sheet = paper.sheet("Đăng ký", (6, 30, 50, 16, 16))
        paper.put(sheet, 0, 0, name.upper(), BOLD)
        labels = ("STT", "Lĩnh vực", "Nội dung thực hiện", "Ngày bắt đầu", "Ngày nộp")
        paper.row(sheet, 2, labels, HEAD)
        for line, (field, content, day) in enumerate(lines, 3):
            paper.row(sheet, line, (line - 2, field, content, day, date(2020, 5, 18)))
