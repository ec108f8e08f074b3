"""What the macros say when Python itself does not answer; everything else Python says itself."""

from __future__ import annotations

WORDS = {
    "TITLE": "Thi đua",
    "STARTING": "Thi đua: đang gọi phần xử lý, xin đợi vài giây…",
    "NO_WORKBOOK": "Chưa có sổ nào đang mở. Hãy mở sổ thi đua rồi bấm lại.",
    "NO_PYTHON": (
        "Không gọi được phần xử lý nên sổ chưa thay đổi. Hãy chạy lại lệnh “thidua excel install”, "
        "mở lại Excel rồi bấm lại; nếu vẫn lỗi, gửi kết quả của lệnh “thidua excel status” cho "
        "người phụ trách phần mềm."
    ),
}
"""Sentences by name."""


def escaped(text: str) -> str:
    r"""Text as ASCII, with ``\u`` and four digits for every other letter.

    >>> escaped("Đợt")
    '\\u0110\\u1ee3t'
    """
    return "".join(letter if letter.isascii() else f"\\u{ord(letter):04x}" for letter in text)


def words_module() -> str:
    """Source of the module that holds the sentences."""
    lines = ['Attribute VB_Name = "ThiduaWords"', "Option Explicit", ""]
    lines += [
        f'Public Const WORDS_{name} As String = "{escaped(text)}"' for name, text in WORDS.items()
    ]
    return "\n".join(lines) + "\n"
