"""What databases say when they refuse, in Vietnamese, with their own words for technicians."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

_CAUSES = (
    ("database is locked", "chương trình khác đang ghi vào sổ"),
    ("readonly database", "sổ chỉ cho đọc"),
    ("disk is full", "ổ đĩa đã đầy"),
    ("No space left", "ổ đĩa đã đầy"),
    ("unable to open database file", "không mở được tệp"),
    ("not a database", "tệp này không phải là sổ theo dõi"),
    ("malformed", "tệp đã hỏng"),
    ("disk I/O error", "ổ đĩa báo lỗi khi đọc, ghi"),
    ("no such table", "sổ thiếu bảng"),
    ("Connection refused", "máy chủ không nhận kết nối"),
    ("No such file or directory", "không thấy máy chủ"),
    ("failed to resolve host", "không tìm thấy máy chủ"),
    ("timeout expired", "máy chủ không trả lời"),
    ("authentication failed", "sai tên hoặc mật khẩu"),
    ("no password supplied", "máy chủ đòi mật khẩu"),
    ('database "', "không có kho dữ liệu ấy"),
    ('role "', "không có tên người dùng ấy"),
    ("permission denied", "không có quyền"),
    ("read-only transaction", "sổ chỉ cho đọc"),
    ("server closed the connection", "mất kết nối với máy chủ"),
)
"""Words of SQLite and PostgreSQL, with what they mean."""


def said_by_driver(error: SQLAlchemyError) -> str:
    """Why, in Vietnamese where it is known, then the driver's own words.

    One line, without statement and parameters: they may hold what a unit wrote.
    """
    said = str(getattr(error, "orig", None) or error)
    line = said.splitlines()[0] if said else type(error).__name__
    known = next((meant for words, meant in _CAUSES if words in line), "")
    return f"{known}: {line}" if known else line
