"""What a line of a table is: data, or a total, a section, a note, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from campaign.vietnamese.text import bare_key


class Line(StrEnum):
    """Kinds of line under a header."""

    DATA = "data"
    BLANK = "blank"
    TOTAL = "total"
    SECTION = "section"
    NOTE = "note"
    SIGNATURE = "signature"
    INDEX = "index"


_SURE_TOTAL = re.compile(r"^(?:tong cong|cong chung)\b")
_TOTAL = re.compile(
    r"^(?:tong so|tong|cong)(?: \d.*| (?:cac|co|la|gom|toan|so|cong|nay|tren|trang|bang|nhom|muc"
    r"|phan|khoi|phuong|quan|don vi|mo hinh|sang kien|giai phap|cach lam hay|cong trinh|tap the"
    r"|ca nhan|nguoi|truong hop|dang ky|de nghi|duoc|va|danh sach|[ivx]{1,4}|[a-d]|\d+)\b)*$"
)
_OUTLINE = re.compile(r"^\s*(?:[IVX]{1,5}|[A-HĐ])\s*[.)/-]\s*\D")
_SECTION = re.compile(r"^\s*(?:[IVX]{1,5}|[A-HĐ]|[0-9]{1,2})\s*[.)/-]\s*\D")
_GROUP = re.compile(
    r"^(?:(?:doi voi )?(?:tap the|ca nhan|nguoi dan|doanh nghiep|nguoi dung dau|nguoi dan va doanh"
    r" nghiep)|khoi(?: \w+){1,6}|(?:nhom|phan|muc)(?: so)? (?:\d{1,2}|[ivx]{1,4}|[a-d])(?: .*)?"
    r"|danh sach (?:tap the|ca nhan)(?: \w+){0,6})$"
)
_UNIT_LINE = re.compile(
    r"^(?:don vi|ubnd|uy ban|phuong|phong|truong|trung tam|benh vien|cong an|ban|thanh tra|so|xa"
    r"|van phong|chi cuc|toa an|vien)(?: \w+){1,9}$"
)
_NOTE = re.compile(
    r"^(?:ghi chu|luu y|chu thich|noi nhan|don vi tinh|dvt|bieu nay|bang nay|luu vt|danh sach"
    r" (?:tren|nay)|de nghi cac don vi|nhu tren)\b"
)
_NOTE_LABEL = re.compile(
    r"^(?:nguồn|căn cứ|hướng dẫn|thời hạn|hạn nộp|ghi rõ)[^:]{0,30}:", re.IGNORECASE
)
_PAGE = re.compile(r"^(?:(?:trang|page)(?: so)? \d{1,3}(?: (?:(?:tren|of) )?\d{1,3})?|tiep theo)$")
_NOTHING = re.compile(
    r"^(?:khong|chua)(?: (?:co|dang ky|de nghi|mo hinh|sang kien|giai phap|noi dung|truong hop"
    r"|tap the|ca nhan|nao|gi|ai|ca|het))*$|^(?:nt|n t|nhu tren)$"
)
_SIGNS_BEFORE = re.compile(r"^[\W_]+")
_NOTHING_STARTS = ("kh", "ch", "nt", "n.", "nh")
_SIGN_HERE = r"(?: (?:da )?ky(?: (?:ten|va|ghi|ro|ho|dong|dau|chu))*)?"
_SIGNATURE = re.compile(
    r"^(?:(?:nguoi (?:lap|tong hop)|can bo tong hop|lap bieu)(?: (?:bieu|bang|danh sach))?"
    r"|thu truong(?: (?:co quan|don vi))*|(?:tm|kt|tl|tuq|q) (?:uy ban nhan dan|uy ban|ubnd"
    r"|chu tich|truong phong|thu truong|hieu truong|giam doc|hoi dong|bgh|ban giam).{0,50}"
    r"|chu tich(?: ubnd)?|pho chu tich|truong phong|pho truong phong|hieu truong|giam doc|ky ten"
    r"|da ky|xac nhan cua (?:thu truong|don vi|lanh dao|co quan).{0,60}"
    r"|quan 12 ngay .*|.{0,40}ngay (?:\d+ )?thang (?:\d+ )?nam(?: \d+)?)"
    + _SIGN_HERE
    + r"$|^ky(?: (?:ten|va|ghi|ro|ho|dong|dau|chu))+$"
)
_PERSON = re.compile(r"^(?:[^\W\d_]+\.? ){1,4}[^\W\d_]+$")
_INDEX = re.compile(r"^[(\[]?(?:\d{1,2}|[a-zđ])[)\]]?$", re.IGNORECASE)


def kind_of_line(texts: list[str], *, order: str, main: str, filled: int) -> Line:
    """Classify a line by its words; when in doubt it is data, and a person sees it.

    Args:
        texts: Every non-empty cell of the line, cleaned, in order.
        order: The cell under STT.
        main: The cell under the form's main required column.
        filled: How many columns of the form other than order, unit and row id have a value.
    """
    if not texts:
        return Line.BLANK
    numbered = is_number(order)
    plain = [bare_key(text) for text in texts]
    if is_index(texts):
        return Line.INDEX
    if _is_total(plain, bare_key(main), numbered=numbered):
        return Line.TOTAL
    if numbered and main:
        return Line.DATA
    if len(texts) <= 4 and all(_SIGNATURE.match(text) for text in plain):
        return Line.SIGNATURE
    if filled > 1 and main:
        return Line.DATA
    return _sparse(texts, plain, order, main, filled)


def is_index(texts: Iterable[str]) -> bool:
    """Whether a line numbers the columns: ``(1) (2) (3)``, ``A B 1 2``; the first word says no."""
    numbers = []
    for text in texts:
        if not _INDEX.match(text):
            return False
        numbers.append(text)
    return len(numbers) > 2 and _rising(numbers)


def is_number(order: str) -> bool:
    """Whether a cell under STT holds a number (``3``, ``3.``, ``03``)."""
    return order.rstrip(".").isdigit()


def _is_total(plain: list[str], main: str, *, numbered: bool) -> bool:
    """Whether a line's first words or its title sum the table up (``Tổng đài 1022`` does not)."""
    if numbered:
        return bool(_SURE_TOTAL.match(main))
    return any(_SURE_TOTAL.match(text) or _TOTAL.match(text) for text in (*plain[:2], main))


