"""What the cells of one row say of each other: contradictions that wait for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.plan.definition import Form
from campaign.problems import Problem, Weight
from campaign.records import Row
from campaign.vietnamese.text import bare_key

Disagreement = tuple[str, Problem]
"""The column a problem stands in, and the problem."""

_GENDERS = {"ong": "Nam", "anh": "Nam", "ba": "Nữ", "chi": "Nữ", "co": "Nữ"}
_ITEM = re.compile(r"^\s*(?:\d{1,2}\s*[.)/-]|[-–+•*])\s*(?=[^\W\d_])")
"""How an item of a list begins: ``1. Một cửa``, ``- Một cửa``."""
_BETWEEN_NAMES = re.compile(r"\s*(?:[;\n&/+,]|\svà\s)\s*", re.IGNORECASE)
_PERSON = re.compile(r"(?:(?:ông|bà|anh|chị)\s+)?(?:[^\W\d_]+\s+){1,4}[^\W\d_]+", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"^(?:tap the|phong|ban|to|doi|ubnd|uy ban|truong|trung tam|cong ty|cong an|hoi|khoi|khu pho"
    r"|chi bo|chi doan|doan|doanh nghiep|ho kinh doanh|van phong|phuong|quan|benh vien|tram)\b"
)


def disagreements(row: Row) -> Iterator[Disagreement]:
    """Contradictions inside a proposal, and a title that lists several."""
    if row.form is Form.PROPOSAL:
        yield from _gender(row)
        yield from _several_people(row)
    elif row.form is not Form.CRITERIA:
        yield from _several_titles(row)


def _gender(row: Row) -> Iterator[Disagreement]:
    """``Bà`` and ``Nam``: a tie may go to a woman, so nobody's gender is guessed."""
    called = _GENDERS.get(bare_key(row.text("salutation")), "")
    typed = row.text("gender")
    if (
        called
        and typed
        and bare_key(typed) in {"nam", "nu"}
        and bare_key(typed) != bare_key(called)
    ):
        message = (
            f"Ghi “{row.text('salutation')}” nhưng giới tính “{typed}”. "
            "Đề nghị xác nhận giới tính: quy định có ưu tiên khi bằng nhau."
        )
        yield "gender", Problem("gender_disagrees", Weight.HOLD, message, ("Nam", "Nữ"))


def _several_people(row: Row) -> Iterator[Disagreement]:
    """Two people in one cell cannot be judged as one."""
    name = row.text("name")
    if not _BETWEEN_NAMES.search(name):
        return
    names = [part for part in _BETWEEN_NAMES.split(name) if part]
    if len(names) > 1 and all(_is_person(part) for part in names):
        message = (
            f"Ô ghi nhiều người ({', '.join(names)}): mỗi người cần một dòng riêng. "
            "Đề nghị đơn vị tách dòng."
        )
        yield "name", Problem("several_people", Weight.HOLD, message, tuple(names))


def _several_titles(row: Row) -> Iterator[Disagreement]:
    """A list of titles in one cell cannot be counted as one."""
    title = row.text("title")
    if "\n" not in title:
        return
    lines = [line for line in title.split("\n") if line.strip()]
    if len(lines) > 1 and all(map(_ITEM.match, lines)):
        names = tuple(_ITEM.sub("", line).strip() for line in lines)
        message = (
            f"Ô ghi nhiều nội dung ({'; '.join(names)}): mỗi mô hình, sáng kiến cần một dòng "
            "riêng. Đề nghị đơn vị tách dòng."
        )
        yield "title", Problem("several_titles", Weight.HOLD, message, names)


def _is_person(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and not _NO_PERSON.match(bare_key(text))
