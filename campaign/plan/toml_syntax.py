"""Why a file is not TOML, said for someone who edits it in Notepad."""

from __future__ import annotations

import re

from campaign.mistakes import Mistake

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_BAD_DAY = re.compile(r"=\s*\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}")
_YEAR_FIRST = re.compile(r"=\s*\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}\s*(#|$)")
_WORD_VALUE = re.compile(r"""=\s*[^\W\d][^"'\[{]*$""")

_REASONS = (
    ("Cannot overwrite", "khóa này đã viết ở trên.", "Xóa một trong hai dòng."),
    ("Cannot declare", "mục này đã mở ở trên.", "Gộp hai mục, hoặc dùng [[...]] cho danh sách."),
    ("Cannot mutate", "mục này đã viết trọn ở trên.", "Gộp hai mục lại."),
    ("Unclosed array", "danh sách chưa đóng.", "Thêm dấu ] ở cuối danh sách."),
    ("Unclosed inline", "bảng viết gọn chưa đóng.", "Thêm dấu } ở cuối."),
    ("at the end of a table decl", "tên mục chưa đóng.", "Đóng bằng ] hoặc ]]."),
    ("Expected '='", "thiếu dấu = sau tên khóa.", "Viết theo mẫu: ten_khoa = giá trị."),
    ("Invalid date", "ngày không có trong lịch.", "Viết năm-tháng-ngày, ví dụ 2020-05-20."),
    ("Unescaped '\\'", "dấu \\ không hợp lệ.", "Viết \\\\ thay cho \\."),
    ("Unterminated string", "thiếu dấu ngoặc kép đóng.", 'Thêm dấu " ở cuối.'),
    ("Illegal character '\\n'", "thiếu dấu ngoặc kép đóng.", 'Thêm dấu " ở cuối dòng.'),
    ("Expected newline", "sau giá trị còn chữ thừa.", "Mỗi dòng một khóa; ghi chú sau dấu #."),
    ("Invalid statement", "dòng này không đọc được.", "Ghi chú phải bắt đầu bằng dấu #."),
    ("Invalid value", "giá trị không đọc được.", 'Đặt chữ trong ngoặc kép: name = "Đăng ký".'),
)
"""Beginnings of the parser's English messages, with ours."""


def explain_syntax(file: str, text: str, message: str) -> Mistake:
    """The one place where the parser stopped, with the likeliest cause on that line."""
    lines = text.splitlines() or [""]
    place = _PLACE.search(message)
    number = int(place[1]) if place and place[1] else len(lines)
    wrong, mend = _cause(lines[min(number, len(lines)) - 1], message)
    return Mistake(file, number, "", wrong, mend)


def _cause(line: str, message: str) -> tuple[str, str]:
    if re.search("[“”‘’]", line.partition("#")[0]):
        return "có ngoặc kép cong (“ ”) của Word.", 'Thay bằng ngoặc kép thẳng: "…".'
    if _BAD_DAY.search(line):
        return "ngày viết sai dạng.", "Viết năm-tháng-ngày, không ngoặc kép, ví dụ 2020-05-20."
    if _YEAR_FIRST.search(line) and "Invalid date" not in message:
        return (
            "ngày viết sai dạng, hoặc tháng không có trong lịch.",
            "Viết năm-tháng-ngày, tháng và ngày đủ hai chữ số, ví dụ 2020-05-20.",
        )
    if re.search(r"=\s*\d+,\d+\s*(#|$)", line):
        return "số lẻ viết bằng dấu phẩy.", "Dùng dấu chấm, ví dụ 70.5."
    if _WORD_VALUE.search(line.partition("#")[0]):
        return (
            "chữ không đặt trong ngoặc kép.",
            'Viết trong ngoặc kép: name = "Đăng ký"; có/không viết true/false.',
        )
    for beginning, wrong, mend in _REASONS:
        if beginning in message:
            return wrong, mend
    return "tệp không đúng cú pháp TOML.", "So lại dòng này với tệp mẫu."