def _sparse(texts: list[str], plain: list[str], order: str, main: str, filled: int) -> Line:
    """Classify a line that has hardly any values."""
    numbered = is_number(order)
    if len(texts) <= 3 and any(_SIGNATURE.match(text) for text in plain):
        return Line.SIGNATURE
    if len(texts) == 1 and not main and _PAGE.match(plain[0]):
        return Line.NOTE
    if len(texts) <= 2 and (_NOTE.match(plain[0]) or _NOTE_LABEL.match(texts[0])):
        return Line.NOTE
    if len(texts) <= 2 and not numbered and _is_section(texts, plain, main, filled):
        return Line.SECTION
    if texts == [order] and numbered:
        return Line.BLANK
    return Line.DATA


def _is_section(texts: list[str], plain: list[str], main: str, filled: int) -> bool:
    """``I | Tập thể``, ``KHỐI PHƯỜNG``, ``1. Phường Thới An``: a group's name and nothing more."""
    if len(texts) == 2:
        return bool(re.fullmatch(r"[IVX]{1,5}|[A-HĐ]", texts[0].strip(" .)")))
    if _OUTLINE.match(texts[0]) or _GROUP.match(plain[0]):
        return True
    return not filled and not main and bool(_SECTION.match(texts[0]))


def says_nothing(main: str) -> bool:
    """Whether what stands for a title names nothing: ``Không có``, ``(như trên)``, ``…``, ``-``."""
    words = main if main[0].isalnum() else _SIGNS_BEFORE.sub("", main)
    if not words:
        return True
    return words[:2].lower() in _NOTHING_STARTS and bool(_NOTHING.match(bare_key(words)))


def is_unit_line(texts: list[str]) -> bool:
    """Whether the only text of a line begins like a unit's name."""
    return len(texts) == 1 and bool(_UNIT_LINE.match(bare_key(texts[0])))


def signs(texts: list[str]) -> bool:
    """Whether all that a line says, under a signature, is who signed."""
    return len(texts) <= 4 and all(_PERSON.match(text) for text in texts)


def _rising(texts: list[str]) -> bool:
    """Whether the cells count up: ``(1) (2) (3)`` or ``A B 1 2``."""
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) > 1 and numbers[0] <= 1 and all(b - a == 1 for a, b in pairwise(numbers))


def stated_total(text: str) -> int | None:
    """The count a total line states (``Tổng cộng: 3 mô hình``), ``None`` when it states none."""
    found = re.findall(r"\d+", text)
    return int(found[0]) if len(found) == 1 else None
