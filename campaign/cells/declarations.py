"""What a unit declares about violations of its people: silence and maybe are not "none"."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from campaign.grid import as_seen
from campaign.problems import Problem, Reading, Weight
from campaign.vietnamese.text import bare_key, clean

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
    r"[;.\n()]|\s[-–—]\s|\b(?:trừ|ngoài|nhưng|tuy nhiên|song)\b"
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
# The phrases a plain denial is made of; any other word makes it unclear.
_PEOPLE = (
    "truong hop|ca nhan|can bo|cong chuc|vien chuc|nguoi lao dong|dang vien|dong chi|nguoi|ai|vu"
    "|viec|tap the|don vi|to chuc|hanh vi|tinh trang|bieu hien|nao|don"
)
_TOPICS = (
    "vi pham|ky luat|khien trach|canh cao|nhac nho|phe binh|nhung nhieu|sach nhieu"
    "|tieu cuc|tham nhung|to cao|khieu nai|don thu|phan anh|kien nghi"
)
_LINKS = (
    "co quan|co|de xay ra|xay ra|phat hien|phat sinh|ghi nhan|nhan duoc|bi|hinh thuc|xu ly"
    "|gay phien ha|va|hoac|tai|o|thuoc|trong|cua|tren dia ban|toan|so luong|so|den nay|tinh den"
    "|thoi gian qua|quy tac ung xu|quy dinh|phap luat|noi quy|quy che|dao duc|cong vu"
    "|van hoa cong so|ve|lao dong|ubnd|phuong|quan|phong|ban|truong|thi dua|dot"
)


def _only(*phrases: str) -> re.Pattern[str]:
    """Text made of nothing but these phrases, the longest tried first and never given back."""
    longest = sorted("|".join(phrases).split("|"), key=len, reverse=True)
    return re.compile(rf"(?>(?:{'|'.join(longest)})(?: |$))*+")


_DENIAL = _only(_TOPICS, _LINKS, _PEOPLE, "khong|chua|00|0")
_DENIES_WHAT = re.compile(
    rf"(?:khong|00?)(?: |$)(?:(?:{_PEOPLE}|{_TOPICS}|co|bi)\b|de xay|xay ra|phat|ghi nhan"
    r"|nhan duoc|$)"
    r"|chua (?:co\b|phat|ghi nhan|xay ra|de xay|nhan duoc)"
)
_TOPIC = re.compile(rf"\b(?:{_TOPICS})\b")
_REFUSAL = re.compile(r"\b(?:khong|chua|00?)\b")
_NOTHING = _only(_PEOPLE, "co|xay ra|phat sinh|phat hien|de xay ra")
_ENUMERATED = _only(_PEOPLE, _TOPICS, "va|hoac|bi|xu ly|hinh thuc")
_PERIOD = re.compile(r"\b(?:dot|giai doan|nam|thang|quy|ngay|ky) (?:\d+ ?)+|\b(?:19|20)\d\d\b")


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


@lru_cache(maxsize=4096)
def _weigh(value: str) -> Reading[Declaration]:
    found = {_classify(clause) for clause in _clauses(value)}
    if Declaration.DECLARED in found:
        return Reading(Declaration.DECLARED)
    if Declaration.UNDER_REVIEW in found:
        return Reading(Declaration.UNDER_REVIEW, (_pending(value),))
    if found == {Declaration.NONE}:
        return Reading(Declaration.NONE)
    return Reading(None, (_unclear(value),))


def _clauses(value: str) -> list[str]:
    """Clauses as bare keys; a heading joins its answer, an enumeration its first item.

    ``Vi phạm: không`` is one clause, and so is ``không có cán bộ, công chức vi phạm``.
    """
    joined = re.sub(r"\s*:\s*", " ", clean(value))
    return [clause for part in _CLAUSE.split(joined) for clause in _items(part)]


def _items(part: str) -> list[str]:
    """Items between commas; one of nothing but people or topics belongs to the denial before."""
    items: list[str] = []
    for item in filter(None, map(bare_key, part.split(","))):
        goes_on = items and _NO & set(items[-1].split()) and not item.startswith("bi ")
        if goes_on and _ENUMERATED.fullmatch(item):
            items[-1] += f" {item}"
        else:
            items.append(item)
    return items


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
    """Whether the clause is one plain denial and nothing else."""
    plain = " ".join(_PERIOD.sub(" ", clause).split())
    refusals = list(_REFUSAL.finditer(plain))
    if len(refusals) != 1 or not _DENIAL.fullmatch(plain) or not _DENIES_WHAT.search(plain):
        return False
    before, after = plain[: refusals[0].start()], plain[refusals[0].end() :].strip()
    if re.search(r"\b(?:co|bi)\b(?! quan)", before):
        return False
    about = [bool(_TOPIC.search(side)) for side in (before, after)]
    return sum(about) == 1 or (not any(about) and bool(_NOTHING.fullmatch(after)))


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
    typed = clean(as_seen(value))
    return Problem(
        "declaration_unclear",
        Weight.HOLD,
        f"Không rõ “{typed}” nghĩa là có hay không có vi phạm. Đề nghị đơn vị ghi rõ: "
        "“Không có cá nhân nào vi phạm” hoặc số trường hợp và hình thức xử lý.",
    )
