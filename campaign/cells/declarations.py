"""What a unit declares about violations of its people: silence and maybe are not "none"."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from campaign.problems import Problem, Reading, Weight
from campaign.text import bare_key, clean

if TYPE_CHECKING:
    from campaign.grid import CellValue


class Declaration(StrEnum):
    """What was declared."""

    NONE = "none"
    """Nobody violated anything."""
    UNDER_REVIEW = "under_review"
    """Discipline, a complaint or an inspection is pending, or only a reminder was given."""
    DECLARED = "declared"
    """A violation, or a disciplinary measure, is declared."""


_CLAUSE = re.compile(
    r"[,;.\n:()]|\s[-–—]\s|\b(?:trừ|ngoài|nhưng|tuy nhiên|còn|song)\b"
    r"|\b(?:nhung(?! nhi)|tru|tuy nhien)\b",
    re.IGNORECASE,
)
_NO = frozenset({"khong", "chua", "0", "00"})
_CASES = re.compile(
    r"\b(?:0*[1-9]\d*|mot|hai|ba|bon|nam)(?: \d+)? (?:truong hop|ca nhan|nguoi|can bo|cong chuc"
    r"|vien chuc|dang vien|dong chi|tap the|vu|viec|don)\b"
)
_VIOLATION = re.compile(
    r"\b(?:vi pham|bi ky luat|ky luat|khien trach|canh cao|cach chuc|giang chuc|ha bac luong"
    r"|buoc thoi viec|sa thai|khoi to|nhung nhieu|sach nhieu|tieu cuc|xu phat|tham nhung)\b"
)
_PENDING = re.compile(
    r"\b(?:(?:dang|cho)(?: duoc| bi)? (?:xem xet|xac minh|dieu tra|thanh tra|kiem tra|xu ly"
    r"|giai quyet|lam ro|ket luan|ket qua|cho)|nhac nho|phe binh|rut kinh nghiem|kiem diem"
    r"|to cao|khieu nai|don thu|phan anh)\b"
)
_UNDONE = re.compile(r"\b(?:xoa|het hieu luc|oan|sai su that|phong ngua|chap hanh|tot|nghiem)\b")
# The words a plain denial is made of; any other word makes it unclear.
_DENIAL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        co de xay ra phat hien sinh ghi nhan bi nao truong hop ca can bo cong chuc vien nguoi lao
        dong dang tap the don vi ai hanh tinh trang viec noi dung xu ly hinh thuc phai tai thuoc
        trong va hoac o so luong cua tren dia ban toan den nay thoi gian qua pham ky luat khien
        trach canh cao nhac nho phe binh nhung nhieu sach tieu cuc tham to khieu nai thu phan anh
        kien nghi quy tac ung dinh phap che dao duc vu van hoa duoc phuong quan phong ubnd bao thi
        dua gay phien ha dan doanh nghiep
        """,
    )
)
_PERIOD = re.compile(r"\b(?:dot|giai doan|nam|thang|quy|ngay|ky) (?:\d+ ?)+|\b(?:19|20)\d\d\b")
_CHUA_DENIES = re.compile(r"\bchua (?:co|phat hien|phat sinh|ghi nhan|xay ra|de|nhan)\b")


def read_declaration(value: CellValue) -> Reading[Declaration]:
    """Read a declaration of violations.

    Blank is not "none": a unit that says nothing is asked. One pending or declared case in any
    clause outweighs a denial in another.
    """
    if value is None or (isinstance(value, str) and not clean(value)):
        return Reading(None, (_missing(),))
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == 0:
        return Reading(Declaration.NONE)
    if not isinstance(value, str) or "?" in value:
        return Reading(None, (_unclear(value),))
    return _weigh(value)


def _weigh(value: str) -> Reading[Declaration]:
    clauses = [c for c in (bare_key(part) for part in _CLAUSE.split(_joined(value))) if c]
    found = {_classify(clause) for clause in clauses}
    if Declaration.DECLARED in found:
        return Reading(Declaration.DECLARED)
    if Declaration.UNDER_REVIEW in found:
        return Reading(Declaration.UNDER_REVIEW, (_pending(value),))
    if found == {Declaration.NONE}:
        return Reading(Declaration.NONE)
    return Reading(None, (_unclear(value),))


def _joined(value: str) -> str:
    """Join a heading to its answer: ``Vi phạm: không`` is one clause."""
    return re.sub(r"\s*:\s*", " ", clean(value))


def _classify(clause: str) -> Declaration | None:
    if _denies(clause):
        return Declaration.NONE
    cases = bool(_CASES.search(clause))
    violation = _VIOLATION.search(clause)
    denied = bool(_NO & set(clause.split()))
    pending = _PENDING.search(clause)
    if pending and not denied:
        return Declaration.UNDER_REVIEW
    if violation is None or _UNDONE.search(clause) or _negated_before(clause, violation.start()):
        return None
    if cases or (not denied and _affirms(clause, violation)):
        return Declaration.DECLARED
    return None


def _affirms(clause: str, violation: re.Match[str]) -> bool:
    """Whether a violation is stated, not only spoken about (``chấp hành kỷ luật``)."""
    before = clause[: violation.start()].split()
    if violation[0] == "ky luat":
        return before[-1:] in (["bi"], ["co"]) or "xu ly" in clause
    return not before or bool({"co", "bi", "da"} & set(before))


def _negated_before(clause: str, end: int) -> bool:
    return bool(_NO & set(clause[:end].split()))


def _denies(clause: str) -> bool:
    """Whether every word of the clause belongs to one plain denial."""
    words = _PERIOD.sub(" ", clause).split()
    at = [i for i, word in enumerate(words) if word in _NO]
    if len(at) != 1 or not set(words) <= _DENIAL_WORDS | _NO:
        return False
    if words[at[0]] == "chua" and not _CHUA_DENIES.search(clause):
        return False
    before, after = " ".join(words[: at[0]]), " ".join(words[at[0] + 1 :])
    if re.search(r"\b(?:co|bi|de)\b(?! quan)", before):
        return False
    about = [bool(_VIOLATION.search(side) or _PENDING.search(side)) for side in (before, after)]
    return sum(about) == 1 or (not any(about) and after in _SHORT)


_SHORT = frozenset(
    {"", "co", "phat sinh", "co phat sinh", "co truong hop nao", "truong hop", "truong hop nao"}
    | {
        "co ca nhan nao",
        "co ai",
        "ca nhan",
        "ca nhan nao",
        "nguoi",
        "xay ra",
        "phat hien",
        "de xay ra",
    }
)


def _missing() -> Problem:
    return Problem(
        "declaration_missing",
        Weight.HOLD,
        "Đơn vị chưa khai có hay không có cá nhân vi phạm; ô trống không được coi là “không có”. "
        "Đề nghị đơn vị khai rõ.",
    )


def _pending(value: str) -> Problem:
    return Problem(
        "declaration_under_review",
        Weight.HOLD,
        f"Đơn vị khai “{clean(value)}”: việc còn đang xem xét hoặc mới ở mức nhắc nhở, phê bình. "
        "Chưa xét khen thưởng cho đến khi có kết luận.",
    )


def _unclear(value: CellValue) -> Problem:
    typed = clean(str(value))
    return Problem(
        "declaration_unclear",
        Weight.HOLD,
        f"Không rõ “{typed}” nghĩa là có hay không có vi phạm. Đề nghị đơn vị ghi rõ: "
        "“Không có cá nhân nào vi phạm” hoặc số trường hợp và hình thức xử lý.",
    )
