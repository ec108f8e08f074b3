"""What a line of a table is: data, or a total, a section, a note, a signature."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from campaign.text import bare_key


class Line(StrEnum):
    """Kinds of line under a header."""

    DATA = "data"
    BLANK = "blank"
    TOTAL = "total"
    SECTION = "section"
    NOTE = "note"
    SIGNATURE = "signature"
    INDEX = "index"


_TOTAL = re.compile(r"^(?:tong cong|tong so|cong chung|tong|cong)(?: \d| cac| mo hinh| so|$)")
_TOTAL_STARTS = ("tong cong", "tong so", "cong chung")
_SECTION = re.compile(r"^\s*(?:[IVX]{1,5}|[A-HĐ]|[0-9]{1,2})\s*[.)/-]\s*\D")
_SECTION_WORDS = re.compile(r"^(?:khoi|nhom|phan|muc|tap the|ca nhan|nguoi dan|doanh nghiep) ?")
_NOTE = re.compile(
    r"^(?:ghi chu|luu y|chu thich|noi nhan|don vi tinh|dvt|nguon|bieu nay|bang nay|luu vt|danh sach"
    r" (?:tren|nay)|can cu|huong dan|de nghi cac don vi|thoi han|han nop)\b"
)
_SIGNATURE = re.compile(
    r"^(?:nguoi lap(?: bieu| bang)?|nguoi tong hop|can bo tong hop|thu truong(?: don vi| co quan)?"
    r"|tm (?:uy ban nhan dan|ubnd)|tm uy ban|kt (?:chu tich|truong phong|thu truong|hieu truong)"
    r"|tl chu tich|chu tich(?: ubnd)?|pho chu tich|truong phong|hieu truong|giam doc|ky ten"
    r"|ky ghi ro ho ten|da ky|ky va ghi ro ho ten|xac nhan cua (?:thu truong|don vi|lanh dao).*"
    r"|quan 12 ngay .*|.{0,40}ngay (?:\d+ )?thang (?:\d+ )?nam(?: \d+)?)$"
)
_INDEX = re.compile(r"^\(?(?:\d{1,2}|[a-zđ])\)?$", re.IGNORECASE)


def kind_of_line(texts: list[str], *, order: str, main: str, filled: int) -> Line:
    """Classify a line by its words.

    Args:
        texts: Every non-empty cell of the line, cleaned, in order.
        order: The cell under STT.
        main: The cell under the form's main required column.
        filled: How many columns of the form other than order, unit and row id have a value.
    """
    if not texts:
        return Line.BLANK
    first = bare_key(texts[0])
    if first.startswith(_TOTAL_STARTS) or (_TOTAL.match(first) and not order.isdigit()):
        return Line.TOTAL
    if len(texts) > 2 and all(_INDEX.match(text) for text in texts) and _rising(texts):
        return Line.INDEX
    if filled > 1 and main:
        return Line.DATA
    return _sparse(texts, first, order, filled)


def _sparse(texts: list[str], first: str, order: str, filled: int) -> Line:
    """Classify a line that has hardly any values."""
    plain = [bare_key(text) for text in texts]
    if len(texts) <= 3 and any(_SIGNATURE.match(text) for text in plain):
        return Line.SIGNATURE
    if len(texts) <= 2 and _NOTE.match(first):
        return Line.NOTE
    numbered = order.rstrip(".").isdigit()
    if len(texts) == 1 and not numbered and _SECTION.match(texts[0]) and not filled:
        return Line.SECTION
    if len(texts) <= 2 and not numbered and _is_section(texts, plain):
        return Line.SECTION
    if not filled and all(text.rstrip(".").isdigit() for text in texts):
        return Line.BLANK
    return Line.DATA


def _is_section(texts: list[str], plain: list[str]) -> bool:
    """``I | Tập thể`` or ``KHỐI PHƯỜNG``: a roman number or a group's name and nothing more."""
    if len(texts) == 2:
        return bool(re.fullmatch(r"[IVX]{1,5}|[A-HĐ]", texts[0].strip(" .)")))
    return bool(_SECTION_WORDS.match(plain[0])) and len(plain[0].split()) <= 8


def _rising(texts: list[str]) -> bool:
    """Whether the cells count up: ``(1) (2) (3)`` or ``A B 1 2``."""
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def stated_total(text: str) -> int | None:
    """The count a total line states (``Tổng cộng: 3 mô hình``), ``None`` when it states none."""
    found = re.findall(r"\d+", text)
    return int(found[0]) if len(found) == 1 else None
